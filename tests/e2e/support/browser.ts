import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from 'playwright-core';
import { inRoot } from '../../../scripts/paths.ts';
import { findChromium } from '../../../scripts/test-machine.ts';

export interface WebHost {
  /** The address with its token. */
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Ends it as Ctrl-C does. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built loopback host; `args` as its command line takes them (`--project F`, `--folder DIR`). */
export function startWebHost(
  args: string[] = [],
  dataDir = mkdtempSync(join(tmpdir(), 'parallax-web-')),
): Promise<WebHost> {
  const host = spawn(process.execPath, [inRoot('dist', 'backend', 'web.js'), '--no-open', '--port', '0', ...args], {
    env: { ...process.env, PARALLAX_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => host.on('exit', (code) => resolve(code)));
  let complaints = '';
  host.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`The web host ended with code ${code}: ${complaints}`)));
    createInterface({ input: host.stdout! }).on('line', (line) => {
      if (!/^http:\/\/127\.0\.0\.1:\d+\//.test(line)) return;
      const stop = () => {
        host.kill('SIGINT');
        return ended;
      };
      resolve({ url: line, dataDir, process: host, stop });
    });
  });
}

/** The Chromium that this machine has. */
export function openChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing: npm test installs it where it may.');
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  // Without a locale that knows UTF-8, Chromium cannot open files whose names are not ASCII, such as some of the sample corpus.
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return chromium.launch({ executablePath, env, args: asRoot ? ['--no-sandbox'] : [] });
}
