import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import { BOM, csvRecord, excelCell } from '../../../../shared/text/csv-cells.ts';
import { asFileError } from '../../app/file-errors.ts';
import type { Column } from './columns.ts';

export type Profile = 'analysis' | 'excel';

export interface WrittenFile {
  path: string;
  /** Rows below the header; null for what is no table. */
  rows: number | null;
  bytes: number;
  sha256: string;
}

export interface CutCell {
  file: string;
  /** Row below the header, from 1. */
  row: number;
  column: string;
  /** UTF-16 units that were left out. */
  cut: number;
}

/** Bytes on their way into one file, with their hash. */
class HashedFile {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  #waiting: string[] = [];
  #waitingUnits = 0;
  bytes = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx');
  }

  write(text: string): void {
    this.#waiting.push(text);
    this.#waitingUnits += text.length;
    if (this.#waitingUnits > 65_536) this.#flush();
  }

  #flush() {
    const buffer = Buffer.from(this.#waiting.join(''), 'utf8');
    this.#waiting = [];
    this.#waitingUnits = 0;
    this.#hash.update(buffer);
    for (let at = 0; at < buffer.length; ) at += writeSync(this.#file, buffer, at);
    this.bytes += buffer.length;
  }

  /** On disk. @returns SHA-256, hexadecimal */
  finish(): string {
    this.#flush();
    fsyncSync(this.#file);
    closeSync(this.#file);
    return this.#hash.digest('hex');
  }

  abandon(): void {
    try {
      closeSync(this.#file);
    } catch {
      // Closed already.
    }
  }
}

/** A CSV table on its way into the folder. */
export interface TableWriter {
  /** One value for each column, in order; null is written as an empty field. */
  row(values: readonly (string | number | null)[]): void;
  close(): void;
}

/**
 * A folder of files that appears complete or not at all: written beside its place under another name, put on disk,
 * then renamed.
 */
export class DatasetFolder {
  readonly path: string;
  readonly #partial: string;
  readonly #profile: Profile;
  readonly #overwrite: boolean;
  readonly #open = new Set<HashedFile>();
  readonly #onFile: (file: WrittenFile) => void;
  readonly guarded = new Map<string, number>();
  readonly cut: CutCell[] = [];

  /**
   * @param tag makes the name of the unfinished folder; a leftover of the same tag is removed.
   * @throws AppError CONFLICT when the place is taken, PATH_NOT_WRITABLE, PATH_NOT_FOUND.
   */
  constructor(options: {
    out: string;
    tag: string;
    profile: Profile;
    overwrite: boolean;
    onFile(file: WrittenFile): void;
  }) {
    this.path = resolve(options.out);
    this.#partial = `${this.path}.partial-${options.tag}`;
    this.#profile = options.profile;
    this.#overwrite = options.overwrite;
    this.#onFile = options.onFile;
    try {
      checkPlace(this.path, this.#overwrite);
      rmSync(this.#partial, { recursive: true, force: true });
      mkdirSync(this.#partial);
      mkdirSync(join(this.#partial, 'texts'));
    } catch (error) {
      throw asFileError(error, this.path);
    }
  }

  table(name: string, columns: readonly Column[]): TableWriter {
    const file = this.#create(name);
    const { cut, guarded } = this;
    const excel = this.#profile === 'excel';
    let rows = 0;
    const toCell = (value: string | number | null, at: number): string => {
      const text = value === null ? '' : String(value);
      if (!excel) return text;
      const { cell, guarded: isGuarded, cut: units } = excelCell(text);
      const column = columns[at]?.name ?? '';
      const key = `${name}\n${column}`;
      if (isGuarded) guarded.set(key, (guarded.get(key) ?? 0) + 1);
      if (units > 0) cut.push({ file: name, row: rows + 1, column, cut: units });
      return cell;
    };
    if (excel) file.write(BOM);
    file.write(csvRecord(columns.map((column) => column.name)));
    return {
      row: (values) => {
        if (values.length !== columns.length) {
          throw new Error(`${name} has ${columns.length} columns; a row of ${values.length} values was written.`);
        }
        this.#guardErrors(() => file.write(csvRecord(values.map(toCell))));
        rows++;
      },
      close: () => this.#finish(name, file, rows),
    };
  }

  text(name: string, content: string): void {
    const file = this.#create(name);
    this.#guardErrors(() => file.write(content));
    this.#finish(name, file, null);
  }

  /** A file that is written bit by bit and told of only by the returned function. */
  stream(name: string): { write(text: string): void; close(): WrittenFile } {
    const file = this.#create(name);
    return {
      write: (text) => this.#guardErrors(() => file.write(text)),
      close: () => this.#close(name, file, null),
    };
  }

  /** Puts the finished folder in its place. */
  publish(): void {
    this.#guardErrors(() => {
      syncFolder(join(this.#partial, 'texts'));
      syncFolder(this.#partial);
      checkPlace(this.path, this.#overwrite);
      const old = `${this.#partial}.old`;
      const replaces = existsSync(this.path);
      if (replaces) renameSync(this.path, old);
      try {
        renameSync(this.#partial, this.path);
      } catch (error) {
        if (replaces) renameSync(old, this.path);
        throw error;
      }
      syncFolder(dirname(this.path));
      if (replaces) rmSync(old, { recursive: true, force: true });
    });
  }

  /** Removes what was written so far. */
  discard(): void {
    for (const file of this.#open) file.abandon();
    rmSync(this.#partial, { recursive: true, force: true });
  }

  #create(name: string): HashedFile {
    return this.#guardErrors(() => {
      const file = new HashedFile(join(this.#partial, name));
      this.#open.add(file);
      return file;
    });
  }

  #close(name: string, file: HashedFile, rows: number | null): WrittenFile {
    return this.#guardErrors(() => {
      const sha256 = file.finish();
      this.#open.delete(file);
      return { path: name, rows, bytes: file.bytes, sha256 };
    });
  }

  #finish(name: string, file: HashedFile, rows: number | null) {
    this.#onFile(this.#close(name, file, rows));
  }

  #guardErrors<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw asFileError(error, this.path);
    }
  }
}

/** Only an earlier export or an empty folder is ever replaced: a folder of anything else would be lost with it. */
function checkPlace(path: string, overwrite: boolean): void {
  if (!existsSync(path)) return;
  if (!overwrite) {
    throw new AppError('CONFLICT', `There is something at ${path} already. Choose another name, or replace it.`, {
      path,
    });
  }
  if (isExport(path)) return;
  throw new AppError('CONFLICT', `${path} is no earlier export, so it was left as it is. Choose another name.`, {
    path,
  });
}

function isExport(path: string): boolean {
  try {
    if (readdirSync(path).length === 0) return true;
    const head = readFileSync(join(path, 'manifest.json'), 'utf8').slice(0, 200);
    return head.includes(`"format": "${FORMAT_NAME}"`);
  } catch {
    return false;
  }
}

/** How a manifest says what it belongs to; its first member. */
export const FORMAT_NAME = 'parallax-csv';

function syncFolder(path: string): void {
  // Windows has no handle of a folder to put on disk.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
