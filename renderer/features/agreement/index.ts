import { Handshake } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { AgreementRoom } from './AgreementRoom.tsx';

export const room: Room = { id: 'agreement', label: 'Agreement', icon: Handshake, component: AgreementRoom };
