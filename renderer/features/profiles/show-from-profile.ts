import { goTo } from '../../app/rooms.ts';
import { selectArticle, setQuery } from '../../state/selection.ts';
import { openStory } from '../stories/stories-state.ts';

/** Goes to the page of a story. */
export function showStory(storyId: string) {
  openStory(storyId);
  goTo('stories');
}

/** Goes to Triage with articles of a source: of some days, of a language, or all. Days are `2025-03-14`, inclusive. */
export function showSourceArticles(
  sourceId: number,
  only: { from?: string; to?: string; language?: string; undated?: boolean; storyIds?: string[] } = {},
) {
  setQuery({
    sources: [sourceId],
    ...(only.from ? { publishedFrom: only.from } : {}),
    ...(only.to ? { publishedTo: only.to } : {}),
    ...(only.language ? { languages: [only.language] } : {}),
    ...(only.undated ? { dated: false } : {}),
    ...(only.storyIds ? { storyIds: only.storyIds } : {}),
  });
  goTo('triage');
}

/** Opens an article at its beginning. */
export function readArticle(articleId: string) {
  selectArticle(articleId);
  goTo('read');
}
