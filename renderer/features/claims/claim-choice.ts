import { create } from 'zustand';
import { type ClaimFilter, everyClaim } from './claim-order.ts';

interface ClaimChoice {
  /** The claim that the room shows. */
  claimId: string | null;
  /** Claims that actions are for; none: the one that is shown. */
  selected: ReadonlySet<string>;
  text: string;
  filter: ClaimFilter;
}

/** What the Claims room shows; kept while the person is in another room. */
export const useClaimChoice = create<ClaimChoice>(() => ({
  claimId: null,
  selected: new Set(),
  text: '',
  filter: everyClaim,
}));

export function chooseClaim(claimId: string | null) {
  useClaimChoice.setState({ claimId });
}

export function selectClaims(claimIds: Iterable<string>) {
  useClaimChoice.setState({ selected: new Set(claimIds) });
}

export function toggleClaim(claimId: string) {
  useClaimChoice.setState(({ selected }) => {
    const next = new Set(selected);
    if (!next.delete(claimId)) next.add(claimId);
    return { selected: next };
  });
}

export function filterClaims(change: Partial<ClaimFilter>) {
  useClaimChoice.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

export function showEveryClaim() {
  useClaimChoice.setState({ filter: everyClaim, text: '' });
}
