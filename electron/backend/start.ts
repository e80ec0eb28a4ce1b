import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Channel } from '../../shared/contract/channel.ts';
import type { ProjectInfo } from '../../shared/contract/rooms/projects.ts';
import { describeError, openLogFile } from './app/log.ts';
import { openSettings } from './app/settings.ts';
import { createEvents } from './events.ts';
import { createHostHandlers } from './host-handlers.ts';
import { agreementJob } from './jobs/agreement.ts';
import { analyzeJob } from './jobs/analyze.ts';
import { cleanJob } from './jobs/clean.ts';
import { copyJob } from './jobs/copy.ts';
import { exportJob } from './jobs/export.ts';
import type { importJob } from './jobs/import.ts';
import { createJobs } from './jobs/jobs.ts';
import { learnJob } from './jobs/learn.ts';
import { mergeJob } from './jobs/merge.ts';
import { reextractJob } from './jobs/reextract.ts';
import { createOutside } from './providers/outside.ts';
import type { RequestLimits } from './providers/request.ts';
import { serveChannel } from './router.ts';
import type { JobRunner, Log, Backend as Services } from './services/backend.ts';
import { createSession } from './session.ts';
import { startThreads, type Thread } from './threads.ts';
import { createViews } from './views.ts';
import { createWatcher, type Watcher } from './watch.ts';

export interface BackendOptions {
  /** Settings, log, uploads and downloads, and projects that are made by name. */
  dataDir: string;
  version: string;
  host: 'desktop' | 'web' | 'cli' | 'test';
  /** Opened at once, and created if absent when `createProject`. */
  projectPath?: string;
  createProject?: boolean;
  readOnly?: boolean;
  /** Whether imports that an earlier backend left unfinished go on. Default: true, except for the command line. */
  resumeJobs?: boolean;
  /** A folder of this machine that a browser may import. */
  offeredFolder?: string;
  /** Default: a log file in the data folder. */
  log?: Log;
  clock?: () => Date;
  /** Default: `resources` of the sources or the build. */
  resourcesDir?: string;
  /** How long and how much a provider may answer, in ms and bytes: for tests. */
  requestLimits?: Partial<RequestLimits>;
  /** Checks every answer against the contract: for tests. */
  checkOutputs?: boolean;
}

export interface Backend {
  /** Serves one page. Returns a function that ends it. */
  connect(channel: Channel): () => void;
  runningJobs(): Promise<{ id: string; title: string }[]>;
  /** Jobs stop at their next safe point and go on at the next start; the project is closed. */
  stop(): Promise<void>;
}

/** Two levels up from here, both in the sources and in a build. */
const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));

/**
 * Threads of the analysis pool at most. Each holds its own extractors and language tables (about 75 MB of heap, twice
 * that while they load), and all of them wait for one writer.
 */
const MOST_ANALYSTS = 4;

/** Loaded when it is first needed, since it brings every extractor and language table with it. */
const runImport: typeof importJob = async (input, job) => {
  const { importJob: run } = await import('./jobs/import.ts');
  return run(input, job);
};

function isWithin(location: string, folder: string): boolean {
  const inner = relative(realPath(folder), location);
  return inner === '' || (inner !== '..' && !inner.startsWith(`..${sep}`) && resolve(inner) !== inner);
}

/** As locations of imports are kept; the path itself while it is not there. */
function realPath(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : resolve(folder);
}

/**
 * Starts a backend, whoever hosts it. Rejects when the project given cannot be opened.
 * When a database thread is lost, the process ends: a supervisor starts a new one, and what was saved is on disk.
 */
