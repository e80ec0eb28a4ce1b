import { Tags } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { CodesRoom } from './CodesRoom.tsx';

export { CodebookDialogs, CodebookPanel } from './CodebookPanel.tsx';

export const room: Room = { id: 'codes', label: 'Codes', icon: Tags, component: CodesRoom };
