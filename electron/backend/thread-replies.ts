import { parentPort } from 'node:worker_threads';
import { holdsBytes } from '../../shared/contract/codec.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { ThreadReply, ThreadRequest } from './threads.ts';

export interface Answer {
  output: unknown;
  extra?: unknown;
  transfer?: ArrayBuffer[];
}

function reply(message: ThreadReply, transfer: ArrayBuffer[] = []) {
  parentPort?.postMessage(message, transfer);
}

export function logLine(level: 'warn' | 'error', fields: Record<string, unknown>, message: string) {
  reply({ log: level, fields, message });
}

/** Answers the requests of the backend until it asks the thread to close. */
export function answerRequests(handle: (request: ThreadRequest) => Answer | Promise<Answer>, close: () => void) {
  parentPort?.on('message', async (request: ThreadRequest | { close: true }) => {
    if ('close' in request) {
      close();
      parentPort?.close();
      return;
    }
    try {
      const { output, extra, transfer } = await handle(request);
      const json = request.asJson && !holdsBytes(output) ? JSON.stringify(output) : undefined;
      if (json !== undefined) return reply({ id: request.id, json });
      reply({ id: request.id, output, extra }, transfer);
    } catch (error) {
      if (error instanceof AppError) return reply({ id: request.id, error: error.toWire() });
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      reply({ id: request.id, error: { code: 'UNEXPECTED', message }, incident: { message, stack } });
    }
  });
}
