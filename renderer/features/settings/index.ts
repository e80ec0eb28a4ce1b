import { Settings } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { SettingsRoom } from './SettingsRoom.tsx';

export const room: Room = {
  id: 'settings',
  label: 'Settings',
  icon: Settings,
  component: SettingsRoom,
  withoutProject: true,
};
