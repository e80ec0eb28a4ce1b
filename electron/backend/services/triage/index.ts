import { AppError } from '../../../../shared/contract/errors.ts';
import type { Decision } from '../../../../shared/model/article.ts';
import type { WritableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';

interface Decide {
  /** Row ids. */
  ids: ArrayLike<number>;
  decision: Decision;
  reason: string | null;
  /** Also on the copies of these. */
  copies: boolean;
}

/** More article ids than these are not listed in the `changed` event. */
const FEW = 200;

const past: Record<Decision, string> = {
  include: 'Included',
  maybe: 'Marked as maybe',
  exclude: 'Excluded',
  undecided: 'Took back the decision on',
};

/** One step of undo however many articles. @returns how many decisions differ from before */
function decideRows(
  db: WritableDb,
  { ids, decision, reason, copies }: Decide,
  context: WriteContext,
): { changed: number } {
  const coder = context.requireCoder().id;
  const asked = Array.from(ids);
  const list = copies ? withCopies(db, asked) : asked;
  const few = list.length <= FEW ? articlesOf(db, list) : null;
  const only = few?.length === 1 ? few[0] : undefined;
  const [head] = asked.length === 1 ? articlesOf(db, asked) : [];
  const others = list.length - 1;
  const about = head
    ? `“${head.title || 'an article without a title'}”${others > 0 ? ` and ${others === 1 ? 'its copy' : `its ${others.toLocaleString('en')} copies`}` : ''}`
    : `${list.length.toLocaleString('en')} articles`;
  const step = { action: 'triage.decide', label: `${past[decision]} ${about}`, article: only?.id ?? null };
  const row = decision === 'undecided' ? null : { decision, reason: reason?.trim() || null, decided_at: context.at };
  const changed = context.change(step, (rows) =>
    rows.putMany('triage_decision', { column: 'article', values: list, fixed: { coder } }, row, ['decision', 'reason']),
  );
  if (changed > 0) context.touch(['triage'], few?.map((article) => article.articleId) ?? null);
  return { changed };
}

/** These articles and all that are in a group of copies with one of them, each once. */
function withCopies(db: WritableDb, ids: readonly number[]): number[] {
  const copies = db.column<number>(
    `SELECT c.id FROM (SELECT DISTINCT a.duplicate_group AS head FROM json_each(?) j JOIN article a ON a.id = j.value
       WHERE a.duplicate_group IS NOT NULL) g
     JOIN article c ON c.duplicate_group = g.head ORDER BY c.id`,
    JSON.stringify(ids),
  );
  return [...new Set([...ids, ...copies])];
}

function articlesOf(db: WritableDb, ids: readonly number[]) {
  return db.all<{ id: number; articleId: string; title: string }>(
    `SELECT a.id AS id, a.article_id AS articleId, a.title AS title
     FROM json_each(?) j JOIN article a ON a.id = j.value ORDER BY j.key`,
    JSON.stringify(ids),
  );
}

function rowIdsOf(db: WritableDb, articleIds: readonly string[]): number[] {
  return db.column<number>(
    'SELECT DISTINCT a.id FROM json_each(?) j JOIN article a ON a.article_id = j.value',
    JSON.stringify(articleIds),
  );
}

/** Decisions about articles, one per coder. */
export const handlers: RoomHandlers = {
  queries: {
    'triage.reasons': (db, _input, context) =>
      db.all(
        `SELECT reason, count(*) AS uses FROM triage_decision t
         WHERE reason IS NOT NULL AND ${visibleCoders('t.article', 't.coder')}
         GROUP BY reason ORDER BY uses DESC, reason LIMIT 200`,
        me(context),
      ),
  },
  commands: {
    'triage.decide'(db, { targets, decision, reason, copies }, context) {
      if (!('articleIds' in targets)) throw new Error('Views are resolved on the backend thread.');
      const ids = rowIdsOf(db, targets.articleIds);
      if (ids.length < new Set(targets.articleIds).size) {
        throw new AppError('NOT_FOUND', 'Some of these articles are not in this project. Nothing was decided.');
      }
      return decideRows(db, { ids, decision, reason, copies }, context);
    },
  },
  writes: {
    /** The articles of a view, by row id, less those in `except`, by article id. */
    'triage/decideRows'(db, { ids, except, decision, reason, copies }: Decide & { except: string[] }, context) {
      const left = new Set(rowIdsOf(db, except));
      const rest = left.size === 0 ? ids : Array.from(ids).filter((id) => !left.has(id));
      return decideRows(db, { ids: rest, decision, reason, copies }, context);
    },
  },
};
