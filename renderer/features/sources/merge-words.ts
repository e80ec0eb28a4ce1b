import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { counted } from '../../ui/index.ts';

/** The one to keep unless somebody says otherwise: the one with most articles, then one that has a domain. */
export function likelyKept(sources: readonly SourceRow[]): SourceRow | undefined {
  return [...sources].sort(
    (a, b) =>
      b.articles - a.articles ||
      Number(b.domain !== null) - Number(a.domain !== null) ||
      a.name.localeCompare(b.name, 'en'),
  )[0];
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
      ? [`Later imports find it under ${names.size === 1 ? 'this name' : 'these names'} too: ${[...names].join(', ')}.`]
      : []),
    ...(noted.length > 0 ? [`Notes of ${noted.map(({ name }) => name).join(', ')} are not taken over.`] : []),
    ...(said.length > 0
      ? [`The order of day and month set for ${said.map(({ name }) => name).join(', ')} is not taken over.`]
      : []),
  ];
}
