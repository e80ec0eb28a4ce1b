import { runWebHost } from '../web-server/run.ts';
import { exit, UsageError } from './output.ts';
import type { Flags } from './run.ts';

/** The page in a browser, on loopback. */
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
