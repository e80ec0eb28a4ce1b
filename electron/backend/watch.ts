import { extname, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { describeError } from './app/log.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Backend } from './services/backend.ts';
import type { WatchedOptions } from './services/import/roots.ts';

/** A burst of changes is over when nothing came for this long; one that goes on is looked at this often. In milliseconds. */
const SETTLED = 1500;
const LONGEST_WAIT = 30_000;
/** How soon to ask again while another import runs. In milliseconds. */
const BUSY = 500;

/** The project itself may lie in a folder that is watched, and changes with every import. */
const OWN_FILES = /\.parallax(?:-wal|-shm|-journal|-lock)?$/i;
/** What downloads are called until they are complete. */
const UNFINISHED = new Set(['.part', '.partial', '.crdownload', '.download', '.tmp']);

export interface WatcherOptions {
  backend: Backend;
  jobs: Jobs;
  /** Whether a folder may be watched by this host. */
  mayWatch(location: string): boolean;
  /** Times of settling, for tests. In milliseconds. */
  settled?: number;
}

/** Looks at the watched folders of the open project and imports one again when something in it changed. */
export interface Watcher {
  /** After a project was opened or closed, or a folder switched on or off. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

interface Watched {
  root: WatchedOptions;
  files: FSWatcher;
  timer: NodeJS.Timeout | undefined;
  /** When the burst of changes that waits began, in milliseconds; null when none waits. */
  since: number | null;
}

export function createWatcher({ backend, jobs, mayWatch, settled = SETTLED }: WatcherOptions): Watcher {
  const watched = new Map<number, Watched>();
  let turn: Promise<void> = Promise.resolve();
  let closed = false;

  function changed(one: Watched) {
    one.since ??= Date.now();
    clearTimeout(one.timer);
    const wait = Math.min(settled, Math.max(0, one.since + LONGEST_WAIT - Date.now()));
    one.timer = setTimeout(() => importAgain(one), wait);
    one.timer.unref();
  }

  async function importAgain(one: Watched) {
    if (watched.get(one.root.rootId) !== one) return;
    if (jobs.running().some((job) => job.kind === 'import')) {
      one.timer = setTimeout(() => importAgain(one), BUSY);
      one.timer.unref();
      return;
    }
    one.since = null;
    const { location, title, options } = one.root;
    try {
      await jobs.start('import', `Importing ${title}`, { origin: { paths: [location] }, options });
    } catch (error) {
      backend.log.warn({ location, err: describeError(error) }, 'a watched folder could not be imported');
    }
  }

  async function start(root: WatchedOptions) {
    // Loaded when a folder is watched: most projects have none.
    const { watch } = await import('chokidar');
    const seenAt = root.seenAt === null ? 0 : Date.parse(root.seenAt);
    const files = watch(root.location, {
      ignored: (path) => isNoInput(path.slice(root.location.length)),
      ignorePermissionErrors: true,
    });
    const one: Watched = { root, files, timer: undefined, since: null };
    let ready = false;
    let complained = false;
    files.on('ready', () => {
      ready = true;
    });
    files.on('add', (_path, stats) => {
      // What came while the project was closed. The time of the entry itself: a copied file keeps that of its contents.
      if (ready || (stats && stats.ctimeMs > seenAt)) changed(one);
    });
    files.on('change', () => changed(one));
    // What is gone stays in the corpus; but where a file was moved from, its new place was told as well.
    files.on('error', (error) => {
      if (complained) return;
      complained = true;
      backend.log.warn({ location: root.location, err: describeError(error) }, 'a folder cannot be watched wholly');
    });
    watched.set(root.rootId, one);
  }

  async function stop(one: Watched) {
    watched.delete(one.root.rootId);
    clearTimeout(one.timer);
    await one.files.close();
  }

  async function refreshNow() {
    const wanted = closed ? [] : await watchedNow();
    const ids = new Set(wanted.map(({ rootId }) => rootId));
    for (const one of [...watched.values()]) if (!ids.has(one.root.rootId)) await stop(one);
    for (const root of wanted) {
      const known = watched.get(root.rootId);
      if (known?.root.location === root.location) known.root = root;
      else {
        if (known) await stop(known);
        await start(root);
      }
    }
  }

  async function watchedNow(): Promise<WatchedOptions[]> {
    const roots = await backend.read<WatchedOptions[]>('import/watchedOptions', {}).catch(() => []);
    return roots.filter(({ location }) => mayWatch(location));
  }

  const refresh = () => {
    turn = turn.then(refreshNow).catch((error) => {
      backend.log.warn({ err: describeError(error) }, 'folders are not watched');
    });
    return turn;
  };
  return {
    refresh,
    async close() {
      closed = true;
      await refresh();
    },
  };
}

/** Hidden files and those that are no input; folders have no ending that is. */
function isNoInput(inner: string): boolean {
  if (inner.split(sep).some((part) => part.startsWith('.'))) return true;
  return OWN_FILES.test(inner) || UNFINISHED.has(extname(inner).toLowerCase());
}
