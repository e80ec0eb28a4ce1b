import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { ExportResult } from '../../../shared/contract/rooms/export.ts';
import { asFileError } from '../app/file-errors.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import type { WriteCsvInput } from '../services/export/write-csv.ts';

/** How often a page is told how far the export is, in milliseconds. */
const WATCH_INTERVAL = 100;

export type ExportInput = ParsedInputOf<'export.start'>;

/** Where the zip of an export for download lies: one file in a folder of its own. */
export const downloadFolder = (dataDir: string, jobId: string) => join(dataDir, 'exports', jobId);

/** Writes a dataset on a reader thread, from one state of the project; without `out` as one zip for download. */
export const exportJob: JobRunner<ExportInput, ExportResult> = async (input, job) => {
  if (input.out !== null) return writeDataset(input, input.out, job);

  const name = `${safeName(await job.read<string>('export/projectName', {}))}-export`;
  const folder = downloadFolder(job.dataDir, job.jobId);
  const dataset = join(folder, name);
  try {
    // A run that was cut off may have left its own work here.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const result = await writeDataset(input, dataset, job);
    job.progress({ note: 'Packing the download' });
    await zipFolder(dataset, name, join(folder, `${name}.zip`), job.signal);
    await rm(dataset, { recursive: true, force: true });
    return { ...result, path: null, downloadUrl: `/download/${job.jobId}` };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw asFileError(error, folder);
  }
};

async function writeDataset(input: ExportInput, out: string, job: JobContext): Promise<ExportResult> {
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const report = () =>
    job.progress({ done: Atomics.load(progress, 0), total: Atomics.load(progress, 1), unit: 'articles', note: out });
  const watch = setInterval(report, WATCH_INTERVAL);
  try {
    const { profile, overwrite, query } = input;
    const write: WriteCsvInput = { out, tag: job.jobId.slice(0, 8), profile, overwrite, query, progress };
    return await job.read<ExportResult>('export/csv', write, { signal: job.signal });
  } finally {
    clearInterval(watch);
    report();
  }
}

/** Zips a folder as one folder named `name`; the file appears complete or not at all. */
async function zipFolder(folder: string, name: string, target: string, signal: AbortSignal): Promise<void> {
  const zip = new ZipFile();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const inside = path.slice(folder.length + 1).replaceAll('\\', '/');
    zip.addFile(path, `${name}/${inside}`);
  }
  zip.end();
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error));
  const partial = `${target}.partial`;
  await pipeline(output, createWriteStream(partial), { signal });
  await rename(partial, target);
}

/** A file name that every system and HTTP header takes. */
function safeName(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '') || 'project';
}

/** Removes a finished download. */
export async function dropDownload(dataDir: string, jobId: string): Promise<void> {
  if (/^[0-9a-f-]{36}$/.test(jobId)) await rm(downloadFolder(dataDir, jobId), { recursive: true, force: true });
}
