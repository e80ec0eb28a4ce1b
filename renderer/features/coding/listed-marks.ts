import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Claim, ClaimEvidence, ClaimMention, EvidenceStance } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { ParagraphMap } from '../text/paragraph-map.ts';
import { isProvisional } from './annotations.ts';

/** What a row of the list stands for: an annotation, a mention of a claim, or a passage that bears on one. */
export type Entry = { key: string; ownerId: string; span: Span | null } & (
  | { kind: 'annotation'; annotation: Annotation }
  | { kind: 'mention'; claim: Claim; place: ClaimMention }
  | { kind: 'evidence'; claim: Claim; piece: ClaimEvidence; place: { quote: { exact: string } } }
);

export interface ListedMark {
  names: string;
  /** Palette slot of the first code; 0 without one. */
  color: number;
  /** What stands before the names instead of a code's colour. */
  sign: 'claim' | EvidenceStance | null;
  /** `¶ 4`, `article`, `unplaced`, `saving`. */
  where: string;
  quote: string;
  /** Empty where it is not told. */
  coder: string;
}

const spanOf = ({ start, end }: { start: number | null; end: number | null }): Span | null =>
  start !== null && end !== null ? { start, end } : null;

/** Places of claims in the article: where they are made, and what speaks for or against them. */
export function claimEntries(articleId: string, claims: readonly Claim[]): Entry[] {
  return claims.flatMap((claim): Entry[] => [
    ...claim.mentions
      .filter((place) => place.articleId === articleId)
      .map((place): Entry => {
        const { claimId: ownerId } = claim;
        return { kind: 'mention', key: place.mentionId, ownerId, span: spanOf(place), claim, place };
      }),
    ...claim.evidence.flatMap((piece): Entry[] => {
      const { at: place } = piece;
      if (place.kind === 'link' || place.articleId !== articleId) return [];
      const { claimId: ownerId } = claim;
      return [{ kind: 'evidence', key: piece.evidenceId, ownerId, span: spanOf(place), claim, piece, place }];
    }),
  ]);
}

/** Everything that is marked in the article in the order of the text: the article's own first, those without a place last. */
export function entriesOf(articleId: string, annotations: readonly Annotation[], claims: readonly Claim[]): Entry[] {
  const own = annotations.map((annotation): Entry => {
    const { annotationId: key } = annotation;
    return { kind: 'annotation', key, ownerId: key, span: spanOf(annotation), annotation };
  });
  const rank = (entry: Entry) =>
    entry.kind === 'annotation' && entry.annotation.level === 'article'
      ? -1
      : (entry.span?.start ?? Number.POSITIVE_INFINITY);
  // Of two without a place the difference is no number, and they stay as they came.
  return [...own, ...claimEntries(articleId, claims)].sort(
    (a, b) => rank(a) - rank(b) || (b.span?.end ?? 0) - (a.span?.end ?? 0),
  );
}

const ofClaim: Record<EvidenceStance, string> = { supports: 'supports', refutes: 'refutes', context: 'context of' };

/** What a row says. */
export function listed(entry: Entry, codes: ReadonlyMap<string, Code>, map: ParagraphMap): ListedMark {
  const { span } = entry;
  const where = span ? `¶ ${map.paragraphAt(span.start) + 1}` : 'unplaced';
  if (entry.kind !== 'annotation') {
    const { number } = entry.claim;
    const names = entry.kind === 'mention' ? `Claim ${number}` : `${ofClaim[entry.piece.stance]} claim ${number}`;
    return {
      names: names[0]!.toUpperCase() + names.slice(1),
      color: 0,
      sign: entry.kind === 'mention' ? 'claim' : entry.piece.stance,
      where,
      quote: span ? map.text.slice(span.start, span.end) : entry.place.quote.exact,
      coder: entry.kind === 'mention' ? '' : entry.piece.coder,
    };
  }
  const { annotationId, level, quote, memo, pieces, coder, codings } = entry.annotation;
  const known = codings.flatMap(({ codeId }) => codes.get(codeId) ?? []);
  const stretches = span ? [span, ...pieces].sort((a, b) => a.start - b.start) : [];
  return {
    names: known.length > 0 ? known.map((code) => code.name).join(', ') : memo ? 'Memo' : 'Highlight',
    color: known[0]?.color ?? 0,
    sign: null,
    where: isProvisional(annotationId) ? 'saving' : level === 'article' ? 'article' : where,
    quote: span
      ? stretches.map((stretch) => map.text.slice(stretch.start, stretch.end)).join(' … ')
      : (quote?.exact ?? memo),
    coder,
  };
}
