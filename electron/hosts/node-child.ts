import type { ServerMessage, WireMessage } from '../../shared/contract/channel.ts';
import type { HostReply, HostRequest } from './protocol.ts';
import { serveSupervisor } from './supervised.ts';

interface Page {
  listener?: (message: WireMessage) => void;
  /** Came before the backend listened. */
  waiting: WireMessage[];
  end(): void;
}

function post(reply: HostReply) {
  // Whoever asked may be gone by the time this is sent; `disconnect` below says what then.
  if (process.connected) process.send?.(reply, undefined, undefined, () => {});
}

/** The backend as a child of any Node program: pages are told apart by the number of their connection. */
const pages = new Map<number, Page>();
const receive = serveSupervisor({
  post,
  onPageRequest(request, backend) {
    const { connection } = request;
    const known = pages.get(connection);
    if (request.kind === 'wire') {
      if (known?.listener) known.listener(request.message);
      else known?.waiting.push(request.message);
    } else if (request.kind === 'disconnect') {
      pages.delete(connection);
      known?.end();
    } else {
      const page: Page = { waiting: [], end: () => {} };
      pages.set(connection, page);
      page.end = backend.connect({
        send: (message) => post({ kind: 'wire', connection, message: message as ServerMessage }),
        onMessage(listener) {
          page.listener = listener;
          for (const message of page.waiting.splice(0)) listener(message);
        },
      });
    }
  },
});
process.on('message', (request) => receive(request as HostRequest));
// Whoever started it is gone: nobody is left to ask for a shutdown.
process.on('disconnect', () => receive({ kind: 'shutdown' }));
