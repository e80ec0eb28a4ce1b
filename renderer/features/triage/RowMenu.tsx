import { BookOpen, Columns2, Copy, Diff, Layers, ListFilter } from 'lucide-react';
import { type ArticleRow, type Decision, decisions } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import { ContextMenu, counted, DecisionSign, decisionKeys, decisionNames, say, warn } from '../../ui/index.ts';
import type { CopyDeeds } from './useCopyDeeds.ts';

export interface RowMenuProps {
  row: ArticleRow;
  /** Point of the window, px. */
  at: { x: number; y: number };
  /** Articles that a decision would be about. */
  chosen: number;
  /** What Compare would show; null unless two to four articles are selected. */
  compared: readonly string[] | null;
  copies: CopyDeeds;
  onOpen(): void;
  onCompare(): void;
  onDecide(decision: Decision): void;
  onClose(): void;
}

/** What can be done with the article under the pointer, or with the selection that it belongs to. */
export function RowMenu(props: RowMenuProps) {
  const { row, chosen, copies } = props;
  const sources = useBackend('sources.list', {});
  const source = sources.data?.find(({ name }) => name === row.source);
  const readOnly = needsWriting() !== null;
  const ofCopies = [
    {
      id: 'difference',
      label: 'What differs…',
      icon: Diff,
      keys: 'D',
      off: copies.pair ? null : '',
      run: copies.difference,
    },
    { id: 'head', label: 'Make it the head', icon: Layers, off: copies.cannotHead, run: copies.makeHead },
    { id: 'out', label: 'Take it out of its copies', icon: Layers, off: copies.cannotTakeOut, run: copies.takeOut },
    {
      id: 'together',
      label: 'Put together as copies',
      icon: Layers,
      off: copies.cannotPutTogether,
      run: copies.putTogether,
    },
  ];
  function copy() {
    const words = [row.title || 'Untitled', row.url].filter(Boolean).join('\n');
    navigator.clipboard.writeText(words).then(
      () => say(row.url ? 'Title and link copied.' : 'Title copied; this article has no link.'),
      () => warn('The clipboard could not be written. Copy the title from the preview instead.'),
    );
  }
  return (
    <ContextMenu
      label={chosen > 1 ? counted(chosen, 'article') : row.title || 'Untitled'}
      at={props.at}
      onClose={props.onClose}
      groups={[
        {
          entries: [
            { id: 'open', label: 'Read', icon: BookOpen, keys: 'Enter', run: props.onOpen },
            {
              id: 'compare',
              label: props.compared ? `Compare the ${props.compared.length} selected` : 'Compare the selected',
              icon: Columns2,
              keys: 'C',
              disabled: props.compared === null,
              run: props.onCompare,
            },
          ],
        },
        {
          label: 'Copies',
          entries: ofCopies
            .filter(({ off }) => off === null)
            .map(({ off: _off, ...entry }) => ({ ...entry, disabled: readOnly && entry.id !== 'difference' })),
        },
        {
          ...(chosen > 1 ? { label: counted(chosen, 'selected article') } : {}),
          entries: decisions.map((decision) => ({
            id: decision,
            label: decisionNames[decision],
            sign: <DecisionSign decision={decision} silent />,
            keys: decisionKeys[decision],
            disabled: readOnly,
            run: () => props.onDecide(decision),
          })),
        },
        {
          entries: [
            { id: 'copy', label: row.url ? 'Copy title and link' : 'Copy title', icon: Copy, run: copy },
            {
              id: 'source',
              label: row.source ? `Only from ${row.source}` : 'Only from this source',
              icon: ListFilter,
              disabled: !source,
              run: () => source && changeQuery({ sources: [source.sourceId] }),
            },
          ],
        },
      ]}
    />
  );
}
