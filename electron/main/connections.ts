import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { ClientMessage } from '../../shared/contract/channel.ts';
import type { HostReply } from '../hosts/protocol.ts';
import type { BackendProcess, SupervisorState } from './supervisor.ts';

interface Connection {
  page: WebContents;
  /** Only where main relays: our end of the page's port. */
  relay?: MessagePortMain;
}

export interface Connections {
  /** A page asks for a port. The ones of a page that was reloaded since have closed by themselves. */
  add(page: WebContents): void;
  remove(page: WebContents): void;
  /** Every page gets a port to a new backend, or is told that the old one is gone. */
  follow(state: SupervisorState): void;
  relayToPage(reply: Extract<HostReply, { kind: 'wire' }>): void;
}

/**
 * Ports between pages and the backend. A utility process gets its end of the port and talks to the page directly;
 * a Node child cannot hold one, so `relays` carries each message between port and process.
 */
export function createConnections(relays: boolean): Connections {
  const pages = new Set<WebContents>();
  const open = new Map<number, Connection>();
  let backend: BackendProcess | undefined;
  let gone: { restarting: boolean; attempt: number } | undefined;
  let next = 1;

  function connect(page: WebContents, process: BackendProcess) {
    if (page.isDestroyed()) return;
    const connection = next++;
    const { port1, port2 } = new MessageChannelMain();
    if (relays) {
      open.set(connection, { page, relay: port1 });
      process.send({ kind: 'connect', connection });
      port1.on('message', (event) => {
        process.send({ kind: 'wire', connection, message: event.data as ClientMessage });
      });
      port1.on('close', () => {
        if (open.delete(connection)) process.send({ kind: 'disconnect', connection });
      });
      port1.start();
    } else {
      open.set(connection, { page });
      process.send({ kind: 'connect', connection }, port1);
    }
    page.postMessage('backend:port', null, [port2]);
  }

  function disconnect(page: WebContents) {
    for (const [connection, entry] of open) {
      if (entry.page !== page) continue;
      open.delete(connection);
      entry.relay?.close();
      backend?.send({ kind: 'disconnect', connection });
    }
  }

  return {
    add(page) {
      pages.add(page);
      if (backend) connect(page, backend);
      else if (gone) page.send('backend:gone', gone);
    },
    remove(page) {
      disconnect(page);
      pages.delete(page);
    },
    follow(state) {
      if (state.kind === 'ready') {
        backend = state.process;
        gone = undefined;
        for (const page of pages) connect(page, state.process);
        return;
      }
      backend = undefined;
      for (const { relay } of open.values()) relay?.close();
      open.clear();
      if (state.kind !== 'gone') return;
      gone = { restarting: state.restarting, attempt: state.attempt };
      for (const page of pages) if (!page.isDestroyed()) page.send('backend:gone', gone);
    },
    relayToPage({ connection, message }) {
      open.get(connection)?.relay?.postMessage(message);
    },
  };
}
