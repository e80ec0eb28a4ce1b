import { Inbox } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { InboxRoom } from './InboxRoom.tsx';

export const room: Room = { id: 'inbox', label: 'Inbox', icon: Inbox, component: InboxRoom };
