import { BookOpen, Columns2, Copy, ListFilter } from 'lucide-react';
import { type ArticleRow, type Decision, decisions } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import { ContextMenu, counted, DecisionSign, decisionKeys, decisionNames, say, warn } from '../../ui/index.ts';

export interface RowMenuProps {
  row: ArticleRow;
  /** Point of the window, px. */
  at: { x: number; y: number };
  /** Articles that a decision would be about. */
  chosen: number;
  pair: [string, string] | null;
  onOpen(): void;
  onCompare(): void;
  onDecide(decision: Decision): void;
  onClose(): void;
}

/** What can be done with the article under the pointer, or with the selection that it belongs to. */
export function RowMenu(props: RowMenuProps) {
  const { row, chosen } = props;
  const sources = useBackend('sources.list', {});
  const source = sources.data?.find(({ name }) => name === row.source);
  const readOnly = needsWriting() !== null;
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
              label: 'Compare the two selected',
              icon: Columns2,
              keys: 'C',
              disabled: props.pair === null,
              run: props.onCompare,
            },
          ],
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
