import { Worker } from 'node:worker_threads';
import type { WireError } from '../../shared/contract/channel.ts';
import { AppError } from '../../shared/contract/errors.ts';

/** To a worker thread. `flag[0]` becomes 1 when the caller no longer wants the answer. */
export interface ThreadRequest {
  id: number;
  name: string;
  input: unknown;
  context?: unknown;
  /** The answer is wanted as JSON, unless that would lose something of it. */
  asJson?: boolean;
  flag: Int32Array<SharedArrayBuffer>;
}

/** From a worker thread: an answer, or a line for the log. */
export type ThreadReply =
  | { id: number; output: unknown; extra?: unknown }
  | { id: number; json: string }
  | { id: number; error: WireError; incident?: { message: string; stack?: string } }
  | { log: 'warn' | 'error'; fields: Record<string, unknown>; message: string };

export interface ThreadAnswer<T> {
  output: T;
  /** The output, where it was asked for as JSON and can be: there is no `output` then. */
  json?: string;
  /** What the thread says besides the output: which rooms a write touched. */
  extra?: unknown;
}

export interface ThreadOptions {
  /** File name of the entry in `electron/workers`, without ending. */
  entry: string;
  workerData?: unknown;
  onLog(level: 'warn' | 'error', fields: Record<string, unknown>, message: string): void;
  /** The thread ended without being asked to; its pending calls were rejected. */
  onExit(error: Error): void;
}

/**
 * Of a thread's heap the part for what was made just now, in MB. Threads live as long as the project is open; left alone,
 * each would let it grow to 48 for work that gains nothing from it. Database threads make rows, and little else.
 */
const YOUNG_GENERATION = { analysis: 16, others: 8 };

/** The memory of bytes that have it for themselves, to be handed over instead of copied; nothing for a part of something larger. */
export const ownBuffer = ({ buffer, byteLength }: Uint8Array): ArrayBuffer[] =>
  buffer instanceof ArrayBuffer && byteLength === buffer.byteLength ? [buffer] : [];

/** Worker entries lie in `electron/workers` in the sources, and beside the host in a build. */
function entryUrl(entry: string): URL {
  return import.meta.url.endsWith('.ts')
    ? new URL(`../workers/${entry}.ts`, import.meta.url)
    : new URL(`./${entry}.js`, import.meta.url);
}

/** A worker thread that answers calls one after the other. */
export interface Thread {
  /** Calls sent and not answered. */
  readonly load: number;
  call<T>(
    name: string,
    input: unknown,
    options?: { context?: unknown; transfer?: ArrayBuffer[]; signal?: AbortSignal; asJson?: boolean },
  ): Promise<ThreadAnswer<T>>;
  /** Lets the calls under way finish, then ends the thread. Never stops a thread inside SQLite. */
  close(): Promise<void>;
}

export function startThread(options: ThreadOptions): Thread {
  const worker = new Worker(entryUrl(options.entry), {
    workerData: options.workerData,
    resourceLimits: {
      maxYoungGenerationSizeMb: options.entry === 'analysis' ? YOUNG_GENERATION.analysis : YOUNG_GENERATION.others,
    },
  });
  const pending = new Map<number, { resolve(answer: ThreadAnswer<never>): void; reject(error: unknown): void }>();
  let nextId = 1;
  let closing = false;
  let idle: (() => void) | undefined;
  const settle = (id: number) => {
    const call = pending.get(id);
    pending.delete(id);
    if (pending.size === 0) idle?.();
    return call;
  };

  worker.on('message', (reply: ThreadReply) => {
    if ('log' in reply) return options.onLog(reply.log, reply.fields, reply.message);
    const call = settle(reply.id);
    if (!call) return;
    if ('output' in reply) return call.resolve({ output: reply.output as never, extra: reply.extra });
    if ('json' in reply) return call.resolve({ output: undefined as never, json: reply.json });
    if (!reply.incident) return call.reject(AppError.fromWire(reply.error));
    const error = new Error(reply.incident.message);
    error.stack = reply.incident.stack;
    call.reject(error);
  });
  let failure: Error | undefined;
  let ended: Error | undefined;
  worker.on('error', (error: Error) => {
    failure = error;
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      const error = failure ?? new Error(`The ${options.entry} thread ended with code ${code}.`);
      ended = error;
      for (const id of [...pending.keys()]) settle(id)?.reject(error);
      idle?.();
      resolve();
      if (!closing) options.onExit(error);
    });
  });

  return {
    get load() {
      return pending.size;
    },
    call(name, input, { context, transfer = [], signal, asJson = false } = {}) {
      const id = nextId++;
      const flag = new Int32Array(new SharedArrayBuffer(4));
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        // Node says nothing when a message is posted to a thread that has ended.
        if (ended) return reject(ended);
        const cancel = () => void Atomics.store(flag, 0, 1);
        const unlisten = () => signal?.removeEventListener('abort', cancel);
        signal?.addEventListener('abort', cancel, { once: true });
        pending.set(id, {
          resolve(answer) {
            unlisten();
            resolve(answer);
          },
          reject(error) {
            unlisten();
            reject(error);
          },
        });
        try {
          worker.postMessage({ id, name, input, context, asJson, flag } satisfies ThreadRequest, transfer);
        } catch (error) {
          // Input that cannot be cloned: the thread never hears of this call.
          settle(id)?.reject(error);
        }
      });
    },
    async close() {
      closing = true;
      if (pending.size > 0) await new Promise<void>((resolve) => (idle = resolve));
      worker.postMessage({ close: true });
      await exited;
    },
  };
}

/**
 * Several threads of one kind: a call goes to the one with the least to do; a thread that died is replaced. The first
 * starts at once, the others when a call comes while all that run are busy.
 */
export function startThreads(count: number, options: ThreadOptions & { replace: boolean }): Thread {
  const start = (index: number): Thread =>
    startThread({
      ...options,
      onExit(error) {
        if (options.replace) threads[index] = start(index);
        options.onExit(error);
      },
    });
  let closing = false;
  const threads: Thread[] = [start(0)];
  return {
    get load() {
      return threads.reduce((sum, thread) => sum + thread.load, 0);
    },
    call(name, input, callOptions) {
      let least = threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
      if (least.load > 0 && threads.length < count && !closing) {
        least = start(threads.length);
        threads.push(least);
      }
      return least.call(name, input, callOptions);
    },
    async close() {
      closing = true;
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
