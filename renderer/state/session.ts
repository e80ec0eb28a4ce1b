import { create } from 'zustand';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { ProjectInfo } from '../../shared/contract/rooms/projects.ts';
import type { JobRow } from '../../shared/model/job.ts';

export type AppInfo = OutputOf<'app.info'>;

/** connecting: first handshake; ready; reconnecting: the host is bringing a new backend; lost: it has given up. */
export type Connection = 'connecting' | 'ready' | 'reconnecting' | 'lost';

export interface Session {
  connection: Connection;
  /** Known once the connection is ready. */
  info: AppInfo | null;
  project: ProjectInfo | null;
  /** Newest first. */
  jobs: JobRow[];
  /** When the last write was on disk, ISO 8601 UTC. */
  savedAt: string | null;
  /** Why the session could not begin. */
  failure: AppError | Error | null;
}

/** What this window is connected to and works on. Written by `session-events.ts` alone. */
export const useSession = create<Session>(() => ({
  connection: 'connecting',
  info: null,
  project: null,
  jobs: [],
  savedAt: null,
  failure: null,
}));

export const session = () => useSession.getState();
