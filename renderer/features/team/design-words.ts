import type { CodingRound, SampleDesign } from '../../../shared/contract/rooms/rounds.ts';
import { count, counted, decisionNames } from '../../ui/index.ts';

const strata: Record<SampleDesign['stratify'], string> = {
  none: 'at random',
  proportional: 'at random within each source, in proportion',
  equal: 'at random within each source, as many of each',
};

/** What a sample was drawn from, in a few words. */
export function poolInWords({ query }: Pick<SampleDesign, 'query'>): string {
  const parts: string[] = [];
  if (query.decisions?.length) {
    parts.push(query.decisions.map((decision) => decisionNames[decision].toLowerCase()).join(' or '));
  }
  if (query.text) parts.push(`found by “${query.text}”`);
  if (query.sources?.length) parts.push(counted(query.sources.length, 'source'));
  if (query.languages?.length) parts.push(query.languages.join(', '));
  if (query.codeIds?.length) parts.push(`coded with ${counted(query.codeIds.length, 'code')}`);
  if (query.publishedFrom || query.publishedTo)
    parts.push(`published ${query.publishedFrom ?? ''} to ${query.publishedTo ?? ''}`);
  if (query.coded != null) parts.push(query.coded ? 'coded' : 'not coded');
  if (query.collapseCopies) parts.push('one of each group of copies');
  return parts.length === 0 ? 'the whole corpus' : parts.join(', ');
}

/** How a round's sample was drawn, for a methods section. */
export function designInWords(round: CodingRound): [string, string][] {
  const { design } = round;
  const each = design.sharedBy === null ? 'all coders' : counted(design.sharedBy, 'coder');
  return [
    ['From', poolInWords(design)],
    ['Drawn', `${counted(round.articles, 'article')}, ${strata[design.stratify]}`],
    ['Shared', round.shared === 0 ? 'none' : `${count(round.shared)} by ${each} (${design.overlap} %)`],
    ['Seed', String(design.seed)],
    ['By', `${round.createdBy}, ${round.createdAt.slice(0, 10)}`],
    ...(round.endedAt ? ([['Ended', round.endedAt.slice(0, 10)]] as [string, string][]) : []),
  ];
}
