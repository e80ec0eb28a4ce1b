import type { Dirent, PathLike, Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ContentFailure, diskContent } from './content.ts';
import { failures } from './failures.ts';
import type { Folder, FolderEntry, FolderFile } from './folder.ts';
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
      for await (const { name, bytes, entry } of named(files, location)) {
        const place = placeOf(location, name, bytes);
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
        else if (kind.isFile()) found.push(new DiskFile(files, location, name, bytes));
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
export const diskFile = (files: FileSystem, folder: string, name: string) => new DiskFile(files, folder, name, null);

/** Small, and its path made only when it is wanted: a folder can hold half a million. */
class DiskFile {
  readonly name: string;
  readonly #files: FileSystem;
  readonly #folder: string | Buffer;
  readonly #bytes: Buffer | null;

  constructor(files: FileSystem, folder: string | Buffer, name: string, bytes: Buffer | null) {
    this.name = name;
    this.#files = files;
    this.#folder = folder;
    this.#bytes = bytes;
  }

  async file(): Promise<FolderFile> {
    const location = placeOf(this.#folder, this.name, this.#bytes);
    const { size } = await this.#files.stat(location);
    return { content: diskContent(location, size), size, source: diskSource(location) };
  }
}

/** @param bytes of the name, where it is asked for by them */
function placeOf(folder: string | Buffer, name: string, bytes: Buffer | null): string | Buffer {
  if (bytes === null && typeof folder === 'string') return join(folder, name);
  const separator = Buffer.from(process.platform === 'win32' ? '\\' : '/');
  return Buffer.concat([Buffer.from(folder), separator, bytes ?? Buffer.from(name)]);
}

interface Named {
  /** As it is shown. */
  name: string;
  /** Null where the shown name leads to it. */
  bytes: Buffer | null;
  entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;
}

/** What a folder holds, with names as they are shown. A name that is not UTF-8 is asked for by its bytes. */
async function* named(files: FileSystem, folder: string | Buffer): AsyncGenerator<Named> {
  const text = typeof folder === 'string' ? folder : null;
  const entries = text === null ? null : await files.readdir(text);
  if (entries && !entries.some((entry) => entry.name.includes('\ufffd'))) {
    for (const entry of entries) yield { name: entry.name, bytes: null, entry };
    return;
  }
  for (const entry of await files.readdirBytes(folder)) {
    const name = shownName(entry.name);
    const known = text !== null && Buffer.from(name).equals(entry.name);
    yield { name, bytes: known ? null : entry.name, entry };
  }
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
