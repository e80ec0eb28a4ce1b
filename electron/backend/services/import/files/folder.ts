import type { Content } from './content.ts';
import type { Failure } from './failures.ts';
import type { ArchiveSource } from './zip-archive.ts';

/** A folder of the disk or of an archive. */
export interface Folder {
  /** Throws what the file system throws, or ContentFailure. */
  entries(): Promise<FolderEntry[]>;
}

/** `name`: as it is shown; bytes of a name that are not UTF-8 stand as `\xE9`. */
export type FolderEntry = { name: string } & (
  | { folder: Folder }
  | { file: () => Promise<FolderFile> }
  | { failure: Failure }
);

export interface FolderFile {
  content: Content;
  /** In bytes. */
  size: number;
  /** Where it can be read at any place, if it can. */
  source: ArchiveSource | null;
}
