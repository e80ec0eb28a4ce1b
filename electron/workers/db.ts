/** A database thread: the one writer, or a reader. Runs the functions of `services/registry.ts` by name. */
import { workerData } from 'node:worker_threads';
import { AppError } from '../../shared/contract/errors.ts';
import type { ChangedRoom } from '../../shared/contract/events.ts';
import { recordChange } from '../backend/db/change-log.ts';
import { openConnection } from '../backend/db/connection.ts';
import type { Coder, ReadContext, WriteContext } from '../backend/services/handler.ts';
import { readFunctions, writeFunctions } from '../backend/services/registry.ts';
import { type Answer, answerRequests, logLine } from '../backend/thread-replies.ts';
import type { ThreadRequest } from '../backend/threads.ts';

export interface DbThreadData {
  path: string;
  mode: 'write' | 'read';
  resourcesDir: string;
}

/** Sent with each request. */
export interface DbThreadContext {
  coder: Coder | null;
  /** ISO 8601 UTC. */
  now: string;
}

/** What a write tells besides its output; `revision` is null when nothing a page shows was touched. */
export interface WriteNote {
  revision: number | null;
  rooms: ChangedRoom[];
  articleIds: string[] | null;
}

const data = workerData as DbThreadData;
const connection = openConnection(data.path, {
  mode: data.mode,
  onSlow: (sql, ms) => logLine('warn', { sql: sql.slice(0, 400), ms: Math.round(ms) }, 'slow statement'),
});

function readContext(request: ThreadRequest): ReadContext {
  const { coder, now } = request.context as DbThreadContext;
  return {
    coder,
    now: new Date(now),
    resourcesDir: data.resourcesDir,
    cancelled: () => Atomics.load(request.flag, 0) === 1,
  };
}

/** Typed arrays (ids of a view) are handed over, not copied. */
function transferOf(output: unknown): ArrayBuffer[] {
  const values = output !== null && typeof output === 'object' ? [output, ...Object.values(output)] : [];
  return values.flatMap((value) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
}

function runRead(request: ThreadRequest): Answer {
  const read = readFunctions[request.name];
  if (!read) throw new Error(`No read function is called ${request.name}.`);
  const context = readContext(request);
  if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
  const output = connection.transaction('read', () => read(connection.db, request.input, context));
  return { output, transfer: transferOf(output) };
}

/** Steps of jobs that go on from what is stored: each holds its checkpoint, or finds for itself what is left to do. */
const remade: ReadonlySet<string> = new Set([
  'import/writeBatch',
  'cleaning/write',
  'duplicates/keepSketches',
  'duplicates/joinSets',
  'duplicates/settle',
]);

function runWrite(request: ThreadRequest): Answer {
  const write = writeFunctions[request.name];
  if (!write) throw new Error(`No write function is called ${request.name}.`);
  const { db } = connection;
  const base = readContext(request);
  const rooms = new Set<ChangedRoom>();
  let articleIds: Set<string> | null = new Set();
  const context: WriteContext = {
    ...base,
    at: base.now.toISOString(),
    requireCoder() {
      if (!base.coder)
        throw new AppError('NO_CODER', 'Give your name as coder first, so that your work can be told apart.');
      return base.coder;
    },
    change(step, work) {
      const change = recordChange(db, context.requireCoder().id, context.at, step, work);
      for (const room of change.rooms) rooms.add(room);
      if (change.rows > 0) rooms.add('history');
      return change.output;
    },
    touch(touched, ids = []) {
      for (const room of touched) rooms.add(room);
      if (ids === null) articleIds = null;
      else for (const id of ids) articleIds?.add(id);
    },
  };
  let revision: number | null = null;
  const output = connection.transaction(remade.has(request.name) ? 'bulk' : 'write', () => {
    const result = write(db, request.input, context);
    if (rooms.size > 0) {
      revision = Number(
        db.value<string>(
          `INSERT INTO meta VALUES ('revision', '1')
           ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value`,
        ),
      );
      if (rooms.has('history')) {
        db.run(`INSERT INTO meta VALUES ('saved_at', ?) ON CONFLICT DO UPDATE SET value = excluded.value`, context.at);
      }
    }
    return result;
  });
  const ids: string[] | null =
    articleIds && (articleIds as Set<string>).size <= 200 ? [...(articleIds as Set<string>)] : null;
  return { output, extra: { revision, rooms: [...rooms], articleIds: ids } satisfies WriteNote };
}

answerRequests(data.mode === 'write' ? runWrite : runRead, () => connection.close());
