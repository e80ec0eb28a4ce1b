import { BookOpen, CircleCheck, Columns2, PanelRight, RefreshCw } from 'lucide-react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { type Decision, decisions } from '../../../shared/model/article.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useSelection } from '../../state/selection.ts';
import { count, decisionKeys, decisionNames } from '../../ui/index.ts';
import { allSelected, nothingSelected, type RowSelection, selectedCount, toggled } from './row-selection.ts';
import type { RowSelecting } from './useRowSelection.ts';
import type { OpenView } from './useView.ts';

interface Parts {
  view: OpenView | null;
  focused: number;
  focusedRow: ArticleRow | null;
  selecting: RowSelecting;
  moveTo(index: number, extend?: boolean): void;
  decide(decision: Decision): void;
  pageRows(): number;
  openReason(): void;
  togglePreview(): void;
  reopen(): void;
  open(index: number, row: ArticleRow): void;
}

/** The two articles that Compare would show: those selected; left is the one that was selected first. */
export function pairOf(view: OpenView | null, selection: RowSelection): [string, string] | null {
  if (!view || selection.kind !== 'some' || selection.ids.size !== 2) return null;
  const [a, b] = selection.ids;
  return a && b ? [a, b] : null;
}

export function compare(pair: [left: string, right: string]) {
  useSelection.setState({ pair });
  goTo('compare');
}

/** Everything the keyboard does in Triage. */
export function useTriageCommands(parts: Parts) {
  const { view, focused, focusedRow, selecting, moveTo } = parts;
  const { selection } = selecting;
  const total = view?.total ?? 0;
  const chosen = selectedCount(selection, total);
  const detail = chosen > 0 ? `${count(chosen)} selected articles` : focusedRow ? 'this article' : '';
  const nothing = chosen > 0 || focusedRow ? null : 'select an article';
  const pair = pairOf(view, selection);

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
    move('next', 'Next article', ['J', 'ArrowDown'], () => focused + 1),
    move('previous', 'Previous article', ['K', 'ArrowUp'], () => focused - 1),
    move('pageDown', 'A page down', ['PageDown'], () => focused + parts.pageRows()),
    move('pageUp', 'A page up', ['PageUp'], () => focused - parts.pageRows()),
    move('first', 'First article', ['Home'], () => 0),
    move('last', 'Last article', ['End'], () => total - 1),
    extend('extendDown', 'Select down', 'Shift+ArrowDown', () => focused + 1),
    extend('extendUp', 'Select up', 'Shift+ArrowUp', () => focused - 1),
    extend('extendPageDown', 'Select a page down', 'Shift+PageDown', () => focused + parts.pageRows()),
    extend('extendPageUp', 'Select a page up', 'Shift+PageUp', () => focused - parts.pageRows()),
    extend('extendFirst', 'Select up to the first', 'Shift+Home', () => 0),
    extend('extendLast', 'Select down to the last', 'Shift+End', () => total - 1),
    {
      id: 'triage.toggle',
      label: 'Select or leave this article',
      group: 'Select',
      keys: ['X'],
      disabled: focusedRow ? null : 'no article',
      run: () => focusedRow && selecting.set(toggled(selection, focusedRow.articleId)),
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
      id: 'triage.open',
      label: 'Read this article',
      group: 'Move',
      keys: ['Enter', 'O'],
      icon: BookOpen,
      disabled: focusedRow ? null : 'no article',
      run: () => focusedRow && parts.open(focused, focusedRow),
    },
    {
      id: 'triage.compare',
      label: 'Compare two articles',
      group: 'Move',
      keys: ['C'],
      icon: Columns2,
      disabled: pair ? null : 'select two articles',
      run: () => pair && compare(pair),
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
