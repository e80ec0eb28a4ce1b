import type { Claim } from '../../../shared/model/claim.ts';
import type { ClaimRelation, StoryClaim } from '../../../shared/model/story-sections.ts';

/** A sign and words for each way a passage bears on a claim; the sign is never alone. */
export const relationWords: Record<ClaimRelation, { sign: string; name: string; tone: 'good' | 'bad' | 't3' }> = {
  denies: { sign: '−', name: 'denies it', tone: 'bad' },
  figure: { sign: '≠', name: 'another figure', tone: 'bad' },
  same: { sign: '+', name: 'says the same', tone: 'good' },
  related: { sign: '·', name: 'about the same', tone: 't3' },
};

/** Suggested claims that nobody has recorded: those whose sentence no recorded claim is mentioned in. */
export function unrecorded(suggested: readonly StoryClaim[], recorded: readonly Claim[]): StoryClaim[] {
  const mentions = recorded.flatMap((claim) => claim.mentions);
  return suggested.filter(
    ({ said }) =>
      !mentions.some(
        ({ articleId, start, end }) =>
          articleId === said.articleId && start !== null && end !== null && start < said.end && end > said.start,
      ),
  );
}

/** `2 for, 1 against` counts of passages that are no mere relatives. */
export function balanceOf({ evidence }: StoryClaim): { supports: number; opposes: number } {
  return {
    supports: evidence.filter(({ relation }) => relation === 'same').length,
    opposes: evidence.filter(({ relation }) => relation === 'denies' || relation === 'figure').length,
  };
}
