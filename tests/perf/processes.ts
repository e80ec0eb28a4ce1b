/** Programs measured from outside: wall time, and the memory of a process with its children. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Ran {
  /** Milliseconds. */
  wall: number;
  stdout: string;
}

/** @throws when it ends with another code than 0, with what it said */
export async function runTimed(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
  whileRunning: (child: ChildProcess) => void = () => {},
): Promise<Ran> {
  const start = performance.now();
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece: Buffer) => {
    stdout += piece.toString();
  });
  child.stderr.on('data', (piece: Buffer) => {
    stderr = (stderr + piece.toString()).slice(-4000);
  });
  whileRunning(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  const wall = performance.now() - start;
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr.trim()}`);
  return { wall, stdout };
}

/** Null when the program is not installed. */
export function findProgram(name: string): string | null {
  const found = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
  return found.find((path) => existsSync(path)) ?? null;
}

/** Resident memory of a process and all below it, in MB; null where the system has no /proc. */
export function memoryOf(pid: number): number | null {
  const own = residentOf(pid);
  if (own === null) return null;
  return childrenOf(pid).reduce((sum, child) => sum + (memoryOf(child) ?? 0), own);
}

function residentOf(pid: number): number | null {
  try {
    const kB = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kB === undefined ? null : Number(kB) / 1000;
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
