import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, inRoot, root } from './paths.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const tool = (...parts: string[]) => inRoot('node_modules', ...parts);

/** Runs a program of the project on this Node, its output shown. Resolves with whether it ended with 0. */
function run(file: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

export interface Step {
  name: string;
  run(): Promise<boolean>;
}

/** Format and lint, types, layers. */
export const checks: Step[] = [
  {
    name: 'format and lint',
    run: () => run(tool('@biomejs', 'biome', 'bin', 'biome'), ['check', '--diagnostic-level=warn', '.']),
  },
  { name: 'types', run: () => run(tool('typescript', 'bin', 'tsc'), ['--noEmit', '-p', '.']) },
  { name: 'layers', run: () => run(inRoot('scripts', 'check-layers.ts'), []) },
];

export type Project = 'unit' | 'contract' | 'integration' | 'e2e';

/** Runs test projects; what vitest counted is added to `counts`. */
export function testStep(projects: Project[], counts: Counts, env: Record<string, string> = {}): Step {
  return {
    name: `${projects.join(', ')} tests`,
    async run() {
      const report = join(cache, 'test-reports', `${projects.join('-')}.json`);
      mkdirSync(join(cache, 'test-reports'), { recursive: true });
      rmSync(report, { force: true });
      const chosen = projects.flatMap((project) => ['--project', project]);
      const ok = await run(
        tool('vitest', 'vitest.mjs'),
        ['run', ...chosen, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        // A build in this process leaves NODE_ENV at production, and React without what its tests need.
        { NODE_ENV: 'test', ...env },
      );
      if (!existsSync(report)) return false;
      const result = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
      counts.passed += result.numPassedTests ?? 0;
      counts.failed += result.numFailedTests ?? 0;
      counts.skipped += (result.numPendingTests ?? 0) + (result.numTodoTests ?? 0);
      return ok;
    },
  };
}

/** Runs every step, also after one has failed. Returns the names of those that failed. */
export async function runSteps(steps: Step[]): Promise<string[]> {
  const failed: string[] = [];
  for (const step of steps) {
    const started = performance.now();
    console.log(`\n${step.name}`);
    if (!(await step.run())) failed.push(step.name);
    console.log(
      `${step.name}: ${failed.includes(step.name) ? 'failed' : 'passed'} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  }
  return failed;
}
