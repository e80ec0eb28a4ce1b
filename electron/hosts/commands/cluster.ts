import { createInterface } from 'node:readline';
import { jsonProblem } from '../../analysis/json-text.ts';
import { createProgress, exit } from './output.ts';
import { openTextSpool, type TextSpool } from './text-spool.ts';

/** What the command `cluster` gives for a line. Groups are numbered from 1 in the order of their first texts. */
export interface ClusteredLine {
  id: unknown;
  /** The duplicate group, until stories are found by their events. */
  story: number | null;
  /** Null for a text that is alone. */
  duplicate_group: number | null;
}

export interface FailedLine {
  id: unknown;
  error: { code: string; message: string };
}

/** A line that was read: a text by its number in the spool, or what is wrong with it. */
type Line = { id: unknown; text: number } | FailedLine;

/**
 * Groups the texts of JSON Lines, `{id, text}`: everything is read first, then there is one object for each line that is
 * not blank, in order. A line that is none becomes an error object and is left out of the groups.
 */
export async function* clusterLines(
  lines: AsyncIterable<string>,
  spool: TextSpool,
  say: (progress: string) => void = () => {},
): AsyncGenerator<ClusteredLine | FailedLine> {
  // Loaded when it is needed: other commands of the same program start without it.
  const { CopyFinder } = await import('../../analysis/duplicates/cluster.ts');
  const finder = new CopyFinder();
  const read: Line[] = [];
  let number = 0;
  for await (const line of lines) {
    number++;
    const raw = line.replace(/^\uFEFF/, '');
    if (raw.trim() === '') continue;
    const record = readLine(raw, number);
    if ('error' in record) read.push(record);
    else {
      spool.add(record.text);
      read.push({ id: record.id, text: finder.add(record.text) });
    }
    if (read.length % 1000 === 0) say(`${read.length} texts read`);
  }
  let steps = 0;
  const heads = finder.groups(
    (text) => spool.get(text),
    () => {
      if (++steps % 1000 === 0) say(`Comparing: ${Math.floor((50 * steps) / read.length)} %`);
    },
  );
  const groups = groupNumbers(heads);
  for (const line of read) {
    if ('error' in line) yield line;
    else {
      const group = groups.get(heads[line.text]!) ?? null;
      yield { id: line.id, story: group, duplicate_group: group };
    }
  }
}

/** Numbers for the groups of more than one text, by their first text. */
function groupNumbers(heads: Int32Array): Map<number, number> {
  const numbers = new Map<number, number>();
  heads.forEach((head, text) => {
    if (head !== text && !numbers.has(head)) numbers.set(head, 0);
  });
  let next = 1;
  heads.forEach((head, text) => {
    if (head === text && numbers.has(head)) numbers.set(head, next++);
  });
  return numbers;
}

function readLine(line: string, number: number): { id: unknown; text: string } | FailedLine {
  let record: { id?: unknown; text?: unknown } | null;
  try {
    record = JSON.parse(line);
  } catch (error) {
    const message = `Line ${number} is not valid JSON: ${jsonProblem(line, error)}.`;
    return { id: null, error: { code: 'MALFORMED_JSON', message } };
  }
  const id = record?.id ?? null;
  if (typeof record?.text === 'string') return { id, text: record.text };
  const message = `Line ${number} has no "text". Each line is an object such as {"id": 1, "text": "…"}.`;
  return { id, error: { code: 'NO_TEXT_FIELD', message } };
}

/** JSON Lines in on stdin, all of them; then one object out for each, in order. */
export async function cluster(): Promise<number> {
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const spool = openTextSpool();
  const progress = createProgress();
  let failed = false;
  try {
    for await (const result of clusterLines(lines, spool, progress.show)) {
      failed ||= 'error' in result;
      if (!process.stdout.write(`${JSON.stringify(result)}\n`)) {
        await new Promise((resolve) => process.stdout.once('drain', resolve));
      }
    }
  } finally {
    progress.end();
    spool.close();
  }
  return failed ? exit.someFailed : exit.done;
}
