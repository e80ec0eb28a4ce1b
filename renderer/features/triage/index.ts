import { ListFilter } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { TriageRoom } from './TriageRoom.tsx';

/** The whole corpus in a table: search, filter, decide. */
export const room: Room = { id: 'triage', label: 'Triage', icon: ListFilter, component: TriageRoom };
