import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { type Coding, uuid } from '../../../../shared/model/annotation.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { type AnnotationRow, annotationRow, codingsOf, piecesOf } from '../annotations/read.ts';
import type { ReadContext } from '../handler.ts';
import { ArticleFinder } from './annotate-articles.ts';
import { CodeFinder } from './annotate-codes.ts';
import { CodingReader, type PlannedCoding } from './annotate-codings.ts';
import { type PlannedPiece, placeFurther, placeWhole } from './annotate-pieces.ts';
import { placeRow } from './annotate-place.ts';
import { isRelations, planRelations, type RelationPlan } from './annotate-relations.ts';
import { type AnnotateRow, readAnnotateCsv, readTable } from './annotate-rows.ts';
import { timeOf } from './annotate-time.ts';
import { ValueReader } from './annotate-values.ts';

/** An annotation as it will stand in the project; `coder` is a name until it is written. */
export interface PlannedAnnotation {
  annotationId: string;
  articleId: string;
  coder: string;
  values: Record<string, SqlValue>;
  codings: PlannedCoding[];
  /** Null: those that it has stay. */
  pieces: PlannedPiece[] | null;
  before: AnnotationRow | undefined;
}

export interface AnnotatePlan {
  result: OutputOf<'annotate.fromCsv'>;
  codes: CodeFinder;
  values: ValueReader;
  writes: PlannedAnnotation[];
  relations: RelationPlan;
}

/** Columns that belong to the annotation, and so agree in all its rows. */
const OF_ANNOTATION = [
  ...['article_id', 'text_sha256', 'url', 'level', 'start', 'end', 'quote', 'memo', 'confidence', 'coder', 'origin'],
  ...['created_at', 'updated_at', 'status', 'further_spans', 'further_quotes'],
];

export interface AnnotateOptions {
  csv: string;
  relationsCsv: string | null;
  coder: string | null;
  strict: boolean;
}

/**
 * What reading a CSV of annotations would change. Each annotation ends up in exactly one of added, unchanged, replaced
 * and unplaced; an unplaced one is kept in the project too when its article and words are known. A value that its attribute
 * does not take is listed and left out, and the rest of its annotation is read: what the project has in its place stays.
 * @throws AppError INVALID_INPUT for a malformed file, NO_CODER, and with `strict` CONFLICT naming the missing codes and attributes.
 */
export function planAnnotate(
  db: ReadableDb,
  options: AnnotateOptions,
  context: ReadContext & { at: string },
): AnnotatePlan {
  const isAlone = options.relationsCsv === null && isRelations(readTable(options.csv));
  const { columns, rows, excel } = isAlone ? { columns: [], rows: [], excel: false } : readAnnotateCsv(options.csv);
  const articles = new ArticleFinder(db, rows);
  const codes = new CodeFinder(db, rows);
  const values = new ValueReader(db, columns, codes);
  const codings = new CodingReader(db, codes, values);
  const result: AnnotatePlan['result'] = {
    ...{ added: 0, unchanged: 0, replaced: 0, codesCreated: 0, attributesCreated: 0 },
    ...{ unplaced: [], refusedValues: [] },
    relations: { added: 0, unchanged: 0, replaced: 0, kindsCreated: 0, unplaced: [] },
  };
  const writes: PlannedAnnotation[] = [];

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
    const { place, further } =
      level === 'span'
        ? placeWhole(placeRow(row, article, excel), placeFurther(row, article, excel), article.text)
        : { place: null, further: null };
    const before = annotationId === '' ? undefined : annotationRow(db, annotationId);
    const unplaced = place !== null && place.span === null;
    if (unplaced) {
      refuse(place.reason);
      if (place.quote === null || further.isWordless || before?.status === 'anchored') continue;
    }
    const current = before ? codingsOf(db, annotationId) : [];
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
      codings: codings.codingsOf(group, annotationId, current, (told, { column, value, reason }) =>
        result.refusedValues.push({
          ...{ row: told.row, annotationId: annotationId === '' ? null : annotationId, column },
          ...{ value: value.slice(0, 200), reason },
        }),
      ),
      pieces: further?.pieces ?? (level === 'span' ? null : []),
      before,
    };
    if (before && same(db, before, current, planned)) {
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
  result.attributesCreated = values.missing.length;
  if (options.strict) refuseMissing(codes, values);
  const comes = new Set(writes.map(({ annotationId }) => annotationId));
  const relations = planRelations(db, isAlone ? options.csv : options.relationsCsv, comes, options, context);
  result.relations = relations.result;
  return { result, codes, values, writes, relations };
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
  if (levelOf(first) === 'article' && (first.cell('further_spans') !== '' || first.cell('further_quotes') !== '')) {
    return 'An annotation of a whole article has no further spans.';
  }
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

function coderOf(row: AnnotateRow, options: AnnotateOptions, context: ReadContext, before?: AnnotationRow): string {
  const name = row.cell('coder').trim() || options.coder?.trim() || before?.coder_name || context.coder?.name;
  if (!name) {
    throw new AppError('NO_CODER', `Row ${row.row} names no coder. Say whose annotations these are.`, { row: row.row });
  }
  return name;
}

/** Whether the project has the annotation as planned already. */
function same(db: ReadableDb, before: AnnotationRow, given: readonly Coding[], planned: PlannedAnnotation): boolean {
  const current = before as unknown as Record<string, SqlValue>;
  if (before.coder_name.toLowerCase() !== planned.coder.toLowerCase()) return false;
  for (const [name, value] of Object.entries(planned.values)) {
    // An annotation of a whole article belongs to no version of its text.
    if (name === 'text_version_id' && planned.values.level === 'article') continue;
    if (current[name] !== value) return false;
  }
  const codings = new Map(given.map((coding) => [coding.codingId, coding]));
  const hasSameCodes =
    codings.size === planned.codings.length &&
    planned.codings.every(({ codingId, codeId, version, values }) => {
      const coding = codings.get(codingId);
      if (coding?.codeId !== codeId || (version !== null && coding.codeVersion !== version)) return false;
      return [...values].every(([attributeId, value]) => (coding.values[attributeId] ?? '') === value);
    });
  if (!hasSameCodes || planned.pieces === null) return hasSameCodes;
  const pieces = piecesOf(db, before.annotation_id);
  return (
    pieces.length === planned.pieces.length &&
    planned.pieces.every((piece, at) =>
      (['start', 'end', 'exact'] as const).every((name) => pieces[at]?.[name] === piece[name]),
    )
  );
}

function refuseMissing(codes: CodeFinder, values: ValueReader): void {
  const paths = codes.missing.map((code) => code.path);
  const attributes = values.missing.flatMap(({ codeId, column }) => (codes.isMissing(codeId) ? [] : [column]));
  if (paths.length + attributes.length === 0) return;
  const names = [
    ...paths.map((path) => `“${path}”`),
    ...attributes.map((column) => `attribute for the column “${column}”`),
  ];
  const shown = names.slice(0, 10).join(', ');
  const more = names.length > 10 ? ` and ${names.length - 10} more` : '';
  throw new AppError(
    'CONFLICT',
    `The codebook has no ${shown}${more}. Nothing was read in. Add them first, or allow new codes.`,
    {
      paths,
    },
  );
}
