import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb } from '../../db/types.ts';

/** Name of a source. @throws AppError NOT_FOUND */
export function requireSource(db: ReadableDb, sourceId: number): string {
  const name = db.value<string>('SELECT name FROM source WHERE id = ?', sourceId);
  if (name === undefined) throw new AppError('NOT_FOUND', 'This source is no longer in the project.', { sourceId });
  return name;
}

/** When something was published, as far as it is known. */
export interface Published {
  /** `article.published_sort`. */
  sort: string;
  utc: string | null;
}

/** Whether one came out before another; null where days alone do not tell. */
export function isBefore(a: Published, b: Published): boolean | null {
  if (a.utc !== null && b.utc !== null) return a.utc === b.utc ? null : a.utc < b.utc;
  if (a.sort.length < 10 || b.sort.length < 10) return null;
  const [dayA, dayB] = [a.sort.slice(0, 10), b.sort.slice(0, 10)];
  return dayA === dayB ? null : dayA < dayB;
}
