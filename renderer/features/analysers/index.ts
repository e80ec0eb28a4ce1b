import { Microscope } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { AnalysersRoom } from './AnalysersRoom.tsx';

export const room: Room = { id: 'analysers', label: 'Analysers', icon: Microscope, component: AnalysersRoom };
