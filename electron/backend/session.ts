import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { ProjectInfo } from '../../shared/contract/rooms/projects.ts';
import { describeError } from './app/log.ts';
import { createProjectFile } from './db/connection.ts';
import { openProjectThreads, type ProjectThreads } from './project-threads.ts';
import type { Log } from './services/backend.ts';
import type { Coder } from './services/handler.ts';

export interface SessionOptions {
  resourcesDir: string;
  log: Log;
  now(): Date;
  coderName(): string;
  onLost(error: Error): void;
}

/** The one project that a backend has open, and whose work it is. */
export interface Session {
  readonly info: ProjectInfo | null;
  /** NO_PROJECT when none is open. */
  threads(): ProjectThreads;
  create(path: string): Promise<ProjectInfo>;
  open(path: string, readOnly: boolean): Promise<ProjectInfo>;
  close(): Promise<void>;
  /** After the coder's name changed, or a project was opened. */
  adoptCoder(): Promise<void>;
  /** After coders were changed: the current one's new name when it has another now, else null. */
  newCoderName(): Promise<string | null>;
}

export function createSession(options: SessionOptions): Session {
  let current: { threads: ProjectThreads; info: ProjectInfo } | undefined;
  let coder: Coder | null = null;

  const threads = () => {
    if (!current) throw new AppError('NO_PROJECT', 'No project is open. Open one, or start a new one.');
    return current.threads;
  };

  async function adoptCoder() {
    const name = options.coderName().trim();
    const project = current;
    if (!project || !name) {
      coder = null;
      return;
    }
    const { threads } = project;
    const found = threads.readOnly
      ? await threads.read<Coder | null>('coders/find', { name })
      : (await threads.write<Coder>('coders/adopt', { name })).output;
    // A row id means somebody else in another project.
    if (current === project) coder = found;
  }

  async function close() {
    const closing = current;
    current = undefined;
    coder = null;
    if (!closing) return;
    try {
      if (!closing.threads.readOnly) await closing.threads.write('projects/markInUse', { inUse: false });
    } catch (error) {
      // A full disk, say. The next opening checks the file; closing must not fail over it.
      options.log.warn({ err: describeError(error) }, 'project closed without its mark');
    } finally {
      await closing.threads.close();
    }
  }

  async function open(givenPath: string, readOnly: boolean): Promise<ProjectInfo> {
    const path = resolve(givenPath);
    if (current && current.info.path === path && current.info.readOnly === readOnly) return current.info;
    // The new one first: when it cannot be opened, the old one stays.
    const sameFile = current?.info.path === path;
    if (sameFile) await close();
    const opened = await openProjectThreads({
      path,
      readOnly,
      resourcesDir: options.resourcesDir,
      log: options.log,
      now: options.now,
      coder: () => coder,
      onLost: options.onLost,
    });
    const notices: string[] = [];
    try {
      const identity = await opened.read<{ projectId: string; createdAt: string; cleanExit: boolean }>(
        'projects/identity',
        {},
      );
      if (!identity.cleanExit && !readOnly) {
        const findings = await opened.read<string[]>('projects/quickCheck', {});
        if (findings.length > 0) {
          throw new AppError(
            'PROJECT_DAMAGED',
            `${path} is damaged. It was left as it is; open it for reading only, or open a backup or a copy of it.`,
            { path, findings },
          );
        }
        notices.push('Parallax did not close this project properly last time. It was checked; nothing is missing.');
      }
      if (!readOnly) await opened.write('projects/markInUse', { inUse: true });
      await close();
      const info: ProjectInfo = {
        path,
        name: basename(path).replace(/\.parallax$/i, ''),
        projectId: identity.projectId,
        createdAt: identity.createdAt,
        readOnly,
        notices,
      };
      current = { threads: opened, info };
      await adoptCoder();
      return info;
    } catch (error) {
      if (current?.threads === opened) current = undefined;
      await opened.close();
      throw error;
    }
  }

  async function newCoderName() {
    const known = coder;
    if (!known || !current) return null;
    const name = await current.threads.read<string | null>('coders/name', { id: known.id });
    if (name === null || name === known.name || coder !== known) return null;
    coder = { ...known, name };
    return name;
  }

  return {
    get info() {
      return current?.info ?? null;
    },
    threads,
    open,
    close,
    adoptCoder,
    newCoderName,
    async create(path) {
      createProjectFile(resolve(path), randomUUID(), options.now().toISOString());
      return open(path, false);
    },
  };
}
