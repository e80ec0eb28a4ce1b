/** Runs the command line as a program of its own, from the sources. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './backend.ts';

export interface CommandEnd {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  child: ChildProcess;
  ended: Promise<CommandEnd>;
}

export function startCommand(dataDir: string, args: string[], input = ''): RunningCommand {
  const child = spawn(process.execPath, [join(ROOT, 'electron/hosts/cli.ts'), ...args], {
    // Started dozens of times from the sources: compiled once.
    env: {
      ...process.env,
      PARALLAX_DATA_DIR: dataDir,
      NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled-for-tests'),
    },
  });
  child.stdin.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part) => {
    stderr += part;
  });
  const ended = new Promise<CommandEnd>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return { child, ended };
}
