import { create } from 'zustand';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { type ImportRequest, useImportRequest } from '../../app/import-requests.ts';
import { useShownImport } from '../../app/shell/job-actions.ts';
import { call } from '../../state/backend.ts';
import { session } from '../../state/session.ts';
import { type UploadProgress, upload } from './upload.ts';

export type Origin = InputOf<'import.survey'>['origin'];
export type Survey = OutputOf<'import.survey'>;
type Options = NonNullable<InputOf<'import.survey'>['options']>;

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
  busy: boolean;
  error: AppError | Error | null;
}

const home: Inbox = {
  stage: 'home',
  title: '',
  origin: null,
  upload: null,
  survey: null,
  options: { sourceFrom: 'folder' },
  skip: 0,
  busy: false,
  error: null,
};

export const useInbox = create<Inbox>(() => home);

/** Origins of imports that were started in this window, for another try; files in a browser's hands are not kept. */
const origins = new Map<string, Origin>();
export const originOf = (jobId: string) => origins.get(jobId);

let abort = new AbortController();

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
  useInbox.setState({ stage: 'survey', origin, title, survey: null, skip: 0, error: null });
  await survey();
}

/** Asks for the survey with the settings as they are. The former stays on the screen until the new one is here. */
export async function survey(changes: { options?: Options; skip?: number } = {}): Promise<void> {
  useInbox.setState({ ...changes, busy: true, error: null });
  const { origin, options, skip } = useInbox.getState();
  if (!origin) return;
  const { signal } = abort;
  try {
    const found = await call('import.survey', { origin, options, skip }, { signal });
    // Past the last file the dry run begins again.
    if (found.dryRun.length === 0 && skip > 0) return survey({ skip: 0 });
    if (!signal.aborted) useInbox.setState({ survey: found, busy: false });
  } catch (error) {
    if (!signal.aborted) useInbox.setState({ error: error as Error, busy: false });
  }
}

/** Starts the import of what was surveyed and shows it running. */
export async function startImport(): Promise<void> {
  const { origin, options } = useInbox.getState();
  if (!origin) return;
  useInbox.setState({ busy: true });
  try {
    await start(origin, options);
    useInbox.setState(home);
  } catch (error) {
    useInbox.setState({ error: error as Error, busy: false });
  }
}

async function start(origin: Origin, options: Options) {
  const { jobId } = await call('import.start', { origin, options });
  if (!('uploadId' in origin)) origins.set(jobId, origin);
  useShownImport.setState({ jobId });
}

/** Imports the same again: what is in already stays unchanged, what failed is tried once more. */
export async function importAgain(jobId: string): Promise<void> {
  const origin = origins.get(jobId);
  if (origin) await start(origin, useInbox.getState().options);
}

/** Back to the beginning; what was uploaded and not imported is thrown away. */
export async function leaveImport(): Promise<void> {
  abort.abort();
  const { origin } = useInbox.getState();
  useInbox.setState(home);
  useShownImport.setState({ jobId: null });
  if (origin && 'uploadId' in origin) await call('import.dropUpload', origin).catch(() => {});
}
