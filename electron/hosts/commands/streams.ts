import { createInterface } from 'node:readline';
import { runWebHost } from '../web-server/run.ts';
import { exit, UsageError } from './output.ts';
import type { Flags } from './run.ts';

/** JSON Lines in on stdin, one object out per line, in order. */
export async function extract(): Promise<number> {
  // The extractors load slowly; other commands do without them.
  const { extractLines } = await import('../../backend/services/import/extract-lines.ts');
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let failed = false;
  for await (const result of extractLines(lines)) {
    failed ||= 'error' in result;
    if (!process.stdout.write(`${JSON.stringify(result)}\n`)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
  return failed ? exit.someFailed : exit.done;
}

export async function serve(_words: string[], flags: Flags): Promise<number> {
  const port = Number(flags.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new UsageError(`--port takes 0 to 65535, not ${flags.port}.`);
  await runWebHost({
    project: flags.project,
    folder: typeof flags.folder === 'string' ? flags.folder : undefined,
    port,
    open: flags.open === true,
  });
  return exit.done;
}
