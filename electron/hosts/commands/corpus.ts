import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import { type ExportResult, exportProfiles } from '../../../shared/contract/rooms/export.ts';
import { type ImportOptions, sourceFroms } from '../../../shared/model/import.ts';
import { decodeBytes } from '../../analysis/extract/decode.ts';
import { READABLE_FORMATS } from '../../backend/services/import/files/kinds.ts';
import { exit, printJson, say, UsageError } from './output.ts';
import { type Flags, waitForJob, withProject } from './run.ts';
import { exportReports } from './story-reports.ts';

function oneOf<T extends string>(flags: Flags, name: string, allowed: readonly T[], fallback: T): T {
  const given = flags[name];
  if (given === undefined) return fallback;
  const found = allowed.find((value) => value === given);
  if (!found) throw new UsageError(`--${name} takes ${allowed.join(', ')}, not ${given}.`);
  return found;
}

export async function importFiles(words: string[], flags: Flags): Promise<number> {
  if (words.length === 0) throw new UsageError('Say what to import: parallax import PATH… --project FILE');
  const options: Partial<ImportOptions> = { sourceFrom: oneOf(flags, 'source-from', sourceFroms, 'folder') };
  if (flags['max-file-mb'] !== undefined) {
    const megabytes = Number(flags['max-file-mb']);
    if (!(megabytes > 0)) throw new UsageError(`--max-file-mb takes a number above 0, not ${flags['max-file-mb']}.`);
    options.maxFileBytes = Math.round(megabytes * 1_000_000);
  }
  const paths = words.map((word) => resolve(word));
  return withProject(flags, { write: true, create: true }, async (run) => {
    const { client } = run;
    let jobId = '';
    try {
      ({ jobId } = await client.call('import.start', { origin: { paths }, options }));
      await waitForJob(run, jobId);
    } catch (error) {
      if (error instanceof AppError && error.code === 'CANCELLED') {
        say('Stopped. What is in stays in. Run the same command again to go on: it takes only what is missing.');
        return exit.interrupted;
      }
      throw error;
    }
    const report = await client.call('import.report', { jobId });
    const { counts, failures, skipped, seconds } = report;
    if (flags.json) printJson({ ...counts, failed: failures, failed_count: counts.failed, skipped, seconds });
    else {
      process.stdout.write(
        `${counts.found} found: ${counts.imported} imported (${counts.duplicates} of them copies), ${counts.updated} updated, ` +
          `${counts.unchanged} unchanged, ${counts.failed} failed, in ${seconds.toFixed(1)} s\n`,
      );
    }
    for (const failure of failures) say(`${failure.path}: ${failure.reason}`);
    if (counts.failed > failures.length) say(`And ${counts.failed - failures.length} more that could not be read.`);
    for (const { extension, kind, files } of skipped)
      say(
        `Not read: ${files} ${files === 1 ? 'file' : 'files'} of a format that is not imported: ${kind}${extension ? ` (${extension})` : ''}.`,
      );
    if (counts.found === 0)
      say(`Nothing to import was found in ${paths.join(', ')}. Parallax reads ${READABLE_FORMATS}.`);
    return counts.failed > 0 ? exit.someFailed : exit.done;
  });
}

export async function exportDataset(_words: string[], flags: Flags): Promise<number> {
  const format = oneOf(flags, 'format', ['csv', 'html'] as const, 'csv');
  const profile = oneOf(flags, 'profile', exportProfiles, 'analysis');
  if (typeof flags.out !== 'string') throw new UsageError('Say where to: --out FOLDER');
  const out = resolve(flags.out);
  if (format === 'html') return exportReports(flags, out);
  return withProject(flags, { write: false }, async (run) => {
    const { jobId } = await run.client.call('export.start', {
      format,
      profile,
      out,
      overwrite: flags.overwrite === true,
      despiteBlind: flags['include-blind'] === true,
    });
    const { files: listed, losses } = (await waitForJob(run, jobId)).result as ExportResult;
    const files = await writtenFiles(out, listed);
    if (flags.json) printJson({ files, losses });
    else {
      for (const file of files) if (file.rows !== null) process.stdout.write(`${file.path}: ${file.rows} rows\n`);
      process.stdout.write(`${files.length} files in ${out}\n`);
    }
    for (const loss of losses) say(`Not carried over: ${loss.what} (${loss.count}). ${loss.why}`);
    return exit.done;
  });
}

