import { checks, runSteps, testStep } from './steps.ts';

// What everyone runs before they commit.
const counts = { passed: 0, failed: 0, skipped: 0 };
const failed = await runSteps([...checks, testStep(['unit', 'contract'], counts)]);
console.log('');
if (failed.length > 0) console.log(`Failed: ${failed.join('; ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = failed.length > 0 ? 1 : 0;
