import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Backend } from '../backend.ts';

/** Largest piece, in bytes. */
const LARGEST_PIECE = 4 * 1024 * 1024;
/** Uploads that nobody imported are thrown away after this time, in milliseconds. */
const KEPT = 7 * 24 * 3600 * 1000;

/** What the page announced, kept beside the files so that an import goes on after a restart. */
interface Announced {
  title: string;
  files: number;
  bytes: number;
}

interface Upload extends Announced {
  /** Bytes received, by path. */
  received: Map<string, number>;
  total: number;
}

const uploads = new Map<string, Upload>();
/** Uploads that a job is reading, and those of them that are to go when it ends. */
const inUse = new Set<string>();
const dropped = new Set<string>();

const folderOf = (backend: Pick<Backend, 'dataDir'>, uploadId: string) => join(backend.dataDir, 'uploads', uploadId);

const invalid = (message: string, details: Record<string, unknown> = {}) =>
  new AppError('UPLOAD_INVALID', message, details);

/** Makes room for an upload of known size. */
export async function beginUpload(backend: Backend, { title, files, bytes }: Announced): Promise<{ uploadId: string }> {
  if (files < 0 || bytes < 0) throw invalid('An upload cannot have a negative size.');
  await dropForgotten(backend);
  const uploadId = randomUUID();
  const folder = folderOf(backend, uploadId);
  await mkdir(join(folder, 'files'), { recursive: true });
  const announced: Announced = { title: title.trim().replaceAll(/[\\/\0]/g, ' ') || 'Upload', files, bytes };
  await writeFile(join(folder, 'upload.json'), JSON.stringify(announced));
  uploads.set(uploadId, { ...announced, received: new Map(), total: 0 });
  return { uploadId };
}

/**
 * Takes one piece of a file. Pieces of a file come in order.
 * @returns how much of this file has arrived, in bytes.
 * @throws AppError UPLOAD_INVALID for a path that leaves the upload, or more than was announced; DISK_FULL
 */
export async function uploadPiece(
  backend: Backend,
  input: { uploadId: string; path: string; offset: number; bytes: Uint8Array },
): Promise<{ received: number }> {
  const upload = uploads.get(input.uploadId);
  if (!upload) throw invalid('This upload is not known any more. Choose the folder again.');
  const path = containedPath(input.path);
  const before = upload.received.get(path) ?? 0;
  if (input.bytes.length > LARGEST_PIECE) throw invalid('A piece of an upload is at most 4 MB.', { path });
  if (input.offset > before) throw invalid(`A piece of ${path} is missing. Choose the folder again.`, { path });
  const after = Math.max(before, input.offset + input.bytes.length);
  if (!upload.received.has(path) && upload.received.size >= upload.files) {
    throw invalid(`More files arrive than the ${upload.files} that were announced.`, { path });
  }
  if (upload.total + after - before > upload.bytes) {
    throw invalid(`More arrives than the ${upload.bytes} bytes that were announced.`, { path });
  }
  // Counted before the write, so that pieces that arrive together cannot exceed the sum.
  upload.received.set(path, after);
  upload.total += after - before;
  await write(join(folderOf(backend, input.uploadId), 'files'), input);
  return { received: after };
}

async function write(files: string, { path, offset, bytes }: { path: string; offset: number; bytes: Uint8Array }) {
  const location = join(files, ...path.split('/'));
  try {
    await mkdir(dirname(location), { recursive: true });
    // Links cannot be uploaded; one that lies there all the same is not followed.
    if ((await realpath(dirname(location))) !== join(await realpath(files), dirname(path))) throw new Error('linked');
    const file = await open(location, constants.O_WRONLY | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0));
    try {
      await file.write(bytes, 0, bytes.length, offset);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new AppError(
        'DISK_FULL',
        'There is no room left on the disk for the upload. Free some space, then upload again.',
      );
    }
    throw invalid(
      `${path} cannot be stored under this name (${code ?? 'unknown error'}). Rename it and upload again.`,
      { path },
    );
  }
}

/** The path as it is used, or UPLOAD_INVALID when it could lead out of the upload's folder. */
export function containedPath(path: string): string {
  const parts = path.split('/');
  const outside =
    path.includes('\\') ||
    path.includes('\0') ||
    /^[A-Za-z]:/.test(path) ||
    parts.some((part) => part === '' || part === '.' || part === '..');
  if (outside) throw invalid('The name of an uploaded file leads out of the upload.', { path: path.slice(0, 200) });
  return path;
}

/** Throws the files away, or as soon as the import that reads them ends. */
export async function dropUpload(backend: Backend, { uploadId }: { uploadId: string }): Promise<void> {
  checkId(uploadId);
  uploads.delete(uploadId);
  if (inUse.has(uploadId)) dropped.add(uploadId);
  else await rm(folderOf(backend, uploadId), { recursive: true, force: true });
}

/**
 * Where the files of a complete upload lie.
 * @throws AppError UPLOAD_INVALID when it is unknown or not complete
 */
export async function openUpload(
  backend: Pick<Backend, 'dataDir'>,
  uploadId: string,
): Promise<{ folder: string; title: string }> {
  checkId(uploadId);
  const folder = folderOf(backend, uploadId);
  const announced = await readFile(join(folder, 'upload.json'), 'utf8').then(
    (json) => JSON.parse(json) as Announced,
    () => {
      throw invalid('The uploaded files are not there any more. Choose the folder again.');
    },
  );
  const arrived = await sizeOf(join(folder, 'files'));
  if (arrived !== announced.bytes) {
    throw invalid(`Only ${arrived} of ${announced.bytes} bytes have arrived. Upload the folder again.`);
  }
  return { folder: await rootOf(join(folder, 'files'), announced.title), title: announced.title };
}

/** A browser names files with the chosen folder in front; paths count from inside it, as on every other way in. */
async function rootOf(files: string, title: string): Promise<string> {
  const entries = await readdir(files, { withFileTypes: true });
  const [first] = entries;
  return entries.length === 1 && first?.isDirectory() && first.name === title ? join(files, first.name) : files;
}

async function sizeOf(folder: string): Promise<number> {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) total += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return total;
}

/** Keeps an upload while a job reads it. The function returned lets it go, and throws it away when told to. */
export function holdUpload(backend: Backend, uploadId: string): (options: { done: boolean }) => Promise<void> {
  inUse.add(uploadId);
  return async ({ done }) => {
    inUse.delete(uploadId);
    if (done || dropped.has(uploadId)) {
      dropped.delete(uploadId);
      await dropUpload(backend, { uploadId });
    }
  };
}

async function dropForgotten(backend: Backend) {
  const folder = join(backend.dataDir, 'uploads');
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const entry = await stat(join(folder, name)).catch(() => null);
    const old = entry && backend.now().getTime() - entry.mtimeMs > KEPT;
    if (old && !inUse.has(name) && !uploads.has(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function checkId(uploadId: string) {
  if (!/^[0-9a-f-]{36}$/.test(uploadId)) throw invalid('This upload is not known. Choose the folder again.');
}
