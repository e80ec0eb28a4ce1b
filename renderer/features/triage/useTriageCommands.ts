import { BookOpen, CircleCheck, Columns2, Diff, Layers, ListOrdered, PanelRight, RefreshCw } from 'lucide-react';
import { MOST_SIDE_BY_SIDE } from '../../../shared/contract/rooms/compare.ts';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { type Decision, decisions } from '../../../shared/model/article.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useSelection } from '../../state/selection.ts';
import { count, decisionKeys, decisionNames } from '../../ui/index.ts';
import { allSelected, nothingSelected, type RowSelection, selectedCount } from './row-selection.ts';
import type { CopyDeeds } from './useCopyDeeds.ts';
import { copiesKey, decideOnCopies, useLeftCopies } from './useDecide.ts';
import type { Likely } from './useLikely.ts';
import type { RowSelecting } from './useRowSelection.ts';
import type { OpenView } from './useView.ts';

interface Parts {
  view: OpenView | null;
  /** Where the cursor is, and how many lines there are, copies that are shown included. */
  line: number;
  lines: number;
  focusedRow: ArticleRow | null;
  selecting: RowSelecting;
  moveTo(line: number, extend?: boolean): void;
  /** Chooses or leaves the article under the cursor. */
  toggle(): void;
  copyDeeds: CopyDeeds;
  likely: Likely;
  isFolding: boolean;
  setFolding(on: boolean): void;
  unfold(): void;
  fold(): void;
  canUnfold: boolean;
  canFold: boolean;
  decide(decision: Decision): void;
  pageRows(): number;
  openReason(): void;
  togglePreview(): void;
  reopen(): void;
  open(row: ArticleRow): void;
}

/** What Compare would show: two to four articles that are selected; left is the one that was selected first. */
export function comparedOf(view: OpenView | null, selection: RowSelection): string[] | null {
  if (!view || selection.kind !== 'some' || selection.ids.size < 2 || selection.ids.size > MOST_SIDE_BY_SIDE)
    return null;
  return [...selection.ids];
}

/** The two articles that are selected. */
export function pairOf(view: OpenView | null, selection: RowSelection): [string, string] | null {
  if (!view || selection.kind !== 'some' || selection.ids.size !== 2) return null;
  const [a, b] = selection.ids;
  return a && b ? [a, b] : null;
}

export function compare(pair: readonly string[]) {
  useSelection.setState({ pair });
  goTo('compare');
}

