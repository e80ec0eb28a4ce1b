import type { InputOf } from '../../../shared/contract/contract.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectPlace } from '../../state/selection.ts';
import { useCompare } from './compare-state.ts';

type Across = InputOf<'compare.statements'>;

/** The articles that are compared, or all sources of the story that the first one is in. */
export function useAcross(articleIds: readonly string[]): {
  input: Across;
  story: { storyId: string; title: string } | null;
  isWhole: boolean;
  setWhole(whole: boolean): void;
} {
  const wanted = useCompare((state) => state.wholeStory);
  const story = useBackend('stories.ofArticle', { articleId: articleIds[0]! }).data ?? null;
  const isWhole = wanted && story !== null;
  return {
    input: isWhole ? { storyId: story.storyId } : { articleIds: [...articleIds] },
    story,
    isWhole,
    setWhole: (wholeStory) => useCompare.setState({ wholeStory }),
  };
}

/** Opens an article at words of it. */
export function readAt(articleId: string, start: number, end: number) {
  selectPlace(articleId, start, end);
  goTo('read');
}
