import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { uuid } from '../../../../shared/model/annotation.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { type AnnotationRow, annotationRow, codingsOf } from '../annotations/read.ts';
import type { ReadContext } from '../handler.ts';
import { ArticleFinder } from './annotate-articles.ts';
import { CodeFinder } from './annotate-codes.ts';
import { placeRow } from './annotate-place.ts';
import { type AnnotateRow, readAnnotateCsv } from './annotate-rows.ts';

export interface PlannedCoding {
  codingId: string;
  codeId: string;
}

/** An annotation as it will stand in the project; `coder` is a name until it is written. */
export interface PlannedAnnotation {
  annotationId: string;
  articleId: string;
  coder: string;
  values: Record<string, SqlValue>;
  codings: PlannedCoding[];
  before: AnnotationRow | undefined;
}

export interface AnnotatePlan {
  result: OutputOf<'annotate.fromCsv'>;
  codes: CodeFinder;
  writes: PlannedAnnotation[];
}

/** Columns that belong to the annotation, and so agree in all its rows. */
const OF_ANNOTATION = [
  ...['article_id', 'text_sha256', 'url', 'level', 'start', 'end', 'quote', 'memo', 'confidence', 'coder', 'origin'],
  ...['created_at', 'updated_at', 'status'],
];

export interface AnnotateOptions {
  csv: string;
  coder: string | null;
  strict: boolean;
}

/**
 * What reading a CSV of annotations would change. Each annotation ends up in exactly one of added, unchanged, replaced
 * and unplaced; an unplaced one is kept in the project too when its article and words are known.
 * @throws AppError INVALID_INPUT for a malformed file, NO_CODER, and with `strict` CONFLICT naming the missing codes.
 */
export function planAnnotate(
  db: ReadableDb,
  options: AnnotateOptions,
  context: ReadContext & { at: string },
): AnnotatePlan {
  const { rows, excel } = readAnnotateCsv(options.csv);
  const articles = new ArticleFinder(db, rows);
  const codes = new CodeFinder(db, rows);
  const result: AnnotatePlan['result'] = { added: 0, unchanged: 0, replaced: 0, codesCreated: 0, unplaced: [] };
  const writes: PlannedAnnotation[] = [];
  const takenCodings = new Set<string>();

  for (const group of groupRows(rows)) {
    const [row] = group;
    const annotationId = row.cell('annotation_id').trim().toLowerCase();
    const refuse = (reason: string) =>
      result.unplaced.push({ row: row.row, annotationId: annotationId === '' ? null : annotationId, reason });
    const fault = faultOf(group, annotationId);
    const article = fault === null ? articles.articleOf(row) : fault;
    if (typeof article === 'string') {
      refuse(article);
      continue;
    }
    const level = levelOf(row);
    const place = level === 'span' ? placeRow(row, article, excel) : null;
    const before = annotationId === '' ? undefined : annotationRow(db, annotationId);
    const unplaced = place !== null && place.span === null;
    if (unplaced) {
      refuse(place.reason);
      if (place.quote === null || before?.status === 'anchored') continue;
    }
    const createdAt = timeOf(row.cell('created_at')) ?? before?.created_at ?? context.at;
    const planned: PlannedAnnotation = {
      annotationId: annotationId === '' ? randomUUID() : annotationId,
      articleId: article.articleId,
      coder: coderOf(row, options, context, before),
      values: {
        article: article.id,
        text_version_id: article.textVersionId,
        level,
        start: place?.span?.start ?? null,
        end: place?.span?.end ?? null,
        exact: place?.quote?.exact ?? null,
        prefix: place?.quote?.prefix ?? null,
        suffix: place?.quote?.suffix ?? null,
        memo: row.cell('memo'),
        confidence: row.cell('confidence').trim() === '' ? null : Number(row.cell('confidence')),
        origin: row.cell('origin') || before?.origin || 'import',
        status: unplaced ? 'unplaced' : 'anchored',
        created_at: createdAt,
        updated_at: timeOf(row.cell('updated_at')) ?? before?.updated_at ?? createdAt,
      },
      codings: codingsFor(db, group, codes, { annotationId, taken: takenCodings }),
      before,
    };
    if (before && same(db, before, planned)) {
      if (!unplaced) result.unchanged++;
      continue;
    }
    if (!unplaced) {
      if (before) result.replaced++;
      else result.added++;
    }
    writes.push(planned);
  }
  result.codesCreated = codes.missing.length;
  if (options.strict && codes.missing.length > 0) refuseMissing(codes);
  return { result, codes, writes };
}

