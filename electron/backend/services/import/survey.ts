import { basename } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { FolderSurvey } from '../../../../shared/contract/rooms/import.ts';
import type { ImportOptions } from '../../../../shared/model/import.ts';
import { decodeBytes } from '../../../analysis/extract/decode.ts';
import type { Prepared, PreparedArticle } from '../../../analysis/prepare.ts';
import { rememberedMappings, sameHeader, withEarlier } from '../../app/column-mappings.ts';
import type { Backend } from '../backend.ts';
import { domainInName, folderSource } from '../sources/source-name.ts';
import { extensionOf, type FileKind, kindName, kindOf } from './files/kinds.ts';
import { type WalkedFile, type WalkFailure, walk } from './files/walk.ts';
import { recordPath } from './known.ts';
import { type ImportOrigin, type ResolvedRoot, resolveOrigin } from './origin.ts';
import { columnsOf, holdsText, openTable } from './records/tables.ts';
import type { Unit } from './records/unit.ts';
import { unitsOf } from './records/units.ts';
import { declaredDomain, SourceTally } from './survey-sources.ts';

/** Files shown as they would come in. */
const SHOWN = 10;
/** Guessed sources listed. */
const LISTED_SOURCES = 200;

type DryRun = FolderSurvey['dryRun'][number];

/** Files whose encoding is looked at, spread over all of them. */
const LOOKED_AT = 3_000;
/** Bytes of a file that tell its encoding. */
const HEAD = 32_768;
/** Files read at the same time. */
const TOGETHER = 8;
/** Tables whose columns are looked at. */
const MOST_TABLES = 500;
/** Tables among the ten whatever their place, so that it can be seen what choosing their columns does. */
const SHOWN_TABLES = 4;
/** Rows and letters of a cell that a table shows. */
const SHOWN_ROWS = 5;
const SHOWN_LETTERS = 200;

/**
 * Walks an origin and shows up to ten of its files as they would come in, spread over its folders; nothing is written.
 * @param skip shows the ones after so many.
 */
export async function surveyOrigin(
  backend: Backend,
  origin: ImportOrigin,
  given: ImportOptions,
  skip: number,
): Promise<FolderSurvey> {
  const { roots, titles } = await resolveOrigin(backend, origin);
  const remembered = await rememberedMappings(backend.dataDir);
  const options = { ...given, tables: withEarlier(given.tables, remembered) };
  const kinds = new Map<string, number>();
  const sources = new SourceTally();
  const folderOf = (file: WalkedFile) => folderSource(file.path, roots[file.root]!.location, options.sourceFrom);
  const byFolder = new Map<string, (WalkedFile | WalkFailure)[]>();
  const sample = evenSample<WalkedFile>(LOOKED_AT);
  const tables: WalkedFile[] = [];
  let files = 0;
  let bytes = 0;
  for await (const file of walk(roots)) {
    files++;
    if (!('failure' in file)) {
      const extension = extensionOf(file.path);
      kinds.set(extension, (kinds.get(extension) ?? 0) + 1);
      const kind = kindOf(file.path);
      if (kind === null && !file.named) continue;
      bytes += file.size;
      if (kind !== null && TEXTS.has(kind)) sample.add(file);
      if (kind === 'csv' && tables.length < MOST_TABLES) tables.push(file);
      sources.add(folderOf(file), kind === 'html');
    }
    const folder = `${file.root}/${file.path.split('/').slice(0, -1).join('/')}`;
    const inFolder = byFolder.get(folder);
    // Enough of each folder to show many tens, without holding a corpus of paths.
    if (!inFolder) byFolder.set(folder, [file]);
    else if (inFolder.length < SHOWN * 20) inFolder.push(file);
  }
  const [shownTables, encodings] = await Promise.all([
    tablesIn(tables, given.tables, remembered),
    encodingsIn(sample.taken(), (file, head) => sources.see(folderOf(file), declaredDomain(head))),
  ]);
  const guessed = sources.sources();
  const known = await knownSources(
    backend,
    guessed.map(({ name }) => name),
  );
  const spreadOut = spread([...byFolder.values()], skip);
  const besides = shownTables
    .slice(0, SHOWN_TABLES)
    .flatMap(({ path }) => tables.find((file) => file.path === path && !spreadOut.includes(file)) ?? []);
  const chosen = [...spreadOut.slice(0, SHOWN - besides.length), ...besides];
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
    sources: guessed.slice(0, LISTED_SOURCES).map((source) => ({ ...source, known: known.has(source.name) })),
    pages: sources.pages,
    pagesLookedAt: sources.looked,
    encodings: encodings.counts,
    encodingsOf: encodings.of,
    tables: shownTables,
    dryRun,
  };
}

/** Kinds of files that are text in some encoding. */
const TEXTS = new Set<FileKind>(['html', 'text', 'markdown', 'json', 'jsonl', 'csv', 'xml']);

