import type { WireMessage } from '../../shared/contract/channel.ts';
import type { HostReply, HostRequest } from './protocol.ts';
import { serveSupervisor } from './supervised.ts';

/** The parts of Electron's utility process that are used here; this file must not import `electron`. */
interface Port {
  on(event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}
const parent = (process as unknown as { parentPort: Port }).parentPort;

/** The backend in Electron's utility process: each page talks to it over a port of its own. */
const ends = new Map<number, () => void>();
const receive = serveSupervisor({
  post: (reply: HostReply) => parent.postMessage(reply),
  onPageRequest(request, backend, handedOver) {
    const { connection } = request;
    if (request.kind === 'disconnect') {
      ends.get(connection)?.();
      ends.delete(connection);
    }
    if (request.kind !== 'connect' || !handedOver) return;
    const port = handedOver as Port;
    const end = backend.connect({
      send: (message) => port.postMessage(message),
      onMessage(listener) {
        port.on('message', ({ data }) => listener(data as WireMessage));
        port.start();
      },
    });
    ends.set(connection, end);
    port.on('close', () => {
      if (ends.delete(connection)) end();
    });
  },
});
parent.on('message', ({ data, ports }) => receive(data as HostRequest, ports[0]));
