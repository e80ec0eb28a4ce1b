import type { MergeConflict, MergeCounts } from '../../../../shared/contract/rooms/merge.ts';
import type { TrackedRows, TrackedTable } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';

export type Row = Record<string, SqlValue>;

/** Conflicts that a report lists at most; it counts them all. */
export const MOST_CONFLICTS = 10_000;

/** What the parts of a merge work with. `ours` is the open project, `theirs` a copy of the other file. */
export interface Merge {
  ours: WritableDb;
  theirs: ReadableDb;
  rows: TrackedRows;
  /** ISO 8601 UTC. */
  at: string;
  articles: ArticleMap;
  /** Row id here of a coder there; makes them known if need be. */
  coder(theirId: number): number;
  conflicts: Conflicts;
  /** Titles and names for the sentences of conflicts. */
  titleOf(ourArticle: number): { articleId: string; title: string };
}

/** An article that both projects have. */
export interface CommonArticle {
  /** Row id here, with the text in force. */
  id: number;
  textVersionId: number;
  sha256: string;
}

export interface ArticleMap {
  there: number;
  /** By row id there. */
  common: ReadonlyMap<number, CommonArticle>;
  /** Hash of each text version there that something refers to, by its row id. */
  sha256There: ReadonlyMap<number, string>;
}

/** Collects conflicts up to a limit. */
export class Conflicts {
  readonly list: MergeConflict[] = [];
  count = 0;
  /** Annotations, mentions and passages that found no place in the text here. */
  unplaced = 0;

  add(kind: MergeConflict['kind'], what: string, of: { articleId?: string | null; id?: string | null } = {}): void {
    this.count++;
    if (this.list.length < MOST_CONFLICTS) {
      this.list.push({ kind, what, articleId: of.articleId ?? null, id: of.id ?? null });
    }
  }
}

export const noCounts = (): MergeCounts => ({ added: 0, updated: 0, unchanged: 0 });

/** The spellings of a row's key in a log, as JSON list: statements over many rows write some whole numbers as 3.0. */
function keySpellings(key: Row): string {
  const spellings = Object.entries(key).reduce<string[]>(
    (begun, [name, value]) => {
      const written = [JSON.stringify(value), ...(typeof value === 'number' ? [`${value}.0`] : [])];
      return begun.flatMap((part) => written.map((one) => `${part}${part ? ',' : ''}${JSON.stringify(name)}:${one}`));
    },
    [''],
  );
  return JSON.stringify(spellings.map((spelling) => `{${spelling}}`));
}

/**
 * Whether what stands in `log`'s project came from a version of the row in which `column` had this value: someone there has
 * seen that version and gone on from it. This is how a later version is told from a different one.
 */
export function cameFrom(log: ReadableDb, table: TrackedTable, key: Row, column: string, value: SqlValue): boolean {
  return (
    log.value(
      `SELECT 1 FROM change_row r JOIN change h ON h.change_id = r.change_id
       WHERE r.tbl = ? AND r.key IN (SELECT value FROM json_each(?)) AND h.state = 'done' AND r.before ->> ? = ? LIMIT 1`,
      table,
      keySpellings(key),
      `$.${column}`,
      value,
    ) !== undefined
  );
}

/** Whether the row was deleted by a change that stands. Ask for rows that are not there. */
export function wasDeleted(log: ReadableDb, table: TrackedTable, key: Row): boolean {
  return (
    log.value(
      `SELECT 1 FROM change_row r JOIN change h ON h.change_id = r.change_id
       WHERE r.tbl = ? AND r.key IN (SELECT value FROM json_each(?)) AND h.state = 'done' AND r.after IS NULL LIMIT 1`,
      table,
      keySpellings(key),
    ) !== undefined
  );
}

export type Verdict = 'same' | 'theirs' | 'ours' | 'conflict';

/**
 * What to do about a row that both have: nothing when it is the same or ours came from theirs; take theirs when it came from
 * ours; otherwise both went on from an older one (or never knew each other), and ours stays.
 */
export function decide(
  merge: Merge,
  table: TrackedTable,
  keys: { ours: Row; theirs: Row },
  column: string,
  values: { ours: SqlValue; theirs: SqlValue },
  isSame: boolean,
): Verdict {
  if (isSame) return 'same';
  if (cameFrom(merge.theirs, table, keys.theirs, column, values.ours)) return 'theirs';
  if (cameFrom(merge.ours, table, keys.ours, column, values.theirs)) return 'ours';
  return 'conflict';
}
