import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import choices from '../../ui/Choice.module.css';
import { Button, counted, Dialog, ErrorState, SourceName, say } from '../../ui/index.ts';
import { chooseSource } from './choice.ts';
import styles from './MergeDialog.module.css';
import { likeliestFirst, mergeInWords } from './merge-words.ts';

/** As many as can be chosen to stay: those with most articles. */
const OFFERED = 50;

/** Asks which of several sources stays, and says what moves before it does. One step of undo. */
export function MergeDialog({ sources, onClose }: { sources: readonly SourceRow[]; onClose(): void }) {
  const [intoId, setIntoId] = useState(likeliestFirst(sources)[0]?.sourceId ?? null);
  const [failed, setFailed] = useState<AppError | null>(null);
  const merge = useChange('sources.merge');
  const into = sources.find(({ sourceId }) => sourceId === intoId);
  const offered = likeliestFirst(sources).slice(0, OFFERED);
  const others = sources.filter(({ sourceId }) => sourceId !== intoId);

  async function run() {
    if (!into || others.length === 0) return;
    setFailed(null);
    try {
      const sourceIds = others.map(({ sourceId }) => sourceId);
      const { articles } = await withCoder(() => merge.mutateAsync({ intoId: into.sourceId, sourceIds }));
      chooseSource(into.sourceId);
      say(`Merged: ${counted(articles, 'article')} moved to ${into.name}. Undo brings them back.`);
      onClose();
    } catch (thrown) {
      const error = thrown as AppError;
      if (error.code !== 'CANCELLED') setFailed(error);
    }
  }
  return (
    <Dialog
      title={`Merge ${counted(sources.length, 'source')}`}
      isOpen
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={needsWriting() ?? (merge.isPending || !into)}
            onPress={() => void run()}
          >
            Merge into {into?.name ?? '…'}
          </Button>
        </>
      }
    >
      <RadioGroup
        aria-label="The source that stays"
        value={String(intoId)}
        onChange={(value) => setIntoId(Number(value))}
        className={`${styles.group} scroll`}
      >
        <p className="small t2">Keep</p>
        {offered.map((source) => (
          <Radio key={source.sourceId} value={String(source.sourceId)} className={`${choices.choice} ${styles.radio}`}>
            <i className={choices.dot} />
            <span className="ell">
              <SourceName name={source.name} />
            </span>
            <span className="small t3 ell">{source.domain}</span>
            <span className="small t2 num">{counted(source.articles, 'article')}</span>
          </Radio>
        ))}
        {offered.length < sources.length ? (
          <p className="small t3">Of the others, none can be kept here: they have fewer articles.</p>
        ) : null}
      </RadioGroup>
      {into ? (
        <ul className={`${styles.effects} t2`} aria-live="polite">
          {mergeInWords(into, others).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {failed ? <ErrorState inline error={failed} /> : null}
    </Dialog>
  );
}
