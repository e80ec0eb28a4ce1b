import { Users } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { TeamRoom } from './TeamRoom.tsx';

/** Who codes what, how far they are, who changed what, and bringing work together. */
export const room: Room = { id: 'team', label: 'Team', icon: Users, component: TeamRoom };
