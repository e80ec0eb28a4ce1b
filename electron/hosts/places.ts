import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Two levels up from here, both in the sources (electron/hosts) and in a build (dist/backend). */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built page, which is used from the sources too. */
export const PAGE_DIR: string = join(ROOT, 'dist', 'renderer');

/** Where settings, logs and projects made by name lie when no desktop says so: the system's folder for user data. */
export function defaultDataDir(): string {
  const given = process.env.PARALLAX_DATA_DIR;
  if (given) return given;
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Parallax');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Parallax');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'parallax');
}

export function appVersion(): string {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version;
}

/** better-sqlite3 ends an older Node without a word; say it in words. */
export function requireNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 15)) return;
  process.stderr.write(
    `Parallax needs Node 22.15 or later; this is ${process.versions.node}. Start it with npm start.\n`,
  );
  process.exit(4);
}
