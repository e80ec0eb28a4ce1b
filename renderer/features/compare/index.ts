import { Columns2 } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { CompareRoom } from './CompareRoom.tsx';

export const room: Room = { id: 'compare', label: 'Compare', icon: Columns2, component: CompareRoom };
