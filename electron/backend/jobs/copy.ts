import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/contract/errors.ts';
import { lockProject } from '../db/project-lock.ts';
import type { JobRunner } from '../services/backend.ts';
import { startThread } from '../threads.ts';

export interface CopyInput {
  from: string;
  to: string;
  overwrite: boolean;
}

/** Refuses a target that is taken, unless told to replace it. */
export function checkTarget({ to, overwrite }: Omit<CopyInput, 'from'>): void {
  if (existsSync(to) && !overwrite) {
    throw new AppError('PROJECT_EXISTS', `There is a file at ${to} already. Choose another name, or replace it.`, {
      path: to,
    });
  }
}

/** Saves a verified copy of a project in use: articles, coding and history as they are at that moment. */
export const copyJob: JobRunner<CopyInput, { path: string }> = async (input, job) => {
  checkTarget(input);
  // Nobody's open project is replaced: not in another window, and not this very project by another spelling of its path.
  const unlock = existsSync(input.to) ? lockProject(input.to) : () => {};
  job.progress({ note: input.to, unit: 'files', total: 1 });
  const thread = startThread({
    entry: 'copy',
    onLog: (level, fields, message) => job.log[level](fields, message),
    onExit: () => {},
  });
  try {
    await thread.call('copy', { from: input.from, to: input.to });
  } finally {
    await thread.close();
    unlock();
  }
  job.progress({ done: 1 });
  return { path: input.to };
};
