import type { ClientMessage, ServerMessage } from '../../shared/contract/channel.ts';

/**
 * What the supervisor and the backend's process say to each other. A connection is one loaded page; its number is never
 * used twice. In a utility process the page's port is handed over with `connect` and `wire` is not used.
 */
export type HostRequest =
  | { kind: 'connect'; connection: number }
  | { kind: 'disconnect'; connection: number }
  | { kind: 'wire'; connection: number; message: ClientMessage }
  | { kind: 'ping'; nonce: number }
  | { kind: 'jobs?'; nonce: number }
  /** Finish what is being written, close the project, exit with 0. */
  | { kind: 'shutdown' };

export interface RunningJob {
  id: string;
  title: string;
}

export type HostReply =
  /** `failedProject`: the project it was started with, if that could not be opened; the page will meet the reason. */
  | { kind: 'ready'; version: string; failedProject?: string }
  /** The backend could not start; the process ends after this. */
  | { kind: 'failed'; message: string }
  | { kind: 'wire'; connection: number; message: ServerMessage }
  | { kind: 'pong'; nonce: number }
  | { kind: 'jobs'; nonce: number; jobs: RunningJob[] };
