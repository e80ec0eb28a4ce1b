/** Results: the coded passages, tables and charts of them, and the methods summary. */
import { ChartColumn } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { ResultsRoom } from './ResultsRoom.tsx';

export const room: Room = { id: 'results', label: 'Results', icon: ChartColumn, component: ResultsRoom };
