import { rmSync } from 'node:fs';
import { buildWhatChanged } from '../../../scripts/builds.ts';
import { packageAsFolder } from '../../../scripts/packaging.ts';
import { testElectron } from '../../../scripts/test-electron.ts';
import { startDisplay } from './display.ts';
import { packagedForTests } from './packaged.ts';

/** Before the end-to-end tests: what changed is built, the app is packaged as people get it, and there is a display. */
export default async function setup(): Promise<() => void> {
  const say = (sentence: string) => console.log(sentence);
  await buildWhatChanged({ say });
  const electron = testElectron(say);
  if (electron) {
    say(`Packaging Parallax on Electron ${electron.version}`);
    rmSync(packagedForTests, { recursive: true, force: true });
    await packageAsFolder({ electron, release: false, output: packagedForTests });
  }
  return startDisplay();
}
