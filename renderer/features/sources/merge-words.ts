import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { count, counted } from '../../ui/index.ts';

/** As many as one step takes, the one that stays not counted. */
export const MOST_MERGED = 1000;

/** Names that a sentence can hold. */
const SOME = 12;
const listed = (names: readonly string[]): string =>
  names.length <= SOME ? names.join(', ') : `${names.slice(0, SOME).join(', ')} and ${count(names.length - SOME)} more`;

/** Why these cannot be merged, or null. */
export function mergeHindered(sources: number): string | null {
  if (sources < 2) return 'select two or more sources';
  return sources - 1 > MOST_MERGED ? `at most ${count(MOST_MERGED)} sources are merged in one step` : null;
}

/** The one to keep unless somebody says otherwise: the one with most articles, then one that has a domain. */
export function likelyKept(sources: readonly SourceRow[]): SourceRow | undefined {
  return likeliestFirst(sources)[0];
}

export function likeliestFirst(sources: readonly SourceRow[]): SourceRow[] {
  return [...sources].sort(
    (a, b) =>
      b.articles - a.articles ||
      Number(b.domain !== null) - Number(a.domain !== null) ||
      a.name.localeCompare(b.name, 'en'),
  );
}

/** What merging does to what, each in a sentence, said before it is done. */
export function mergeInWords(into: SourceRow, others: readonly SourceRow[]): string[] {
  const articles = others.reduce((sum, source) => sum + source.articles, 0);
  const names = new Set(
    others
      .flatMap(({ name, domain, aliases }) => [name, ...(domain ? [domain] : []), ...aliases])
      .filter((name) => name !== into.name && name !== into.domain && !into.aliases.includes(name)),
  );
  const noted = others.filter(({ notes }) => notes !== '');
  const said = others.filter(({ dateOrder }) => dateOrder.from === 'user' && dateOrder.order !== into.dateOrder.order);
  return [
    `${counted(articles, 'article')} ${articles === 1 ? 'moves' : 'move'} to ${into.name}, which then has ${counted(into.articles + articles, 'article')}.`,
    ...(names.size > 0
      ? [`Later imports find it under ${names.size === 1 ? 'this name' : 'these names'} too: ${listed([...names])}.`]
      : []),
    ...(noted.length > 0 ? [`Notes of ${listed(noted.map(({ name }) => name))} are not taken over.`] : []),
    ...(said.length > 0
      ? [`The order of day and month set for ${listed(said.map(({ name }) => name))} is not taken over.`]
      : []),
  ];
}
