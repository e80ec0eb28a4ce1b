import { RadioTower } from 'lucide-react';
import type { Room } from '../../app/rooms.ts';
import { SourcesOrProfile } from './SourcesOrProfile.tsx';

/** The outlets of the corpus, one of them in profile, or several compared. */
export const room: Room = { id: 'sources', label: 'Sources', icon: RadioTower, component: SourcesOrProfile };
