import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ColumnMapping, ImportOptions } from '../../../shared/model/import.ts';
import { type ImportRequest, useImportRequest } from '../../app/import-requests.ts';
import { useShownImport } from '../../app/shell/job-actions.ts';
import { call } from '../../state/backend.ts';
import { session } from '../../state/session.ts';
import { useSettings } from '../../state/settings.ts';
import { headerKey, needsColumns, tableAsChosen, withMapping } from './column-mapping.ts';
import { type UploadProgress, upload } from './upload.ts';

export type Origin = InputOf<'import.survey'>['origin'];
export type Survey = OutputOf<'import.survey'>;
/** What a person can choose before an import, less the originals: those are remembered for this machine. */
type Options = Pick<ImportOptions, 'sourceFrom' | 'maxFileBytes' | 'watch' | 'tables'>;

/**
 * What the Inbox is at, kept while the person is in another room.
 * home: choose something; upload: the browser hands its files over; survey: what is in there, before anything is written.
 */
interface Inbox {
  stage: 'home' | 'upload' | 'survey';
  /** What the person chose, by name. */
  title: string;
  origin: Origin | null;
  upload: UploadProgress | null;
  survey: Survey | null;
  options: Options;
  /** How many files of the dry run were passed over: "ten others". */
  skip: number;
  /** Which of them is looked at. */
  file: number;
  /** Header of the table whose columns are looked at, in the place of the dry run. */
  table: string | null;
  busy: boolean;
  error: AppError | Error | null;
}

const home: Inbox = {
  stage: 'home',
  title: '',
  origin: null,
  upload: null,
  survey: null,
  options: { sourceFrom: 'folder', maxFileBytes: 100_000_000, watch: false, tables: [] },
  skip: 0,
  file: 0,
  table: null,
  busy: false,
  error: null,
};

export const useInbox = create<Inbox>(() => home);

let abort = new AbortController();
/** Of the survey that is on its way: only the newest answer counts. */
let looking = new AbortController();

/** Takes what waits to be imported, uploads it if it must be, and looks what is in there. */
export async function takeRequest(request: ImportRequest): Promise<void> {
  useImportRequest.setState({ request: null });
  await leaveImport();
  abort = new AbortController();
  const { signal } = abort;
  try {
    if (request.kind === 'files') {
      useInbox.setState({ ...home, stage: 'upload', title: request.title });
      const uploadId = await upload(request.folder, request.files, {
        signal,
        onProgress: (progress) => useInbox.setState({ upload: progress }),
      });
      await look({ uploadId }, request.title);
    } else if (request.kind === 'offered') {
      const folder = session().info?.offeredFolder ?? '';
      await look({ offeredFolder: true }, folder.split(/[\\/]/).filter(Boolean).at(-1) ?? folder);
    } else {
      const names = request.paths.map((path) => path.split(/[\\/]/).filter(Boolean).at(-1) ?? path);
      await look({ paths: request.paths }, names.length === 1 ? names[0]! : `${names.length} files and folders`);
    }
  } catch (error) {
    if (signal.aborted) return;
    useInbox.setState({ error: error as Error, busy: false });
  }
}

async function look(origin: Origin, title: string) {
  useInbox.setState({ ...home, stage: 'survey', origin, title });
  await survey();
}

/** Asks for the survey with the settings as they are. The former stays on the screen until the new one is here. */
export async function survey(changes: { options?: Options; skip?: number } = {}): Promise<void> {
  useInbox.setState({ ...changes, busy: true, error: null });
  const { origin, options, skip } = useInbox.getState();
  if (!origin) return;
  looking.abort();
  looking = new AbortController();
  const { signal } = looking;
  try {
    const found = await call('import.survey', { origin, options, skip }, { signal });
    if (signal.aborted) return;
    // Past the last file the dry run begins again.
    if (found.dryRun.length === 0 && skip > 0) return survey({ skip: 0 });
    const first = useInbox.getState().survey === null;
    useInbox.setState({ survey: found, busy: false });
    // A table whose text is not found needs a person: it is opened before anything else.
    const open = first ? surveyedTables().find(needsColumns) : undefined;
    if (open) useInbox.setState({ table: headerKey(open.header) });
  } catch (error) {
    if (!signal.aborted) useInbox.setState({ error: error as Error, busy: false });
  }
}

/** Shows ten other files of the folder. */
export function tenOthers(): Promise<void> {
  useInbox.setState({ file: 0 });
  return survey({ skip: useInbox.getState().skip + 10 });
}

/** The tables of the survey with what has been chosen for them so far. */
export function surveyedTables() {
  const { survey: found, options } = useInbox.getState();
  return (found?.tables ?? []).map((table) => tableAsChosen(table, options.tables));
}

/** Takes a table's columns for something else, in all files with this header; null goes back to what was guessed. */
export function chooseColumns(header: string[], mapping: ColumnMapping | null): Promise<void> {
  const { options } = useInbox.getState();
  return survey({ options: { ...options, tables: withMapping(options.tables, header, mapping) } });
}

/** Files that a browser handed over are thrown away after the import: they cannot be referred to, nor watched. */
export const isUpload = (origin: Origin | null) => origin !== null && 'uploadId' in origin;

/** Starts the import of what was surveyed and shows it running. */
export async function startImport(): Promise<void> {
  const { origin, options } = useInbox.getState();
  if (!origin) return;
  useInbox.setState({ busy: true });
  try {
    const kept = useSettings.getState().layout['import.originals'];
    const originals = kept === 'file' && !isUpload(origin) ? 'file' : 'project';
    const watch = options.watch && !isUpload(origin);
    const { jobId } = await call('import.start', { origin, options: { ...options, originals, watch } });
    useShownImport.setState({ jobId });
    useInbox.setState(home);
  } catch (error) {
    useInbox.setState({ error: error as Error, busy: false });
  }
}

/** Imports again what an import could not read, and shows that. */
export async function retryImport(failedJobId: string): Promise<void> {
  const { jobId } = await call('import.retry', { jobId: failedJobId });
  useShownImport.setState({ jobId });
}

/** Back to the beginning; what was uploaded and not imported is thrown away. */
export async function leaveImport(): Promise<void> {
  abort.abort();
  looking.abort();
  const { origin } = useInbox.getState();
  useInbox.setState(home);
  useShownImport.setState({ jobId: null });
  if (origin && 'uploadId' in origin) await call('import.dropUpload', origin).catch(() => {});
}
