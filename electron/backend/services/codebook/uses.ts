// Where a code was given, and the examples that were taken from there.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodeExample, CodeUse, CodingChoice } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { CODINGS, choiceCondition } from './choice.ts';
import { earlierVersions } from './versions.ts';

/** UTF-16 units of a quote that a list shows. */
const SHOWN = 400;
const VISIBLE = visibleCoders('a.article', 'a.coder');
// A span's offsets hold only in the text version they were set in.
const PLACE = (column: 'start' | 'end') =>
  `CASE WHEN a.status = 'anchored' AND a.text_version_id = t.text_version_id THEN a.${column} END AS ${column}`;

export function readUses(
  db: ReadableDb,
  context: ReadContext,
  input: { codeId: string; which: CodingChoice | null; offset: number; limit: number },
) {
  const { codeId, which, offset, limit } = input;
  const { sql, params } = choiceCondition(db, codeId, which);
  const bound = { ...params, ...me(context) };
  const total = db.value<number>(`SELECT count(*) FROM ${CODINGS} WHERE ${sql} AND ${VISIBLE}`, bound) ?? 0;
  const rows = db.all<Omit<CodeUse, 'values'> & { given: string }>(
    `SELECT c.coding_id AS codingId, c.annotation_id AS annotationId, t.article_id AS articleId, t.title AS articleTitle,
            s.name AS source, a.level, ${PLACE('start')}, ${PLACE('end')}, substr(a.exact, 1, ${SHOWN}) AS exact,
            p.name AS coder, c.code_version AS codeVersion, c.created_at AS createdAt,
            (SELECT json_group_object(v.attribute_id, v.value) FROM coding_value v WHERE v.coding_id = c.coding_id) AS given
     FROM ${CODINGS} LEFT JOIN source s ON s.id = t.source_id
     WHERE ${sql} AND ${VISIBLE} ORDER BY a.article, a.start, a.end, c.coding_id LIMIT :limit OFFSET :offset`,
    { ...bound, limit, offset },
  );
  const uses = rows.map(({ given, ...row }): CodeUse => ({ ...row, values: JSON.parse(given) }));
  return { total, uses, groups: readGroups(db, context, codeId) };
}

function readGroups(db: ReadableDb, context: ReadContext, codeId: string) {
  const bound = { code: codeId, ...me(context) };
  const where = `c.code_id = :code AND ${VISIBLE}`;
  return {
    coders: db.all<{ coder: string; annotations: number }>(
      `SELECT p.name AS coder, count(*) AS annotations FROM ${CODINGS} WHERE ${where}
       GROUP BY p.id ORDER BY annotations DESC, p.name`,
      bound,
    ),
    sources: db.all<{ sourceId: number | null; name: string; annotations: number }>(
      `SELECT t.source_id AS sourceId, coalesce(s.name, '') AS name, count(*) AS annotations
       FROM ${CODINGS} LEFT JOIN source s ON s.id = t.source_id WHERE ${where}
       GROUP BY t.source_id ORDER BY annotations DESC, name`,
      bound,
    ),
    earlier:
      db.value<number>(
        `SELECT count(*) FROM ${CODINGS} WHERE ${where} AND c.code_version IN (SELECT value FROM json_each(:earlier))`,
        { ...bound, earlier: JSON.stringify(earlierVersions(db, codeId)) },
      ) ?? 0,
  };
}

const SEEN_EXAMPLE = `(a.annotation_id IS NULL OR ${VISIBLE})`;

/** How many examples the coder may see, see `readExamples`. */
export const countExamples = (db: ReadableDb, context: ReadContext): number =>
  db.value<number>(
    `SELECT count(*) FROM code_example e LEFT JOIN annotation a ON a.annotation_id = e.annotation_id WHERE ${SEEN_EXAMPLE}`,
    me(context),
  ) ?? 0;

/** One taken from what someone coded in a blind round shows that coding: it is hidden with it. */
export function readExamples(db: ReadableDb, codeId: string, context: ReadContext): CodeExample[] {
  const rows = db.all<
    Omit<CodeExample, 'isPositive' | 'place'> & {
      isPositive: number;
      articleId: string | null;
      articleTitle: string | null;
      start: number | null;
      end: number | null;
    }
  >(
    `SELECT e.example_id AS exampleId, e.exact, e.is_positive AS isPositive, e.note, e.created_at AS createdAt,
            t.article_id AS articleId, t.title AS articleTitle, ${PLACE('start')}, ${PLACE('end')}
     FROM code_example e LEFT JOIN annotation a ON a.annotation_id = e.annotation_id
     LEFT JOIN article t ON t.id = coalesce(a.article, e.article)
     WHERE e.code_id = :codeId AND ${SEEN_EXAMPLE}
     ORDER BY e.is_positive DESC, e.created_at, e.example_id`,
    { codeId, ...me(context) },
  );
  return rows.map(({ isPositive, articleId, articleTitle, start, end, ...row }) => ({
    ...row,
    isPositive: isPositive === 1,
    place: articleId === null ? null : { articleId, articleTitle: articleTitle ?? '', start, end },
  }));
}

/** @throws AppError NOT_FOUND when it is gone, or hidden from the coder by a blind round. */
export function requireExample(
  db: ReadableDb,
  exampleId: string,
  context: ReadContext,
): { code: string; article: number | null } {
  const found = db.get<{ code: string; article: number | null }>(
    `SELECT c.name AS code, coalesce(a.article, e.article) AS article FROM code_example e JOIN code c USING (code_id)
     LEFT JOIN annotation a ON a.annotation_id = e.annotation_id WHERE e.example_id = :exampleId AND ${SEEN_EXAMPLE}`,
    { exampleId, ...me(context) },
  );
  if (!found) throw new AppError('NOT_FOUND', 'This example no longer exists.', { exampleId });
  return found;
}

/** @throws AppError NOT_FOUND without such an annotation, CONFLICT for one without words or an example that is there */
export function addExample(
  db: ReadableDb,
  context: ReadContext,
  { codeId, annotationId }: { codeId: string; annotationId: string },
) {
  const row = db.get<{ article: number; exact: string | null }>(
    `SELECT a.article, a.exact FROM annotation a WHERE a.annotation_id = :annotation AND ${VISIBLE}`,
    { annotation: annotationId, ...me(context) },
  );
  if (!row) throw new AppError('NOT_FOUND', 'This annotation no longer exists.', { annotationId });
  if (row.exact === null) {
    throw new AppError('CONFLICT', 'An annotation of a whole article has no words to take as an example.', {
      annotationId,
    });
  }
  const there = db.value('SELECT 1 FROM code_example WHERE code_id = ? AND annotation_id = ?', codeId, annotationId);
  if (there !== undefined) {
    throw new AppError('CONFLICT', 'This passage is an example of the code already.', { annotationId });
  }
  return { exact: row.exact, article: row.article };
}

export function insertExample(
  rows: TrackedRows,
  example: { codeId: string; annotationId: string; article: number; exact: string; isPositive: boolean; note: string },
  at: string,
): string {
  const exampleId = randomUUID();
  rows.insert('code_example', {
    ...{ example_id: exampleId, code_id: example.codeId, annotation_id: example.annotationId },
    ...{ article: example.article, exact: example.exact, is_positive: Number(example.isPositive), note: example.note },
    created_at: at,
  });
  return exampleId;
}
