import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Span } from '../../../shared/text/span.ts';

/** What is painted: one code on one span, a highlight without a code, a claim's mention, evidence on it, or a suggestion. */
export interface Mark extends Span {
  /** The same for the same span and look, so that what is saved is not painted anew. */
  key: string;
  kind: 'code' | 'highlight' | 'claim' | 'suggestion';
  /** Palette slot 1 to 10; 0 without a code. */
  color: number;
  /** What stands in the margin. */
  label: string;
  /** The annotation, the claim, or the suggestion. */
  ownerId: string;
}

// Answers that did not change keep their objects, so that one more annotation in thousands is one more step here.
const marksOfCodes = new WeakMap<ReadonlyMap<string, Code>, WeakMap<Annotation, Mark[]>>();

/** The mark of one code on one span. */
export function codeMark({ start, end }: Span, { codeId, color, name: label }: Code, ownerId: string): Mark {
  return { key: `${start}-${end}-${codeId}-${color}`, start, end, kind: 'code', color, label, ownerId };
}

function marksOfAnnotation(annotation: Annotation, codes: ReadonlyMap<string, Code>): Mark[] {
  const { annotationId: ownerId, start, end, pieces, codings, memo } = annotation;
  if (start === null || end === null) return [];
  const known = codings.flatMap(({ codeId }) => codes.get(codeId) ?? []);
  return [{ start, end }, ...pieces].flatMap((span): Mark[] => {
    if (known.length > 0) return known.map((code) => codeMark(span, code, ownerId));
    const label = memo ? 'Memo' : 'Highlight';
    const key = `${span.start}-${span.end}-highlight`;
    return [{ key, start: span.start, end: span.end, kind: 'highlight', color: 0, label, ownerId }];
  });
}

/** What a passage of evidence is to its claim, in the margin. */
const besideClaim = { supports: 'for', refutes: 'against', context: 'context' } as const;

/** Marks of everything placed in the text, in no order. A code that the codebook lacks is painted as a highlight. */
export function marksOf(
  articleId: string,
  annotations: readonly Annotation[],
  codes: ReadonlyMap<string, Code>,
  claims: readonly Claim[],
): Mark[] {
  const marks = new Map<string, Mark>();
  const known = marksOfCodes.get(codes) ?? new WeakMap<Annotation, Mark[]>();
  marksOfCodes.set(codes, known);
  const put = (mark: Omit<Mark, 'key'>, what: string) => {
    const key = `${mark.start}-${mark.end}-${what}`;
    if (!marks.has(key)) marks.set(key, { ...mark, key });
  };
  for (const annotation of annotations) {
    let own = known.get(annotation);
    if (!own) {
      own = marksOfAnnotation(annotation, codes);
      known.set(annotation, own);
    }
    for (const mark of own) if (!marks.has(mark.key)) marks.set(mark.key, mark);
  }
  for (const { claimId, number, mentions, evidence } of claims) {
    for (const mention of mentions) {
      if (mention.articleId !== articleId || mention.start === null || mention.end === null) continue;
      const { start, end } = mention;
      put({ start, end, kind: 'claim', color: 0, label: `Claim ${number}`, ownerId: claimId }, `claim-${claimId}`);
    }
    for (const { at, stance } of evidence) {
      if (at.kind === 'link' || at.articleId !== articleId || at.start === null || at.end === null) continue;
      const { start, end } = at;
      const label = `Claim ${number}, ${besideClaim[stance]}`;
      put({ start, end, kind: 'claim', color: 0, label, ownerId: claimId }, `${stance}-${claimId}`);
    }
  }
  return [...marks.values()];
}

/** Which of the owners under the pointer becomes the active one: the smallest, or by clicking again the next larger. */
export function nextHit(hits: readonly Mark[], active: string | null): string | null {
  const owners = [...new Set(hits.map((mark) => mark.ownerId))];
  if (owners.length === 0) return null;
  const at = active === null ? -1 : owners.indexOf(active);
  return owners[(at + 1) % owners.length]!;
}
