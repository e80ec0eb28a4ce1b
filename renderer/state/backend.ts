import { channelOverBridge } from '../../shared/contract/bridge.ts';
import { type CallOptions, type Client, createClient } from '../../shared/contract/client.ts';
import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { channelToOrigin } from './web-channel.ts';

let client: Client | undefined;
let restart: () => void = () => {};

/** Connects through the desktop's bridge, or else to the origin that served the page. Call once. */
export function connect(target: Window = window): Client {
  if (target.parallax) {
    const bridge = target.parallax;
    client = createClient(channelOverBridge(target));
    restart = () => bridge.restartBackend();
  } else {
    const channel = channelToOrigin(target.location);
    client = createClient(channel);
    restart = () => channel.retry();
  }
  return client;
}

/** For tests: any client in place of the real one. */
export function setClientForTest(other: Client) {
  client = other;
}

export function backend(): Client {
  if (!client) throw new AppError('BACKEND_GONE', 'Not connected yet.');
  return client;
}

/** Asks the backend. Rejects with `AppError`. In components prefer `useBackend` and `useChange`. */
export function call<M extends MethodName>(method: M, input: InputOf<M>, options?: CallOptions): Promise<OutputOf<M>> {
  return backend().call(method, input, options);
}

/** Starts the backend again, or tries again to reach it, after it was given up. */
export function restartBackend() {
  restart();
}

/** The desktop's bridge; undefined in a browser. */
export const desktop = () => (typeof window === 'undefined' ? undefined : window.parallax);
