import { basename } from 'node:path';
import type { FolderSurvey } from '../../../../shared/contract/rooms/import.ts';
import type { ImportOptions } from '../../../../shared/model/import.ts';
import type { Prepared, PreparedArticle } from '../../../analysis/prepare.ts';
import type { Backend } from '../backend.ts';
import { extensionOf, kindName, kindOf } from './kinds.ts';
import { recordPath } from './known.ts';
import { type ImportOrigin, type ResolvedRoot, resolveOrigin } from './origin.ts';
import { domainInName, folderSource } from './source-name.ts';
import { type Unit, unitsOf } from './units.ts';
import { type WalkedFile, type WalkFailure, walk } from './walk.ts';

/** Files shown as they would come in. */
const SHOWN = 10;
/** Guessed sources listed. */
const LISTED_SOURCES = 200;

type DryRun = FolderSurvey['dryRun'][number];

/**
 * Walks an origin and shows up to ten of its files as they would come in, spread over its folders; nothing is written.
 * @param skip shows the ones after so many.
 */
export async function surveyOrigin(
  backend: Backend,
  origin: ImportOrigin,
  options: ImportOptions,
  skip: number,
): Promise<FolderSurvey> {
  const { roots, titles } = await resolveOrigin(backend, origin);
  const kinds = new Map<string, number>();
  const sources = new Map<string, number>();
  const byFolder = new Map<string, (WalkedFile | WalkFailure)[]>();
  let files = 0;
  let bytes = 0;
  for await (const file of walk(roots)) {
    if (!('failure' in file)) {
      const extension = extensionOf(file.path);
      kinds.set(extension, (kinds.get(extension) ?? 0) + 1);
      if (kindOf(file.path) === null && !file.named) continue;
      bytes += file.size;
      const source = folderSource(file.path, roots[file.root]!.location, options.sourceFrom);
      if (source) sources.set(source, (sources.get(source) ?? 0) + 1);
    }
    files++;
    const folder = `${file.root}/${file.path.split('/').slice(0, -1).join('/')}`;
    const inFolder = byFolder.get(folder);
    // Enough of each folder to show many tens, without holding a corpus of paths.
    if (!inFolder) byFolder.set(folder, [file]);
    else if (inFolder.length < SHOWN * 20) inFolder.push(file);
  }
  const chosen = spread([...byFolder.values()], skip);
  const dryRun = await Promise.all(chosen.map((file) => tryFile(backend, roots, file, options)));
  return {
    roots: titles,
    files,
    bytes,
    kinds: [...kinds]
      .map(([extension, count]) => ({
        kind: kindName(extension),
        extension,
        files: count,
        readable: kindOf(`x${extension}`) !== null,
      }))
      .sort((a, b) => b.files - a.files || (a.extension < b.extension ? -1 : 1)),
    sources: [...sources]
      .map(([name, count]) => ({ name, files: count, known: false }))
      .sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1))
      .slice(0, LISTED_SOURCES),
    encodings: [],
    encodingsOf: 0,
    tables: [],
    dryRun,
  };
}

/** One file of each folder in turn, from the `skip`th on; round again when all have been shown. */
function spread<T>(folders: readonly T[][], skip: number): T[] {
  const total = folders.reduce((sum, folder) => sum + folder.length, 0);
  if (total === 0) return [];
  const order: T[] = [];
  const from = skip % total;
  const wanted = Math.min(SHOWN, total);
  for (let round = 0; order.length < from + wanted; round++) {
    let any = false;
    for (const folder of folders) {
      const file = folder[round];
      if (file === undefined) continue;
      order.push(file);
      any = true;
    }
    if (!any) break;
  }
  return order.slice(from, from + wanted);
}

async function tryFile(
  backend: Backend,
  roots: readonly ResolvedRoot[],
  file: WalkedFile | WalkFailure,
  options: ImportOptions,
): Promise<DryRun> {
  const size = 'failure' in file ? 0 : file.size;
  const kind = kindName(extensionOf(file.path));
  const failed = (path: string, reason: string): DryRun => ({ ...EMPTY, path, kind, bytes: size, problem: reason });
  if ('failure' in file) return failed(file.path, file.failure.reason);
  const unit = await firstUnit(file, options);
  const path = recordPath(file.path, unit.record);
  if ('failure' in unit) return failed(path, unit.failure.reason);
  const prepared = await backend.analyse<Prepared>('import/prepare', unit.input);
  if ('failure' in prepared) return failed(path, prepared.failure.reason);
  const { article } = prepared;
  const said = (field: PreparedArticle['evidence'][number]['field']) =>
    article.evidence.find((one) => one.field === field);
  const declared = said('source');
  const folder = folderSource(file.path, roots[file.root]!.location, options.sourceFrom);
  const source = declared
    ? { value: domainInName(declared.value) ?? declared.value, from: declared.origin }
    : article.domain
      ? { value: article.domain, from: 'url' }
      : { value: folder, from: folder ? 'folder name' : 'none' };
  return {
    path,
    kind,
    encoding: article.encoding,
    title: said('title')?.value ?? null,
    titleFrom: said('title')?.origin ?? 'none',
    source: source.value,
    sourceFrom: source.from,
    publishedAt: said('publishedAt')?.value ?? null,
    publishedFrom: said('publishedAt')?.origin ?? 'none',
    language: said('language')?.value ?? null,
    direction: article.direction,
    bytes: size,
    words: article.words,
    text: article.text,
    removed: article.removed,
    problem: null,
    warnings: article.warnings,
    records: null,
    extractor: article.extractor,
  };
}

const EMPTY: DryRun = {
  path: '',
  kind: '',
  encoding: null,
  title: null,
  titleFrom: 'none',
  source: null,
  sourceFrom: 'none',
  publishedAt: null,
  publishedFrom: 'none',
  language: null,
  direction: 'ltr',
  bytes: 0,
  words: 0,
  text: '',
  removed: [],
  problem: null,
  warnings: [],
  records: null,
  extractor: null,
};

/** A file of records shows its first. */
async function firstUnit(file: WalkedFile, options: ImportOptions): Promise<Unit> {
  for await (const unit of unitsOf(file, options)) return unit;
  return { record: '', failure: { code: 'NO_RECORDS', reason: `${basename(file.path)} holds no records.` } };
}
