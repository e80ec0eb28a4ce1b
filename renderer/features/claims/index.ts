import { Scale } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { ClaimsRoom } from './ClaimsRoom.tsx';

export const room: Room = { id: 'claims', label: 'Claims', icon: Scale, component: ClaimsRoom };
