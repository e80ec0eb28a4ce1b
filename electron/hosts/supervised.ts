import { parseArgs } from 'node:util';
import { type Backend, startBackend } from '../backend/start.ts';
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
  const dataDir = values['data-dir'] ?? '';
  const projectPath = values.project ? { projectPath: values.project } : {};

  const started = startBackend({ dataDir, version, host: 'desktop', ...projectPath });
  started.then(
    () => link.post({ kind: 'ready', version }),
    (error: unknown) => {
      link.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      setTimeout(() => process.exit(1), 100);
    },
  );

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
