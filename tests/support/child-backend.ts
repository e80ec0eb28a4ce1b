/** A backend in a process of its own, as the desktop's supervisor starts it; it can be killed like any process. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { HostReply, HostRequest } from '../../electron/hosts/protocol.ts';
import type { Channel, ClientMessage, WireMessage } from '../../shared/contract/channel.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import { ROOT, stopAtEnd } from './backend.ts';

export interface ChildBackend {
  child: ChildProcess;
  client: Client;
  /** A page's end of the wire, without a client. */
  connect(): Channel;
  /** The reply of this kind, to a request if one is given. */
  ask<K extends HostReply['kind']>(kind: K, request?: HostRequest): Promise<Extract<HostReply, { kind: K }>>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to finish and close; resolves with its exit code. */
  shutdown(): Promise<number | null>;
  /** The project it was started with, if that could not be opened. */
  failedProject: string | undefined;
}

export interface ChildBackendOptions {
  dataDir: string;
  project?: string;
  /** For Node itself. */
  execArgv?: string[];
  env?: Record<string, string>;
}

export async function startChildBackend(options: ChildBackendOptions): Promise<ChildBackend> {
  const args = ['--data-dir', options.dataDir, '--version', '0.0.0-test'];
  if (options.project) args.push('--project', options.project);
  const child = fork(join(ROOT, 'electron/hosts/node-child.ts'), args, {
    execPath: process.execPath,
    execArgv: options.execArgv ?? [],
    // Started dozens of times from the sources: compiled once.
    env: { ...process.env, ...options.env, NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled-for-tests') },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const kill = stopAtEnd(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const pages = new Map<number, (message: WireMessage) => void>();
  child.on('message', (reply: HostReply) => {
    if (reply.kind === 'wire') pages.get(reply.connection)?.(reply.message);
  });
  const post = (request: HostRequest) => child.connected && child.send(request);

  function ask<K extends HostReply['kind']>(kind: K, request?: HostRequest) {
    return new Promise<Extract<HostReply, { kind: K }>>((resolve, reject) => {
      const see = (reply: HostReply) => {
        if (reply.kind === 'failed' && kind !== 'failed') reject(new Error(reply.message));
        if (reply.kind !== kind) return;
        child.off('message', see);
        resolve(reply as Extract<HostReply, { kind: K }>);
      };
      child.on('message', see);
      child.once('exit', (code) => reject(new Error(`The backend ended with ${code}.`)));
      if (request) post(request);
    });
  }

  let connection = 0;
  function connect(): Channel {
    const number = ++connection;
    post({ kind: 'connect', connection: number });
    return {
      send: (message) => post({ kind: 'wire', connection: number, message: message as ClientMessage }),
      onMessage: (listener) => pages.set(number, listener),
    };
  }

  const { failedProject } = await ask('ready');
  return {
    child,
    client: createClient(connect()),
    connect,
    ask,
    kill,
    failedProject,
    async shutdown() {
      post({ kind: 'shutdown' });
      const code = await exited;
      await kill();
      return code;
    },
  };
}
