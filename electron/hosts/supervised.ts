import { parseArgs } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import { type Backend, type BackendOptions, startBackend } from '../backend/start.ts';
import type { HostReply, HostRequest } from './protocol.ts';

/** The supervisor's end, as the process sees it. */
export interface SupervisorLink {
  post(reply: HostReply): void;
  /** Requests that are not about the process as a whole. */
  onPageRequest(request: Extract<HostRequest, { connection: number }>, backend: Backend, port?: unknown): void;
}

/** Starts the backend as the process's arguments say and answers the supervisor. Returns what to call with each request. */
export function serveSupervisor(link: SupervisorLink): (request: HostRequest, port?: unknown) => void {
  const { values } = parseArgs({
    options: { 'data-dir': { type: 'string' }, version: { type: 'string' }, project: { type: 'string' } },
  });
  const version = values.version ?? '';
  const options: BackendOptions = { dataDir: values['data-dir'] ?? '', version, host: 'desktop' };
  const projectPath = values.project;

  async function start(): Promise<Backend> {
    try {
      const backend = await startBackend(projectPath ? { ...options, projectPath } : options);
      link.post({ kind: 'ready', version });
      return backend;
    } catch (error) {
      if (!projectPath || !(error instanceof AppError)) throw error;
      // A project that cannot be opened is no reason to have no window.
      const backend = await startBackend(options);
      link.post({ kind: 'ready', version, failedProject: projectPath });
      return backend;
    }
  }
  const started = start();
  started.catch((error: unknown) => {
    link.post({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    setTimeout(() => process.exit(1), 100);
  });

  async function answer(request: HostRequest, port: unknown) {
    if (request.kind === 'ping') return link.post({ kind: 'pong', nonce: request.nonce });
    const backend = await started;
    if (request.kind === 'jobs?') {
      return link.post({ kind: 'jobs', nonce: request.nonce, jobs: await backend.runningJobs() });
    }
    if (request.kind === 'shutdown') {
      await backend.stop();
      process.exit(0);
    }
    link.onPageRequest(request, backend, port);
  }
  return (request, port) => {
    // A backend that could not start has said so and is about to exit.
    answer(request, port).catch(() => {});
  };
}
