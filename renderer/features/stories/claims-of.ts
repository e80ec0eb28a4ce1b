import type { Claim, EvidenceStance } from '../../../shared/model/claim.ts';

export interface StoryClaim {
  claim: Claim;
  supports: number;
  refutes: number;
  /** Evidence in articles, the first of it: UTF-16 offsets. */
  passages: {
    evidenceId: string;
    stance: EvidenceStance;
    articleId: string;
    start: number;
    end: number;
    source: string;
    text: string;
  }[];
}

const PASSAGES = 2;

/** Claims with a mention in one of these articles, those with most evidence first. */
export function claimsOf(claims: readonly Claim[], articleIds: ReadonlySet<string>): StoryClaim[] {
  return claims
    .filter(({ mentions }) => mentions.some(({ articleId }) => articleIds.has(articleId)))
    .map((claim) => ({
      claim,
      supports: claim.evidence.filter(({ stance }) => stance === 'supports').length,
      refutes: claim.evidence.filter(({ stance }) => stance === 'refutes').length,
      passages: claim.evidence
        .flatMap(({ evidenceId, stance, at }) =>
          at.kind === 'passage' && at.start !== null && at.end !== null
            ? [
                {
                  evidenceId,
                  stance,
                  articleId: at.articleId,
                  start: at.start,
                  end: at.end,
                  source: at.source,
                  text: at.quote.exact,
                },
              ]
            : [],
        )
        .slice(0, PASSAGES),
    }))
    .toSorted((a, b) => b.claim.evidence.length - a.claim.evidence.length || a.claim.number - b.claim.number);
}
