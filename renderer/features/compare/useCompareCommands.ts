import {
  ArrowLeft,
  ArrowLeftRight,
  ArrowRight,
  BookOpen,
  Columns2,
  History,
  Link2,
  Scale,
  ScissorsLineDashed,
  WandSparkles,
  X,
} from 'lucide-react';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import type { TextPane } from '../text/index.ts';
import { columnName } from './ComparePane.tsx';
import { swapColumns, takeOutColumn, useCompare } from './compare-state.ts';

export const toggleTogether = () => useCompare.setState(({ together }) => ({ together: !together }));
export const toggleTechniques = () => useCompare.setState(({ techniques }) => ({ techniques: !techniques }));

/** Everything the keyboard does beside the texts. */
export function useCompareCommands(parts: {
  active: number;
  columns: number;
  isWritable: string | null;
  hasSteps: boolean;
  step(direction: 1 | -1): void;
  record: (() => unknown) | null;
  read(column: number): void;
  panes: readonly TextPane[];
  toggleRemoved(column: number): void;
  goToPane(column: number): void;
  versions: (() => void) | null;
}) {
  const { active, columns, panes } = parts;
  const noSteps = parts.hasSteps ? null : 'nothing is linked';
  const here = columnName(active, columns).toLowerCase();
  const list: Command[] = [
    {
      id: 'compare.next',
      label: 'Next pair',
      group: 'Move',
      keys: ['N', 'J'],
      disabled: noSteps,
      run: () => parts.step(1),
    },
    {
      id: 'compare.previous',
      label: 'Previous pair',
      group: 'Move',
      keys: ['Shift+N', 'K'],
      disabled: noSteps,
      run: () => parts.step(-1),
    },
    ...panes.map((_, column) => ({
      id: `compare.text.${column}`,
      label: columns === 2 ? `Go to the ${column === 0 ? 'left' : 'right'} text` : `Go to text ${column + 1}`,
      group: 'Move',
      keys: [`Alt+${column + 1}`],
      icon: Columns2,
      run: () => parts.goToPane(column),
    })),
    {
      id: 'compare.together',
      label: 'Scroll together or apart',
      group: 'View',
      keys: ['T'],
      icon: Link2,
      run: toggleTogether,
    },
    {
      id: 'compare.techniques',
      label: 'Show or hide suggested techniques',
      group: 'View',
      keys: ['Alt+T'],
      icon: WandSparkles,
      run: toggleTechniques,
    },
    {
      id: 'compare.removed',
      label: 'Show or hide removed passages',
      group: 'View',
      keys: ['V'],
      icon: ScissorsLineDashed,
      detail: here,
      run: () => parts.toggleRemoved(active),
    },
    {
      id: 'compare.swap',
      label: columns === 2 ? 'Swap sides' : 'Swap with the next article',
      group: 'View',
      keys: ['X'],
      icon: ArrowLeftRight,
      detail: columns === 2 ? '' : here,
      run: () =>
        columns === 2 ? swapColumns(0, 1) : swapColumns(active, active === columns - 1 ? active - 1 : active + 1),
    },
    ...([-1, 1] as const).map((by) => ({
      id: by === -1 ? 'compare.moveLeft' : 'compare.moveRight',
      label: by === -1 ? 'Move the article to the left' : 'Move the article to the right',
      group: 'View',
      icon: by === -1 ? ArrowLeft : ArrowRight,
      detail: here,
      disabled: active + by < 0 || active + by >= columns ? 'it stands at the edge' : null,
      run: () => swapColumns(active, active + by),
    })),
    {
      id: 'compare.takeOut',
      label: 'Take the article out of the comparison',
      group: 'View',
      keys: ['-'],
      icon: X,
      detail: here,
      run: () => takeOutColumn(active),
    },
    {
      id: 'compare.versions',
      label: 'What changed between its texts',
      group: 'View',
      icon: History,
      detail: here,
      disabled: parts.versions ? null : 'its text never changed',
      run: () => parts.versions?.(),
    },
    {
      id: 'compare.read',
      label: 'Open in Read',
      group: 'Move',
      keys: ['O'],
      icon: BookOpen,
      detail: here,
      run: () => parts.read(active),
    },
    {
      id: 'compare.record',
      label: 'Record the pair as a claim',
      group: 'Code',
      keys: ['Q'],
      icon: Scale,
      disabled: parts.isWritable ?? (parts.record ? null : 'no pair is chosen'),
      run: () => parts.record?.(),
    },
    {
      id: 'compare.back',
      label: 'Close what is open, then back to the table',
      group: 'Move',
      keys: ['Escape'],
      run: () => {
        const pane = panes[active]!;
        const { selection, active: open } = pane.state.getState();
        if (selection) pane.clearSelection();
        else if (open) pane.activate(null);
        else goTo('triage');
      },
    },
  ];
  useCommands(list);
}
