import { create } from 'zustand';
import type { storySorts } from '../../../shared/contract/rooms/stories.ts';

export type StorySort = (typeof storySorts)[number];

/** Where a person is among the stories; kept while they are in another room. */
interface StoriesState {
  /** The story whose page is open; null: the list. */
  openId: string | null;
  /** The row under the cursor of the list. */
  cursor: number;
  /** Stories that a deed on several is about. */
  selected: ReadonlySet<string>;
  text: string;
  onlyGaps: boolean;
  sort: StorySort;
}

const nothing: StoriesState = {
  openId: null,
  cursor: 0,
  selected: new Set(),
  text: '',
  onlyGaps: false,
  sort: 'newest',
};

export const useStories = create<StoriesState>(() => nothing);

/** Opens a story's page. Go to the room `stories` beside it. */
export function openStory(storyId: string | null) {
  useStories.setState({ openId: storyId });
}

/** Changes what the list shows; the cursor goes to its top, and nothing stays selected that may be out of sight. */
export function askList(changes: Partial<Pick<StoriesState, 'text' | 'onlyGaps' | 'sort'>>) {
  useStories.setState({ ...changes, cursor: 0, selected: new Set() });
}

export function toggleStory(storyId: string) {
  useStories.setState(({ selected }) => {
    const next = new Set(selected);
    if (!next.delete(storyId)) next.add(storyId);
    return { selected: next };
  });
}

export const selectNoStories = () => useStories.setState({ selected: new Set() });
