import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from './electron-runtime.ts';
import { inRoot, root } from './paths.ts';

export interface Packaging {
  electron: Runtime;
  /** With the fuses of a release. */
  release: boolean;
  /** Absolute folder; the app comes to lie in a folder of its own inside. */
  output: string;
}

/** Packages what lies in dist/ as a folder, without any download. Returns the folder of the app. */
export async function packageAsFolder({ electron, release, output }: Packaging): Promise<string> {
  const config = release ? 'electron-builder.release.yml' : 'electron-builder.yml';
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const settings = [
    `-c.electronDist=${electron.dist}`,
    `-c.electronVersion=${electron.version}`,
    `-c.directories.output=${output}`,
  ];
  await promisify(execFile)(
    process.execPath,
    [builder, '--dir', '--publish', 'never', '--config', config, ...settings],
    {
      cwd: root,
      maxBuffer: 32 * 1024 * 1024,
    },
  );
  const folder = readdirSync(output).find((name) => /-unpacked$|^mac/.test(name));
  if (!folder) throw new Error(`electron-builder left no app in ${output}`);
  return join(output, folder);
}

/** The program inside a packaged folder. */
export function packagedProgram(folder: string): string {
  const name = { darwin: 'Parallax.app/Contents/MacOS/Parallax', win32: 'Parallax.exe' }[process.platform as string];
  const program = join(folder, name ?? 'parallax');
  if (!existsSync(program)) throw new Error(`${program} is missing`);
  return program;
}
