import { FileDown, FolderInput, FolderOpen, FolderPlus, Library } from 'lucide-react';
import { chooseImport, requestImport } from '../../app/import-requests.ts';
import { ProjectList } from '../../app/projects/ProjectList.tsx';
import { chooseProject, forgetProject, newProject, openProject, openSample } from '../../app/projects/projects.ts';
import { desktop } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { counted, ErrorState, Head, Icon, Kbd, warnOf } from '../../ui/index.ts';
import { CoderLine } from './CoderLine.tsx';
import { SampleContents } from './SampleContents.tsx';
import styles from './StartScreen.module.css';

/** No project is open: the ways to begin, and what the sample corpus holds. */
export function StartScreen() {
  const info = useSession((session) => session.info);
  const sample = info?.sampleCorpus ?? null;
  return (
    <div className={styles.start}>
      <div className={`${styles.left} scroll`}>
        <h1 className="page-title">Start a project</h1>
        <p className={styles.lede}>
          A project is one file on this machine. It holds the articles, your coding and its history. Nothing leaves the
          machine.
        </p>
        <ul className={styles.acts}>
          {sample ? (
            <Act
              first
              icon={Library}
              title="Open the sample corpus"
              text={`${sample.articles} invented articles from ${sample.outlets} outlets. Works offline, yours to take apart.`}
              keys="Mod+E"
              run={openSample}
            />
          ) : null}
          <Act
            first={!sample}
            icon={FolderInput}
            title="Import a folder of articles"
            text="Text, Markdown, HTML, JSON and CSV. Menus and adverts are cut out and can be restored."
            keys="Mod+I"
            run={() => chooseImport('folder')}
          />
          {info?.offeredFolder ? (
            <Act
              icon={FolderInput}
              title={`Import ${info.offeredFolder}`}
              text="The folder of this machine that Parallax was started with."
              run={() => requestImport({ kind: 'offered' })}
            />
          ) : null}
          <Act
            icon={FolderOpen}
            title="Open a project"
            text="A file ending in .parallax, also from a colleague."
            keys="Mod+O"
            run={chooseProject}
          />
          <Act
            icon={FolderPlus}
            title="New empty project"
            text={desktop() ? 'Choose its name and place.' : 'By name, in the data folder of this machine.'}
            {...(desktop() ? { keys: 'Mod+N' } : {})}
            run={() => newProject()}
          />
        </ul>
        <p className={styles.drop}>
          <Icon of={FileDown} size={14} />
          Or drop a folder or files anywhere in this window{desktop() ? ', or a project' : ''}.
        </p>
        <CoderLine />
        <Recent />
      </div>
      <aside className={`${styles.right} panel scroll`} aria-label="Sample corpus">
        {sample ? <SampleContents sample={sample} /> : null}
      </aside>
    </div>
  );
}

function Act(props: {
  icon: typeof Library;
  title: string;
  text: string;
  keys?: string;
  first?: boolean;
  run(): unknown;
}) {
  return (
    <li>
      <button
        type="button"
        className={[styles.act, props.first && styles.first].filter(Boolean).join(' ')}
        onClick={() => void Promise.resolve(props.run()).catch(warnOf)}
      >
        <Icon of={props.icon} size={18} />
        <span>
          <span className={styles.title}>{props.title}</span>
          <span className={styles.text}>{props.text}</span>
        </span>
        {props.keys ? <Kbd keys={props.keys} joined /> : null}
      </button>
    </li>
  );
}

function Recent() {
  const recent = useBackend('projects.recent', {});
  return (
    <section>
      <Head className={styles.recent} end={recent.data?.length ? counted(recent.data.length, 'project') : undefined}>
        Recent
      </Head>
      {recent.error ? <ErrorState inline error={recent.error} onRetry={() => void recent.refetch()} /> : null}
      {recent.data?.length === 0 ? <p className={`${styles.none} t3`}>No project has been opened here yet.</p> : null}
      <ProjectList
        projects={(recent.data ?? []).slice(0, 8)}
        onOpen={(path) => void openProject(path)}
        onForget={(path) => void forgetProject(path)}
      />
    </section>
  );
}
