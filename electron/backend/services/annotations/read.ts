import type { Annotation, Coding } from '../../../../shared/model/coding.ts';
import type { ReadableDb } from '../../db/types.ts';
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

export function annotationRow(db: ReadableDb, annotationId: string): AnnotationRow | undefined {
  return db.get<AnnotationRow>(`${SELECT} WHERE a.annotation_id = ?`, annotationId);
}

/** Of the article first, then by place, longer spans first. */
export function annotationRows(db: ReadableDb, article: number): AnnotationRow[] {
  return db.all<AnnotationRow>(
    `${SELECT} WHERE a.article = ? ORDER BY a.start, a.end DESC, a.created_at, a.annotation_id`,
    article,
  );
}

type CodingRow = Coding & { annotationId: string };
const CODING =
  'SELECT c.coding_id AS codingId, c.code_id AS codeId, c.created_at AS createdAt, c.annotation_id AS annotationId FROM coding c';

export function codingsOf(db: ReadableDb, annotationId: string): Coding[] {
  const rows = db.all<CodingRow>(`${CODING} WHERE c.annotation_id = ? ORDER BY c.created_at, c.rowid`, annotationId);
  return rows.map(withoutAnnotation);
}

export function codingsOfArticle(db: ReadableDb, article: number): Map<string, Coding[]> {
  const rows = db.all<CodingRow>(
    `${CODING} JOIN annotation a USING (annotation_id) WHERE a.article = ? ORDER BY c.created_at, c.rowid`,
    article,
  );
  const found = new Map<string, Coding[]>();
  for (const row of rows) {
    const list = found.get(row.annotationId);
    if (list) list.push(withoutAnnotation(row));
    else found.set(row.annotationId, [withoutAnnotation(row)]);
  }
  return found;
}

function withoutAnnotation({ codingId, codeId, createdAt }: CodingRow): Coding {
  return { codingId, codeId, createdAt };
}

/** An annotation as the page sees it, with its offsets in the text in force. */
export function toAnnotation(row: AnnotationRow, codings: Coding[], article: ArticleText): Annotation {
  const place = row.level === 'article' ? null : placeInForce(row, article.textVersionId, article.text);
  return {
    annotationId: row.annotation_id,
    articleId: article.articleId,
    textVersionId: String(article.textVersionId),
    level: row.level,
    start: place?.start ?? null,
    end: place?.end ?? null,
    quote: row.exact === null ? null : { exact: row.exact, prefix: row.prefix ?? '', suffix: row.suffix ?? '' },
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
