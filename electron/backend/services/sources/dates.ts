import { type DateOrder, type OpenDate, provenances } from '../../../../shared/model/article.ts';
import { type PublishedColumns, publishedColumns } from '../../../../shared/model/published.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';

// A date like 03/04/2025 waits in `open_date` until its source's order of day and month is known: from a person, or from
// the source's other articles. It is dated by then without evidence of its own, so that it can be turned round.

/** Articles that must show an order, and none the other, before it is taken for their source's. */
const LEAST_ARTICLES = 3;

export interface DateOrderBasis {
  order: DateOrder | null;
  from: 'user' | 'articles' | null;
  /** Articles whose own dates show day before month, and month before day. */
  dayFirst: number;
  monthFirst: number;
}

export function basisOf(said: DateOrder | null, dayFirst: number, monthFirst: number): DateOrderBasis {
  if (said) return { order: said, from: 'user', dayFirst, monthFirst };
  const agree = Math.min(dayFirst, monthFirst) === 0 && Math.max(dayFirst, monthFirst) >= LEAST_ARTICLES;
  if (!agree) return { order: null, from: null, dayFirst, monthFirst };
  return { order: dayFirst > 0 ? 'day first' : 'month first', from: 'articles', dayFirst, monthFirst };
}

export function dateOrderOf(db: ReadableDb, sourceId: number): DateOrderBasis {
  const shown = db.get<{ said: DateOrder | null; dayFirst: number; monthFirst: number }>(
    `SELECT s.date_order AS said,
       (SELECT count(*) FROM article WHERE source_id = s.id AND date_habit = 'day first') AS dayFirst,
       (SELECT count(*) FROM article WHERE source_id = s.id AND date_habit = 'month first') AS monthFirst
     FROM source s WHERE s.id = ?`,
    sourceId,
  );
  return basisOf(shown?.said ?? null, shown?.dayFirst ?? 0, shown?.monthFirst ?? 0);
}

/** Keeps what a document's dates say of their order, in place of what they said before. */
export function keepDates(
  db: WritableDb,
  article: number,
  dates: { openDates: readonly OpenDate[]; dateOrder: DateOrder | null },
): void {
  db.run('DELETE FROM open_date WHERE article = ?', article);
  for (const [ord, date] of dates.openDates.entries()) {
    db.run(
      `INSERT INTO open_date (article, written, day_first, month_first, origin, ord) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
      ...[article, date.written, date.dayFirst, date.monthFirst, date.from, ord],
    );
  }
  db.run(
    'UPDATE article SET date_habit = ? WHERE id = ? AND date_habit IS NOT ?',
    dates.dateOrder,
    article,
    dates.dateOrder,
  );
}

interface Waiting {
  id: number;
  published_at: string | null;
  day_first: string;
  month_first: string;
  origin: OpenDate['from'];
  ord: number;
}

/** Of several open dates of an article the one of the best origin counts, and of these the first. */
const rank = ({ origin, ord }: Waiting): number => provenances.indexOf(origin) * 1000 + ord;

/**
 * Articles of a source with an open date that nothing better dates (nor a person), and the date that `order` gives them;
 * only those whose date changes by it.
 */
export function redated(
  db: ReadableDb,
  sourceId: number,
  order: DateOrder | null,
): { id: number; columns: PublishedColumns }[] {
  const waiting = db.all<Waiting>(
    `SELECT a.id, a.published_at, o.day_first, o.month_first, o.origin, o.ord
     FROM article a INDEXED BY article_by_source JOIN open_date o ON o.article = a.id
     WHERE a.source_id = ? AND NOT EXISTS
       (SELECT 1 FROM evidence e WHERE e.article = a.id AND e.field = 'publishedAt' AND e.chosen = 1)`,
    sourceId,
  );
  const best = new Map<number, Waiting>();
  for (const date of waiting) {
    const other = best.get(date.id);
    if (!other || rank(date) < rank(other)) best.set(date.id, date);
  }
  return [...best.values()].flatMap((date) => {
    const value = order === null ? null : order === 'day first' ? date.day_first : date.month_first;
    return value === date.published_at ? [] : [{ id: date.id, columns: publishedColumns(value) }];
  });
}

const COLUMNS = ['published_at', 'published_precision', 'published_at_utc', 'published_sort'] as const;

/** Dates the articles that waited for an order, within a step of undo. @returns how many dates changed */
export function applyOrder(db: WritableDb, rows: TrackedRows, sourceId: number, order: DateOrder | null): number {
  const changes = redated(db, sourceId, order).map(({ id, columns }) => ({ key: { id }, values: { ...columns } }));
  return rows.updateMany('article', COLUMNS, changes);
}

/** The same as a step of an import, not of a person. */
export function settleSource(db: WritableDb, sourceId: number): number {
  const changes = redated(db, sourceId, dateOrderOf(db, sourceId).order);
  for (const { id, columns } of changes) {
    db.run(
      `UPDATE article SET published_at = :published_at, published_precision = :published_precision,
         published_at_utc = :published_at_utc, published_sort = :published_sort WHERE id = :id`,
      { id, ...columns },
    );
  }
  return changes.length;
}

/** Sources of an import's articles that have open dates. */
export function sourcesWithOpenDates(db: ReadableDb, importJobId: string): number[] {
  return db.column<number>(
    `SELECT DISTINCT s.source_id FROM (
       SELECT DISTINCT source_id FROM article INDEXED BY article_by_job
       WHERE import_job_id = ? AND source_id IS NOT NULL) s
     WHERE EXISTS (SELECT 1 FROM article a JOIN open_date o ON o.article = a.id WHERE a.source_id = s.source_id)
     ORDER BY s.source_id`,
    importJobId,
  );
}

const ORDER_WORDS: Record<DateOrder, string> = {
  'day first': 'day before month',
  'month first': 'month before day',
};

/** What is said of an article's date by one that was open until the order of its source was known. */
export interface WaitingDate {
  from: OpenDate['from'];
  /** ISO 8601, as the order in force reads it. */
  value: string;
  /** What it rests on, in words. */
  basis: string;
}

/** Null when the article has no such date, or its source has no order. */
export function waitingDate(db: ReadableDb, article: { id: number; sourceId: number | null }): WaitingDate | null {
  if (article.sourceId === null) return null;
  const waiting = db.all<Waiting & { written: string }>(
    `SELECT article AS id, NULL AS published_at, written, day_first, month_first, origin, ord FROM open_date
     WHERE article = ?`,
    article.id,
  );
  const [best] = waiting.sort((a, b) => rank(a) - rank(b));
  if (!best) return null;
  const { order, from, dayFirst, monthFirst } = dateOrderOf(db, article.sourceId);
  if (order === null) return null;
  const shown = order === 'day first' ? dayFirst : monthFirst;
  const basis = from === 'user' ? 'as it was set for this source' : `as ${shown} other articles of this source show`;
  return {
    from: best.origin,
    value: order === 'day first' ? best.day_first : best.month_first,
    basis: `date ${best.written} read with ${ORDER_WORDS[order]}, ${basis}`,
  };
}
