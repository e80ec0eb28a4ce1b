import type { StoryItem } from '../../analysis/stories/index.ts';
import { type FailedLine, isFailed, noText, readRecords, throughLines } from './json-lines.ts';
import { createProgress } from './output.ts';
import { openTextSpool, type TextSpool } from './text-spool.ts';

/** What the command `cluster` gives for a line. Stories and groups are numbered from 1 in the order of their first texts. */
export interface ClusteredLine {
  id: unknown;
  /** Null for an article that tells an event alone. */
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
  const { findStories, termsOf } = await import('../../analysis/stories/index.ts');
  const { detectLanguage } = await import('../../analysis/extract/language/language.ts');
  const finder = new CopyFinder();
  const items: StoryItem[] = [];
  const read: Line[] = [];
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) read.push(record);
    else if (typeof record.text !== 'string') read.push(noText(number, record.id));
    else {
      spool.add(record.text);
      read.push({ id: record.id, text: finder.add(record.text) });
      const title = typeof record.title === 'string' ? record.title : '';
      const language = typeof record.language === 'string' ? record.language : detectLanguage(record.text)?.language;
      items.push({
        terms: termsOf({ title, text: record.text, language: language ?? null }),
        day: dayOf(record.published_at),
      });
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
  say('Finding stories');
  const firsts = withCopies(findStories(items), heads);
  const stories = groupNumbers(firsts);
  for (const line of read) {
    if (isFailed(line)) yield line;
    else {
      const story = stories.get(firsts[line.text]!) ?? null;
      yield { id: line.id, story, duplicate_group: groups.get(heads[line.text]!) ?? null };
    }
  }
}

const MS_A_DAY = 86_400_000;

/** Days since 1970 of a date that is at least a day: `2025-05-16` or more precise; null for any other. */
function dayOf(published: unknown): number | null {
  const day = typeof published === 'string' ? /^\d{4}-\d\d-\d\d/.exec(published)?.[0] : undefined;
  const time = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(time) ? null : time / MS_A_DAY;
}

/** Copies of one article tell one story, whatever else stands around them. */
function withCopies(stories: Int32Array, heads: Int32Array): Int32Array {
  const first = Int32Array.from(stories);
  const root = (i: number): number => (first[i] === i ? i : root(first[i]!));
  heads.forEach((head, text) => {
    const [a, b] = [root(head), root(text)];
    first[Math.max(a, b)] = Math.min(a, b);
  });
  return first.map((_, i) => root(i));
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
