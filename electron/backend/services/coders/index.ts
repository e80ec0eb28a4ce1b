// The coders of a project: who they are, how much they have done, and whose turn it is at this machine.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CoderProfile } from '../../../../shared/contract/rooms/coders.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { me, visibleCoders, visibleOnClaim } from '../blind/index.ts';
import type { Coder, ReadContext, RoomHandlers } from '../handler.ts';
import { findCoder, findOrAddCoder, tidyName } from './names.ts';

type Row = Omit<CoderProfile, 'isMe'> & { isMe: number };

function listCoders(db: ReadableDb, context: ReadContext): CoderProfile[] {
  const rows = db.all<Row>(
    `SELECT c.name, c.kind, coalesce(c.color, 1 + (row_number() OVER (ORDER BY c.id) - 1) % 10) AS color, c.note,
       c.created_at AS createdAt, c.id IS :me AS isMe,
       coalesce(n.annotations, 0) AS annotations, coalesce(n.articles, 0) AS articles,
       (SELECT count(*) FROM triage_decision t WHERE t.coder = c.id AND ${visibleCoders('t.article', 't.coder')}) AS decisions,
       (SELECT count(*) FROM claim_verdict v WHERE v.coder = c.id AND ${visibleOnClaim('v.claim_id', 'v.coder')}) AS verdicts,
       coalesce(s.assigned, 0) AS assigned, coalesce(s.done, 0) AS done
     FROM coder c
     LEFT JOIN (SELECT a.coder, count(*) AS annotations, count(DISTINCT a.article) AS articles
       FROM annotation a WHERE ${visibleCoders('a.article', 'a.coder')} GROUP BY a.coder) n ON n.coder = c.id
     LEFT JOIN (SELECT s.coder, count(*) AS assigned, count(s.done_at) AS done
       FROM coding_round r JOIN assignment s USING (round_id) WHERE r.ended_at IS NULL GROUP BY s.coder) s ON s.coder = c.id
     ORDER BY c.id`,
    me(context),
  );
  return rows.map((row) => ({ ...row, isMe: row.isMe === 1 }));
}

/** @throws AppError NOT_FOUND */
function requireCoderNamed(db: ReadableDb, name: string): Coder {
  const found = findCoder(db, name);
  if (!found) throw new AppError('NOT_FOUND', `This project has no coder called ${name}.`, { name });
  return found;
}

function refuseTaken(db: ReadableDb, name: string, except: number | null) {
  const other = findCoder(db, name);
  if (!other || other.id === except) return;
  throw new AppError(
    'CONFLICT',
    `There is a coder called ${other.name} already. Names that differ only in case count as one.`,
    { name: other.name },
  );
}

/** Every table that names a coder as the one who did something. */
const worksOf = [
  ...['annotation', 'triage_decision', 'claim', 'claim_mention', 'claim_verdict', 'claim_coding', 'claim_evidence'],
  ...['relation', 'assignment', 'change', 'code_version'],
].map((table) => `SELECT 1 FROM "${table}" WHERE coder = :id`);
const HAS_WORK = [
  ...worksOf,
  'SELECT 1 FROM coding_round WHERE created_by = :id',
  'SELECT 1 FROM adjudication WHERE layer = :id OR decided_by = :id',
].join(' UNION ALL ');

export const handlers: RoomHandlers = {
  queries: {
    'coders.list': (db, _input, context) => listCoders(db, context),
  },
  commands: {
    'coders.use'(db, { name }, context) {
      context.touch(['coders']);
      return { name: findOrAddCoder(db, name, context.at).name };
    },
    'coders.add'(db, { name, color, note }, context) {
      refuseTaken(db, name, null);
      const kept = tidyName(name);
      const id = (db.value<number>('SELECT coalesce(max(id), 0) FROM coder') ?? 0) + 1;
      context.change({ action: 'coder.add', label: `Added the coder ${kept}`, article: null }, (rows) =>
        rows.insert('coder', { id, name: kept, color: color ?? null, note, created_at: context.at }),
      );
      return listCoders(db, context);
    },
    'coders.edit'(db, { name, newName, color, note }, context) {
      const coder = requireCoderNamed(db, name);
      const values: Record<string, SqlValue> = {};
      if (newName !== undefined) {
        refuseTaken(db, newName, coder.id);
        values.name = tidyName(newName);
      }
      if (color !== undefined) values.color = color;
      if (note !== undefined) values.note = note;
      const renamed = values.name !== undefined && values.name !== coder.name;
      const label = renamed ? `Renamed the coder ${coder.name} to ${values.name}` : `Edited the coder ${coder.name}`;
      context.change({ action: renamed ? 'coder.rename' : 'coder.edit', label, article: null }, (rows) =>
        rows.update('coder', { id: coder.id }, values),
      );
      return listCoders(db, context);
    },
    'coders.remove'(db, { name }, context) {
      const coder = requireCoderNamed(db, name);
      if (coder.id === context.coder?.id) {
        throw new AppError('CONFLICT', 'You cannot take yourself off the list. Become another coder first.');
      }
      if (db.value(HAS_WORK, { id: coder.id }) !== undefined) {
        throw new AppError(
          'CONFLICT',
          `${coder.name} has coded, decided or been assigned articles in this project, and stays on the list for it.`,
          { name: coder.name },
        );
      }
      context.change({ action: 'coder.remove', label: `Removed the coder ${coder.name}`, article: null }, (rows) =>
        rows.delete('coder', { id: coder.id }),
      );
      return listCoders(db, context);
    },
  },
  reads: {
    'coders/find': (db, { name }: { name: string }) => findCoder(db, name),
    /** The name of a coder now; null when there is none of that id. */
    'coders/name': (db, { id }: { id: number }) => db.value<string>('SELECT name FROM coder WHERE id = ?', id) ?? null,
  },
  writes: {
    'coders/adopt': (db, { name }: { name: string }, context) => findOrAddCoder(db, name, context.at),
  },
};
