import { type ClaimRow, claimVerdicts } from '../../../shared/model/claim.ts';

export const claimColumns = [
  ...(['number', 'statement', 'speaker', 'audience', 'kind', 'verdict', 'evidence', 'mentions'] as const),
  ...(['sources', 'question', 'codes', 'coder', 'recorded', 'changed'] as const),
];
export type ClaimColumn = (typeof claimColumns)[number];

export interface ClaimSort {
  column: ClaimColumn;
  descending: boolean;
}

/** What the table shows; null or false: whatever it is. */
export interface ClaimFilter {
  verdict: ClaimRow['verdict'] | null;
  speaker: string | null;
  kind: ClaimRow['kind'] | 'none' | null;
  source: string | null;
  /** Recorded it, or gave a verdict on it. */
  coder: string | null;
  evidence: 'some' | 'none' | 'supports' | 'refutes' | 'both' | null;
  codeId: string | null;
  /** A question is noted as open. */
  isOpen: boolean;
  /** Coders gave different verdicts. */
  isDisputed: boolean;
}

export const everyClaim: ClaimFilter = {
  ...{ verdict: null, speaker: null, kind: null, source: null, coder: null, evidence: null, codeId: null },
  ...{ isOpen: false, isDisputed: false },
};

const evidenceFits: Record<NonNullable<ClaimFilter['evidence']>, (row: ClaimRow) => boolean> = {
  some: ({ supports, refutes, context }) => supports + refutes + context > 0,
  none: ({ supports, refutes, context }) => supports + refutes + context === 0,
  supports: ({ supports }) => supports > 0,
  refutes: ({ refutes }) => refutes > 0,
  both: ({ supports, refutes }) => supports > 0 && refutes > 0,
};

/** Whether coders gave different verdicts. */
export const isDisputed = ({ verdicts }: ClaimRow) => new Set(verdicts.map(({ verdict }) => verdict)).size > 1;

function fits(row: ClaimRow, filter: ClaimFilter): boolean {
  const { verdict, speaker, kind, source, coder, evidence, codeId } = filter;
  return (
    (verdict === null || row.verdict === verdict) &&
    (speaker === null || row.speaker === speaker) &&
    (kind === null || (row.kind ?? 'none') === kind) &&
    (source === null || row.sources.includes(source)) &&
    (coder === null || row.coder === coder || row.verdicts.some((given) => given.coder === coder)) &&
    (evidence === null || evidenceFits[evidence](row)) &&
    (codeId === null || row.codeIds.includes(codeId)) &&
    (!filter.isOpen || row.openQuestion.trim() !== '') &&
    (!filter.isDisputed || isDisputed(row))
  );
}

/** Names in the order of the alphabet whatever their letters' case; claims that are equal stay in the order of their numbers. */
const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const byTime = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const compare: Record<ClaimColumn, (a: ClaimRow, b: ClaimRow) => number> = {
  number: (a, b) => a.number - b.number,
  statement: (a, b) => byName.compare(a.statement, b.statement),
  speaker: (a, b) => blankLast(a.speaker, b.speaker),
  audience: (a, b) => blankLast(a.audience, b.audience),
  kind: (a, b) => blankLast(a.kind ?? '', b.kind ?? ''),
  verdict: (a, b) => claimVerdicts.indexOf(a.verdict) - claimVerdicts.indexOf(b.verdict),
  evidence: (a, b) => a.supports + a.refutes - b.supports - b.refutes || a.refutes - b.refutes || a.context - b.context,
  mentions: (a, b) => a.mentions - b.mentions || a.sources.length - b.sources.length,
  sources: (a, b) => a.sources.length - b.sources.length,
  question: (a, b) => blankLast(a.openQuestion, b.openQuestion),
  codes: (a, b) => a.codeIds.length - b.codeIds.length,
  coder: (a, b) => byName.compare(a.coder, b.coder),
  recorded: (a, b) => byTime(a.createdAt, b.createdAt),
  changed: (a, b) => byTime(a.updatedAt, b.updatedAt),
};

/** Columns whose greatest values are what one looks for first. */
export const descendingFirst: ReadonlySet<ClaimColumn> = new Set([
  ...(['evidence', 'mentions', 'sources', 'codes', 'recorded', 'changed'] as const),
]);

function blankLast(a: string, b: string): number {
  if ((a === '') !== (b === '')) return a === '' ? 1 : -1;
  return byName.compare(a, b);
}

/** The claims that fit, sorted. */
export function listClaims(rows: readonly ClaimRow[], filter: ClaimFilter, sort: ClaimSort): ClaimRow[] {
  const direction = sort.descending ? -1 : 1;
  return rows
    .filter((row) => fits(row, filter))
    .sort((a, b) => direction * compare[sort.column](a, b) || a.number - b.number);
}

/** Values that a part of the claims has, the most frequent first, with how many claims have each. */
export function valuesOf(rows: readonly ClaimRow[], of: (row: ClaimRow) => readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const value of new Set(of(row))) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || byName.compare(a, b));
}
