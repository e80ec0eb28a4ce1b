/** Every way a page can be wired to a backend, behind one face, so that one suite runs over all of them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import WebSocket from 'ws';
import { serveWeb } from '../../electron/hosts/web-server/serve.ts';
import { type Channel, channelPair, type WireMessage } from '../../shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../shared/contract/codec.ts';
import { startTestBackend, stopAtEnd, temporaryFolder } from '../support/backend.ts';
import { startChildBackend } from '../support/child-backend.ts';

/** A running backend. Each `connect` is a page of its own. */
export interface Wired {
  dataDir: string;
  connect(): Promise<Channel>;
}

export interface Transport {
  name: string;
  /** `project`: opened, and created if absent. */
  start(options: { project: boolean }): Promise<Wired>;
}

const inProcess: Transport = {
  name: 'in-process',
  async start({ project }) {
    const { backend, dataDir } = await startTestBackend(project ? { project: true } : {});
    return {
      dataDir,
      async connect() {
        const [here, there] = channelPair();
        backend.connect(there);
        return here;
      },
    };
  },
};

/** A web socket as the page opens it: with the cookie that the printed address was exchanged for, and an origin. */
export async function openSocket(url: string): Promise<Channel & { socket: WebSocket }> {
  const { origin, host } = new URL(url);
  const response = await fetch(url);
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const socket = new WebSocket(`ws://${host}/channel`, { headers: { cookie, origin } });
  const waiting: WireMessage[] = [];
  let listener: (message: WireMessage) => void = (message) => waiting.push(message);
  socket.on('message', (data) => listener(decodeMessage(String(data)) as WireMessage));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    socket,
    send: (message) => socket.send(encodeMessage(message)),
    onMessage(next) {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
    },
  };
}

const webSocket: Transport = {
  name: 'web socket',
  async start({ project }) {
    const { backend, dataDir } = await startTestBackend(project ? { project: true } : {});
    const pageDir = temporaryFolder();
    writeFileSync(join(pageDir, 'index.html'), '<!doctype html>');
    const server = await serveWeb({ backend, dataDir, pageDir, port: 0 });
    stopAtEnd(() => server.close());
    return { dataDir, connect: () => openSocket(server.url) };
  },
};

const nodeChild: Transport = {
  name: 'node child',
  async start({ project }) {
    const dataDir = temporaryFolder();
    const child = await startChildBackend({ dataDir });
    await child.client.call('coders.use', { name: 'Rana' });
    if (project) await child.client.call('projects.create', { path: join(dataDir, 'test.parallax') });
    return { dataDir, connect: async () => child.connect() };
  },
};

export const transports: readonly Transport[] = [inProcess, webSocket, nodeChild];
