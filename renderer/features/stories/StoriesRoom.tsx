import { StoryList } from './StoryList.tsx';
import { StoryPage } from './StoryPage.tsx';
import { useStories } from './stories-state.ts';

/** The stories of the corpus, or the page of one. */
export function StoriesRoom() {
  const openId = useStories((state) => state.openId);
  return openId === null ? <StoryList /> : <StoryPage key={openId} storyId={openId} />;
}
