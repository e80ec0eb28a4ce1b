import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync, realpathSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import type { MergeReport } from '../../../shared/contract/rooms/merge.ts';
import { asFileError } from '../app/file-errors.ts';
import { inspectProjectFile } from '../db/connection.ts';
import { lockProject } from '../db/project-lock.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import type { MergeInput } from '../services/merge/index.ts';
import { startThread, type Thread } from '../threads.ts';

export interface MergeJobInput {
  /** The open project. */
  project: string;
  paths: string[];
}

export interface MergeResult {
  reports: MergeReport[];
}

/** Where the verified copy of a project as it was before a merge lies; the next merge replaces it. */
export const backupBeforeMerge = (project: string) => `${project}.before-merge.backup`;

/**
 * Merges other project files, one after the other. All of them are looked at before the first is taken in: what is damaged, of
 * a newer version or about another corpus is refused while nothing has changed. The files themselves are only copied from.
 */
export const mergeJob: JobRunner<MergeJobInput, MergeResult> = async ({ project, paths }, job) => {
  const folder = join(job.dataDir, 'merging', job.jobId);
  const thread = startThread({
    entry: 'copy',
    onLog: (level, fields, message) => job.log[level](fields, message),
    onExit: () => {},
  });
  // Looking at a file and taking it in are a step each.
  job.progress({ done: 0, total: 2 * paths.length, unit: 'steps' });
  try {
    await mkdir(folder, { recursive: true });
    const prepared: MergeInput[] = [];
    for (const [at, path] of paths.entries()) {
      job.signal.throwIfAborted();
      job.progress({ note: `Looking at ${basename(path)}` });
      const input = await prepare(project, path, join(folder, `${at}.parallax`), thread);
      await job.read('merge/check', input);
      prepared.push(input);
      job.progress({ done: at + 1 });
    }
    const backup = backupBeforeMerge(project);
    job.progress({ note: 'Saving a copy of this project as it is' });
    await thread.call('copy', { from: project, to: backup });
    const reports: MergeReport[] = [];
    for (const [at, input] of prepared.entries()) {
      job.signal.throwIfAborted();
      job.progress({ note: `Merging ${input.name}` });
      reports.push(await apply(job, { ...input, backup }));
      job.progress({ done: paths.length + at + 1 });
    }
    return { reports };
  } finally {
    await thread.close();
    await rm(folder, { recursive: true, force: true });
  }
};

async function apply(job: JobContext, input: MergeInput): Promise<MergeReport> {
  const before = performance.now();
  const report = await job.write<Omit<MergeReport, 'seconds'>>('merge/apply', input);
  return { ...report, seconds: Math.round(performance.now() - before) / 1000 };
}

/**
 * Copies a project that nobody has open, with its write-ahead log if a crash left one, and checks the copy.
 * @throws AppError PROJECT_NOT_FOUND, NOT_A_PROJECT, PROJECT_TOO_NEW, PROJECT_IN_USE, PROJECT_DAMAGED, INVALID_INPUT for the project itself
 */
async function prepare(project: string, path: string, copy: string, thread: Thread): Promise<MergeInput> {
  inspectProjectFile(path);
  if (realpathSync(path) === realpathSync(project)) {
    throw new AppError('INVALID_INPUT', `${path} is the open project itself. Choose the file of another coder.`, {
      path,
    });
  }
  const unlock = lockProject(path);
  try {
    await copyFile(path, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${path}-wal`)) await copyFile(`${path}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
  } catch (error) {
    throw asFileError(error, path);
  } finally {
    unlock();
  }
  const sha256 = createHash('sha256');
  await pipeline(createReadStream(copy), sha256);
  await thread.call('prepare', { path: copy, original: path });
  const name = basename(path).replace(/\.parallax$/i, '');
  return { copy, path, sha256: sha256.digest('hex'), name, backup: null };
}
