import { parseArgs } from 'node:util';
import { buildWhatChanged } from './builds.ts';
import { checks, runSteps, type Step, testStep } from './steps.ts';
import { testElectron } from './test-electron.ts';
import { chromiumVersion, prepareMachine } from './test-machine.ts';

// Everything, from a fresh clone: sets the machine up, checks, builds, and runs all tests in Node, Chromium and Electron.
const { values } = parseArgs({
  options: {
    'without-e2e': { type: 'boolean', default: false },
    /** The pictures of the end-to-end run go into the documentation. */
    screenshots: { type: 'boolean', default: false },
  },
});
if (values.screenshots) process.env.PARALLAX_SCREENSHOTS = 'docs';
const say = (sentence: string) => console.log(sentence);
const counts = { passed: 0, failed: 0, skipped: 0 };
const leftOut: string[] = [];
const withE2e = !values['without-e2e'];

function electronForTests(): string | undefined {
  try {
    return testElectron(say)?.version;
  } catch (error) {
    say(`An Electron for the tests could not be fetched: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const steps: Step[] = [...checks];
const build: Step = { name: 'build', run: async () => (await buildWhatChanged({ say })).length >= 0 };
const guarded = (step: Step): Step => ({
  name: step.name,
  run: () =>
    step.run().catch((error: unknown) => {
      console.error(error);
      return false;
    }),
});

say(`Node ${process.versions.node}`);
if (withE2e) {
  const absent = prepareMachine(say);
  const electron = electronForTests();
  say(chromiumVersion());
  say(`Electron ${electron ?? 'not found'}`);
  if (absent.optional.length > 0) say(`Pictures may look different without ${absent.optional.join(', ')}.`);
  leftOut.push(...absent.required, ...(electron ? [] : ['Electron']));
}
steps.push(guarded(build), testStep(['unit', 'contract', 'integration'], counts));
if (withE2e && leftOut.length === 0) steps.push(testStep(['e2e'], counts));

const failed = await runSteps(steps);
console.log('');
if (!withE2e) say('End-to-end tests were left out, as asked.');
if (leftOut.length > 0) {
  say(
    `End-to-end tests were left out, because this machine lacks ${leftOut.join(', ')}. Install it, or say --without-e2e.`,
  );
}
if (failed.length > 0) say(`Failed: ${failed.join('; ')}`);
say(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failed.length > 0 || leftOut.length > 0 ? 1 : 0;
