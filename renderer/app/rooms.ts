import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { create } from 'zustand';

/** A place of the rail. A feature exports one as `room` from its `index.ts`, and stands in the rail by that alone. */
export interface Room {
  id: RoomId;
  label: string;
  icon: LucideIcon;
  component: ComponentType;
  /** Works without an open project. */
  withoutProject?: boolean;
  /** A number beside the label, or nothing. */
  useCount?: () => number | null;
}

/** Order and grouping of the rail; the second letter of the key sequence that goes there. */
export const roomOrder = [
  { id: 'inbox', key: 'I', group: 1 },
  { id: 'triage', key: 'T', group: 2 },
  { id: 'read', key: 'R', group: 2 },
  { id: 'compare', key: 'C', group: 2 },
  { id: 'stories', key: 'Y', group: 2 },
  { id: 'claims', key: 'L', group: 2 },
  { id: 'codes', key: 'O', group: 3 },
  { id: 'team', key: 'W', group: 3 },
  { id: 'agreement', key: 'A', group: 3 },
  { id: 'results', key: 'U', group: 3 },
  { id: 'analysers', key: 'N', group: 3 },
  { id: 'sources', key: 'S', group: 3 },
  { id: 'export', key: 'E', group: 3 },
  { id: 'settings', key: ',', group: 4 },
] as const;
export type RoomId = (typeof roomOrder)[number]['id'];

const features = import.meta.glob<{ room?: Room }>('../features/*/index.{ts,tsx}', { eager: true });

/** The rooms that exist, in the order of the rail. */
export const rooms: readonly Room[] = roomOrder.flatMap(({ id }) => {
  const found = Object.values(features).find((feature) => feature.room?.id === id)?.room;
  return found ? [found] : [];
});

interface Place {
  room: RoomId;
  /** Where Escape and Back lead. */
  before: RoomId | null;
}

export const usePlace = create<Place>(() => ({ room: 'inbox', before: null }));

/** Goes to a room; to the Inbox where this build lacks it. */
export function goTo(wanted: RoomId) {
  const room = rooms.some(({ id }) => id === wanted) ? wanted : 'inbox';
  usePlace.setState((place) => (place.room === room ? place : { room, before: place.room }));
}
