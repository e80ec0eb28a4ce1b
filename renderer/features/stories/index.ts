import { Newspaper } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { StoriesRoom } from './StoriesRoom.tsx';

export const room: Room = { id: 'stories', label: 'Stories', icon: Newspaper, component: StoriesRoom };
