import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 1_000_000;

export type ShellLog = (event: string, details?: Record<string, unknown>) => void;

/** The shell's own lines, JSON, in `logs/shell.log` of the data folder; the file before is kept as `shell.log.1`. */
export function openShellLog(dataDir: string): ShellLog {
  const folder = join(dataDir, 'logs');
  const file = join(folder, 'shell.log');
  mkdirSync(folder, { recursive: true });
  try {
    if (statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
  } catch {
    // There is none yet.
  }
  return (event, details = {}) => {
    try {
      appendFileSync(file, `${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`);
    } catch {
      // A full disk must not take the window down.
    }
  };
}
