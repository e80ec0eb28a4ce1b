import { randomUUID } from 'node:crypto';
import type { Channel, ClientMessage, ServerMessage } from '../../shared/contract/channel.ts';
import { contract, type MethodName, type OutputOf, type ParsedInputOf } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { events as eventSchemas } from '../../shared/contract/events.ts';
import { describeError } from './app/log.ts';
import type { Events } from './events.ts';
import type { Answer, ProjectThreads } from './project-threads.ts';
import type { Backend } from './services/backend.ts';

/** Methods that run on the backend's own thread. Those that are absent go to the database threads by name. */
export type HostHandlers = {
  [M in MethodName]?: (input: ParsedInputOf<M>, signal: AbortSignal) => Promise<OutputOf<M>> | OutputOf<M>;
};

export interface RouterOptions {
  backend: Backend;
  /** Answers a query on a reader thread. NO_PROJECT when no project is open. */
  readJson: ProjectThreads['readJson'];
  events: Events;
  handlers: HostHandlers;
  version: string;
  /** Also checks what handlers answer: for tests. */
  checkOutputs?: boolean;
}

/**
 * Answers that stay as they were when asked, and that no `changed` event renews: they must know of everything that the same
 * page had sent before, also of what still waits for the disk.
 */
const snapshots: ReadonlySet<string> = new Set<MethodName>(['articles.openView']);

function invalidInput(method: string, issues: readonly { path: PropertyKey[]; message: string }[]): AppError {
  const [first] = issues;
  const where = first && first.path.length > 0 ? ` (${first.path.map(String).join('.')})` : '';
  return new AppError('INVALID_INPUT', `${first?.message ?? 'Invalid input.'}${where}`, {
    method,
    issues: [...issues],
  });
}

/** Speaks the wire protocol with one page. Returns a function that ends it. */
export function serveChannel(channel: Channel, options: RouterOptions): () => void {
  const { backend, events, handlers } = options;
  const calls = new Map<number, AbortController>();
  const subscriptions = new Map<number, () => void>();
  /** Settles, never rejects, when all commands of this page that were sent so far have ended. */
  let written: Promise<unknown> = Promise.resolve();
  let open = true;
  const send = (message: ServerMessage) => {
    if (open) channel.send(message);
  };

  async function dispatch(name: string, rawInput: unknown, signal: AbortSignal): Promise<Answer> {
    if (!Object.hasOwn(contract, name))
      throw new AppError('UNKNOWN_METHOD', `Parallax knows no method ${name}.`, { name });
    const method = contract[name as MethodName];
    const parsed = method.input.safeParse(rawInput);
    if (!parsed.success) throw invalidInput(name, parsed.error.issues);
    const handler = handlers[name as MethodName] as ((input: unknown, signal: AbortSignal) => unknown) | undefined;
    if (snapshots.has(name)) {
      await written;
      signal.throwIfAborted();
    }
    const run = async (): Promise<Answer> => {
      if (handler) return { output: await handler(parsed.data, signal) };
      if (method.kind === 'command') return { output: await backend.write(name, parsed.data) };
      return options.readJson(name, parsed.data, { signal });
    };
    const running = run();
    if (method.kind === 'command') written = Promise.allSettled([written, running]);
    const answer = await running;
    if (options.checkOutputs) method.output.parse('json' in answer ? JSON.parse(answer.json) : answer.output);
    return answer;
  }

  async function answer(id: number, name: string, input: unknown) {
    const abort = new AbortController();
    calls.set(id, abort);
    try {
      const given = await dispatch(name, input, abort.signal);
      if (!abort.signal.aborted) send({ type: 'result', id, ...given });
    } catch (error) {
      if (abort.signal.aborted) return;
      if (error instanceof AppError) return send({ type: 'error', id, error: error.toWire() });
      const incident = randomUUID().slice(0, 8);
      backend.log.error({ incident, method: name, err: describeError(error) }, 'unexpected error');
      send({
        type: 'error',
        id,
        error: {
          code: 'UNEXPECTED',
          message: `Something unexpected went wrong. Nothing saved was lost. Incident ${incident} in the log file tells more.`,
          details: { incident },
        },
      });
    } finally {
      calls.delete(id);
    }
  }

  channel.onMessage((raw) => {
    // A page that sends nonsense harms itself alone.
    if (raw === null || typeof raw !== 'object') return;
    const message = raw as ClientMessage;
    switch (message.type) {
      case 'hello':
        return send({ type: 'ready', version: options.version });
      case 'call':
        void answer(message.id, message.method, message.input);
        return;
      case 'cancel':
        calls.get(message.id)?.abort(new AppError('CANCELLED', 'Cancelled.'));
        return;
      case 'subscribe': {
        const { id, topic } = message;
        if (!Object.hasOwn(eventSchemas, topic)) return;
        subscriptions.set(
          id,
          events.subscribe(topic, (data, seq) => send({ type: 'event', id, topic, seq, data }), message.after),
        );
        return;
      }
      case 'unsubscribe':
        subscriptions.get(message.id)?.();
        subscriptions.delete(message.id);
    }
  });

  return () => {
    open = false;
    for (const end of subscriptions.values()) end();
    for (const abort of calls.values()) abort.abort(new AppError('CANCELLED', 'The window was closed.'));
  };
}
