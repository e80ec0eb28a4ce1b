import { createInterface } from 'node:readline';
import { screeningFigures, simulateScreening, textVectors } from '../../analysis/learn/screening.ts';
import { isFailed, noText, readRecords } from './json-lines.ts';
import { createProgress, exit, say, UsageError } from './output.ts';
import { type CommandRun, type Flags, withProject } from './run.ts';

export interface DecidedText {
  id: unknown;
  text: string;
  relevant: boolean;
}

/** @throws UsageError for a line that is no decided text: an order of some of them would measure something else */
export async function readDecided(lines: AsyncIterable<string>): Promise<DecidedText[]> {
  const texts: DecidedText[] = [];
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) throw new UsageError(record.error.message);
    if (typeof record.text !== 'string') throw new UsageError(noText(number, record.id).error.message);
    const { id, text, label } = record;
    if (label !== 0 && label !== 1) {
      throw new UsageError(`Line ${number} has no "label" of 0 or 1: every record of a simulation is decided.`);
    }
    texts.push({ id, text, relevant: label === 1 });
  }
  return texts;
}

/**
 * How much work the learned order would have saved, by runs that each begin with other texts.
 * @param seed of the first run; the others follow on
 */
export function* simulateRuns(texts: readonly DecidedText[], runs: number, seed: number) {
  const labels = Uint8Array.from(texts, ({ relevant }) => (relevant ? 1 : 0));
  const relevant = labels.reduce((n, label) => n + label, 0);
  if (relevant === 0 || relevant === texts.length) {
    const what =
      texts.length === 0
        ? 'There are no decided records'
        : relevant === 0
          ? 'No record is relevant'
          : 'Every record is relevant';
    throw new UsageError(`${what}: a simulation needs records with label 1 and records with label 0.`);
  }
  const vectors = textVectors(texts.map(({ text }) => text));
  for (let run = 0; run < runs; run++) {
    const order = simulateScreening(vectors, labels, seed + run);
    yield { order, ...screeningFigures(order, labels) };
  }
}

function wholeNumber(flag: string, value: unknown, least: number, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < least)
    throw new UsageError(`--${flag} takes a whole number from ${least}.`);
  return number;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

/** `parallax simulate`: one row a run on stdout, `{order}`; the figures on stderr. */
export async function simulate(words: string[], flags: Flags): Promise<number> {
  if (words.length > 0)
    throw new UsageError('Usage: parallax simulate [--runs N] [--seed S] [--project F] < decided.jsonl');
  const runs = wholeNumber('runs', flags.runs, 1, 10);
  const seed = wholeNumber('seed', flags.seed, 0, 1);
  const texts = flags.project
    ? await withProject(flags, { write: false }, decidedOf)
    : await readDecided(createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }));
  const progress = createProgress();
  const wss: number[] = [];
  const recall: number[] = [];
  for (const { order, wss95, recallAt10 } of simulateRuns(texts, runs, seed)) {
    process.stdout.write(`${JSON.stringify({ order: order.map((i) => texts[i]!.id) })}\n`);
    wss.push(wss95);
    recall.push(recallAt10);
    progress.show(`Run ${wss.length} of ${runs}`);
  }
  progress.end();
  const range = `${Math.min(...wss).toFixed(3)} to ${Math.max(...wss).toFixed(3)}`;
  say(
    `${texts.length} records, ${texts.filter(({ relevant }) => relevant).length} relevant, ${runs} runs from seed ${seed}: median WSS@95 ${median(wss).toFixed(3)} (${range}), recall at 10 % ${median(recall).toFixed(3)}`,
  );
  return exit.done;
}

/** The decided articles of a project; those only marked “maybe” are left out. */
async function decidedOf({ client }: CommandRun): Promise<DecidedText[]> {
  const texts: DecidedText[] = [];
  for (;;) {
    const { total, rows } = await client.call('learning.decided', { start: texts.length, count: 200 });
    for (const { articleId, title, text, relevant } of rows)
      texts.push({ id: articleId, text: `${title}\n${text}`, relevant });
    if (rows.length === 0 || texts.length >= total) return texts;
  }
}
