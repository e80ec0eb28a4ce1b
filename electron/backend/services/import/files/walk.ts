import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { archiveFolder, isArchive } from './archive-folder.ts';
import { type Content, failureOf } from './content.ts';
import { diskFile, diskFileSystem, diskFolder, type FileSystem } from './disk-folder.ts';
import type { Failure } from './failures.ts';
import type { Folder, FolderEntry } from './folder.ts';
import { gunzipped } from './gzip.ts';
import { extensionOf, takesSidecar, withoutGz } from './kinds.ts';

export { diskFileSystem, type FileSystem } from './disk-folder.ts';
export { comparePaths } from './paths.ts';

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
  /** Relative to the root, `/` between parts; inside an archive `press.zip/2025/page.html`. */
  path: string;
  /** Its bytes; of a compressed file what is inside. */
  content: Content;
  /** In bytes, as it lies there: compressed where it is. */
  size: number;
  /** A JSON file with this file's metadata. */
  sidecar: Content | null;
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

/** Archives inside archives are opened this deep. */
const DEEPEST_ARCHIVE = 2;

/**
 * Every file below the roots, folder by folder in the order of `comparePaths`; an archive is a folder. Hidden files, the
 * companion folders of saved pages and sidecars are left out. What cannot be read is reported and the walk goes on.
 */
export async function* walk(roots: readonly WalkRoot[], files: FileSystem = diskFileSystem): AsyncGenerator<Walked> {
  for (const [root, { folder, only }] of roots.entries()) {
    if (only === null) yield* walkFolder(root, diskFolder(files, folder), '', 0);
    else yield* walkFile(root, diskFile(files, folder, only), only, await sidecarBeside(files, folder, only), 0, true);
  }
}

async function* walkFolder(root: number, folder: Folder, path: string, depth: number): AsyncGenerator<Walked> {
  let entries: FolderEntry[];
  try {
    entries = await folder.entries();
  } catch (error) {
    yield { root, path: path || '.', failure: failureOf(error) };
    return;
  }
  entries = entries.filter((entry) => 'failure' in entry || !entry.name.startsWith('.'));
  // As `comparePaths` does: a name is one part.
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const sidecars = await sidecarsOf(entries);
  let names: ReadonlySet<string> | undefined;
  const isBeside = (name: string) => {
    names ??= new Set(entries.map((entry) => entry.name));
    return names.has(name);
  };
  for (const entry of entries) {
    const inner = path ? `${path}/${entry.name}` : entry.name;
    if ('failure' in entry) yield { root, path: inner, failure: entry.failure };
    else if ('folder' in entry) {
      if (!isCompanionFolder(entry.name, isBeside)) yield* walkFolder(root, entry.folder, inner, depth);
    } else if (!sidecars.taken.has(entry.name)) {
      yield* walkFile(root, entry, inner, sidecars.of.get(entry.name) ?? null, depth, false);
    }
  }
}

async function* walkFile(
  root: number,
  entry: Extract<FolderEntry, { file: unknown }>,
  path: string,
  sidecar: Content | null,
  depth: number,
  named: boolean,
): AsyncGenerator<Walked> {
  try {
    const { content, size, source } = await entry.file();
    const compressed = withoutGz(entry.name) !== entry.name;
    const inside = compressed ? gunzipped(content) : content;
    if (!(await isArchive(entry.name, inside, source, compressed))) {
      yield { root, path, content: inside, size, sidecar, named };
      return;
    }
    const archive = await archiveFolder(inside, compressed ? null : source, depth, DEEPEST_ARCHIVE);
    try {
      if (archive.failure) yield { root, path, failure: archive.failure };
      yield* walkFolder(root, archive.folder, path, depth + 1);
    } finally {
      await archive.release();
    }
  } catch (error) {
    yield { root, path, failure: failureOf(error) };
  }
}

