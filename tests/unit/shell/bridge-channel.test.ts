import { beforeEach, describe, expect, it } from 'vitest';
import { channelOverBridge } from '../../../shared/contract/bridge.ts';
import type { WireMessage } from '../../../shared/contract/channel.ts';

/** A window that hands messages from the preload script to its listeners. */
class FakeWindow {
  asked = 0;
  parallax = { connect: () => void this.asked++ };
  #listeners: ((event: MessageEvent) => void)[] = [];
  addEventListener(_type: 'message', listener: (event: MessageEvent) => void) {
    this.#listeners.push(listener);
  }
  post(data: unknown, ports: unknown[] = [], source: unknown = this) {
    for (const listener of this.#listeners) listener({ data, ports, source } as unknown as MessageEvent);
  }
}

class FakePort {
  sent: unknown[] = [];
  closed = false;
  onmessage?: (event: { data: unknown }) => void;
  postMessage(message: unknown) {
    this.sent.push(message);
  }
  close() {
    this.closed = true;
  }
}

const portMessage = { source: 'parallax-shell', type: 'port' };
const gone = (restarting: boolean) => ({ source: 'parallax-shell', type: 'gone', restarting, attempt: 1 });
const call = (id: number): WireMessage => ({ type: 'call', id, method: 'projects.current', input: {} });

describe('the channel over the desktop bridge', () => {
  let target: FakeWindow;
  let received: WireMessage[];
  let channel: ReturnType<typeof channelOverBridge>;
  beforeEach(() => {
    target = new FakeWindow();
    received = [];
    channel = channelOverBridge(target);
    channel.onMessage((message) => received.push(message));
  });

  it('asks for a port and keeps what is sent before it comes', () => {
    expect(target.asked).toBe(1);
    channel.send({ type: 'hello', version: '1' });
    channel.send(call(1));
    const port = new FakePort();
    target.post(portMessage, [port]);
    expect(port.sent).toEqual([{ type: 'hello', version: '1' }, call(1)]);
  });

  it('takes a port from nobody but its own window', () => {
    const port = new FakePort();
    target.post(portMessage, [port], {});
    target.post({ source: 'someone', type: 'port' }, [port]);
    channel.send(call(1));
    expect(port.sent).toEqual([]);
  });

  it('keeps the port it has when another one comes', () => {
    const [first, second] = [new FakePort(), new FakePort()];
    target.post(portMessage, [first]);
    target.post(portMessage, [second]);
    channel.send(call(1));
    expect(first.sent).toEqual([call(1)]);
    expect(second.sent).toEqual([]);
  });

  it('tells of a lost backend, greets the next one and gives it the calls made in between', () => {
    const first = new FakePort();
    target.post(portMessage, [first]);
    target.post(gone(true));
    expect(received).toEqual([{ type: 'gone', restarting: true, attempt: 1 }]);
    expect(first.closed).toBe(true);
    channel.send(call(7));
    channel.send(call(8));
    channel.send({ type: 'cancel', id: 8 });
    channel.send({ type: 'subscribe', id: 9, topic: 'jobs' });
    const second = new FakePort();
    target.post(portMessage, [second]);
    // The client renews its subscriptions by itself: one here would be double.
    expect(second.sent).toEqual([{ type: 'hello', version: '1' }, call(7)]);
    second.onmessage?.({ data: { type: 'ready', version: '1.2.3' } });
    expect(received.at(-1)).toEqual({ type: 'ready', version: '1.2.3' });
  });

  it('refuses calls once the backend was given up', async () => {
    target.post(portMessage, [new FakePort()]);
    target.post(gone(false));
    channel.send(call(5));
    await Promise.resolve();
    expect(received.at(-1)).toMatchObject({ type: 'error', id: 5, error: { code: 'BACKEND_GONE' } });
  });
});
