import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Failure, failures } from './failures.ts';
import { takesSidecar } from './kinds.ts';

/** A folder whose files are imported, or one file of it. */
export interface WalkRoot {
  /** Absolute path of the folder that relative paths start from. */
  folder: string;
  /** Name of the one file to import; null for the whole folder. */
  only: string | null;
}

export interface WalkedFile {
  /** Index of its root. */
  root: number;
  /** Relative to the root, `/` between parts. */
  path: string;
  /** Absolute. */
  location: string;
  /** In bytes. */
  size: number;
  /** Absolute path of a JSON file with this file's metadata. */
  sidecar: string | null;
  /** A person named this very file. */
  named: boolean;
}

/** A file or folder that could not be reached. */
export interface WalkFailure {
  root: number;
  path: string;
  failure: Failure;
}

export type Walked = WalkedFile | WalkFailure;

/** The parts of the file system that a walk needs; replaced in tests of what the disk may answer. */
export interface FileSystem {
  readdir(path: string): Promise<Dirent[]>;
  stat(path: string): Promise<Stats>;
  realpath(path: string): Promise<string>;
}

export const diskFileSystem: FileSystem = {
  readdir: (path) => readdir(path, { withFileTypes: true }),
  stat: (path) => stat(path),
  realpath: (path) => realpath(path),
};

/**
 * The roots of the paths that a person chose, in their order: a folder is its own root, a file belongs to the folder it
 * lies in. A path inside another chosen folder is left out, since it comes in with that.
 * @throws what the file system throws when a path does not exist.
 */
export async function rootsOf(paths: readonly string[]): Promise<WalkRoot[]> {
  const chosen: { path: string; folder: boolean }[] = [];
  for (const path of paths.map((path) => resolve(path))) {
    if (chosen.some((other) => other.path === path)) continue;
    const entry = await stat(path).catch(async (error) => {
      // A link that leads nowhere is a file that cannot be read, not a path that does not exist.
      await lstat(path);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return null;
    });
    chosen.push({ path, folder: entry?.isDirectory() ?? false });
  }
  const folders = chosen.filter((one) => one.folder);
  return chosen
    .filter((one) => !folders.some((folder) => folder !== one && isInside(one.path, folder.path)))
    .map(({ path, folder }) =>
      folder ? { folder: path, only: null } : { folder: dirname(path), only: basename(path) },
    );
}

function isInside(path: string, folder: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (at === folder) return true;
    if (at === dirname(at)) return false;
  }
}

/** Order of a walk: part by part, by UTF-16 unit, so that an interrupted import finds its place again. */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i]! < right[i]!) return -1;
    if (left[i]! > right[i]!) return 1;
  }
  return left.length - right.length;
}

/**
 * Every file below the roots, folder by folder in the order of `comparePaths`. Hidden files, the companion folders of
 * saved pages and sidecars are left out. What cannot be read is reported and the walk goes on.
 */
export async function* walk(roots: readonly WalkRoot[], files: FileSystem = diskFileSystem): AsyncGenerator<Walked> {
  for (const [index, root] of roots.entries()) {
    if (root.only !== null) {
      const location = join(root.folder, root.only);
      yield await fileAt(files, index, root.only, location, await sidecarBeside(location), true);
    } else {
      yield* walkFolder(files, index, root.folder, '', new Set());
    }
  }
}

async function* walkFolder(
  files: FileSystem,
  root: number,
  location: string,
  path: string,
  above: ReadonlySet<string>,
): AsyncGenerator<Walked> {
  let entries: Dirent[];
  let real: string;
  try {
    real = await files.realpath(location);
    if (above.has(real)) {
      yield { root, path, failure: failures.linkLoop() };
      return;
    }
    entries = await files.readdir(location);
  } catch (error) {
    yield { root, path: path || '.', failure: failures.unreadable(error) };
    return;
  }
  const within = new Set([...above, real]);
  const visible = entries.filter((entry) => !entry.name.startsWith('.'));
  visible.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const names = new Set(visible.map((entry) => entry.name));
  const sidecars = await sidecarsOf(location, names);

  for (const entry of visible) {
    const inner = path ? `${path}/${entry.name}` : entry.name;
    const place = join(location, entry.name);
    if (sidecars.taken.has(entry.name)) continue;
    if (entry.isSymbolicLink()) {
      const target = await files.stat(place).catch((error: unknown) => failures.unreadable(error));
      if ('reason' in target) yield { root, path: inner, failure: target };
      else if (target.isDirectory()) yield* walkFolder(files, root, place, inner, within);
      else if (target.isFile()) yield await fileAt(files, root, inner, place, sidecars.of.get(entry.name) ?? null);
    } else if (entry.isDirectory()) {
      if (!isCompanionFolder(entry.name, names)) yield* walkFolder(files, root, place, inner, within);
    } else if (entry.isFile()) {
      yield await fileAt(files, root, inner, place, sidecars.of.get(entry.name) ?? null);
    }
  }
}

async function fileAt(
  files: FileSystem,
  root: number,
  path: string,
  location: string,
  sidecar: string | null,
  named = false,
): Promise<Walked> {
  try {
    const entry = await files.stat(location);
    return { root, path, location, size: entry.size, sidecar, named };
  } catch (error) {
    return { root, path, failure: failures.unreadable(error) };
  }
}

/** Names that browsers give to the folder beside a saved page. */
const COMPANION = /^(.+?)(?:_files|-filer|_fichiers|-Dateien|_archivos|_file|_elemei|_ficheiros|_arquivos|\.files)$/i;

/** A folder that a browser saved beside a page: it goes with the page and holds no articles of its own. */
function isCompanionFolder(name: string, siblings: ReadonlySet<string>): boolean {
  const stem = COMPANION.exec(name)?.[1];
  return stem !== undefined && ['.html', '.htm', '.xhtml', '.HTML', '.HTM'].some((end) => siblings.has(stem + end));
}

async function sidecarsOf(folder: string, names: ReadonlySet<string>) {
  const of = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of names) {
    if (!takesSidecar(name)) continue;
    for (const candidate of sidecarNames(name)) {
      if (!names.has(candidate) || !(await holdsObject(join(folder, candidate)))) continue;
      of.set(name, join(folder, candidate));
      taken.add(candidate);
      break;
    }
  }
  return { of, taken };
}

/** `page.html` has its metadata in `page.json`, as some scrapers write it in `page.html.json`. */
const sidecarNames = (name: string) => [`${name.slice(0, -extname(name).length)}.json`, `${name}.json`];

async function sidecarBeside(location: string): Promise<string | null> {
  if (!takesSidecar(location)) return null;
  for (const name of sidecarNames(basename(location))) {
    const candidate = join(dirname(location), name);
    if (await holdsObject(candidate)) return candidate;
  }
  return null;
}

/** A file of many records is never a sidecar, whatever its name: it begins with a bracket, not a brace. */
async function holdsObject(location: string): Promise<boolean> {
  try {
    const file = await open(location, 'r');
    try {
      const head = Buffer.alloc(64);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return head
        .toString('utf8', 0, bytesRead)
        .replace(/^\uFEFF/, '')
        .trimStart()
        .startsWith('{');
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
