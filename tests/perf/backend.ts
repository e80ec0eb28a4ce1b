import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../electron/backend/start.ts';
import { channelPair } from '../../shared/contract/channel.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';

export interface BenchBackend {
  client: Client;
  stop(): Promise<void>;
}

/** A backend in this process with its real threads, called through the wire, on a data folder of its own. */
export async function startBenchBackend(): Promise<BenchBackend> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parallax-bench-'));
  const log = {
    info() {},
    warn() {},
    error: (fields: Record<string, unknown>, message: string) => console.error(message, fields),
  };
  const backend = await startBackend({ version: 'bench', host: 'test', dataDir, log });
  const [here, there] = channelPair();
  backend.connect(there);
  const client = createClient(here);
  await client.call('coders.use', { name: 'Rana' });
  return {
    client,
    async stop() {
      await backend.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