/** Everything the keyboard does in Triage. */
export function useTriageCommands(parts: Parts) {
  const { view, line, lines, focusedRow, selecting, moveTo, copyDeeds, likely } = parts;
  const { selection } = selecting;
  const total = view?.total ?? 0;
  const chosen = selectedCount(selection, total);
  const detail = chosen > 0 ? `${count(chosen)} selected articles` : focusedRow ? 'this article' : '';
  const nothing = chosen > 0 || focusedRow ? null : 'select an article';
  const compared = comparedOf(view, selection);
  const left = useLeftCopies((state) => state.left);

  const move = (id: string, label: string, keys: string[], to: () => number): Command => ({
    id: `triage.${id}`,
    label,
    group: 'Move',
    keys,
    keyOnly: true,
    run: () => moveTo(to()),
  });
  const extend = (id: string, label: string, key: string, to: () => number): Command => ({
    id: `triage.${id}`,
    label,
    group: 'Select',
    keys: [key],
    keyOnly: true,
    run: () => moveTo(to(), true),
  });

  useCommands([
    move('next', 'Next article', ['J', 'ArrowDown'], () => line + 1),
    move('previous', 'Previous article', ['K', 'ArrowUp'], () => line - 1),
    move('pageDown', 'A page down', ['PageDown'], () => line + parts.pageRows()),
    move('pageUp', 'A page up', ['PageUp'], () => line - parts.pageRows()),
    move('first', 'First article', ['Home'], () => 0),
    move('last', 'Last article', ['End'], () => lines - 1),
    extend('extendDown', 'Select down', 'Shift+ArrowDown', () => line + 1),
    extend('extendUp', 'Select up', 'Shift+ArrowUp', () => line - 1),
    extend('extendPageDown', 'Select a page down', 'Shift+PageDown', () => line + parts.pageRows()),
    extend('extendPageUp', 'Select a page up', 'Shift+PageUp', () => line - parts.pageRows()),
    extend('extendFirst', 'Select up to the first', 'Shift+Home', () => 0),
    extend('extendLast', 'Select down to the last', 'Shift+End', () => lines - 1),
    {
      id: 'triage.toggle',
      label: 'Select or leave this article',
      group: 'Select',
      keys: ['X'],
      disabled: focusedRow ? null : 'no article',
      run: parts.toggle,
    },
    {
      id: 'triage.selectAll',
      label: 'Select the whole list',
      group: 'Select',
      keys: ['Mod+A'],
      detail: `${count(total)} articles`,
      run: () => selecting.set(allSelected),
    },
    {
      id: 'triage.selectNone',
      label: 'Select nothing',
      group: 'Select',
      keys: ['Escape'],
      disabled: chosen > 0 ? null : 'nothing is selected',
      run: () => selecting.set(nothingSelected),
    },
    ...decisions.map(
      (decision): Command => ({
        id: `triage.${decision}`,
        label: decision === 'undecided' ? 'Clear decision' : `Decide: ${decisionNames[decision].toLowerCase()}`,
        group: 'Decide',
        keys: [decisionKeys[decision]],
        detail,
        icon: CircleCheck,
        disabled: needsWriting() ?? nothing,
        run: () => parts.decide(decision),
      }),
    ),
    {
      id: 'triage.reason',
      label: 'Exclude with a reason…',
      group: 'Decide',
      keys: ['R', 'Shift+E'],
      detail,
      disabled: needsWriting() ?? nothing,
      run: parts.openReason,
    },
    {
      id: 'triage.decideCopies',
      label: left ? `${decisionNames[left.decision]}: ${left.words} as well` : 'The same decision on its copies',
      group: 'Decide',
      keys: [copiesKey],
      icon: Layers,
      disabled: needsWriting() ?? (left ? null : 'decide on a row with copies first'),
      run: () => void decideOnCopies(),
    },
    {
      id: 'triage.open',
      label: 'Read this article',
      group: 'Move',
      keys: ['Enter', 'O'],
      icon: BookOpen,
      disabled: focusedRow ? null : 'no article',
      run: () => focusedRow && parts.open(focusedRow),
    },
    {
      id: 'triage.compare',
      label: compared ? `Compare ${compared.length} articles` : 'Compare two to four articles',
      group: 'Move',
      keys: ['C'],
      icon: Columns2,
      disabled: compared ? null : 'select two to four articles',
      run: () => compared && compare(compared),
    },
    {
      id: 'triage.unfold',
      label: 'Show the copies of this article',
      group: 'Move',
      keys: ['ArrowRight'],
      keyOnly: true,
      disabled: parts.canUnfold ? null : 'no copies are folded here',
      run: parts.unfold,
    },
    {
      id: 'triage.fold',
      label: 'Hide the copies',
      group: 'Move',
      keys: ['ArrowLeft'],
      keyOnly: true,
      disabled: parts.canFold ? null : 'no copies are shown here',
      run: parts.fold,
    },
    {
      id: 'triage.foldCopies',
      label: parts.isFolding ? 'Give every copy its own row' : 'Fold copies into one row',
      group: 'View',
      keys: ['Shift+C'],
      icon: Layers,
      run: () => parts.setFolding(!parts.isFolding),
    },
    {
      id: 'triage.likely',
      label: likely.isOrder ? 'Order as before, not by likely' : 'Order by likely',
      group: 'View',
      keys: ['L'],
      icon: ListOrdered,
      detail: likely.isOrder ? '' : 'learned from your decisions',
      disabled: likely.isLearning && !likely.isOrder ? 'the order is being learned' : null,
      run: likely.toggleOrder,
    },
    {
      id: 'triage.learn',
      label: 'Learn the order anew',
      group: 'View',
      icon: ListOrdered,
      disabled: needsWriting() ?? (likely.isLearning ? 'the order is being learned' : likely.missing),
      run: likely.learnAnew,
    },
    {
      id: 'copies.difference',
      label: 'What differs between two copies',
      group: 'Copies',
      keys: ['D'],
      icon: Diff,
      disabled: copyDeeds.pair ? null : 'go to a copy, or select two articles',
      run: copyDeeds.difference,
    },
    {
      id: 'copies.makeHead',
      label: 'Make this copy the head',
      group: 'Copies',
      icon: Layers,
      disabled: needsWriting() ?? copyDeeds.cannotHead,
      run: copyDeeds.makeHead,
    },
    {
      id: 'copies.takeOut',
      label: 'Take this article out of its copies',
      group: 'Copies',
      icon: Layers,
      disabled: needsWriting() ?? copyDeeds.cannotTakeOut,
      run: copyDeeds.takeOut,
    },
    {
      id: 'copies.putTogether',
      label: 'Put the selected articles together as copies',
      group: 'Copies',
      icon: Layers,
      disabled: needsWriting() ?? copyDeeds.cannotPutTogether,
      run: copyDeeds.putTogether,
    },
    {
      id: 'triage.preview',
      label: 'Show or hide the preview',
      group: 'View',
      keys: ['Space'],
      icon: PanelRight,
      run: parts.togglePreview,
    },
    {
      id: 'triage.reopen',
      label: 'Bring the list up to date',
      group: 'View',
      keys: ['.'],
      icon: RefreshCw,
      run: parts.reopen,
    },
  ]);
}
