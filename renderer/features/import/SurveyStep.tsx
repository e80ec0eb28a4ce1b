import { FolderOpen, RefreshCw } from 'lucide-react';
import { useCommands } from '../../app/commands/index.ts';
import { chooseImport } from '../../app/import-requests.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { Button, count, counted, EmptyState, ErrorState, Head, SkeletonRows, Tools } from '../../ui/index.ts';
import { headerKey, isLeftOut, needsColumns, type SurveyTable } from './column-mapping.ts';
import { DryRunFile } from './DryRunFile.tsx';
import { DryRunList } from './DryRunList.tsx';
import { formatsInWords } from './formats.ts';
import { Inventory } from './Inventory.tsx';
import {
  leaveImport,
  type Survey,
  startImport,
  survey as surveyAgain,
  surveyedTables,
  tenOthers,
  useInbox,
} from './inbox.ts';
import { Steps } from './Steps.tsx';
import styles from './Survey.module.css';
import { SurveySettings } from './SurveySettings.tsx';
import { TableColumns } from './TableColumns.tsx';

/** Step 1: what is in there, with ten files as they would come in. Nothing has been written. */
export function SurveyStep() {
  const { survey, error, busy, title, file: chosen, table: tableKey } = useInbox();
  useInbox((inbox) => inbox.options.tables);
  const tables = surveyedTables();
  const table = tables.find(({ header }) => headerKey(header) === tableKey);
  const readable = readableFiles(survey, tables);
  const waiting = tables.find(needsColumns);
  const locked =
    needsWriting() ??
    (readable === 0 && survey
      ? 'nothing in there can be read'
      : waiting
        ? `say which column of ${fileName(waiting.path)} holds the text, or leave it out`
        : busy || !survey);
  useCommands([
    {
      id: 'import.start',
      label: 'Import what is in there',
      group: 'Import',
      keys: ['Enter'],
      disabled: locked === true ? 'still looking' : locked,
      run: startImport,
    },
    { id: 'import.others', label: 'Ten other files', group: 'Import', keys: ['O'], run: tenOthers },
    {
      id: 'import.columns',
      label: 'Columns of the next table',
      group: 'Import',
      keys: ['T'],
      disabled: tables.length === 0 ? 'there are no tables in there' : null,
      run: () => {
        const next = tables[(tables.findIndex(({ header }) => headerKey(header) === tableKey) + 1) % tables.length];
        if (next) useInbox.setState({ table: headerKey(next.header) });
      },
    },
  ]);
  return (
    <div className={styles.survey}>
      <aside className={`${styles.side} pane panel scroll`} aria-label="What is in there">
        {survey ? <Inventory survey={survey} /> : error ? null : <SkeletonRows rows={8} height={22} />}
        <SurveySettings />
      </aside>
      <section className={styles.dry} aria-busy={busy}>
        <h1 className="vh">Import {title}</h1>
        <Tools
          end={
            <>
              <Button onPress={() => void leaveImport()}>Cancel</Button>
              <Button onPress={() => chooseImport('folder')}>Another folder…</Button>
              <Button tone="primary" keys="Enter" disabled={locked} onPress={() => void startImport()}>
                {survey ? `Import ${counted(readable, 'file')}` : 'Import'}
              </Button>
            </>
          }
        >
          <Steps now={1} />
        </Tools>
        {survey && table && !error ? (
          <TableColumns key={tableKey} table={table} first={dryRunOf(survey, table)} />
        ) : (
          <DryRun file={chosen} readable={readable} />
        )}
      </section>
    </div>
  );
}

/** Ten files as they would come in, and the one that is looked at. */
function DryRun(props: { file: number; readable: number }) {
  const { survey, error, busy } = useInbox();
  const files = filesOfDryRun(survey);
  const file = error ? undefined : files[Math.min(props.file, files.length - 1)];
  return (
    <>
      <div className={styles.dryHead}>
        <Head
          end={
            <Button
              tone="quiet"
              icon={RefreshCw}
              keys="O"
              disabled={!survey || busy || props.readable === 0}
              onPress={() => void tenOthers()}
            >
              Ten others
            </Button>
          }
        >
          Dry run on {survey ? counted(files.length, 'file') : 'ten files'}
          <span className={`${styles.headNote} t2 regular`}>nothing has been written</span>
        </Head>
      </div>
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => void surveyAgain()}
          actions={<Button onPress={() => chooseImport('folder')}>Another folder…</Button>}
        />
      ) : survey && files.length === 0 ? (
        <EmptyState
          icon={FolderOpen}
          title={survey.kinds.length === 0 ? 'There are no files in there' : 'Nothing in there can be read'}
          actions={<Button onPress={() => chooseImport('folder')}>Another folder…</Button>}
        >
          {unreadInWords(survey)}Parallax reads {formatsInWords()}, in the folder and in those below it. Hidden files
          and the folders of saved pages are left out.
        </EmptyState>
      ) : survey ? (
        <DryRunList files={files} chosen={props.file} onChoose={(index) => useInbox.setState({ file: index })} />
      ) : (
        <SkeletonRows rows={10} height={24} />
      )}
      {file ? <DryRunFile key={file.path} file={file} /> : <div />}
    </>
  );
}

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** `It holds 3 .jpg and 1 .psd. ` */
function unreadInWords({ kinds }: Survey): string {
  if (kinds.length === 0) return '';
  const named = kinds.slice(0, 4).map(({ extension, kind, files }) => `${count(files)} ${extension || kind}`);
  const rest = kinds.slice(4).reduce((sum, { files }) => sum + files, 0);
  return `It holds ${[...named, ...(rest > 0 ? [`${count(rest)} others`] : [])].join(', ')}. `;
}

/** Files that would come in: those of a format that is read, less tables that are left out. */
function readableFiles(survey: Survey | null, tables: readonly SurveyTable[]): number {
  const files = survey?.kinds.reduce((sum, kind) => sum + (kind.readable ? kind.files : 0), 0) ?? 0;
  return Math.max(0, files - tables.reduce((sum, table) => sum + (isLeftOut(table) ? table.files : 0), 0));
}

/** The ten, less tables that are left out. */
function filesOfDryRun(survey: Survey | null): Survey['dryRun'] {
  const leftOut = new Set(surveyedTables().flatMap((table) => (isLeftOut(table) ? [table.path] : [])));
  return survey?.dryRun.filter(({ path }) => !leftOut.has(path)) ?? [];
}

/** The first row of a table as it would come in, where it is among the files of the dry run. */
function dryRunOf(survey: Survey, { path }: SurveyTable) {
  return survey.dryRun.find((file) => file.path === path || file.path.startsWith(`${path}#`));
}
