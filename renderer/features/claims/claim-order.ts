import { type Claim, claimVerdicts } from '../../../shared/model/claim.ts';

export const claimColumns = [
  'number',
  'statement',
  'speaker',
  'kind',
  'verdict',
  'mentions',
  'coder',
  'changed',
] as const;
export type ClaimColumn = (typeof claimColumns)[number];

export interface ClaimSort {
  column: ClaimColumn;
  descending: boolean;
}

/** In how many sources a claim is made; mentions without a known source count as one. */
export const sourcesOf = (claim: Claim) => new Set(claim.mentions.map((mention) => mention.source)).size;

/** Names in the order of the alphabet whatever their letters' case; claims that are equal stay in the order of their numbers. */
const byName = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

const compare: Record<ClaimColumn, (a: Claim, b: Claim) => number> = {
  number: (a, b) => a.number - b.number,
  statement: (a, b) => byName.compare(a.statement, b.statement),
  speaker: (a, b) => blankLast(a.speaker, b.speaker),
  kind: (a, b) => blankLast(a.kind ?? '', b.kind ?? ''),
  verdict: (a, b) => claimVerdicts.indexOf(a.verdict) - claimVerdicts.indexOf(b.verdict),
  mentions: (a, b) => a.mentions.length - b.mentions.length || sourcesOf(a) - sourcesOf(b),
  coder: (a, b) => byName.compare(a.coder, b.coder),
  changed: (a, b) => (a.updatedAt < b.updatedAt ? -1 : a.updatedAt > b.updatedAt ? 1 : 0),
};

function blankLast(a: string, b: string): number {
  if ((a === '') !== (b === '')) return a === '' ? 1 : -1;
  return byName.compare(a, b);
}

/** The claims of a verdict (null: of any), sorted. */
export function listClaims(claims: readonly Claim[], verdict: Claim['verdict'] | null, sort: ClaimSort): Claim[] {
  const direction = sort.descending ? -1 : 1;
  return claims
    .filter((claim) => verdict === null || claim.verdict === verdict)
    .sort((a, b) => direction * compare[sort.column](a, b) || a.number - b.number);
}
