import { BookOpen } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { ReadRoom } from './ReadRoom.tsx';

export const room: Room = { id: 'read', label: 'Read', icon: BookOpen, component: ReadRoom };
