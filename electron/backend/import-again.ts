import { AppError } from '../../shared/contract/errors.ts';
import { importOptions } from '../../shared/model/import.ts';
import type { HostParts } from './host-handlers.ts';
import type { ImportInput } from './jobs/import.ts';
import { readOnlyError } from './project-threads.ts';
import { resolveOrigin } from './services/import/host.ts';
import type { WatchedOptions } from './services/import/roots.ts';
import type { StoredJob } from './services/jobs/index.ts';

/**
 * Imports the files once more that an import could not read.
 * @throws AppError NOT_FOUND, CONFLICT when there are none or they are gone, PROJECT_READ_ONLY
 */
export async function retryImport({ backend, session, jobs }: HostParts, jobId: string): Promise<{ jobId: string }> {
  const { path, readOnly } = session.threads();
  if (readOnly) throw readOnlyError(path);
  const job = await backend.read<StoredJob | null>('jobs/get', { jobId });
  if (job?.kind !== 'import') throw new AppError('NOT_FOUND', 'This import is not in the project.', { jobId });
  if (['waiting', 'running'].includes(job.state)) {
    throw new AppError('CONFLICT', 'This import is still under way. Try again when it has ended.', { jobId });
  }
  const failed = await backend.read<unknown[]>('import/failedFiles', { jobId });
  if (failed.length === 0) throw new AppError('CONFLICT', 'This import could read every file.', { jobId });
  const { origin, options } = job.input as ImportInput;
  if ('uploadId' in origin) {
    await resolveOrigin(backend, origin).catch(() => {
      throw new AppError(
        'CONFLICT',
        'These files were uploaded and thrown away after the import. Upload the ones that failed again.',
        { jobId },
      );
    });
  }
  const title = `Trying ${failed.length === 1 ? 'one file' : `${failed.length} files`} again`;
  const input: ImportInput = { origin, options, retryOf: jobId };
  return { jobId: await jobs.start('import', title, input) };
}

/** Switches the watching of a folder on or off, with the options that it was last watched with. */
export async function watchFolder({ backend, watching }: HostParts, rootId: number, on: boolean): Promise<void> {
  const roots = await backend.read<{ rootId: number; location: string }[]>('import.watched', {});
  const root = roots.find((one) => one.rootId === rootId);
  if (on && root && !watching?.mayWatch(root.location)) {
    throw new AppError(
      'PATH_NOT_ALLOWED',
      `${root.location} cannot be watched from a browser. Start Parallax with --folder for it.`,
      { path: root.location },
    );
  }
  const known = await backend.read<WatchedOptions[]>('import/watchedOptions', {});
  const options = known.find((one) => one.rootId === rootId)?.options ?? importOptions.parse({ watch: true });
  await backend.write('import/watch', { rootId, on, options });
  await watching?.refresh();
}
