import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ExportResult, exportProfiles } from '../../../shared/contract/rooms/export.ts';
import { useCommands } from '../../app/commands/index.ts';
import { desktop } from '../../state/backend.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { ask, Button, count, counted, ErrorState, Head, Segments, Tools, warnOf } from '../../ui/index.ts';
import { ExportFiles } from './ExportFiles.tsx';
import styles from './ExportRoom.module.css';
import { PastExports } from './PastExports.tsx';
import { ReadBack } from './ReadBack.tsx';

type Profile = (typeof exportProfiles)[number];
type Scope = 'all' | 'view';

const profileNotes: Record<Profile, string> = {
  analysis:
    'For R, Python and statistics programs. UTF-8 without a byte order mark; every cell is exactly what the project holds.',
  excel:
    'For spreadsheets. With a byte order mark; cells that a spreadsheet would take for a formula get an apostrophe in front, which Parallax takes off again when it reads the file back.',
};

/** A name for the new folder that sorts by time and is free of what file systems forbid. */
function folderName(project: string, now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${project} export ${day} ${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}

/** Lets the browser save a finished download, as if its link had been pressed. */
function download(url: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

export function ExportRoom() {
  const project = useSession((session) => session.project);
  const query = useSelection((selection) => selection.query);
  const [profile, setProfile] = useState<Profile>('analysis');
  const [scope, setScope] = useState<Scope>('all');
  const start = useChange('export.start');
  const [awaited, setAwaited] = useState<string | null>(null);
  const job = useSession((session) => session.jobs.find((one) => one.jobId === awaited));
  useEffect(() => {
    if (job?.state !== 'done') return;
    setAwaited(null);
    const { downloadUrl } = job.result as ExportResult;
    if (downloadUrl) download(downloadUrl);
  }, [job]);
  const chosen = scope === 'view' ? query : null;
  const preview = useBackend('export.preview', { query: chosen as never }, { keepPrevious: true });

  async function run(despiteBlind = false, folder: string | null = null) {
    const bridge = desktop();
    let out = folder;
    if (bridge && out === null) {
      const folder = await bridge.pickExportFolder();
      if (folder === null) return;
      const separator = folder.includes('\\') ? '\\' : '/';
      out = `${folder}${folder.endsWith(separator) ? '' : separator}${folderName(project?.name ?? 'Parallax', new Date())}`;
    }
    try {
      setAwaited(
        (await start.mutateAsync({ format: 'csv', profile, out, query: chosen as never, despiteBlind })).jobId,
      );
    } catch (error) {
      const { code, details } = error as AppError;
      if (code === 'CONFLICT' && details.reason === 'blind') {
        const answer = await ask({
          title: `“${details.name}” is blind until it ends`,
          text: 'A dataset holds everyone’s work, also what is hidden from you now. Export it only if you do not code in this round.',
          action: 'Export all the same',
          danger: true,
        });
        if (answer === 'action') await run(true, out);
        return;
      }
      warnOf(error);
    }
  }

  const nothing = preview.data?.articles === 0 ? 'There is nothing to export yet.' : false;
  useCommands([
    {
      id: 'export',
      label: 'Export as CSV',
      group: 'Export',
      keys: ['Mod+Enter'],
      disabled: nothing,
      run,
    },
  ]);

  return (
    <div className={styles.room}>
      <div className={styles.choices}>
        <Tools
          label="Export"
          end={
            <Button
              tone="primary"
              keys="Mod+Enter"
              icon={FolderOpen}
              disabled={start.isPending ? 'One is being started.' : nothing}
              onPress={() => void run()}
            >
              {desktop() ? 'Export to a folder…' : 'Export and download'}
            </Button>
          }
        >
          <h1 className="strong">Export as CSV</h1>
        </Tools>
        <div className={`${styles.sheet} scroll`}>
          <p className={`${styles.lead} t2`}>
            A folder of plain files: one row per coded span, one per article, the texts the offsets refer to, the
            codebook, the history, and a dictionary of every column. Offsets count characters (code points) from 0, and
            each is compared with its quote before its row is written.
          </p>
          <div className={styles.line}>
            <span className="t2">Made for</span>
            <div>
              <Segments
                label="Made for"
                value={profile}
                onChange={(next: Profile) => setProfile(next)}
                segments={[
                  { value: 'analysis', label: 'Analysis' },
                  { value: 'excel', label: 'Excel' },
                ]}
              />
              <p className={`${styles.note} small t3`}>{profileNotes[profile]}</p>
            </div>
          </div>
          <div className={styles.line}>
            <span className="t2">Which articles</span>
            <Segments
              label="Which articles"
              value={scope}
              onChange={(next: Scope) => setScope(next)}
              segments={[
                { value: 'all', label: 'The whole corpus' },
                { value: 'view', label: 'What Triage shows now' },
              ]}
            />
          </div>
          <Head end={preview.data ? counted(preview.data.articles, 'article') : ''}>What goes in</Head>
          {preview.error ? (
            <ErrorState inline error={preview.error} onRetry={() => void preview.refetch()} />
          ) : (
            <ExportFiles counts={preview.data ?? null} />
          )}
          {preview.data && preview.data.coders > 1 ? (
            <p className={`${styles.note} small t3`}>
              Work of {count(preview.data.coders)} coders; each row names its coder, and decisions have a column per
              coder.
            </p>
          ) : null}
          <Head className={styles.next}>Read back</Head>
          <ReadBack />
        </div>
      </div>
      <PastExports />
    </div>
  );
}
