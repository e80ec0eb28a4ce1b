/**
 * The wire between a page (or the command line) and the backend.
 *
 * A transport is two members, so that a MessagePort, a child process, a web socket and a pair of functions in one
 * process can all carry it. Only JSON values and `Uint8Array` cross it.
 */
export interface Channel {
  send(message: WireMessage): void;
  /** Replaces the listener. Messages that came before the first listener are kept and delivered to it, in order. */
  onMessage(listener: (message: WireMessage) => void): void;
}

/** An error as it crosses the wire. `code` is for programs, `message` for people, `details` for both. */
export interface WireError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

/** From the page to the backend. */
export type ClientMessage =
  | { type: 'hello'; version: string }
  | { type: 'call'; id: number; method: string; input: unknown }
  | { type: 'cancel'; id: number }
  /** `after`: number of the last event seen; later ones that are still kept are sent again. */
  | { type: 'subscribe'; id: number; topic: string; after?: number }
  | { type: 'unsubscribe'; id: number };

/** From the backend to the page. */
export type ServerMessage =
  | { type: 'ready'; version: string }
  | { type: 'result'; id: number; output: unknown }
  /** The same, where the answer was made into JSON by whoever read it: large ones cross threads and processes fastest so. */
  | { type: 'result'; id: number; json: string }
  | { type: 'error'; id: number; error: WireError }
  /** `id` is that of the subscription, `seq` counts the events of the topic since the backend started. */
  | { type: 'event'; id: number; topic: string; seq: number; data: unknown }
  /** The host lost its backend: every pending call fails with BACKEND_GONE. Sent by the supervisor. */
  | { type: 'gone'; restarting: boolean; attempt: number };

export type WireMessage = ClientMessage | ServerMessage;

/** Two channels that talk to each other inside one process. */
export function channelPair(): [Channel, Channel] {
  const make = () => {
    const waiting: WireMessage[] = [];
    let listener: ((message: WireMessage) => void) | undefined;
    return {
      deliver(message: WireMessage) {
        if (listener) listener(message);
        else waiting.push(message);
      },
      onMessage(next: (message: WireMessage) => void) {
        listener = next;
        for (const message of waiting.splice(0)) next(message);
      },
    };
  };
  const left = make();
  const right = make();
  // structuredClone: neither side may see the other's objects, as over every other transport.
  const post = (to: ReturnType<typeof make>) => (message: WireMessage) => {
    const copy = structuredClone(message);
    queueMicrotask(() => to.deliver(copy));
  };
  return [
    { send: post(right), onMessage: left.onMessage },
    { send: post(left), onMessage: right.onMessage },
  ];
}
