import { create } from 'zustand';

/** A field that two windows changed. */
export interface FieldConflict {
  kind: 'field';
  field: 'memo' | 'confidence' | 'span';
  yours: unknown;
  theirs: unknown;
  /** The article's, to show the words of spans. */
  text: string;
  takeMine(): void;
  takeBoth?(): void;
}

/** A memo written to an annotation that was deleted meanwhile. */
export interface GoneConflict {
  kind: 'gone';
  memo: string;
}

type Conflict = FieldConflict | GoneConflict;

/** What waits for a choice, the oldest first. */
export const useConflicts = create<{ waiting: readonly Conflict[] }>(() => ({ waiting: [] }));

export const openConflict = (conflict: Conflict) =>
  useConflicts.setState(({ waiting }) => ({ waiting: [...waiting, conflict] }));

export const closeConflict = () => useConflicts.setState(({ waiting }) => ({ waiting: waiting.slice(1) }));
