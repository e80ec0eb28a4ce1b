import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { nextStep, takeStep } from '../../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { me } from '../blind/index.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { placeAgain } from './place-again.ts';
import { historyDetails, historyOfAnnotation, historyTable, VISIBLE_CHANGES } from './table.ts';

type Entry = OutputOf<'history.list'>[number];

const SELECT_ENTRY = `SELECT h.change_id AS changeId, h.at AS at, c.name AS coder, h.label AS label,
    a.article_id AS articleId, h.state <> 'done' AS undone
  FROM change h JOIN coder c ON c.id = h.coder LEFT JOIN article a ON a.id = h.article`;

const asEntry = (row: Omit<Entry, 'undone'> & { undone: number }): Entry => ({ ...row, undone: row.undone === 1 });

function entry(db: ReadableDb, changeId: number | undefined): Entry | null {
  if (changeId === undefined) return null;
  const row = db.get<Omit<Entry, 'undone'> & { undone: number }>(`${SELECT_ENTRY} WHERE h.change_id = ?`, changeId);
  return row ? asEntry(row) : null;
}

/** Takes the coder's last change back or does it again, and tells the pages that show what it touched. */
function step(db: WritableDb, direction: 'undo' | 'redo', context: WriteContext): Entry {
  const { change, rooms, articles, placed } = takeStep(db, context.requireCoder().id, direction);
  placeAgain(db, placed);
  const few = articles && articles.length <= 200;
  const ids = few
    ? db.column<string>(
        'SELECT a.article_id FROM json_each(?) j JOIN article a ON a.id = j.value',
        JSON.stringify(articles),
      )
    : null;
  context.touch([...rooms, 'history'], ids);
  return entry(db, change.change_id)!;
}

/** What people changed, per coder, and the way back and forth. */
export const handlers: RoomHandlers = {
  queries: {
    'history.state'(db, _input, { coder }) {
      if (!coder) return { undo: null, redo: null };
      return {
        undo: entry(db, nextStep(db, coder.id, 'undo')?.change_id),
        redo: entry(db, nextStep(db, coder.id, 'redo')?.change_id),
      };
    },
    'history.list'(db, { articleId, limit }, context) {
      const rows =
        articleId === undefined
          ? db.all<Omit<Entry, 'undone'> & { undone: number }>(
              `${SELECT_ENTRY} WHERE ${VISIBLE_CHANGES} ORDER BY h.change_id DESC LIMIT :limit`,
              { limit, ...me(context) },
            )
          : db.all<Omit<Entry, 'undone'> & { undone: number }>(
              `${SELECT_ENTRY} WHERE h.article = (SELECT id FROM article WHERE article_id = :articleId) AND ${VISIBLE_CHANGES}
               ORDER BY h.change_id DESC LIMIT :limit`,
              { articleId, limit, ...me(context) },
            );
      return rows.map(asEntry);
    },
    'history.table': historyTable,
    'history.details': historyDetails,
    'history.ofAnnotation': historyOfAnnotation,
  },
  commands: {
    'history.undo': (db, _input, context) => step(db, 'undo', context),
    'history.redo': (db, _input, context) => step(db, 'redo', context),
  },
};
