import type { Dirent, PathLike, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ContentFailure, diskContent } from './content.ts';
import { failures } from './failures.ts';
import type { Folder, FolderEntry } from './folder.ts';
import { diskSource } from './zip-archive.ts';

/** The parts of the file system that a walk needs; replaced in tests of what the disk may answer. */
export interface FileSystem {
  readdir(path: PathLike): Promise<Dirent[]>;
  /** The same entries, names as their bytes. */
  readdirBytes(path: PathLike): Promise<Dirent<Buffer>[]>;
  stat(path: PathLike): Promise<Stats>;
  realpath(path: PathLike): Promise<string>;
}

export const diskFileSystem: FileSystem = {
  readdir: (path) => readdir(path, { withFileTypes: true }),
  readdirBytes: (path) => readdir(path, { withFileTypes: true, encoding: 'buffer' }),
  stat: (path) => stat(path),
  // As bytes read one for one: two folders never share a name by it, whatever their encoding.
  realpath: async (path) => (await realpath(path, { encoding: 'buffer' })).toString('latin1'),
};

/**
 * A folder of the disk. Links are followed, but not back to a folder that they lie in, be it above the imported one:
 * `above` are the real paths over it as far as the walk came through them.
 */
export function diskFolder(
  files: FileSystem,
  location: string | Buffer,
  above: ReadonlySet<string> = new Set(),
): Folder {
  return {
    async entries() {
      const real = await files.realpath(location);
      if (leadsBack(real, above)) throw new ContentFailure(failures.linkLoop());
      const within = new Set([...above, real]);
      const found: FolderEntry[] = [];
      for (const { name, location: place, entry } of await named(files, location)) {
        let kind: Pick<Dirent, 'isFile' | 'isDirectory'> = entry;
        if (entry.isSymbolicLink()) {
          const target = await files.stat(place).catch((error: unknown) => failures.unreadable(error));
          if ('reason' in target) {
            found.push({ name, failure: target });
            continue;
          }
          kind = target;
        }
        // Sockets, pipes and devices are no files to import.
        if (kind.isDirectory()) found.push({ name, folder: diskFolder(files, place, within) });
        else if (kind.isFile()) found.push(fileAt(files, name, place));
      }
      return found;
    },
  };
}

function leadsBack(real: string, above: ReadonlySet<string>): boolean {
  const below = real.endsWith(sep) ? real : real + sep;
  return [...above].some((over) => over === real || over.startsWith(below));
}

/** One file of a folder, by its shown name. */
export const diskFile = (files: FileSystem, folder: string, name: string) => fileAt(files, name, join(folder, name));

function fileAt(files: FileSystem, name: string, location: string | Buffer) {
  return {
    name,
    file: async () => {
      const { size } = await files.stat(location);
      return { content: diskContent(location, size), size, source: diskSource(location) };
    },
  };
}

/** What a folder holds, with names as they are shown. A name that is not UTF-8 is asked for by its bytes. */
async function named(files: FileSystem, folder: string | Buffer) {
  const text = typeof folder === 'string' ? folder : null;
  const entries = text === null ? null : await files.readdir(text);
  if (entries && text !== null && !entries.some((entry) => entry.name.includes('\ufffd'))) {
    return entries.map((entry) => ({ name: entry.name, location: join(text, entry.name), entry }));
  }
  const separator = Buffer.from(process.platform === 'win32' ? '\\' : '/');
  return (await files.readdirBytes(folder)).map((entry) => {
    const name = shownName(entry.name);
    const known = text !== null && Buffer.from(name).equals(entry.name);
    const location = known ? join(text, name) : Buffer.concat([Buffer.from(folder), separator, entry.name]);
    return { name, location, entry };
  });
}

/** UTF-8 where it is; any other byte as `\xE9`, so that different names stay different. */
export function shownName(bytes: Uint8Array): string {
  let name = '';
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for (let at = 0; at < bytes.length; ) {
    let length = 0;
    for (const count of [1, 2, 3, 4]) {
      if (at + count > bytes.length) break;
      try {
        name += decoder.decode(bytes.subarray(at, at + count));
        length = count;
        break;
      } catch {}
    }
    if (length === 0) name += `\\x${bytes[at]!.toString(16).toUpperCase().padStart(2, '0')}`;
    at += length || 1;
  }
  return name;
}