type Group = [AnnotateRow, ...AnnotateRow[]];

/** Rows with one identifier are one annotation; without an identifier, rows that agree in all but the code. */
function groupRows(rows: readonly AnnotateRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const id = row.cell('annotation_id').trim().toLowerCase();
    const key = id !== '' ? id : JSON.stringify(OF_ANNOTATION.map((column) => row.cell(column)));
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** What keeps rows from being one annotation. */
function faultOf([first, ...others]: Group, annotationId: string): string | null {
  if (annotationId !== '' && !uuid.safeParse(annotationId).success) {
    return 'The annotation_id is no UUID. Leave the cell empty for a new annotation.';
  }
  for (const other of others) {
    const column = OF_ANNOTATION.find((name) => other.cell(name) !== first.cell(name));
    if (column) return `Rows ${first.row} and ${other.row} have this annotation_id, but differ in ${column}.`;
  }
  const level = first.cell('level').trim();
  if (level !== '' && level !== 'span' && level !== 'article')
    return `The level “${level}” is neither span nor article.`;
  const confidence = first.cell('confidence').trim();
  if (confidence !== '' && !/^(?:\d{1,2}|100)$/.test(confidence)) {
    return `The confidence “${confidence.slice(0, 40)}” is no whole number from 0 to 100.`;
  }
  return null;
}

function levelOf(row: AnnotateRow): 'span' | 'article' {
  const level = row.cell('level').trim();
  if (level === 'span' || level === 'article') return level;
  return row.cell('quote') === '' && row.cell('start') === '' ? 'article' : 'span';
}

/** ISO 8601 UTC with milliseconds; undefined when the cell is empty or no time. */
function timeOf(cell: string): string | undefined {
  const at = Date.parse(cell);
  return cell.trim() === '' || Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

function coderOf(row: AnnotateRow, options: AnnotateOptions, context: ReadContext, before?: AnnotationRow): string {
  const name = row.cell('coder').trim() || options.coder?.trim() || before?.coder_name || context.coder?.name;
  if (!name) {
    throw new AppError('NO_CODER', `Row ${row.row} names no coder. Say whose annotations these are.`, { row: row.row });
  }
  return name;
}

/** The codes of a group of rows, each once; identifiers are kept unless the project has given them to something else. */
function codingsFor(
  db: ReadableDb,
  group: Group,
  codes: CodeFinder,
  { annotationId, taken }: { annotationId: string; taken: Set<string> },
): PlannedCoding[] {
  const found = new Map<string, PlannedCoding>();
  for (const row of group) {
    const codeId = codes.codeOf(row);
    if (codeId === null || found.has(codeId)) continue;
    const told = row.cell('coding_id').trim().toLowerCase();
    const owner = db.get<{ annotation_id: string }>('SELECT annotation_id FROM coding WHERE coding_id = ?', told);
    const free = uuid.safeParse(told).success && !taken.has(told) && (!owner || owner.annotation_id === annotationId);
    const there = free
      ? undefined
      : db.value<string>('SELECT coding_id FROM coding WHERE annotation_id = ? AND code_id = ?', annotationId, codeId);
    const codingId = free ? told : (there ?? randomUUID());
    taken.add(codingId);
    found.set(codeId, { codingId, codeId });
  }
  return [...found.values()];
}

/** Whether the project has the annotation as planned already. */
function same(db: ReadableDb, before: AnnotationRow, planned: PlannedAnnotation): boolean {
  const current = before as unknown as Record<string, SqlValue>;
  if (before.coder_name.toLowerCase() !== planned.coder.toLowerCase()) return false;
  for (const [name, value] of Object.entries(planned.values)) {
    // An annotation of a whole article belongs to no version of its text.
    if (name === 'text_version_id' && planned.values.level === 'article') continue;
    if (current[name] !== value) return false;
  }
  const codings = new Map(codingsOf(db, before.annotation_id).map((coding) => [coding.codingId, coding.codeId]));
  return (
    codings.size === planned.codings.length &&
    planned.codings.every(({ codingId, codeId }) => codings.get(codingId) === codeId)
  );
}

function refuseMissing({ missing }: CodeFinder): never {
  const paths = missing.map((code) => code.path);
  const shown = paths
    .slice(0, 10)
    .map((path) => `“${path}”`)
    .join(', ');
  const more = paths.length > 10 ? ` and ${paths.length - 10} more` : '';
  throw new AppError(
    'CONFLICT',
    `The codebook has no ${shown}${more}. Nothing was read in. Add them first, or allow new codes.`,
    {
      paths,
    },
  );
}
