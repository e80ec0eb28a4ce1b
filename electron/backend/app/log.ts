import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import type { Log } from '../services/backend.ts';

/** A log file is set aside as `.1` when it is longer than this, in bytes. */
const MAX_BYTES = 5_000_000;

/**
 * What a log may say of an unexpected error: its kind, message and stack. A parser's message quotes what it was
 * reading, which can be article text, so of a syntax error only the place in the program is told.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `Thrown: ${typeof error}`;
  const stack = error.stack ?? `${error.name}: ${error.message}`;
  const kind = /^\w+/.exec(stack)?.[0] ?? error.name;
  if (kind !== 'SyntaxError' && error.name !== 'SyntaxError') return stack;
  const behind = stack.slice(Math.max(0, stack.indexOf(error.message)) + error.message.length);
  return ['SyntaxError', ...behind.split('\n').filter((line) => /^\s+at /.test(line))].join('\n');
}

/** Appends JSON lines to a file. Times are ISO 8601 UTC. Callers never pass article text, quotes or memos. */
export function openLogFile(path: string): Log & { close(): void } {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path) && statSync(path).size > MAX_BYTES) renameSync(path, `${path}.1`);
  const destination = pino.destination({ dest: path, sync: true });
  const logger = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    close: () => destination.end(),
  };
}
