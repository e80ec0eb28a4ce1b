import { beforeEach, describe, expect, test } from 'vitest';
import { channelOverWebSocket, type Socket } from '../../renderer/state/web-channel.ts';
import type { ServerMessage } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';
import { decodeMessage, encodeMessage } from '../../shared/contract/codec.ts';

class FakeSocket implements Socket {
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  send(data: string) {
    this.sent.push(decodeMessage(data));
  }
  close() {}
  answer(message: ServerMessage) {
    this.onmessage?.({ data: encodeMessage(message) });
  }
}

let sockets: FakeSocket[];
let pauses: number[];

const open = (attempts?: number) =>
  channelOverWebSocket({
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    wait: async (milliseconds) => void pauses.push(milliseconds),
    ...(attempts === undefined ? {} : { attempts }),
  });
const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  sockets = [];
  pauses = [];
});

describe('the page over a web socket', () => {
  test('sends what was said before the socket opened, once it does, and carries bytes', async () => {
    const client = createClient(open());
    const sent = client.call('import.uploadPiece', {
      uploadId: 'u',
      path: 'a.txt',
      offset: 0,
      bytes: new Uint8Array([0, 255, 7]),
    });
    expect(sockets[0]!.sent).toEqual([]);
    sockets[0]!.onopen?.();
    expect(sockets[0]!.sent).toEqual([
      { type: 'hello', version: '1' },
      {
        type: 'call',
        id: 1,
        method: 'import.uploadPiece',
        input: { uploadId: 'u', path: 'a.txt', offset: 0, bytes: new Uint8Array([0, 255, 7]) },
      },
    ]);
    sockets[0]!.answer({ type: 'result', id: 1, output: { received: 3 } });
    await expect(sent).resolves.toEqual({ received: 3 });
  });

  test('a lost socket fails what was asked, opens anew, greets and renews subscriptions', async () => {
    const client = createClient(open());
    const told: unknown[] = [];
    client.onGone((gone) => told.push(gone));
    client.subscribe('settings', () => {});
    sockets[0]!.onopen?.();
    sockets[0]!.answer({ type: 'ready', version: '1' });
    const asked = client.call('app.info', {});
    sockets[0]!.onclose?.();
    await expect(asked).rejects.toMatchObject({ code: 'BACKEND_GONE' });
    expect(told).toEqual([{ restarting: true, attempt: 1 }]);
    await settle();
    sockets[1]!.onopen?.();
    expect(sockets[1]!.sent).toEqual([{ type: 'hello', version: '1' }]);
    sockets[1]!.answer({ type: 'ready', version: '1' });
    expect(sockets[1]!.sent.at(-1)).toMatchObject({ type: 'subscribe', topic: 'settings' });
    expect(told).toEqual([{ restarting: true, attempt: 1 }, undefined]);
  });

  test('a call made in between waits for the next socket', async () => {
    const client = createClient(open());
    sockets[0]!.onopen?.();
    sockets[0]!.onclose?.();
    const asked = client.call('projects.current', {});
    await settle();
    sockets[1]!.onopen?.();
    expect(sockets[1]!.sent.at(-1)).toMatchObject({ method: 'projects.current' });
    sockets[1]!.answer({ type: 'result', id: 1, output: null });
    await expect(asked).resolves.toBeNull();
  });

  test('pauses grow up to eight seconds; after the last attempt it says so and refuses calls until a retry', async () => {
    const channel = open(7);
    const client = createClient(channel);
    const told: unknown[] = [];
    client.onGone((gone) => told.push(gone));
    for (let i = 0; i < 8; i++) {
      sockets[i]!.onclose?.();
      await settle();
    }
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000]);
    expect(told).toEqual([{ restarting: false, attempt: 8 }]);
    await expect(client.call('app.info', {})).rejects.toMatchObject({ code: 'BACKEND_GONE' });
    channel.retry();
    sockets[8]!.onopen?.();
    expect(sockets[8]!.sent).toEqual([{ type: 'hello', version: '1' }]);
  });
});
