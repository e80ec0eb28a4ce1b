import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WireMessage } from '../../../shared/contract/channel.ts';
import { decodeMessage, encodeMessage } from '../../../shared/contract/codec.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Backend } from '../../backend/start.ts';
import { addressOf, createAccess } from './access.ts';
import { COMMON_HEADERS, downloadOf, pageFile, sendFile, sendNotFound } from './files.ts';

/** Longest message of a page, in bytes: a piece of an upload is at most 4 MB, a third more in base64. */
const MAX_MESSAGE = 16 * 1024 * 1024;

/** How long a page has to answer that it was told of the end, in milliseconds. */
const GOODBYE = 1_000;

const REFUSED = {
  401: 'This page needs the address that Parallax printed when it started, with its token.',
  403: 'Not from here.',
};

function portError(error: NodeJS.ErrnoException, port: number): Error {
  const why =
    error.code === 'EADDRINUSE'
      ? 'is in use by another program'
      : error.code === 'EACCES'
        ? 'is not open to you'
        : null;
  return why === null ? error : new AppError('INVALID_INPUT', `Port ${port} ${why}. Choose another one, or 0 for any.`);
}

export interface WebServer {
  /** The one address that opens the page, with its token. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built page and the backend on 127.0.0.1, to holders of the token only.
 * `port` 0 takes any free one. Rejects with INVALID_INPUT when the port is taken, or not for this user.
 */
export async function serveWeb(options: {
  backend: Backend;
  dataDir: string;
  pageDir: string;
  port: number;
}): Promise<WebServer> {
  const { backend, dataDir, pageDir } = options;
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, options.port)));
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const access = createAccess(port);

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const verdict = access.check(request);
    if (verdict.status !== null) {
      response
        .writeHead(verdict.status, { ...COMMON_HEADERS, 'Content-Type': 'text/plain' })
        .end(REFUSED[verdict.status]);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...COMMON_HEADERS, Allow: 'GET, HEAD' }).end();
      return;
    }
    const pathname = addressOf(request)?.pathname ?? '';
    const grant: Record<string, string> = verdict.granted ? { 'Set-Cookie': access.cookie() } : {};
    const download = /^\/download\/([^/]+)$/.exec(pathname);
    if (download) {
      const found = await downloadOf(dataDir, download[1] ?? '');
      if (!found) return sendNotFound(response);
      const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`;
      return sendFile(response, found.path, {
        'Content-Type': 'application/zip',
        'Content-Disposition': disposition,
      });
    }
    const file = pageFile(pageDir, pathname);
    if (!file) return sendNotFound(response);
    await sendFile(response, file.path, { ...grant, 'Content-Type': file.type });
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A caller that hangs up early is no reason to stop.
    socket.on('error', () => socket.destroy());
    const verdict = access.check(request);
    // A browser always says where a socket was opened from; whoever does not is no page of ours.
    const refused = verdict.status ?? (request.headers.origin === undefined ? 403 : null);
    if (refused !== null || addressOf(request)?.pathname !== '/channel') {
      socket.end(`HTTP/1.1 ${refused ?? 404} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const end = backend.connect({
        send: (message) => ws.send(encodeMessage(message)),
        onMessage(listener) {
          ws.on('message', (data: Buffer) => {
            try {
              listener(decodeMessage(data.toString()) as WireMessage);
            } catch {
              ws.close(1003);
            }
          });
        },
      });
      ws.on('close', end);
      ws.on('error', () => ws.terminate());
    });
  });

  return {
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    async close() {
      // A page that sleeps does not answer: it is not waited for.
      const hangUp = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE);
      for (const socket of sockets.clients) socket.close(1001);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      clearTimeout(hangUp);
    },
  };
}
