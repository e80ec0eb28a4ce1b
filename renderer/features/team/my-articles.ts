import type { CodingRound } from '../../../shared/contract/rooms/rounds.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { selectArticle, setQuery, useSelection } from '../../state/selection.ts';
import { say, warnOf } from '../../ui/index.ts';

/** Opens Read with one's articles of a round as its queue, in their order, at the first that is not done. */
export async function readMyArticles({ roundId, name }: Pick<CodingRound, 'roundId' | 'name'>): Promise<void> {
  const sort = { column: 'assigned', descending: false } as const;
  try {
    const left = await call('articles.openView', { query: { round: { roundId, left: true }, sort }, first: 1 });
    const query = { round: { roundId }, sort };
    const all = left.first[0] ? left : await call('articles.openView', { query, first: 1 });
    const [next] = all.first;
    if (!next) {
      say(`You have no articles in “${name}”`);
      return;
    }
    setQuery(query);
    useSelection.setState({ view: null });
    selectArticle(next.articleId);
    goTo('read');
  } catch (error) {
    warnOf(error);
  }
}
