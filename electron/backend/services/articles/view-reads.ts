import type { ArticleRow } from '../../../../shared/model/article.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { InternalReads, ReadContext } from '../handler.ts';
import { readRows } from './rows.ts';
import { compileText } from './text-query.ts';
import { planView, readIds } from './view-plan.ts';

export interface OpenedView {
  total: number;
  revision: number;
  /** Every id in order; null when `headIds` are all that was read so far. */
  ids: Int32Array | null;
  headIds: Int32Array;
  /** Highest id when the view was opened: what comes later is not in it. */
  maxId: number;
  first: (ArticleRow | null)[];
  terms: string[];
}

/**
 * The steps of a view on a reader thread. Row ids are SQLite's, below 2^31.
 * Opening reads only the first rows where the plan can count the rest: nothing there grows with a corpus shown whole.
 */
export const viewReads = {
  'views/open'(
    db: ReadableDb,
    { query, first }: { query: ViewQuery; first: number },
    context: ReadContext,
  ): OpenedView {
    const coder = context.coder?.id ?? null;
    const maxId = db.value<number>('SELECT max(id) FROM article') ?? 0;
    const plan = planView(db, query, coder, maxId);
    const total = plan.total && (db.value<number>(plan.total.sql, plan.total.params) ?? 0);
    const ids = readIds(db, plan, maxId, total === null ? -1 : first);
    const headIds = total === null ? ids.slice(0, first) : ids;
    return {
      total: total ?? ids.length,
      revision: Number(db.value<string>(`SELECT value FROM meta WHERE key = 'revision'`) ?? 0),
      ids: total === null ? ids : null,
      headIds,
      maxId,
      first: readRows(db, Array.from(headIds), coder, plan.conditions.text.match),
      terms: plan.conditions.text.terms,
    };
  },

  'views/ids'(db: ReadableDb, { query, maxId }: { query: ViewQuery; maxId: number }, context: ReadContext): Int32Array {
    return readIds(db, planView(db, query, context.coder?.id ?? null, maxId), maxId);
  },

  'views/rows'(
    db: ReadableDb,
    { ids, text }: { ids: number[]; text: string },
    context: ReadContext,
  ): (ArticleRow | null)[] {
    return readRows(db, ids, context.coder?.id ?? null, compileText(text).match);
  },

  'views/rowId'(db: ReadableDb, { articleId }: { articleId: string }): number | null {
    return db.value<number>('SELECT id FROM article WHERE article_id = ?', articleId) ?? null;
  },
} satisfies InternalReads;
