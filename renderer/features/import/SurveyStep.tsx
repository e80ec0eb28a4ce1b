import { FolderOpen, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { chooseImport } from '../../app/import-requests.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import {
  Button,
  bytes,
  count,
  counted,
  EmptyState,
  ErrorState,
  Head,
  Icon,
  Select,
  SkeletonRows,
  Tools,
} from '../../ui/index.ts';
import { DryRunFile } from './DryRunFile.tsx';
import { DryRunList } from './DryRunList.tsx';
import { leaveImport, type Survey, startImport, survey as surveyAgain, useInbox } from './inbox.ts';
import { Steps } from './Steps.tsx';
import styles from './Survey.module.css';

const sourceFroms = [
  { value: 'folder', label: 'the folder it lies in' },
  { value: 'parent', label: 'the folder above' },
  { value: 'none', label: 'nothing: leave it empty' },
] as const;

const sizes = [
  { value: '100000000', label: '100 MB' },
  { value: '500000000', label: '500 MB' },
  { value: '2000000000', label: '2 GB' },
] as const;

/** Step 1: what is in there, with ten files as they would come in. Nothing has been written. */
export function SurveyStep() {
  const { survey, error, busy, title } = useInbox();
  const [chosen, setChosen] = useState(0);
  const readable = survey?.kinds.reduce((sum, kind) => sum + (kind.readable ? kind.files : 0), 0) ?? 0;
  const locked = needsWriting() ?? (readable === 0 ? 'nothing in there can be read' : busy);
  useCommands([
    {
      id: 'import.start',
      label: 'Import what is in there',
      group: 'Import',
      keys: ['Enter'],
      disabled: locked === true ? 'still looking' : locked,
      run: startImport,
    },
    {
      id: 'import.others',
      label: 'Ten other files',
      group: 'Import',
      keys: ['O'],
      run: () => tenOthers(),
    },
  ]);
  const tenOthers = () => {
    setChosen(0);
    return surveyAgain({ skip: useInbox.getState().skip + 10 });
  };
  const file = survey?.dryRun[Math.min(chosen, survey.dryRun.length - 1)];
  return (
    <div className={styles.survey}>
      <aside className={`${styles.side} pane panel scroll`} aria-label="What is in there">
        {survey ? <Inventory survey={survey} /> : <SkeletonRows rows={8} height={22} />}
        <Settings />
      </aside>
      <section className={styles.dry}>
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
        <div className={styles.dryHead}>
          <Head
            end={
              <Button
                tone="quiet"
                icon={RefreshCw}
                disabled={!survey || busy || readable === 0}
                onPress={() => void tenOthers()}
              >
                Ten others
              </Button>
            }
          >
            Dry run on {survey ? counted(survey.dryRun.length, 'file') : 'ten files'}{' '}
            <span className="t2 regular">nothing has been written</span>
          </Head>
        </div>
        {error ? (
          <ErrorState
            error={error}
            onRetry={() => void surveyAgain()}
            actions={<Button onPress={() => chooseImport('folder')}>Another folder…</Button>}
          />
        ) : survey && readable === 0 ? (
          <EmptyState
            icon={FolderOpen}
            title={survey.files === 0 ? 'There are no files in there' : 'Nothing in there can be read'}
            actions={<Button onPress={() => chooseImport('folder')}>Another folder…</Button>}
          >
            Parallax reads .html, .htm, .xhtml, .txt, .md, .json, .jsonl, .ndjson, .csv and .tsv, in the folder and in
            those below it. Hidden files and the folders of saved pages are left out.
          </EmptyState>
        ) : survey ? (
          <DryRunList files={survey.dryRun} chosen={chosen} onChoose={setChosen} />
        ) : (
          <SkeletonRows rows={10} height={24} />
        )}
        {file ? <DryRunFile key={file.path} file={file} /> : <div />}
      </section>
    </div>
  );
}

function Inventory({ survey }: { survey: Survey }) {
  const title = useInbox((inbox) => inbox.title);
  const read = survey.kinds.filter((kind) => kind.readable);
  const byKind = new Map<string, number>();
  for (const { kind, files } of read) byKind.set(kind, (byKind.get(kind) ?? 0) + files);
  const unread = survey.kinds.filter((kind) => !kind.readable);
  const shown = survey.sources.slice(0, 9);
  const rest = survey.sources.slice(9);
  return (
    <>
      <Head className={styles.sideHead} end={`${counted(survey.files, 'file')}, ${bytes(survey.bytes)}`}>
        <bdi className="ell" title={survey.roots.join('\n')}>
          {title}
        </bdi>
      </Head>
      <table className={`${styles.inventory} num`}>
        <tbody>
          {[...byKind].map(([kind, files]) => (
            <tr key={kind}>
              <td>{kind}</td>
              <td>{count(files)}</td>
            </tr>
          ))}
          {unread.length > 0 ? (
            <tr className="warn" title={unread.map((kind) => kind.extension).join(' ')}>
              <td>
                <span className={styles.unread}>
                  <Icon of={TriangleAlert} size={14} />
                  <span className="ell">Not read: {unread.map((kind) => kind.extension || kind.kind).join(', ')}</span>
                </span>
              </td>
              <td>{count(unread.reduce((sum, kind) => sum + kind.files, 0))}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
      <Head className={styles.ruled} end={counted(survey.sources.length, 'source')}>
        Sources guessed
      </Head>
      <table className={`${styles.inventory} num`}>
        <tbody>
          {shown.map((source) => (
            <tr key={source.name}>
              <td>{source.name ? <bdi>{source.name}</bdi> : <span className="t3">not guessed</span>}</td>
              <td>{count(source.files)}</td>
            </tr>
          ))}
          {rest.length > 0 ? (
            <tr className="t3" title={rest.map((source) => source.name).join('\n')}>
              <td>{rest.length} more</td>
              <td>{count(rest.reduce((sum, source) => sum + source.files, 0))}</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </>
  );
}

function Settings() {
  const options = useInbox((inbox) => inbox.options);
  const change = (changes: Partial<typeof options>) => void surveyAgain({ options: { ...options, ...changes } });
  return (
    <>
      <Head className={styles.ruled}>Settings</Head>
      <div className={styles.settings}>
        <Select
          label="Where no source is named, take it from"
          value={options.sourceFrom ?? 'folder'}
          onChange={(sourceFrom) => change({ sourceFrom })}
          options={sourceFroms}
        />
        <Select
          label="Refuse single articles larger than"
          value={String(options.maxFileBytes ?? 100_000_000) as (typeof sizes)[number]['value']}
          onChange={(size) => change({ maxFileBytes: Number(size) })}
          options={sizes}
        />
      </div>
    </>
  );
}