export async function startBackend(options: BackendOptions): Promise<Backend> {
  const { dataDir } = options;
  const resourcesDir = options.resourcesDir ?? RESOURCES;
  const settings = openSettings(dataDir);
  const logFile = join(dataDir, 'logs', 'parallax.log');
  const ownLog = options.log ? undefined : openLogFile(logFile);
  const log = options.log ?? (ownLog as Log);
  const now = options.clock ?? (() => new Date());
  const events = createEvents();
  const poolSize = Math.min(MOST_ANALYSTS, Math.max(1, availableParallelism()));

  const session = createSession({
    resourcesDir,
    log,
    now,
    coderName: () => settings.get().coderName,
    onLost(error) {
      const incident = randomUUID().slice(0, 8);
      log.error({ incident, err: describeError(error) }, 'database thread lost');
      process.stderr.write(
        `Parallax had to stop: the part that holds the project ended by itself (incident ${incident}). What was shown as saved is on disk; start again to go on.\n`,
      );
      process.exit(4);
    },
  });

  let pool: Thread | undefined;
  // Its threads load every extractor and language table: only for whoever needs them.
  const analysisPool = () => {
    pool ??= startThreads(poolSize, {
      entry: 'analysis',
      replace: true,
      onLog: (level, fields, message) => log[level](fields, message),
      onExit: (error) => log.error({ err: describeError(error) }, 'analysis thread replaced'),
    });
    return pool;
  };

  const services: Services = {
    dataDir,
    resourcesDir,
    log,
    now,
    poolSize,
    read: async (name, input, readOptions) => session.threads().read(name, input, readOptions),
    async write<T>(name: string, input: unknown, { transfer }: { transfer?: ArrayBuffer[] } = {}) {
      const { output, note } = await session.threads().write<T>(name, input, transfer);
      if (note.revision !== null) {
        events.emit('changed', {
          revision: note.revision,
          rooms: note.rooms,
          articleIds: note.articleIds,
          savedAt: now().toISOString(),
        });
      }
      // Renamed, or a renaming taken back: this machine's settings go along, else the old name would be somebody new.
      const renamed = note.rooms.includes('coders') ? await session.newCoderName() : null;
      if (renamed !== null) events.emit('settings', settings.change({ coderName: renamed }));
      return output;
    },
    async analyse<T>(task: string, input: unknown, analyseOptions = {}) {
      return (await analysisPool().call<T>(task, input, analyseOptions)).output;
    },
    emit: events.emit,
    offeredFolder: options.offeredFolder ?? null,
  };

  // After the import: it may have been asked to watch its folders, and the watcher remembers when they were looked at.
  const importAndWatch: typeof importJob = async (input, job) => {
    try {
      return await runImport(input, job);
    } finally {
      void watcher?.refresh();
    }
  };
  const jobs = createJobs(
    services,
    {
      import: importAndWatch as JobRunner,
      export: exportJob as JobRunner,
      copy: copyJob as JobRunner,
      agreement: agreementJob as JobRunner,
      analyze: analyzeJob as JobRunner,
      learn: learnJob as JobRunner,
      clean: cleanJob as JobRunner,
      reextract: reextractJob as JobRunner,
      merge: mergeJob as JobRunner,
    },
    () => session.info?.readOnly ?? false,
  );
  const views = createViews(services);
  // A command ends with its work; a browser sees only the folder that was offered to it.
  const mayWatch = (location: string) =>
    options.host !== 'web' || (options.offeredFolder !== undefined && isWithin(location, options.offeredFolder));
  const watcher: Watcher | undefined =
    options.host === 'cli' ? undefined : createWatcher({ backend: services, jobs, mayWatch });

  async function projectChanged() {
    views.clear();
    events.emit('project', session.info);
    void watcher?.refresh();
    if (!session.info) return;
    await jobs.recover(options.resumeJobs ?? options.host !== 'cli');
  }

  const outside = createOutside({
    backend: services,
    project() {
      // Says that there is none.
      session.threads();
      return session.info as ProjectInfo;
    },
    ...(options.requestLimits ? { limits: options.requestLimits } : {}),
  });
  const handlers = createHostHandlers({
    backend: services,
    session,
    settings,
    jobs,
    views,
    outside,
    version: options.version,
    host: options.host,
    logFile,
    offeredFolder: options.offeredFolder ?? null,
    projectChanged,
    watching: watcher ? { mayWatch, refresh: watcher.refresh } : null,
  });

  async function stop() {
    await watcher?.close();
    await outside.leave();
    if (session.info) await jobs.suspend();
    await session.close();
    await pool?.close();
    log.info({}, 'backend stopped');
    ownLog?.close();
  }

  log.info({ version: options.version, host: options.host, node: process.version }, 'backend started');
  if (options.projectPath) {
    const path = options.projectPath;
    try {
      if (options.createProject && !existsSync(path)) await session.create(path);
      else await session.open(path, options.readOnly ?? false);
    } catch (error) {
      await stop();
      throw error;
    }
    settings.remember(session.info?.path ?? path, now().toISOString());
    await projectChanged();
  }

  return {
    connect: (channel) =>
      serveChannel(channel, {
        backend: services,
        readJson: async (name, input, readOptions) => session.threads().readJson(name, input, readOptions),
        events,
        handlers,
        version: options.version,
        checkOutputs: options.checkOutputs ?? false,
      }),
    async runningJobs() {
      return jobs.running().map((job) => ({ id: job.jobId, title: job.title }));
    },
    stop,
  };
}
