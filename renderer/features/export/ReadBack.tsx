import { FileInput } from 'lucide-react';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useSession } from '../../state/session.ts';
import { Button, bytes, count, counted, Dialog, say, warn, warnOf } from '../../ui/index.ts';
import styles from './ExportRoom.module.css';

type Outcome = OutputOf<'annotate.fromCsv'>;

/** A browser sends the file in one message of its socket; the command line has no such limit. */
const MOST_BYTES_IN_BROWSER = 10_000_000;

interface Given {
  csv: string;
  relationsCsv: string | null;
}

/** Of two files the one that says from where to where is that of the relations. */
function toGive([first = '', second]: readonly string[]): Given {
  if (second === undefined) return { csv: first, relationsCsv: null };
  const isRelations = /from_annotation_id/i.test(first.slice(0, first.search(/[\r\n]|$/)));
  return isRelations ? { csv: second, relationsCsv: first } : { csv: first, relationsCsv: second };
}

/** Rows that could not be placed and are listed in the dialog; the rest is counted. */
const LISTED = 20;

/** The file as it was written: its byte order mark tells the Excel profile apart. */
async function csvText(file: File): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
}

/** Reads an `annotations.csv` back into the project, after a trial that shows what would happen. */
export function ReadBack() {
  const input = useRef<HTMLInputElement>(null);
  const host = useSession((session) => session.info?.host);
  const [trial, setTrial] = useState<{ given: Given; name: string; outcome: Outcome } | null>(null);
  const [busy, setBusy] = useState(false);

  async function choose(files: readonly File[]) {
    const [first] = files;
    if (!first) return;
    if (files.length > 2) return warn('Choose annotations.csv, or it and its relations.csv.');
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const name = files.map((file) => file.name).join(' and ');
    if (host === 'web' && size > MOST_BYTES_IN_BROWSER) {
      warn(
        `${name} ${files.length === 1 ? 'has' : 'have'} ${bytes(size)}; a browser sends at most ${bytes(MOST_BYTES_IN_BROWSER)}. Use parallax annotate on the command line.`,
      );
      return;
    }
    setBusy(true);
    try {
      const given = toGive(await Promise.all(files.map(csvText)));
      setTrial({ given, name, outcome: await call('annotate.fromCsv', { ...given, dryRun: true }) });
    } catch (error) {
      warnOf(error);
    } finally {
      setBusy(false);
    }
  }
  async function apply() {
    if (!trial) return;
    setTrial(null);
    try {
      const { added, replaced, relations } = await call('annotate.fromCsv', trial.given);
      const related = relations.added > 0 ? ` ${counted(relations.added, 'relation')} added.` : '';
      say(`${trial.name}: ${counted(added, 'annotation')} added, ${count(replaced)} replaced.${related}`);
    } catch (error) {
      warnOf(error);
    }
  }

  return (
    <section className={styles.back}>
      <p className="t2">
        Coding that was done elsewhere, or in another copy of this corpus, comes back in from{' '}
        <span className="med">annotations.csv</span>, and with relations from <span className="med">relations.csv</span>{' '}
        if you choose both. Nothing is written before you have seen what would change, and it is one step of undo.
      </p>
      <Button
        icon={FileInput}
        disabled={needsWriting() ?? (busy && 'The file is being read.')}
        onPress={() => input.current?.click()}
      >
        Read annotations back…
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        multiple
        hidden
        aria-label="annotations.csv"
        onChange={(event) => {
          void choose([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {trial ? <Trial trial={trial} onClose={() => setTrial(null)} onApply={() => void apply()} /> : null}
    </section>
  );
}

function Trial(props: { trial: { name: string; outcome: Outcome }; onClose(): void; onApply(): void }) {
  const { name, outcome } = props.trial;
  const { relations } = outcome;
  const changes = outcome.added + outcome.replaced + relations.added + relations.replaced;
  const hasRelations = relations.added + relations.replaced + relations.unchanged + relations.unplaced.length > 0;
  const lines: [string, number][] = [
    ['New annotations', outcome.added],
    ['Changed annotations, replaced', outcome.replaced],
    ['The same already', outcome.unchanged],
    ['New codes for the codebook', outcome.codesCreated],
    ['New attributes for the codebook, as text', outcome.attributesCreated],
    ['Rows that cannot be placed', outcome.unplaced.length],
    ['Values that their attributes do not take, left out', outcome.refusedValues.length],
    ...(hasRelations
      ? ([
          ['New relations', relations.added],
          ['Changed relations, replaced', relations.replaced],
          ['Relations that are the same already', relations.unchanged],
          ['New kinds of relations', relations.kindsCreated],
          ['Relations whose annotations are not there', relations.unplaced.length],
        ] satisfies [string, number][])
      : []),
  ];
  return (
    <Dialog
      title={`Read ${name}`}
      isOpen
      onClose={props.onClose}
      width={520}
      footer={
        <>
          <Button onPress={props.onClose}>Leave it</Button>
          <Button tone="primary" disabled={changes === 0 && 'Nothing in it is new.'} onPress={props.onApply}>
            Read it in
          </Button>
        </>
      }
    >
      <ul className={styles.trial}>
        {lines.map(([label, n]) => (
          <li key={label}>
            <span>{label}</span>
            <span className="num med">{count(n)}</span>
          </li>
        ))}
      </ul>
      {outcome.unplaced.length > 0 ? (
        <ul className={`${styles.unplaced} small t2`}>
          {outcome.unplaced.slice(0, LISTED).map((row) => (
            <li key={row.row}>
              Row {row.row}: {row.reason}
            </li>
          ))}
          {outcome.unplaced.length > LISTED ? <li>and {count(outcome.unplaced.length - LISTED)} more</li> : null}
        </ul>
      ) : null}
      {outcome.refusedValues.length > 0 ? (
        <ul className={`${styles.unplaced} small t2`}>
          {outcome.refusedValues.slice(0, LISTED).map((cell) => (
            <li key={`${cell.row} ${cell.column}`}>
              Row {cell.row}, {cell.column}: {cell.reason}
            </li>
          ))}
          {outcome.refusedValues.length > LISTED ? (
            <li>and {count(outcome.refusedValues.length - LISTED)} more</li>
          ) : null}
        </ul>
      ) : null}
    </Dialog>
  );
}
