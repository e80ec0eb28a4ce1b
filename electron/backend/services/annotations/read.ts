import type { Annotation, Coding, Piece } from '../../../../shared/model/annotation.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { type ArticleText, placeInForce, type StoredSpan } from '../spans/index.ts';

/** A row of `annotation` with its coder's name. */
export interface AnnotationRow extends StoredSpan {
  annotation_id: string;
  article: number;
  level: 'span' | 'article';
  memo: string;
  confidence: number | null;
  coder: number;
  coder_name: string;
  origin: string;
  created_at: string;
  updated_at: string;
}

const SELECT = `
  SELECT a.annotation_id, a.article, a.text_version_id, a.level, a.start, a.end, a.exact, a.prefix, a.suffix, a.memo,
         a.confidence, a.coder, p.name AS coder_name, a.origin, a.status, a.created_at, a.updated_at
  FROM annotation a JOIN coder p ON p.id = a.coder`;

const VISIBLE = visibleCoders('a.article', 'a.coder');

/** @param context whose eyes it is read with, see blind/index.ts; left out: everything is read */
export function annotationRow(db: ReadableDb, annotationId: string, context?: ReadContext): AnnotationRow | undefined {
  const sql = `${SELECT} WHERE a.annotation_id = :annotationId`;
  if (!context) return db.get<AnnotationRow>(sql, { annotationId });
  return db.get<AnnotationRow>(`${sql} AND ${VISIBLE}`, { annotationId, ...me(context) });
}

/** Of the article first, then by place, longer spans first. `context` as in `annotationRow`. */
export function annotationRows(db: ReadableDb, article: number, context?: ReadContext): AnnotationRow[] {
  const order = 'ORDER BY a.start, a.end DESC, a.created_at, a.annotation_id';
  if (!context) return db.all<AnnotationRow>(`${SELECT} WHERE a.article = :article ${order}`, { article });
  const sql = `${SELECT} WHERE a.article = :article AND ${VISIBLE} ${order}`;
  return db.all<AnnotationRow>(sql, { article, ...me(context) });
}

/** The first of them, as in `annotationRows`, and how many there are. */
export function firstAnnotationRows(
  db: ReadableDb,
  article: number,
  count: number,
  context: ReadContext,
): { total: number; rows: AnnotationRow[] } {
  const of = { article, ...me(context) };
  const total =
    db.value<number>(`SELECT count(*) FROM annotation a WHERE a.article = :article AND ${VISIBLE}`, of) ?? 0;
  // By the index alone: what begins at one place is put in order here.
  const sql = `${SELECT} WHERE a.article = :article AND ${VISIBLE} ORDER BY a.start LIMIT :count`;
  const rows = db.all<AnnotationRow>(sql, { ...of, count });
  const end = (row: AnnotationRow) => row.end ?? 0;
  return { total, rows: rows.sort((a, b) => (a.start ?? -1) - (b.start ?? -1) || end(b) - end(a)) };
}

type CodingRow = Omit<Coding, 'values'> & { annotationId: string; seq: number };
const CODING = `
  SELECT c.coding_id AS codingId, c.code_id AS codeId, c.code_version AS codeVersion, c.created_at AS createdAt,
         c.annotation_id AS annotationId, c.rowid AS seq
  FROM coding c`;

interface ValueRow {
  codingId: string;
  attributeId: string;
  value: string;
}
const VALUE = 'SELECT v.coding_id AS codingId, v.attribute_id AS attributeId, v.value FROM coding_value v';

function toCodings(values: readonly ValueRow[]) {
  const given = new Map<string, Record<string, string>>();
  for (const { codingId, attributeId, value } of values) {
    given.set(codingId, { ...given.get(codingId), [attributeId]: value });
  }
  return ({ codingId, codeId, codeVersion, createdAt }: CodingRow): Coding => ({
    codingId,
    codeId,
    codeVersion,
    values: given.get(codingId) ?? {},
    createdAt,
  });
}

