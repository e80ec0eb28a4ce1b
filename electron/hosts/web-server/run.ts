import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { startBackend } from '../../backend/start.ts';
import { appVersion, defaultDataDir, PAGE_DIR } from '../places.ts';
import { serveWeb } from './serve.ts';

export interface WebOptions {
  project?: string | undefined;
  folder?: string | undefined;
  port: number;
  open: boolean;
  dataDir?: string | undefined;
}

function openInBrowser(url: string) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const child = spawn(command as string, args, { stdio: 'ignore', detached: true });
  // No browser to open: the address was printed.
  child.on('error', () => {});
  child.unref();
}

/** Runs until it is told to stop (Ctrl-C or SIGTERM). Prints the address alone on a line of stdout. */
export async function runWebHost(options: WebOptions): Promise<void> {
  const dataDir = options.dataDir ?? defaultDataDir();
  const backend = await startBackend({
    dataDir,
    version: appVersion(),
    host: 'web',
    ...(options.project ? { projectPath: resolve(options.project), createProject: true } : {}),
    ...(options.folder ? { offeredFolder: resolve(options.folder) } : {}),
  });
  const server = await serveWeb({ backend, dataDir, pageDir: PAGE_DIR, port: options.port }).catch(
    async (error: unknown) => {
      // The project is open already: a port that is taken is no unclean exit.
      await backend.stop();
      throw error;
    },
  );
  process.stdout.write(`${server.url}\n`);
  if (options.open) openInBrowser(server.url);
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  await server.close();
  await backend.stop();
}