/**
 * The file that a walk through this folder names so, also inside archives and with names that are not UTF-8; null when it is
 * not there any more.
 */
export async function findFile(folder: string, path: string): Promise<WalkedFile | null> {
  const parts = path.split('/');
  let above: Folder = diskFolder(diskFileSystem, folder);
  for (const [i, part] of parts.entries()) {
    const entries = await above.entries().catch(() => []);
    const entry = entries.find((one) => one.name === part);
    if (!entry || 'failure' in entry) return null;
    if ('folder' in entry) {
      above = entry.folder;
      continue;
    }
    const sidecar = takesSidecar(part) ? ((await sidecarOf(part, possibleSidecars(entries)))?.content ?? null) : null;
    for await (const found of walkFile(0, entry, parts.slice(0, i + 1).join('/'), sidecar, 0, true)) {
      if (!('failure' in found) && found.path === path) return found;
    }
    return null;
  }
  return null;
}

/** Names that browsers give to the folder beside a saved page. */
const COMPANION = /^(.+?)(?:_files|-filer|_fichiers|-Dateien|_archivos|_file|_elemei|_ficheiros|_arquivos|\.files)$/i;

/** A folder that a browser saved beside a page: it goes with the page and holds no articles of its own. */
function isCompanionFolder(name: string, isBeside: (name: string) => boolean): boolean {
  const stem = COMPANION.exec(name)?.[1];
  return stem !== undefined && ['.html', '.htm', '.xhtml', '.HTML', '.HTM'].some((end) => isBeside(stem + end));
}

/** Entries of a folder by name, as far as they can be sidecars. */
type Siblings = ReadonlyMap<string, FolderEntry>;

const possibleSidecars = (entries: readonly FolderEntry[]): Siblings =>
  new Map(entries.filter(({ name }) => /\.json(?:\.gz)?$/.test(name)).map((entry) => [entry.name, entry]));

async function sidecarsOf(entries: readonly FolderEntry[]) {
  const of = new Map<string, Content>();
  const taken = new Set<string>();
  const siblings = possibleSidecars(entries);
  if (siblings.size === 0) return { of, taken };
  for (const { name } of entries) {
    const sidecar = takesSidecar(name) ? await sidecarOf(name, siblings) : null;
    if (!sidecar) continue;
    of.set(name, sidecar.content);
    taken.add(sidecar.name);
  }
  return { of, taken };
}

async function sidecarOf(name: string, siblings: Siblings): Promise<{ name: string; content: Content } | null> {
  for (const candidate of sidecarNames(name)) {
    const entry = siblings.get(candidate);
    const content = entry && 'file' in entry ? await metadataIn(entry) : null;
    if (content) return { name: candidate, content };
  }
  return null;
}

/** `page.html` has its metadata in `page.json`, as some scrapers write it in `page.html.json`; either may be compressed. */
function sidecarNames(name: string): string[] {
  const bare = withoutGz(name);
  const names = [`${bare.slice(0, -extname(bare).length)}.json`, `${bare}.json`, `${name}.json`];
  return [...new Set(names)].flatMap((json) => [json, `${json}.gz`]);
}

async function sidecarBeside(files: FileSystem, folder: string, name: string): Promise<Content | null> {
  if (!takesSidecar(name)) return null;
  for (const candidate of sidecarNames(name)) {
    const sidecar = await metadataIn(diskFile(files, folder, candidate));
    if (sidecar) return sidecar;
  }
  return null;
}

/** A file of many records is never a sidecar, whatever its name: it begins with a bracket, not a brace. */
async function metadataIn(entry: Extract<FolderEntry, { file: unknown }>): Promise<Content | null> {
  try {
    const { content } = await entry.file();
    const inside = extensionOf(entry.name) === '.json.gz' ? gunzipped(content) : content;
    const head = new TextDecoder().decode(await inside.head(64));
    return head.trimStart().startsWith('{') ? inside : null;
  } catch {
    return null;
  }
}
