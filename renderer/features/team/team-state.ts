import { create } from 'zustand';
import type { ChangeKind } from '../../../shared/contract/rooms/history.ts';

export const teamParts = ['rounds', 'coders', 'history', 'merging'] as const;
export type TeamPart = (typeof teamParts)[number];

interface TeamState {
  part: TeamPart;
  /** The form for a new round stands open. */
  isDrawing: boolean;
  roundId: string | null;
  coder: string | null;
  changeId: number | null;
  /** Of the merge whose conflicts are shown. */
  mergeAt: string | null;
  filter: {
    coder: string;
    kind: ChangeKind | '';
    articleId: string | null;
    articleTitle: string;
    from: string;
    to: string;
  };
}

export const noFilter: TeamState['filter'] = {
  coder: '',
  kind: '',
  articleId: null,
  articleTitle: '',
  from: '',
  to: '',
};

/** Where a person is in the team room; survives going elsewhere. */
export const useTeam = create<TeamState>(() => ({
  part: 'rounds',
  isDrawing: false,
  roundId: null,
  coder: null,
  changeId: null,
  mergeAt: null,
  filter: noFilter,
}));

export const showPart = (part: TeamPart) => useTeam.setState({ part, isDrawing: false });
