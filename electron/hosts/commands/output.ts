import { AppError } from '../../../shared/contract/errors.ts';

/** Ends of the command line, as `docs/command-line.md` lists them. */
export const exit = { done: 0, someFailed: 1, usage: 2, project: 3, unexpected: 4, interrupted: 130 } as const;

export class UsageError extends Error {}

const projectCodes = new Set([
  'PROJECT_NOT_FOUND',
  'NOT_A_PROJECT',
  'PROJECT_TOO_NEW',
  'PROJECT_TOO_OLD',
  'PROJECT_READ_ONLY',
  'PROJECT_IN_USE',
  'PROJECT_DAMAGED',
]);
const usageCodes = new Set([
  'INVALID_INPUT',
  'QUERY_INVALID',
  'NOT_FOUND',
  'CONFLICT',
  'PROJECT_EXISTS',
  'PATH_NOT_FOUND',
  'PATH_NOT_ALLOWED',
  'PATH_NOT_WRITABLE',
  'FILE_UNREADABLE',
]);

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exit.usage;
  if (error instanceof AppError && projectCodes.has(error.code)) return exit.project;
  if (error instanceof AppError && usageCodes.has(error.code)) return exit.usage;
  return exit.unexpected;
}

/** Exactly one JSON document on stdout; everything else goes to stderr. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Rows under their heads, columns padded; the last column is not cut. */
export function printTable(heads: string[], rows: string[][]): void {
  const widths = heads.map((head, i) =>
    Math.min(60, Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length))),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, i) => (i === cells.length - 1 ? cell : cell.slice(0, widths[i]).padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  process.stdout.write(`${[heads, ...rows].map(line).join('\n')}\n`);
}

/** A bar that is drawn anew on a terminal; a plain line every few seconds elsewhere. */
export function createProgress(): { show(text: string): void; end(): void } {
  const terminal = process.stderr.isTTY;
  let last = 0;
  return {
    show(text) {
      if (terminal) {
        process.stderr.write(`\r\x1b[2K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
        return;
      }
      if (Date.now() - last < 5000) return;
      last = Date.now();
      say(text);
    },
    end() {
      if (terminal) process.stderr.write('\r\x1b[2K');
    },
  };
}
