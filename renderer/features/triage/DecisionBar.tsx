import { useState } from 'react';
import { type ArticleRow, type Decision, decisions } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import {
  ActionBar,
  Button,
  count,
  counted,
  DecisionSign,
  decisionKeys,
  decisionNames,
  Field,
  Popover,
} from '../../ui/index.ts';
import styles from './DecisionBar.module.css';
import { type RowSelection, selectedCount } from './row-selection.ts';

/** How many articles are listed, of how many. */
export function Count(props: { shown: number | null; of: number | null; filtered: boolean; isFolding: boolean }) {
  const { shown, of, filtered } = props;
  if (shown === null) return null;
  // Of a filtered list it is not known how many copies stand behind its rows.
  const folded = props.isFolding && of !== null && !filtered ? of - shown : 0;
  return (
    <span className={`${styles.count} num`}>
      <b className="strong">{count(shown)}</b>
      {of !== null && filtered ? <span className="t2"> of {count(of)}</span> : <span className="t2"> articles</span>}
      {folded > 0 ? <span className="t3"> · {counted(folded, 'copy', 'copies')} folded</span> : null}
    </span>
  );
}

const order: readonly Decision[] = decisions;

/** Actions on the selection, always there, with their keys. */
export function DecisionBar(props: {
  selection: RowSelection;
  total: number;
  focusedRow: ArticleRow | null;
  reasonOpen: boolean;
  onReasonOpen(open: boolean): void;
  onDecide(decision: Decision, reason?: string): void;
}) {
  const chosen = selectedCount(props.selection, props.total);
  const off = needsWriting() ?? (chosen > 0 || props.focusedRow ? false : 'Select an article first.');
  return (
    <div className={styles.bar}>
      <ActionBar>
        <span className={`${styles.selected} ${chosen > 0 ? 'strong' : 't3'}`}>
          {chosen > 0 ? `${count(chosen)} selected` : 'This article'}
        </span>
        {order.map((decision) => (
          <Button
            key={decision}
            tone="quiet"
            size="toolbar"
            keys={decisionKeys[decision]}
            disabled={off}
            onPress={() => props.onDecide(decision)}
          >
            <span className={styles.sign}>
              <DecisionSign decision={decision} silent />
            </span>
            {decisionNames[decision]}
          </Button>
        ))}
        <Popover
          label="Exclude with a reason"
          placement="top start"
          width={280}
          isOpen={props.reasonOpen}
          onOpenChange={props.onReasonOpen}
          trigger={
            <Button tone="quiet" size="toolbar" keys="R" disabled={off}>
              Reason…
            </Button>
          }
        >
          {(close) => (
            <ReasonForm
              onGive={(reason) => {
                close();
                props.onDecide('exclude', reason);
              }}
            />
          )}
        </Popover>
      </ActionBar>
    </div>
  );
}

function ReasonForm({ onGive }: { onGive(reason: string): void }) {
  const [reason, setReason] = useState('');
  const known = useBackend('triage.reasons', {});
  const shown = (known.data ?? []).filter((entry) =>
    entry.reason.toLocaleLowerCase().includes(reason.trim().toLocaleLowerCase()),
  );
  return (
    <div className={styles.reasons}>
      <Field
        label="Why exclude?"
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={500}
        onSubmit={() => reason.trim() && onGive(reason.trim())}
      />
      {shown.length > 0 ? (
        <ul>
          {shown.slice(0, 8).map((entry) => (
            <li key={entry.reason}>
              <button type="button" className={styles.known} onClick={() => onGive(entry.reason)}>
                <span className="ell">{entry.reason}</span>
                <span className="t3 num">{count(entry.uses)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <Button
        tone="primary"
        disabled={reason.trim() === '' && 'Write or choose a reason.'}
        onPress={() => onGive(reason.trim())}
      >
        Exclude
      </Button>
    </div>
  );
}
