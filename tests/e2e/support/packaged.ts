import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packagedProgram } from '../../../scripts/packaging.ts';
import { cache } from '../../../scripts/paths.ts';

/** Where the global setup packages the app that tests drive. */
export const packagedForTests: string = join(cache, 'packaged');

/** The packaged folder. */
export function packagedFolder(): string {
  const name = existsSync(packagedForTests)
    ? readdirSync(packagedForTests).find((entry) => /-unpacked$|^mac/.test(entry))
    : undefined;
  if (!name) throw new Error('The app is not packaged: run these tests with the e2e project of vitest.config.ts.');
  return join(packagedForTests, name);
}

export const program = (): string => packagedProgram(packagedFolder());
