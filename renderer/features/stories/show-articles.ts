import { goTo } from '../../app/rooms.ts';
import { selectPlace, setQuery } from '../../state/selection.ts';

/** Goes to Triage with the articles of stories; with `sources`, only those of these. */
export function showStoryArticles(storyIds: readonly string[], sources: readonly number[] = []) {
  if (storyIds.length === 0) return;
  setQuery({ storyIds: [...storyIds], sources: [...sources] });
  goTo('triage');
}

/** Opens an article at a span (UTF-16 offsets into its text). */
export function readPlace(articleId: string, start: number, end: number) {
  selectPlace(articleId, start, end);
  goTo('read');
}
