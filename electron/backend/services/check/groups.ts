import type { CheckRun } from './index.ts';

// Each gives articles whose duplicate group is not as it must be.
const FAULTS = [
  {
    what: 'The head of its group of copies is not in that group',
    sql: `SELECT a.article_id AS id FROM article a JOIN article h ON h.id = a.duplicate_group
          WHERE h.duplicate_group IS NOT h.id`,
  },
  {
    what: 'The head of its group of copies does not exist',
    sql: `SELECT article_id AS id FROM article WHERE duplicate_group NOT IN (SELECT id FROM article)`,
  },
  {
    what: 'It is alone in its group of copies',
    sql: `SELECT min(article_id) AS id FROM article WHERE duplicate_group IS NOT NULL
          GROUP BY duplicate_group HAVING count(*) = 1`,
  },
  {
    what: 'It is in a group of copies although it was taken out of one',
    sql: 'SELECT article_id AS id FROM article WHERE duplicate_apart = 1 AND duplicate_group IS NOT NULL',
  },
] as const;

/** Duplicate groups: each has a head, which is in it, and at least one more. */
export function checkGroups({ db, alive, found }: CheckRun): void {
  for (const { what, sql } of FAULTS) {
    alive();
    for (const { id } of db.all<{ id: string }>(sql)) found(what, `article ${id}`);
  }
}
