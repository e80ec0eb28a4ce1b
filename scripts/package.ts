import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildWhatChanged } from './builds.ts';
import { fetchElectronRuntime } from './electron-runtime.ts';
import { packageAsFolder } from './packaging.ts';
import { inRoot, root } from './paths.ts';
import { testElectron } from './test-electron.ts';

// `npm run package`: the app as a folder in release/. With names of targets (AppImage, deb, nsis, dmg, zip) electron-builder
// makes those instead and fetches their tools.
const say = (sentence: string) => console.error(sentence);
const { positionals } = parseArgs({ allowPositionals: true, options: {} });

await buildWhatChanged({ say });
const own = await fetchElectronRuntime(say);
if (positionals.length > 0) {
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const platform = { darwin: '--mac', win32: '--win' }[process.platform as string] ?? '--linux';
  const args = [builder, platform, ...positionals, '--publish', 'never', '--config', 'electron-builder.release.yml'];
  process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
} else {
  const electron = own ?? testElectron(say);
  if (!electron)
    throw new Error("Electron's runtime is not here and could not be fetched. Check the connection, then try again.");
  const folder = await packageAsFolder({ electron, release: true, output: inRoot('release') });
  console.log(folder);
  if (!own)
    say(
      `Packaged on Electron ${electron.version}, the one for tests: not for people, and it needs PARALLAX_BACKEND_NODE.`,
    );
}
