/** A server on loopback that stands for a provider; each test says how it answers. It writes down what reached it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll } from 'vitest';

const open = new Set<() => Promise<void>>();
afterAll(async () => {
  await Promise.all([...open].map((close) => close()));
});

export interface Reached {
  method: string;
  /** Path and parameters. */
  path: string;
  /** Lower case names; in the order of the wire. */
  headers: { name: string; value: string }[];
  body: string;
}

export interface ProviderServer {
  /** `http://127.0.0.1:PORT` */
  origin: string;
  reached: Reached[];
  /** How it answers from now on. */
  answer: (request: Reached, response: ServerResponse, raw: IncomingMessage) => void;
  /** Resolves when the connection of a request was closed from the other side. */
  nextHangUp(): Promise<void>;
  close(): Promise<void>;
}

export async function startProviderServer(answer: ProviderServer['answer'] = () => {}): Promise<ProviderServer> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  const http = createServer((raw, response) => {
    const parts: Buffer[] = [];
    raw.on('data', (part) => parts.push(part));
    raw.on('end', () => {
      const headers: Reached['headers'] = [];
      for (let at = 0; at < raw.rawHeaders.length; at += 2) {
        headers.push({ name: raw.rawHeaders[at]!.toLowerCase(), value: raw.rawHeaders[at + 1]! });
      }
      const reached = { method: raw.method!, path: raw.url!, headers, body: Buffer.concat(parts).toString('utf8') };
      server.reached.push(reached);
      server.answer(reached, response, raw);
    });
    response.on('close', () => {
      if (!response.writableFinished) for (const told of waiting.splice(0)) told();
    });
  });
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    if (!open.delete(close)) return;
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => http.close(resolve));
  };
  open.add(close);
  const server: ProviderServer = {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    reached: [],
    answer,
    nextHangUp: () => new Promise((resolve) => waiting.push(resolve)),
    close,
  };
  return server;
}

export const sendJson = (response: ServerResponse, value: unknown, status = 200) => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
};
