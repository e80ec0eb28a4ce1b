/** A thread of the analysis pool: pure text work, no database and no files. */
import { tasks } from '../analysis/tasks.ts';
import { answerRequests } from '../backend/thread-replies.ts';

/** Bytes in the output or one level down are handed over, not copied. */
function buffersIn(output: unknown, deeper = true): ArrayBuffer[] {
  if (output === null || typeof output !== 'object' || Array.isArray(output)) return [];
  return Object.values(output).flatMap((value) => {
    if (!ArrayBuffer.isView(value)) return deeper ? buffersIn(value, false) : [];
    return value.buffer instanceof ArrayBuffer && value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
  });
}

answerRequests(
  async (request) => {
    const task = tasks[request.name];
    if (!task) throw new Error(`No analysis task is called ${request.name}.`);
    const output = await task(request.input, () => Atomics.load(request.flag, 0) === 1);
    return { output, transfer: buffersIn(output) };
  },
  () => {},
);
