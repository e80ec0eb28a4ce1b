import { fork } from 'node:child_process';
import { join } from 'node:path';
import { app, type MessagePortMain, utilityProcess } from 'electron';
import type { HostReply } from '../hosts/protocol.ts';
import type { ShellLog } from './log.ts';
import type { BackendProcess } from './supervisor.ts';

export interface BackendLaunch {
  dataDir: string;
  version: string;
  /** Opened again by a restarted backend. */
  projectPath?: string;
  log: ShellLog;
}

/** The backend's files lie beside the archive: plain Node cannot read inside it, nor can the native driver be loaded from it. */
const backendFile = (name: string) =>
  join(app.getAppPath().replace(/\bapp\.asar$/, 'app.asar.unpacked'), 'dist', 'backend', name);

function launchArguments({ dataDir, version, projectPath }: BackendLaunch): string[] {
  return ['--data-dir', dataDir, '--version', version, ...(projectPath ? ['--project', projectPath] : [])];
}

function logOutput(stream: NodeJS.ReadableStream | null, log: ShellLog) {
  stream?.on('data', (chunk: Buffer) => log('backend.output', { text: chunk.toString().slice(0, 2000) }));
}

function startUtility(launch: BackendLaunch): BackendProcess {
  const child = utilityProcess.fork(backendFile('utility.js'), launchArguments(launch), {
    serviceName: 'Parallax project process',
    stdio: 'pipe',
  });
  logOutput(child.stderr, launch.log);
  return {
    send: (request, port) => child.postMessage(request, port ? [port as MessagePortMain] : []),
    onMessage: (listener) => void child.on('message', (reply: HostReply) => listener(reply)),
    onExit: (listener) => void child.on('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  };
}

function startNodeChild(launch: BackendLaunch, node: string): BackendProcess {
  const child = fork(backendFile('node-child.js'), launchArguments(launch), {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  logOutput(child.stderr, launch.log);
  return {
    send: (request) => {
      // A child that is about to exit has closed its end already; its exit is reported on its own.
      if (child.connected) child.send(request, () => {});
    },
    onMessage: (listener) => void child.on('message', (reply) => listener(reply as HostReply)),
    onExit: (listener) => {
      let told = false;
      const tell = (code: number | null) => {
        if (told) return;
        told = true;
        listener(code);
      };
      child.on('exit', tell);
      child.on('error', () => tell(null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Node binary for an Electron whose own Node is too old for the database driver. */
export const nodeForBackend = (): string | undefined => process.env.PARALLAX_BACKEND_NODE || undefined;

export function startBackendProcess(launch: BackendLaunch): BackendProcess {
  const node = nodeForBackend();
  return node ? startNodeChild(launch, node) : startUtility(launch);
}
