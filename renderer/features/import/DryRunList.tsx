import { Check, CircleX, TriangleAlert } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { runCommand } from '../../app/commands/index.ts';
import { bytes, Icon } from '../../ui/index.ts';
import type { Survey } from './inbox.ts';
import styles from './Survey.module.css';

export type DryFile = Survey['dryRun'][number];

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
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
            <span className="t2 wide ell">
              {[file.kind, file.encoding && file.encoding.toLowerCase() !== 'utf-8' ? file.encoding : null]
                .filter(Boolean)
                .join(', ')}
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