/** Every file of a dataset: the job's result lists only some of a large corpus' texts, the manifest all, itself excepted. */
async function writtenFiles(folder: string, listed: ExportResult['files']): Promise<ExportResult['files']> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Pick<ExportResult, 'files'>;
  const files = manifest.files.map(({ path, rows, sha256 }) => ({ path, rows, sha256 }));
  return [...files, ...listed.filter((file) => file.path === 'manifest.json')];
}

/**
 * As written, byte for byte: line breaks inside memos count, and a byte order mark is how our Excel profile is told
 * apart. Only a file in another encoding is decoded like an article.
 */
function readCsvText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeBytes(bytes, {}).text;
  }
}

export async function annotate(_words: string[], flags: Flags): Promise<number> {
  if (typeof flags.from !== 'string') throw new UsageError('Say what to read: --from annotations.csv');
  const given = resolve(flags.from);
  const isFolder = (await stat(given).catch(() => null))?.isDirectory() ?? false;
  const path = isFolder ? join(given, 'annotations.csv') : given;
  const csv = readCsvText(
    await readFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new AppError('FILE_UNREADABLE', `${path} cannot be read (${error.code}).`, { path });
    }),
  );
  // A dataset holds the relations between its annotations beside them.
  const beside = join(dirname(path), 'relations.csv');
  const relations =
    basename(path) === 'annotations.csv'
      ? await readFile(beside).catch((error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return null;
          throw new AppError('FILE_UNREADABLE', `${beside} cannot be read (${error.code}).`, { path: beside });
        })
      : null;
  const coder = typeof flags.coder === 'string' ? flags.coder : null;
  return withProject(flags, { write: true }, async ({ client }) => {
    const { coderName } = await client.call('app.settings', {});
    const result = await client.call('annotate.fromCsv', {
      csv,
      relationsCsv: relations && readCsvText(relations),
      // Whose annotations are read in is not who sits at this machine: the name in the settings stays what it is.
      coder: coder ?? (coderName ? null : 'imported'),
      strict: flags.strict === true,
      dryRun: flags['dry-run'] === true,
    });
    const unplaced = result.unplaced.map(({ row, annotationId, reason }) => ({
      row,
      annotation_id: annotationId,
      reason,
    }));
    const lost = result.relations.unplaced.map(({ relationId, ...row }) => ({ ...row, relation_id: relationId }));
    const refused = result.refusedValues.map(({ annotationId, ...cell }) => ({ ...cell, annotation_id: annotationId }));
    if (flags.json) {
      const { added, unchanged, replaced, codesCreated, attributesCreated } = result;
      printJson({
        ...{ added, unchanged, replaced, codes_created: codesCreated, attributes_created: attributesCreated },
        ...{ unplaced, refused_values: refused },
        relations: {
          added: result.relations.added,
          unchanged: result.relations.unchanged,
          replaced: result.relations.replaced,
          kinds_created: result.relations.kindsCreated,
          unplaced: lost,
        },
      });
    } else {
      process.stdout.write(
        `${result.added} added, ${result.unchanged} unchanged, ${result.replaced} replaced, ${unplaced.length} not placed, ${refused.length} values left out\n`,
      );
      const { added, unchanged, replaced } = result.relations;
      if (added + unchanged + replaced + lost.length > 0) {
        process.stdout.write(
          `Relations: ${added} added, ${unchanged} unchanged, ${replaced} replaced, ${lost.length} without their annotations\n`,
        );
      }
    }
    for (const row of unplaced) say(`Row ${row.row}: ${row.reason}`);
    for (const cell of refused) say(`Row ${cell.row}, ${cell.column}: “${cell.value}” was left out. ${cell.reason}`);
    for (const row of lost) say(`Relations, row ${row.row}: ${row.reason}`);
    return unplaced.length + refused.length + lost.length > 0 ? exit.someFailed : exit.done;
  });
}

export async function check(_words: string[], flags: Flags): Promise<number> {
  return withProject(flags, { write: false }, async ({ client }) => {
    const result = await client.call('projects.check', {});
    if (flags.json) printJson(result);
    else process.stdout.write(result.ok ? 'No fault found.\n' : `${result.findings.length} faults found.\n`);
    for (const finding of result.findings) say(`${finding.where}: ${finding.what}`);
    return result.ok ? exit.done : exit.someFailed;
  });
}
