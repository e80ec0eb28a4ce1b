import { ChartNoAxesColumn, Combine, ListFilter, Scale, Search, Table2 } from 'lucide-react';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { compareProfiles, openProfile } from '../../state/profile.ts';
import {
  chooseSource,
  extendTo,
  selectNoSources,
  selectSources,
  setPart,
  setRatingsOpen,
  toggleSource,
} from './choice.ts';
import { mergeHindered } from './merge-words.ts';
import { showArticles } from './show-source.ts';

interface Parts {
  shown: readonly SourceRow[];
  focused: number;
  selected: ReadonlySet<number>;
  /** The selected ones, or the one under the cursor. */
  targets: readonly SourceRow[];
  show(index: number): void;
  pageRows(): number;
  find(): void;
  merge(): void;
}

/** Everything the keyboard does in the table of sources. */
export function useSourceCommands(parts: Parts) {
  const { shown, focused, selected, targets } = parts;
  const source = shown[focused];
  const many = targets.length > 1 ? `${targets.length} selected sources` : (source?.name ?? '');

  function goToRow(index: number, extend: boolean) {
    const to = Math.min(shown.length - 1, Math.max(0, index));
    const next = shown[to];
    if (!next) return;
    if (extend)
      extendTo(
        next.sourceId,
        shown.map(({ sourceId }) => sourceId),
      );
    else chooseSource(next.sourceId);
    parts.show(to);
  }
  const move = (id: string, label: string, keys: string[], to: () => number, extend = false): Command => ({
    id: `sources.${id}`,
    label,
    group: extend ? 'Select' : 'Move',
    keys,
    keyOnly: true,
    run: () => goToRow(to(), extend),
  });

  useCommands([
    move('next', 'Next source', ['J', 'ArrowDown'], () => focused + 1),
    move('previous', 'Previous source', ['K', 'ArrowUp'], () => focused - 1),
    move('pageDown', 'A page down', ['PageDown'], () => focused + parts.pageRows()),
    move('pageUp', 'A page up', ['PageUp'], () => focused - parts.pageRows()),
    move('first', 'First source', ['Home'], () => 0),
    move('last', 'Last source', ['End'], () => shown.length - 1),
    move('extendDown', 'Select down', ['Shift+ArrowDown'], () => focused + 1, true),
    move('extendUp', 'Select up', ['Shift+ArrowUp'], () => focused - 1, true),
    move('extendFirst', 'Select up to the first', ['Shift+Home'], () => 0, true),
    move('extendLast', 'Select down to the last', ['Shift+End'], () => shown.length - 1, true),
    {
      id: 'sources.toggle',
      label: 'Select or leave this source',
      group: 'Select',
      keys: ['X'],
      disabled: source ? null : 'no source',
      run: () => source && toggleSource(source.sourceId, source.sourceId),
    },
    {
      id: 'sources.selectAll',
      label: 'Select every source shown',
      group: 'Select',
      keys: ['Mod+A'],
      run: () => selectSources(shown.map(({ sourceId }) => sourceId)),
    },
    {
      id: 'sources.selectNone',
      label: 'Select nothing',
      group: 'Select',
      keys: ['Escape'],
      disabled: selected.size > 0 ? null : 'nothing is selected',
      run: selectNoSources,
    },
    {
      id: 'sources.profile',
      label: targets.length > 1 ? 'Compare their profiles' : 'Open its profile',
      group: 'Move',
      keys: ['Enter'],
      icon: ChartNoAxesColumn,
      detail: many,
      disabled: targets.length > 0 ? null : 'no source',
      run: () =>
        targets.length > 1
          ? compareProfiles(targets.map(({ sourceId }) => sourceId))
          : source && openProfile(source.sourceId),
    },
    {
      id: 'sources.compareAll',
      label: 'Compare all sources',
      group: 'Move',
      keys: ['P'],
      icon: Table2,
      disabled: shown.length > 0 ? null : 'no source',
      run: () => compareProfiles([]),
    },
    {
      id: 'sources.articles',
      label: 'Show their articles in Triage',
      group: 'Move',
      keys: ['O'],
      icon: ListFilter,
      detail: many,
      disabled: targets.length > 0 ? null : 'no source',
      run: () => showArticles(targets.map(({ sourceId }) => sourceId)),
    },
    {
      id: 'edit.find',
      label: 'Find a source',
      group: 'Find',
      keys: ['Mod+F'],
      icon: Search,
      run: parts.find,
    },
    {
      id: 'sources.merge',
      label: 'Merge sources…',
      group: 'Decide',
      keys: ['M'],
      icon: Combine,
      detail: targets.length > 1 ? many : '',
      disabled: needsWriting() ?? mergeHindered(targets.length),
      run: parts.merge,
    },
    {
      id: 'sources.about',
      label: 'What is known about this source',
      group: 'View',
      keys: ['1'],
      run: () => setPart('about'),
    },
    {
      id: 'sources.ratings',
      label: 'Ratings of this source',
      group: 'View',
      keys: ['2'],
      run: () => setPart('ratings'),
    },
    {
      id: 'sources.cleaning',
      label: 'Cleaning rules of this source',
      group: 'View',
      keys: ['3'],
      run: () => setPart('cleaning'),
    },
    {
      id: 'sources.lists',
      label: 'Lists of ratings',
      group: 'View',
      keys: ['L'],
      icon: Scale,
      run: () => setRatingsOpen(true),
    },
  ]);
}
