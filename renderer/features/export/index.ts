import { FileOutput } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { ExportRoom } from './ExportRoom.tsx';

/** Writes the coded corpus as files that other programs load. */
export const room: Room = { id: 'export', label: 'Export', icon: FileOutput, component: ExportRoom };
