import { type FailedLine, isFailed, noText, readRecords, throughLines } from './json-lines.ts';
import { createProgress } from './output.ts';
import { openTextSpool, type TextSpool } from './text-spool.ts';

/** What the command `cluster` gives for a line. Groups are numbered from 1 in the order of their first texts. */
export interface ClusteredLine {
  id: unknown;
  /** The duplicate group, until stories are found by their events. */
  story: number | null;
  /** Null for a text that is alone. */
  duplicate_group: number | null;
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
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) read.push(record);
    else if (typeof record.text !== 'string') read.push(noText(number, record.id));
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
    if (isFailed(line)) yield line;
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

/** JSON Lines in on stdin, all of them; then one object out for each, in order. */
export async function cluster(): Promise<number> {
  const spool = openTextSpool();
  const progress = createProgress();
  try {
    return await throughLines((lines) => clusterLines(lines, spool, progress.show));
  } finally {
    progress.end();
    spool.close();
  }
}
