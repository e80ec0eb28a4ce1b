import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { counted, say, warnOf } from '../../ui/index.ts';
import type { Alignment, Step } from './steps.ts';

interface Mention {
  articleId: string;
  textVersionId: string;
  start: number;
  end: number;
  quote: string;
}

/** The sentences of a step as places of a claim, from left to right. */
export function mentionsOf(step: Step, alignment: Alignment, articles: readonly Article[]): Mention[] {
  return articles.flatMap((article, column) => {
    const index = step.at[column];
    const span = index === null || index === undefined ? undefined : alignment.articles[column]?.sentences[index];
    if (!span) return [];
    const { articleId, textVersionId, text } = article;
    return [{ articleId, textVersionId, ...span, quote: text.slice(span.start, span.end) }];
  });
}

/** The claim that has all of these places, if one was recorded. */
export function recordedClaim(claims: readonly Claim[], mentions: readonly Mention[]): Claim | undefined {
  if (mentions.length === 0) return undefined;
  return claims.find((claim) =>
    mentions.every(({ articleId, start, end }) =>
      claim.mentions.some((one) => one.articleId === articleId && one.start === start && one.end === end),
    ),
  );
}

/** Records a claim made by the first sentence, and the others as further mentions of it. */
export async function recordClaim(
  mentions: readonly Mention[],
  kind: Claim['kind'],
  open: (claim: Claim) => void,
): Promise<void> {
  const [first, ...others] = mentions;
  if (!first) return;
  try {
    const statement = first.quote.replace(/\s+/g, ' ').trim().slice(0, 2000);
    let claim = await withCoder(() => call('claims.create', { ...first, fields: { statement, kind } }));
    for (const other of others) claim = await call('claims.addMention', { claimId: claim.claimId, ...other });
    say(`Recorded claim ${claim.number} with ${counted(claim.mentions.length, 'mention')}`, {
      label: 'Open',
      run: () => open(claim),
    });
  } catch (error) {
    warnOf(error);
  }
}
