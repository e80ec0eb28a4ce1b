import type { Channel, ClientMessage, ServerMessage, WireMessage } from '../../shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../shared/contract/codec.ts';

/** The part of a WebSocket that is used, so that a test can stand in for it. */
export interface Socket {
  send(data: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
}

export interface WebChannelOptions {
  open(): Socket;
  /** Waits before the next attempt; replaced in tests. */
  wait?: (milliseconds: number) => Promise<void>;
  /** After so many attempts in a row that did not connect, the page is told that nobody is trying any more. */
  attempts?: number;
}

const firstWait = 250;
const longestWait = 8000;

/**
 * The page's end of a web socket. A lost socket is told to the page as `gone` and opened again with growing pauses; calls
 * made in between wait for it, and the next backend is greeted again. `retry` starts over after it was given up.
 */
export function channelOverWebSocket(options: WebChannelOptions): Channel & { retry(): void } {
  const wait = options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
  const attempts = options.attempts ?? 10;
  let socket: Socket | undefined;
  let listener: ((message: WireMessage) => void) | undefined;
  let state: 'connecting' | 'connected' | 'between' | 'given up' = 'connecting';
  let failed = 0;
  const undelivered: ServerMessage[] = [];
  let unsent: ClientMessage[] = [];

  function deliver(message: ServerMessage) {
    if (listener) listener(message);
    else undelivered.push(message);
  }

  function connect() {
    const next = options.open();
    let opened = false;
    next.onopen = () => {
      opened = true;
      socket = next;
      if (state === 'between') next.send(encodeMessage({ type: 'hello', version: '1' }));
      state = 'connected';
      failed = 0;
      for (const message of unsent.splice(0)) next.send(encodeMessage(message));
    };
    next.onmessage = (event) => deliver(decodeMessage(String(event.data)) as ServerMessage);
    next.onerror = () => {};
    next.onclose = () => lost(opened);
  }

  function lost(opened: boolean) {
    socket = undefined;
    failed = opened ? 1 : failed + 1;
    const restarting = failed <= attempts;
    // Before the first connection there is nothing to lose yet: what waits to be sent goes on waiting.
    if (state === 'connected' || !restarting) {
      deliver({ type: 'gone', restarting, attempt: failed });
      unsent = [];
    }
    if (state === 'connected') state = 'between';
    if (!restarting) {
      state = 'given up';
      return;
    }
    void wait(Math.min(longestWait, firstWait * 2 ** (failed - 1))).then(connect);
  }

  connect();

  return {
    send(message) {
      const request = message as ClientMessage;
      if (socket && state === 'connected') socket.send(encodeMessage(request));
      else if (state === 'given up') {
        if (request.type !== 'call') return;
        const error = { code: 'BACKEND_GONE', message: 'Parallax cannot be reached. Start it again, then try again.' };
        queueMicrotask(() => deliver({ type: 'error', id: request.id, error }));
      } else if (state === 'connecting' || request.type === 'call') unsent.push(request);
      // Subscriptions are renewed by the client when the next backend is ready.
      else if (request.type === 'cancel')
        unsent = unsent.filter((other) => !('id' in other && other.id === request.id));
    },
    onMessage(next) {
      listener = next;
      for (const message of undelivered.splice(0)) next(message);
    },
    retry() {
      if (state !== 'given up') return;
      state = 'between';
      failed = 0;
      connect();
    },
  };
}

/** The channel to the host that served this page. */
export function channelToOrigin(location: Location): Channel & { retry(): void } {
  const address = new URL('/channel', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return channelOverWebSocket({ open: () => new WebSocket(address) as unknown as Socket });
}
