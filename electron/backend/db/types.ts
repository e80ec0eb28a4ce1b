/** A value that SQLite takes or gives. Integers are JavaScript numbers throughout: no id comes near 2^53. */
export type SqlValue = string | number | null | Uint8Array;

declare const readable: unique symbol;
declare const writable: unique symbol;

/**
 * A connection for reading. Statements are prepared once per text, so keep SQL texts constant and bind values.
 * Parameters: positional, or one object for named ones (`:name`).
 */
export interface ReadableDb {
  readonly [readable]: true;
  /** The first row, or undefined. */
  get<R>(sql: string, ...params: readonly (SqlValue | Record<string, SqlValue>)[]): R | undefined;
  all<R>(sql: string, ...params: readonly (SqlValue | Record<string, SqlValue>)[]): R[];
  /** The first column of every row. */
  column<V extends SqlValue>(sql: string, ...params: readonly (SqlValue | Record<string, SqlValue>)[]): V[];
  /** The first column of the first row, or undefined. */
  value<V extends SqlValue>(sql: string, ...params: readonly (SqlValue | Record<string, SqlValue>)[]): V | undefined;
  /** Row by row; finish or `return()` it at once, since an open iterator keeps the write-ahead log growing. */
  iterate<R>(sql: string, ...params: readonly (SqlValue | Record<string, SqlValue>)[]): IterableIterator<R>;
}

/** A connection for writing, held by the writer thread alone. Whoever may write may read. */
export interface WritableDb extends ReadableDb {
  readonly [writable]: true;
  run(
    sql: string,
    ...params: readonly (SqlValue | Record<string, SqlValue>)[]
  ): { changes: number; lastInsertRowid: number };
  /** Several statements without parameters. */
  exec(sql: string): void;
}
