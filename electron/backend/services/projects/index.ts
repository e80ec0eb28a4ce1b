import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { quickCheck } from '../../db/quick-check.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind, me, visibleClaims, visibleCoders } from '../blind/index.ts';
import type { ReadContext, RoomHandlers } from '../handler.ts';

function status(db: ReadableDb, _input: unknown, context: ReadContext): OutputOf<'projects.status'> {
  const tally = (name: string) => db.value<number>('SELECT n FROM tally WHERE name = ?', name) ?? 0;
  const meta = (key: string) => db.value<string>('SELECT value FROM meta WHERE key = ?', key) ?? null;
  const articles = tally('articles');
  const decided = { include: 0, maybe: 0, exclude: 0 };
  const rows = db.all<{ decision: keyof typeof decided; n: number }>(
    'SELECT decision, n FROM decision_tally WHERE coder = ?',
    context.coder?.id ?? -1,
  );
  for (const row of rows) decided[row.decision] = row.n;
  const blind = isBlind(db);
  const visible = (sql: string) => db.value<number>(sql, me(context)) ?? 0;
  return {
    articles,
    sources: db.value<number>('SELECT count(*) FROM source WHERE article_count > 0') ?? 0,
    annotations: blind
      ? visible(`SELECT count(*) FROM annotation n WHERE ${visibleCoders('n.article', 'n.coder')}`)
      : tally('annotations'),
    claims: blind ? visible(`SELECT count(*) FROM claim c WHERE ${visibleClaims('c')}`) : tally('claims'),
    decisions: { ...decided, undecided: articles - decided.include - decided.maybe - decided.exclude },
    coders: db.column<string>('SELECT name FROM coder ORDER BY id'),
    currentCoder: context.coder?.name ?? null,
    revision: Number(meta('revision') ?? 0),
    savedAt: meta('saved_at'),
  };
}

interface Opened {
  projectId: string;
  createdAt: string;
  /** False when the last session did not close the project. */
  cleanExit: boolean;
}

/** What the file says of itself, read once on opening. */
function readIdentity(db: ReadableDb): Opened {
  const meta = (key: string) => db.value<string>('SELECT value FROM meta WHERE key = ?', key) ?? '';
  return { projectId: meta('project_id'), createdAt: meta('created_at'), cleanExit: meta('in_use') !== 'yes' };
}

export const handlers: RoomHandlers = {
  queries: { 'projects.status': status },
  reads: {
    'projects/identity': readIdentity,
    /** Only after an unclean exit: it reads the whole file. */
    'projects/quickCheck': (db) => quickCheck(db),
  },
  writes: {
    'projects/markInUse'(db, { inUse }: { inUse: boolean }) {
      db.run(
        `INSERT INTO meta VALUES ('in_use', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
        inUse ? 'yes' : 'no',
      );
    },
  },
};
