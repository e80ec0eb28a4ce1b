import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import type { CodebookFilePreview, CodebookFileRow } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { Button, Checkbox, count, counted, Dialog, Segments, say } from '../../ui/index.ts';
import styles from './ImportDialog.module.css';

/** A codebook that was chosen, and what taking it in would do. */
export interface ReadFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  preview: CodebookFilePreview;
}

/** Reads a chosen file. Rejects with why it is no codebook. */
export async function readCodebookFile(file: File): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { name } = file;
  return { name, bytes, preview: await call('codebook.previewFile', { file: { name, bytes } }) };
}

type Shown = 'all' | CodebookFileRow['state'];

const stateNames: Record<CodebookFileRow['state'], string> = {
  new: 'New',
  same: 'Same',
  changed: 'Differs',
  refused: 'Refused',
};
const ROW = 44;

/** What each code of the file would become, before anything is written. */
export function ImportDialog({ file, onClose }: { file: ReadFile; onClose(): void }) {
  const { name, bytes, preview } = file;
  const { counts } = preview;
  const [shown, setShown] = useState<Shown>(counts.refused > 0 ? 'refused' : 'all');
  const [takesChanged, setTakesChanged] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const rows = shown === 'all' ? preview.rows : preview.rows.filter((row) => row.state === shown);
  const taken = counts.new + (takesChanged ? counts.changed : 0);
  const take = async () => {
    setSaving(true);
    try {
      const changed = takesChanged ? 'take' : 'keep';
      const done = await withCoder(() => call('codebook.importFile', { file: { name, bytes }, changed }));
      say(
        `${counted(done.added, 'code')} added${done.changed > 0 ? `, ${count(done.changed)} changed` : ''} from ${name}`,
      );
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
      setSaving(false);
    }
  };
  return (
    <Dialog
      title={`Codebook from ${name}`}
      isOpen
      onClose={onClose}
      width={720}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={taken === 0 ? 'Nothing in this file is new to the codebook' : isSaving}
            onPress={() => void take()}
          >
            {taken === 0 ? 'Take in' : `Take in ${counted(taken, 'code')}`}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p className="t2 num">
          {preview.format === 'qdc' ? 'REFI-QDA codebook' : 'Table (CSV)'}, {preview.encoding},{' '}
          {counted(preview.rows.length, 'code')}. Nothing is written yet.
        </p>
        {preview.notes.map((note) => (
          <p key={note} className="warn">
            {note}
          </p>
        ))}
        <Segments
          label="Which codes"
          value={shown}
          onChange={(value: Shown) => setShown(value)}
          segments={[
            { value: 'all', label: `All ${count(preview.rows.length)}` },
            ...(['new', 'changed', 'same', 'refused'] as const).map((state) => ({
              value: state,
              label: `${stateNames[state]} ${count(counts[state])}`,
              disabled: counts[state] === 0,
            })),
          ]}
        />
        <Rows rows={rows} />
        {counts.changed > 0 ? (
          <Checkbox checked={takesChanged} onChange={setTakesChanged}>
            Codes that differ take what the file says; annotations keep the definition they were made under
          </Checkbox>
        ) : null}
        {error ? (
          <p className="bad" role="alert">
            {error}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

function Rows({ rows }: { rows: readonly CodebookFileRow[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard
    <div ref={scroller} className={`${styles.rows} scroll`} role="list" aria-label="Codes of the file" tabIndex={0}>
      <div role="none" className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!;
          return (
            <div
              key={row.row}
              role="listitem"
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              className={styles.row}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
            >
              <span className={`${styles.number} num t3`}>{count(row.row)}</span>
              <span className={`${styles.path} ell`}>
                {row.path.length > 1 ? <span className="t3">{row.path.slice(0, -1).join(' / ')} / </span> : null}
                <bdi>{row.path.at(-1) || 'without a name'}</bdi>
              </span>
              <span className={row.state === 'refused' ? 'bad' : row.state === 'same' ? 't3' : 't2'}>
                {stateNames[row.state]}
              </span>
              <span className={`${styles.why} ell`} title={whyOf(row)}>
                {whyOf(row)}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

const whyOf = (row: CodebookFileRow) =>
  [
    row.reason,
    row.fields.length > 0 ? `In the file otherwise: ${row.fields.join(', ')}.` : null,
    ...row.notes.map(sentence),
  ]
    .filter(Boolean)
    .join(' ');

const sentence = (note: string) => `${note.charAt(0).toLocaleUpperCase()}${note.slice(1)}.`;
