import { availableParallelism } from 'node:os';
import { AppError } from '../../shared/contract/errors.ts';
import type { DbThreadContext, DbThreadData, WriteNote } from '../workers/db.ts';
import { inspectProjectFile, openConnection } from './db/connection.ts';
import { lockProject } from './db/project-lock.ts';
import type { Log } from './services/backend.ts';
import type { Coder } from './services/handler.ts';
import { startThread, startThreads, type Thread } from './threads.ts';

const READERS = 2;

/** The open project: its one writer thread, its reader threads, and the lock on its file. */
export interface ProjectThreads {
  readonly path: string;
  readonly readOnly: boolean;
  read<T>(name: string, input: unknown, options?: { signal?: AbortSignal }): Promise<T>;
  /** The same for a page: as JSON made on the reader's thread, unless that would lose something of it. */
  readJson(name: string, input: unknown, options?: { signal?: AbortSignal }): Promise<Answer>;
  /** Resolves when it is on disk. PROJECT_READ_ONLY when opened for reading. What is transferred is gone here. */
  write<T>(name: string, input: unknown, transfer?: ArrayBuffer[]): Promise<{ output: T; note: WriteNote }>;
  close(): Promise<void>;
}

/** What a method gives, as a value or already as JSON. */
export type Answer = { output: unknown } | { json: string };

export interface ProjectThreadOptions {
  path: string;
  readOnly: boolean;
  resourcesDir: string;
  log: Log;
  now(): Date;
  coder(): Coder | null;
  /** A database thread ended by itself: nothing can be relied on any more. */
  onLost(error: Error): void;
}

export const readOnlyError = (path: string): AppError =>
  new AppError('PROJECT_READ_ONLY', `${path} is open for reading only. Save a copy to work on it.`, { path });

/**
 * Opens a project's threads. The file is opened once here first, so that what is wrong with it is told as such, and
 * migrations run before any reader looks.
 */
export async function openProjectThreads(options: ProjectThreadOptions): Promise<ProjectThreads> {
  const { path, readOnly, log } = options;
  inspectProjectFile(path);
  const unlock = readOnly ? () => {} : lockProject(path);
  const threads: Thread[] = [];
  let closed = false;
  try {
    openConnection(path, { mode: readOnly ? 'read' : 'write' }).close();
    const thread = (mode: DbThreadData['mode']) => ({
      entry: 'db',
      workerData: { path, mode, resourcesDir: options.resourcesDir } satisfies DbThreadData,
      onLog: (level: 'warn' | 'error', fields: Record<string, unknown>, message: string) => log[level](fields, message),
      onExit: (error: Error) => {
        if (!closed) options.onLost(error);
      },
    });
    const writer = readOnly ? undefined : startThread(thread('write'));
    if (writer) threads.push(writer);
    const readers = startThreads(Math.min(READERS, availableParallelism()), { ...thread('read'), replace: false });
    threads.push(readers);
    const context = (): DbThreadContext => ({ coder: options.coder(), now: options.now().toISOString() });
    return {
      path,
      readOnly,
      async read<T>(name: string, input: unknown, { signal }: { signal?: AbortSignal } = {}) {
        return (await readers.call<T>(name, input, { context: context(), ...(signal ? { signal } : {}) })).output;
      },
      async readJson(name, input, { signal } = {}) {
        const options = { context: context(), asJson: true, ...(signal ? { signal } : {}) };
        const { json, output } = await readers.call(name, input, options);
        return json === undefined ? { output } : { json };
      },
      async write<T>(name: string, input: unknown, transfer: ArrayBuffer[] = []) {
        if (!writer) throw readOnlyError(path);
        const answer = await writer.call<T>(name, input, { context: context(), transfer });
        return { output: answer.output, note: answer.extra as WriteNote };
      },
      async close() {
        closed = true;
        // The writer last: closing it folds the write-ahead log into the file.
        await readers.close();
        await writer?.close();
        unlock();
      },
    };
  } catch (error) {
    closed = true;
    unlock();
    throw error;
  }
}
