import type { Span } from '../../../shared/text/span.ts';
import { Button, Dialog } from '../../ui/index.ts';
import styles from './AnnotationCard.module.css';
import { closeConflict, type FieldConflict, useConflicts } from './conflict.ts';

/** Shows both versions of what two windows wrote, and keeps the one that is chosen. */
export function ConflictDialog() {
  const [conflict] = useConflicts((state) => state.waiting);
  if (!conflict) return null;
  if (conflict.kind === 'gone') {
    return (
      <Dialog
        title="The annotation was deleted elsewhere"
        isOpen
        onClose={closeConflict}
        width={480}
        mustAnswer
        footer={
          <>
            <Button onPress={closeConflict}>Close</Button>
            <Button
              tone="primary"
              onPress={() => void navigator.clipboard.writeText(conflict.memo).then(closeConflict)}
            >
              Copy the memo
            </Button>
          </>
        }
      >
        <p>Another window deleted it while you wrote this memo. Undo there brings it back.</p>
        <blockquote className={styles.version} dir="auto">
          {conflict.memo}
        </blockquote>
      </Dialog>
    );
  }
  const choose = (deed?: () => void) => () => {
    closeConflict();
    deed?.();
  };
  return (
    <Dialog
      title={`The ${conflict.field} was changed in another window`}
      isOpen
      onClose={closeConflict}
      width={480}
      mustAnswer
      footer={
        <>
          <Button onPress={choose()}>Keep the other</Button>
          {conflict.takeBoth ? <Button onPress={choose(conflict.takeBoth)}>Keep both</Button> : null}
          <Button tone="primary" onPress={choose(conflict.takeMine)}>
            Keep mine
          </Button>
        </>
      }
    >
      <p className="med">In the other window, on disk</p>
      <blockquote className={styles.version} dir="auto">
        {inWords(conflict, conflict.theirs)}
      </blockquote>
      <p className="med">Here, not written</p>
      <blockquote className={styles.version} dir="auto">
        {inWords(conflict, conflict.yours)}
      </blockquote>
    </Dialog>
  );
}

function inWords({ field, text }: FieldConflict, value: unknown): string {
  if (value === null || value === '') return field === 'span' ? 'No place in the text' : 'Empty';
  if (field !== 'span') return String(value);
  const { start, end } = value as Span;
  return text.slice(start, end);
}