/** Up to `most` of what is added, spread evenly over all of it. */
function evenSample<T>(most: number) {
  let held: T[] = [];
  let step = 1;
  let seen = 0;
  return {
    add(one: T) {
      if (seen++ % step === 0) held.push(one);
      if (held.length < most * 2) return;
      held = held.filter((_, i) => i % 2 === 0);
      step *= 2;
    },
    taken: () =>
      held.length <= most ? held : Array.from({ length: most }, (_, i) => held[Math.floor((i * held.length) / most)]!),
  };
}

/** @param onPage told of the beginning of each page that was looked at */
async function encodingsIn(files: readonly WalkedFile[], onPage: (file: WalkedFile, head: string) => void) {
  const counts = new Map<string, number>();
  let of = 0;
  await inTurns(files, async (file) => {
    const head = await file.content.head(HEAD);
    if (head.length === 0) return;
    const kind = kindOf(file.path) ?? '';
    const decoded = decodeBytes(head, { sniffHtmlMeta: ['html', 'xml'].includes(kind) });
    if (decoded.binary) return;
    of++;
    if (kind === 'html') onPage(file, decoded.text);
    counts.set(decoded.encoding, (counts.get(decoded.encoding) ?? 0) + 1);
  });
  return {
    of,
    counts: [...counts]
      .map(([encoding, files]) => ({ encoding, files }))
      .sort((a, b) => b.files - a.files || (a.encoding < b.encoding ? -1 : 1)),
  };
}

/** Several at a time; a file that cannot be read is passed over, the import will name it. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length) await work(items[next++]!).catch(() => {});
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
}

/** One table for each header that occurs, the most frequent first. */
async function tablesIn(
  files: readonly WalkedFile[],
  chosen: ImportOptions['tables'],
  remembered: ImportOptions['tables'],
): Promise<FolderSurvey['tables']> {
  const found: FolderSurvey['tables'] = [];
  for (const file of files) {
    try {
      const table = await openTable(file.content, extensionOf(file.path).startsWith('.tsv'));
      if (!table || table === 'binary') continue;
      await table.rows.return(undefined);
      const { header, sample } = table;
      const same = found.find((one) => sameHeader(one.header, header));
      if (same) {
        same.files++;
        continue;
      }
      const by = (tables: ImportOptions['tables']) => tables.some((one) => sameHeader(one.header, header));
      const { mapping } = await columnsOf(table, withEarlier(chosen, remembered));
      found.push({
        path: file.path,
        files: 1,
        header,
        rows: sample.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cell.slice(0, SHOWN_LETTERS).toWellFormed())),
        mapping,
        from: by(chosen) ? 'chosen' : by(remembered) ? 'remembered' : 'guess',
        problem: holdsText(mapping)
          ? null
          : 'No column is known to hold the text of the articles. Choose the one that does, or leave the table out.',
      });
    } catch {
      // What cannot be read is named by the dry run and by the import.
    }
  }
  return found.sort((a, b) => b.files - a.files);
}

/** Which of these names the open project has as sources; none without a project. */
async function knownSources(backend: Backend, names: string[]): Promise<Set<string>> {
  try {
    return new Set(await backend.read<string[]>('import/knownSources', { names }));
  } catch (error) {
    if (error instanceof AppError && error.code === 'NO_PROJECT') return new Set();
    throw error;
  }
}

/**
 * One file of each folder in turn, from the `skip`th on; round again when all have been shown. Ten in a row come from all
 * over, since what lies side by side is of one scraper.
 */
function spread<T>(inOrder: readonly T[][], skip: number): T[] {
  const stride = Math.ceil(inOrder.length / SHOWN);
  const folders = Array.from({ length: stride }, (_, from) => inOrder.filter((_, i) => i % stride === from)).flat();
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
  const { unit, records } = await firstUnit(file, options);
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
    byline: said('byline')?.value ?? null,
    bylineFrom: said('byline')?.origin ?? 'none',
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
    records,
    extractor: article.extractor,
  };
}

const EMPTY: DryRun = {
  path: '',
  kind: '',
  encoding: null,
  title: null,
  titleFrom: 'none',
  byline: null,
  bylineFrom: 'none',
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

/** Records are counted up to this many. */
const COUNTED = 10_000;
/** Counting them stops after this time, in milliseconds: it is only to be told. */
const COUNTING = 300;

/** A file of records shows its first; how many there are is told where that is soon known. */
async function firstUnit(file: WalkedFile, options: ImportOptions): Promise<{ unit: Unit; records: number | null }> {
  let first: Unit | null = null;
  let count = 0;
  const until = performance.now() + COUNTING;
  let complete = true;
  for await (const unit of unitsOf(file, options)) {
    first ??= unit;
    if (unit.record !== '') count++;
    if (unit.record === '' || count >= COUNTED || performance.now() > until) {
      complete = unit.record === '';
      break;
    }
  }
  first ??= { record: '', failure: { code: 'NO_RECORDS', reason: `${basename(file.path)} holds no records.` } };
  return { unit: first, records: complete && count > 0 ? count : null };
}
