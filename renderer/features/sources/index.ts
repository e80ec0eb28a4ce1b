import { RadioTower } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { SourcesRoom } from './SourcesRoom.tsx';

export { showSource } from './show-source.ts';

/** The outlets of the corpus. */
export const room: Room = { id: 'sources', label: 'Sources', icon: RadioTower, component: SourcesRoom };
