import { mkdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleText, importProject, temporaryFolder } from './support/import-project.ts';

const MB = 1024 * 1024;
const LINE = 500;
/** More than pieces of the file, the database and the tests' own program need, and far less than the line. */
const MOST_GROWTH = 300;

/** A record before, a line of 500 MB that is one record, and a record behind. Written in pieces. */
async function writeLongLine(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.write(`${JSON.stringify({ title: 'Before', text: articleText('pier') })}\n{"title":"Long","text":"`);
    const piece = Buffer.from(
      'The tide came in and the tide went out again, and nobody wrote down when. '.repeat(14_170),
    );
    for (let written = 0; written < LINE * MB; written += piece.length) await file.write(piece);
    await file.write(`"}\n${JSON.stringify({ title: 'After', text: articleText('quay') })}\n`);
  } finally {
    await file.close();
  }
}

test('a line of 500 MB is one failure with its number; what stands before and behind it comes in, and memory stays small', async () => {
  const folder = join(temporaryFolder(), 'scrape');
  mkdirSync(folder);
  await writeLongLine(join(folder, 'log.jsonl'));
  const used = () => {
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / MB;
  };
  const before = used();
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, used());
  }, 20);
  const project = importProject();
  const { report } = await project.run({ paths: [folder] });
  clearInterval(watching);
  expect(report.failures.map(({ path, code }) => [path, code])).toEqual([['log.jsonl#L2', 'TOO_LARGE']]);
  expect(report.counts).toMatchObject({ found: 3, imported: 2, failed: 1 });
  expect(project.db.column('SELECT title FROM article ORDER BY path')).toEqual(['Before', 'After']);
  expect(most - before).toBeLessThan(MOST_GROWTH);
});
