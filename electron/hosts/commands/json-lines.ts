// JSON Lines in on stdin, one object out for each, in order: what `extract`, `detect` and `cluster` share.
import { createInterface } from 'node:readline';
import { jsonProblem } from '../../analysis/json-text.ts';
import { exit } from './output.ts';

/** What comes out for a line that could not be read. */
export interface FailedLine {
  id: unknown;
  error: { code: 'MALFORMED_JSON' | 'NO_TEXT_FIELD'; message: string };
}

export interface RecordLine {
  id: unknown;
  [field: string]: unknown;
}

/** Whether a line failed; what was read never has an `error`. */
export const isFailed = (line: object): line is FailedLine => 'error' in line;

/** The objects of the lines that are not blank, numbered from 1; a line that is none becomes an error object. */
export async function* readRecords(
  lines: AsyncIterable<string>,
): AsyncGenerator<{ number: number; record: RecordLine | FailedLine }> {
  let number = 0;
  for await (const line of lines) {
    number++;
    const raw = line.replace(/^\uFEFF/, '');
    if (raw.trim() !== '') yield { number, record: readRecord(raw, number) };
  }
}

function readRecord(line: string, number: number): RecordLine | FailedLine {
  try {
    const record = JSON.parse(line) as Record<string, unknown> | null;
    const { error: _, id = null, ...fields } = record ?? {};
    return { ...fields, id };
  } catch (error) {
    const message = `Line ${number} is not valid JSON: ${jsonProblem(line, error)}.`;
    return { id: null, error: { code: 'MALFORMED_JSON', message } };
  }
}

export function noText(number: number, id: unknown): FailedLine {
  const message = `Line ${number} has no "text". Each line is an object such as {"id": 1, "text": "…"}.`;
  return { id, error: { code: 'NO_TEXT_FIELD', message } };
}

/** Runs stdin through `each` to stdout. @returns the command's exit code */
export async function throughLines(each: (lines: AsyncIterable<string>) => AsyncIterable<object>): Promise<number> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  let failed = false;
  for await (const result of each(lines)) {
    failed ||= isFailed(result);
    if (!process.stdout.write(`${JSON.stringify(result)}\n`)) {
      await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
  return failed ? exit.someFailed : exit.done;
}
