import type { Channel, ServerMessage } from './channel.ts';
import type { InputOf, MethodName, OutputOf } from './contract.ts';
import { AppError } from './errors.ts';
import type { EventOf, Topic } from './events.ts';

export interface CallOptions {
  signal?: AbortSignal;
}

/** The caller's end of a channel: typed calls, cancel, and subscriptions that survive a new backend. */
export interface Client {
  call<M extends MethodName>(method: M, input: InputOf<M>, options?: CallOptions): Promise<OutputOf<M>>;
  /** Returns a function that ends the subscription. */
  subscribe<T extends Topic>(topic: T, listener: (data: EventOf<T>, seq: number) => void): () => void;
  /** Resolves with the backend's version after its handshake. */
  ready: Promise<string>;
  /** Told when the host lost its backend, and again (`undefined`) when a new one is ready. */
  onGone(listener: (gone: { restarting: boolean; attempt: number } | undefined) => void): void;
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: AppError): void;
}

interface Subscription {
  topic: Topic;
  listener(data: unknown, seq: number): void;
  lastSeq?: number;
}

/** Speaks the wire protocol of `channel.ts` over any transport. */
export function createClient(channel: Channel): Client {
  let nextId = 1;
  const pending = new Map<number, Pending>();
  const subscriptions = new Map<number, Subscription>();
  const goneListeners = new Set<(gone: { restarting: boolean; attempt: number } | undefined) => void>();
  let becomeReady: (version: string) => void = () => {};
  let wasGone = false;
  const ready = new Promise<string>((resolve) => {
    becomeReady = resolve;
  });

  function sendSubscription(id: number, subscription: Subscription) {
    const after = subscription.lastSeq === undefined ? {} : { after: subscription.lastSeq };
    channel.send({ type: 'subscribe', id, topic: subscription.topic, ...after });
  }

  function backendGone(message: { restarting: boolean; attempt: number }) {
    wasGone = true;
    for (const call of pending.values()) {
      call.reject(
        new AppError(
          'BACKEND_GONE',
          'Parallax lost its connection to the project. What was shown as saved is on disk.',
        ),
      );
    }
    pending.clear();
    for (const listener of goneListeners) listener({ restarting: message.restarting, attempt: message.attempt });
  }

  function backendReady(version: string) {
    becomeReady(version);
    if (!wasGone) return;
    wasGone = false;
    for (const [id, subscription] of subscriptions) {
      // A new backend counts its events from the start again.
      delete subscription.lastSeq;
      sendSubscription(id, subscription);
    }
    for (const listener of goneListeners) listener(undefined);
  }

  channel.onMessage((raw) => {
    const message = raw as ServerMessage;
    switch (message.type) {
      case 'ready':
        return backendReady(message.version);
      case 'gone':
        return backendGone(message);
      case 'result':
        pending.get(message.id)?.resolve('json' in message ? JSON.parse(message.json) : message.output);
        pending.delete(message.id);
        return;
      case 'error':
        pending.get(message.id)?.reject(AppError.fromWire(message.error));
        pending.delete(message.id);
        return;
      case 'event': {
        const subscription = subscriptions.get(message.id);
        if (!subscription) return;
        subscription.lastSeq = message.seq;
        subscription.listener(message.data, message.seq);
      }
    }
  });
  channel.send({ type: 'hello', version: '1' });

  return {
    ready,
    call(method, input, options = {}) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        if (options.signal?.aborted) {
          reject(new AppError('CANCELLED', 'Cancelled.'));
          return;
        }
        const abort = () => {
          if (!pending.delete(id)) return;
          channel.send({ type: 'cancel', id });
          reject(new AppError('CANCELLED', 'Cancelled.'));
        };
        const settle = () => options.signal?.removeEventListener('abort', abort);
        pending.set(id, {
          resolve(output) {
            settle();
            resolve(output as OutputOf<typeof method>);
          },
          reject(error) {
            settle();
            reject(error);
          },
        });
        options.signal?.addEventListener('abort', abort, { once: true });
        channel.send({ type: 'call', id, method, input });
      });
    },
    subscribe(topic, listener) {
      const id = nextId++;
      const subscription: Subscription = { topic, listener: listener as Subscription['listener'] };
      subscriptions.set(id, subscription);
      sendSubscription(id, subscription);
      return () => {
        if (subscriptions.delete(id)) channel.send({ type: 'unsubscribe', id });
      };
    },
    onGone(listener) {
      goneListeners.add(listener);
    },
  };
}
