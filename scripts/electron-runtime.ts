import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, inRoot } from './paths.ts';

/** Never `import 'electron'` from plain Node: that starts a download. */
const packageFolder = inRoot('node_modules', 'electron');
const failureNote = join(cache, 'electron-fetch-failed');
const DAY = 24 * 60 * 60 * 1000;
const FETCH_WITHIN = 90_000;
/** Without a byte from the release page by then there will be none. */
const ANSWER_WITHIN = 5_000;

export interface Runtime {
  executable: string;
  version: string;
  /** The folder electron-builder packages from. */
  dist: string;
}

/** Electron's own runtime, where its download has been done; also the one ELECTRON_OVERRIDE_DIST_PATH names. */
export function electronRuntime(): Runtime | undefined {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = override ?? join(packageFolder, 'dist');
  const inside = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string];
  const executable = join(dist, inside ?? 'electron');
  if (!existsSync(executable)) return undefined;
  const versionFile = join(dist, 'version');
  const packaged = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : packaged.version;
  if (!override && version !== packaged.version) return undefined;
  return { executable, version, dist };
}

async function releasePageAnswers(): Promise<boolean> {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  try {
    await fetch(mirror ?? 'https://github.com/electron/electron/releases', {
      method: 'HEAD',
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    return true;
  } catch {
    return false;
  }
}

function runInstaller(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), FETCH_WITHIN);
    child.on('error', () => resolve(false));
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

const failedToday = () => existsSync(failureNote) && Date.now() - statSync(failureNote).mtimeMs < DAY;

/**
 * Electron's own runtime, fetched from its release page if need be. A fetch that failed is not tried again for a day, so
 * that every start is quick; PARALLAX_NO_FETCH leaves it out.
 */
export async function fetchElectronRuntime(say: (sentence: string) => void): Promise<Runtime | undefined> {
  const present = electronRuntime();
  if (present || process.env.PARALLAX_NO_FETCH || failedToday()) return present;
  say('Fetching the Electron runtime, once.');
  if ((await releasePageAnswers()) && (await runInstaller())) return electronRuntime();
  mkdirSync(cache, { recursive: true });
  writeFileSync(failureNote, `${new Date().toISOString()}\n`);
  return undefined;
}