function byAnnotation<Row extends { annotationId: string }, T>(rows: readonly Row[], of: (row: Row) => T) {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.annotationId);
    if (list) list.push(of(row));
    else found.set(row.annotationId, [of(row)]);
  }
  return found;
}

export function codingsOf(db: ReadableDb, annotationId: string): Coding[] {
  const values = db.all<ValueRow>(`${VALUE} JOIN coding c USING (coding_id) WHERE c.annotation_id = ?`, annotationId);
  return db
    .all<CodingRow>(`${CODING} WHERE c.annotation_id = ? ORDER BY c.created_at, c.rowid`, annotationId)
    .map(toCodings(values));
}

export function codingsOfArticle(db: ReadableDb, article: number): Map<string, Coding[]> {
  const values = db.all<ValueRow>(
    `${VALUE} JOIN coding c USING (coding_id) JOIN annotation a USING (annotation_id) WHERE a.article = ?`,
    article,
  );
  const rows = db.all<CodingRow>(`${CODING} JOIN annotation a USING (annotation_id) WHERE a.article = ?`, article);
  // In order within each annotation, which mostly has one: to sort thousands as one takes SQLite longer than to read them.
  const found = byAnnotation(rows, (row) => row);
  const toCoding = toCodings(values);
  const codings = new Map<string, Coding[]>();
  for (const [annotationId, own] of found) {
    if (own.length > 1)
      own.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.seq - b.seq));
    codings.set(annotationId, own.map(toCoding));
  }
  return codings;
}

/** A further piece as it is stored. */
export interface PieceRow {
  annotationId: string;
  start: number | null;
  end: number | null;
  exact: string;
  prefix: string;
  suffix: string;
}
const PIECE = `SELECT p.annotation_id AS annotationId, p.start, p.end, p.exact, p.prefix, p.suffix FROM annotation_piece p`;

export function piecesOf(db: ReadableDb, annotationId: string): PieceRow[] {
  return db.all<PieceRow>(`${PIECE} WHERE p.annotation_id = ? ORDER BY p.ord`, annotationId);
}

export function piecesOfArticle(db: ReadableDb, article: number): Map<string, PieceRow[]> {
  const rows = db.all<PieceRow>(
    `${PIECE} JOIN annotation a USING (annotation_id) WHERE a.article = ? ORDER BY p.annotation_id, p.ord`,
    article,
  );
  return byAnnotation(rows, (row) => row);
}

/** Where the pieces of a placed annotation lie in the text in force; those without a place in it are left out. */
export function placedPieces(row: AnnotationRow, pieces: readonly PieceRow[], article: ArticleText): Piece[] {
  return pieces.flatMap((piece) => {
    const stored = { ...piece, text_version_id: row.text_version_id, status: row.status };
    const place = placeInForce(stored, article.textVersionId, article.text);
    return place ? [{ start: place.start, end: place.end, exact: piece.exact }] : [];
  });
}

/** An annotation as the page sees it, with its offsets in the text in force. */
export function toAnnotation(
  row: AnnotationRow,
  codings: Coding[],
  pieces: readonly PieceRow[],
  article: ArticleText,
): Annotation {
  const place = row.level === 'article' ? null : placeInForce(row, article.textVersionId, article.text);
  return {
    annotationId: row.annotation_id,
    articleId: article.articleId,
    textVersionId: String(article.textVersionId),
    level: row.level,
    start: place?.start ?? null,
    end: place?.end ?? null,
    quote: row.exact === null ? null : { exact: row.exact, prefix: row.prefix ?? '', suffix: row.suffix ?? '' },
    pieces: place ? placedPieces(row, pieces, article) : pieces.map(({ exact }) => ({ start: 0, end: 0, exact })),
    codings,
    memo: row.memo,
    confidence: row.confidence,
    coder: row.coder_name,
    origin: row.origin,
    status: row.level === 'article' || place ? 'anchored' : 'unplaced',
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
