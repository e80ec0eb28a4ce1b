import type { CodingChoice } from '../../../../shared/model/codebook.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { earlierVersions } from './versions.ts';

/** SQL over coding `c`, annotation `a`, coder `p` and article `t`, and what it binds. */
interface Condition {
  sql: string;
  params: Record<string, SqlValue>;
}

/** Which of a code's codings are meant; null: all. */
export function choiceCondition(db: ReadableDb, codeId: string, which: CodingChoice | null): Condition {
  const condition = (sql: string, choice: SqlValue, more: Record<string, SqlValue> = {}) => ({
    sql: `c.code_id = :code AND ${sql}`,
    params: { code: codeId, choice, ...more },
  });
  switch (which?.by) {
    case undefined:
      return { sql: 'c.code_id = :code', params: { code: codeId } };
    case 'hand':
      return condition('c.coding_id IN (SELECT value FROM json_each(:choice))', JSON.stringify(which.codingIds));
    case 'coder':
      return condition('p.name = :choice', which.coder);
    case 'source':
      return condition('t.source_id IS :choice', which.sourceId);
    case 'version':
      return condition('c.code_version = :choice', which.version);
    case 'earlier':
      return condition(
        'c.code_version IN (SELECT value FROM json_each(:choice))',
        JSON.stringify(earlierVersions(db, codeId)),
      );
    case 'value':
      return which.value === null
        ? {
            sql: `c.code_id = :code AND NOT EXISTS (SELECT 1 FROM coding_value v
              WHERE v.coding_id = c.coding_id AND v.attribute_id = :attribute)`,
            params: { code: codeId, attribute: which.attributeId },
          }
        : condition(
            `EXISTS (SELECT 1 FROM coding_value v
              WHERE v.coding_id = c.coding_id AND v.attribute_id = :attribute AND v.value = :choice)`,
            which.value,
            { attribute: which.attributeId },
          );
  }
}

/** The tables that a condition speaks of. */
export const CODINGS = `coding c JOIN annotation a USING (annotation_id) JOIN coder p ON p.id = a.coder
  JOIN article t ON t.id = a.article`;

/** Ids of the codings that are meant. */
export function chosenCodings(
  db: ReadableDb,
  codeId: string,
  which: CodingChoice,
): { codingId: string; version: number }[] {
  const { sql, params } = choiceCondition(db, codeId, which);
  return db.all(
    `SELECT c.coding_id AS codingId, c.code_version AS version FROM ${CODINGS} WHERE ${sql} ORDER BY c.coding_id`,
    params,
  );
}
