import { Check, CircleX, TriangleAlert } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { runCommand } from '../../app/commands/index.ts';
import { bytes, counted, Icon } from '../../ui/index.ts';
import { encodingName } from './encoding-name.ts';
import type { Survey } from './inbox.ts';
import styles from './Survey.module.css';

export type DryFile = Survey['dryRun'][number];

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the records of a file are called: `WARC, 40 pages`. */
function recordsOf({ kind, records }: DryFile): string | null {
  if (records === null || records < 1) return null;
  const word = /warc/i.test(kind)
    ? 'page'
    : /table|csv|tsv/i.test(kind)
      ? 'row'
      : /feed|rss|atom/i.test(kind)
        ? 'entry'
        : /zip|archive/i.test(kind)
          ? 'file'
          : 'record';
  return counted(records, word, word === 'entry' ? 'entries' : `${word}s`);
}

/** Kind, number of records, and the encoding where it is not the usual one. */
function kindInWords(file: DryFile): string {
  const encoding = file.encoding && !/^(utf-8|ascii)$/i.test(file.encoding) ? encodingName(file.encoding) : null;
  return [file.kind, recordsOf(file), encoding].filter(Boolean).join(', ');
}

function sizes(file: DryFile): string {
  return `${bytes(new TextEncoder().encode(file.text).length)} of ${bytes(file.bytes)}`;
}

/** The files of the dry run, one of them chosen. */
export function DryRunList(props: { files: DryFile[]; chosen: number; onChoose(index: number): void }) {
  return (
    // Enter imports, as the button above says; the list itself would take it for another way to choose.
    <div
      className={styles.filesBox}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter') return;
        event.stopPropagation();
        event.preventDefault();
        runCommand('import.start');
      }}
    >
      <ListBox
        aria-label="Files of the dry run"
        className={`${styles.files} scroll`}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[String(props.chosen)]}
        onSelectionChange={(keys) => {
          const [key] = keys as Set<string>;
          if (key !== undefined) props.onChoose(Number(key));
        }}
      >
        {props.files.map((file, index) => (
          <ListBoxItem key={file.path} id={String(index)} textValue={fileName(file.path)} className={styles.file!}>
            <Sign file={file} />
            <span className={`${styles.fileName} ell`} title={file.path}>
              <bdi>{fileName(file.path)}</bdi>
            </span>
            <span className="t2 ell">{file.source ? <bdi>{file.source}</bdi> : 'not guessed'}</span>
            <span className="t2 wide ell" title={kindInWords(file)}>
              {kindInWords(file)}
            </span>
            <span className={`${styles.sizes} t2 num ell`} title={file.problem ?? undefined}>
              {file.problem ?? sizes(file)}
            </span>
          </ListBoxItem>
        ))}
      </ListBox>
    </div>
  );
}

function Sign({ file }: { file: DryFile }) {
  if (file.problem)
    return (
      <span className={`${styles.sign} bad`} role="img" aria-label="cannot be imported">
        <Icon of={CircleX} size={14} />
      </span>
    );
  if (file.warnings.length > 0)
    return (
      <span
        className={`${styles.sign} warn`}
        role="img"
        aria-label={file.warnings.join(' ')}
        title={file.warnings.join('\n')}
      >
        <Icon of={TriangleAlert} size={14} />
      </span>
    );
  return (
    <span className={`${styles.sign} good`} role="img" aria-label="comes in">
      <Icon of={Check} size={14} />
    </span>
  );
}
