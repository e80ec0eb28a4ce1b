import { create } from 'zustand';

/** The claim that the Claims room shows; kept while the person is in another room. */
export const useClaimChoice = create<{ claimId: string | null }>(() => ({ claimId: null }));

export function chooseClaim(claimId: string | null) {
  useClaimChoice.setState({ claimId });
}
