import { create } from 'zustand';
import type { NameKind } from '../../../shared/contract/rooms/names.ts';

/** The window of names: which kind it shows; null while it is closed. */
export const useNames = create<{ kind: NameKind | null }>(() => ({ kind: null }));

/** Opens the window in which names of people, organisations and places are merged. */
export const showNames = (kind: NameKind = 'person') => useNames.setState({ kind });
