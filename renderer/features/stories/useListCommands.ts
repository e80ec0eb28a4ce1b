import { Combine, Gauge, ListFilter, Lock, Newspaper, Play, Search } from 'lucide-react';
import type { StoryRow } from '../../../shared/model/story.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import type { useAnalysis } from '../../app/useAnalysis.ts';
import { askFit } from './ask-fit.ts';
import { askList, selectNoStories, toggleStory, useStories } from './stories-state.ts';

interface Parts {
  total: number;
  cursor: number;
  current: StoryRow | undefined;
  /** The selected ones, or the one under the cursor. */
  targets: readonly StoryRow[];
  mergeHindered: string | false;
  open(): void;
  articles(): void;
  merge(): void;
  lock(): Promise<unknown>;
  show(index: number): void;
  pageRows(): number;
  find(): void;
  analysis: ReturnType<typeof useAnalysis>;
}

/** Everything the keyboard does in the list of stories. */
export function useListCommands(parts: Parts) {
  const { total, cursor, current, targets, analysis } = parts;
  const detail = targets.length > 1 ? `${targets.length} selected stories` : (current?.title ?? '');
  const none = targets.length > 0 ? null : 'no story';
  const move = (id: string, label: string, keys: string[], to: () => number): Command => ({
    id: `stories.${id}`,
    label,
    group: 'Move',
    keys,
    keyOnly: true,
    run: () => {
      const index = Math.max(0, Math.min(total - 1, to()));
      useStories.setState({ cursor: index });
      parts.show(index);
    },
  });
  useCommands([
    move('next', 'Next story', ['J', 'ArrowDown'], () => cursor + 1),
    move('previous', 'Previous story', ['K', 'ArrowUp'], () => cursor - 1),
    move('pageDown', 'A page down', ['PageDown'], () => cursor + parts.pageRows()),
    move('pageUp', 'A page up', ['PageUp'], () => cursor - parts.pageRows()),
    move('first', 'First story', ['Home'], () => 0),
    move('last', 'Last story', ['End'], () => total - 1),
    {
      ...{ id: 'stories.open', label: 'Open the story', group: 'Move', keys: ['Enter', 'O'], icon: Newspaper },
      disabled: current ? null : 'no story',
      run: parts.open,
    },
    {
      ...{ id: 'stories.articles', label: 'Show its articles in Triage', group: 'Move', keys: ['T'], icon: ListFilter },
      detail,
      disabled: none,
      run: parts.articles,
    },
    {
      ...{ id: 'stories.toggle', label: 'Select or leave this story', group: 'Select', keys: ['X'] },
      disabled: current ? null : 'no story',
      run: () => current && toggleStory(current.storyId),
    },
    {
      ...{ id: 'stories.selectNone', label: 'Select nothing', group: 'Select', keys: ['Escape'] },
      disabled: useStories.getState().selected.size > 0 ? null : 'nothing is selected',
      run: selectNoStories,
    },
    {
      ...{ id: 'stories.merge', label: 'Merge stories…', group: 'Decide', keys: ['M'], icon: Combine, detail },
      disabled: parts.mergeHindered,
      run: parts.merge,
    },
    {
      ...{ id: 'stories.lock', label: 'Lock or unlock', group: 'Decide', keys: ['L'], icon: Lock, detail },
      disabled: needsWriting() ?? none,
      run: parts.lock,
    },
    {
      ...{ id: 'edit.find', label: 'Find a story', group: 'Find', keys: ['Mod+F'], icon: Search },
      run: parts.find,
    },
    {
      ...{ id: 'stories.gaps', label: 'Only stories with a gap', group: 'Find', keys: ['W'] },
      run: () => askList({ onlyGaps: !useStories.getState().onlyGaps }),
    },
    {
      ...{ id: 'stories.fit', label: 'What corrections say of the least likeness…', group: 'View', icon: Gauge },
      run: askFit,
    },
    {
      ...{ id: 'stories.analyse', label: 'Look for stories', group: 'View', keys: ['A'], icon: Play },
      disabled: analysis.hindered,
      run: analysis.start,
    },
  ]);
}
