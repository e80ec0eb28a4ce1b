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
 * Opening reads no more than the first rows when the whole corpus is shown: nothing there grows with the corpus.
 */
export const viewReads = {
  'views/open'(
    db: ReadableDb,
    { query, first }: { query: ViewQuery; first: number },
    context: ReadContext,
  ): OpenedView {
    const coder = context.coder?.id ?? null;
    const state = db.get<{ total: number; maxId: number; revision: number }>(
      `SELECT (SELECT n FROM tally WHERE name = 'articles') AS total, (SELECT ifnull(max(id), 0) FROM article) AS maxId,
         (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'revision') AS revision`,
    ) ?? { total: 0, maxId: 0, revision: 0 };
    const plan = planView(db, query, coder, state.maxId);
    const ids = readIds(db, plan, plan.whole ? first : -1);
    const headIds = plan.whole ? ids : ids.slice(0, first);
    return {
      total: plan.whole ? state.total : ids.length,
      revision: state.revision,
      ids: plan.whole ? null : ids,
      headIds,
      maxId: state.maxId,
      first: readRows(db, Array.from(headIds), coder, plan.conditions.text.match),
      terms: plan.conditions.text.terms,
    };
  },

  'views/ids'(db: ReadableDb, { query, maxId }: { query: ViewQuery; maxId: number }, context: ReadContext): Int32Array {
    return readIds(db, planView(db, query, context.coder?.id ?? null, maxId));
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
