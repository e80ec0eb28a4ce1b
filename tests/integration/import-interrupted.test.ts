import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const line = (n: number) => JSON.stringify({ title: `Record ${n}`, text: `Entry ${n}: ${articleText(`pump ${n}`)}` });

/** 120 records of one file among single articles, one of them empty. */
function corpus() {
  return writeFiles(join(temporaryFolder(), 'corpus'), {
    'a/1.txt': articleText('alley'),
    'a/2.txt': '',
    'b.jsonl': Array.from({ length: 120 }, (_, i) => line(i + 1)).join('\n'),
    'c/3.txt': articleText('cellar'),
    'd/4.txt': articleText('dome'),
  });
}
const whole = { found: 124, imported: 123, updated: 0, unchanged: 0, duplicates: 0, failed: 1 };

test('cancelling stops after the batch under way; what is in stays', async () => {
  const project = importProject();
  const folder = corpus();
  const cancelled = new AppError('CANCELLED', 'Cancelled.');
  const jobId = 'job-cancelled';
  const run = project.run({ paths: [folder] }, { jobId, afterBatch: (_, abort) => abort(cancelled) });
  await expect(run).rejects.toBe(cancelled);
  const { counts } = project.report(jobId);
  // A batch is at most 50 records, fewer when extraction is slow.
  expect(counts.found).toBeGreaterThan(0);
  expect(counts.found).toBeLessThanOrEqual(50);
  expect(counts.imported + counts.failed).toBe(counts.found);
  expect(project.db.value('SELECT count(*) FROM article')).toBe(counts.imported);
});

test('a resumed import goes on behind the last batch, in the middle of a file, with counts of the whole job', async () => {
  const project = importProject();
  const folder = corpus();
  const jobId = 'job-resumed';
  const stop = new Error('interrupted');
  await expect(project.run({ paths: [folder] }, { jobId, afterBatch: (_, abort) => abort(stop) })).rejects.toBe(stop);
  const before = project.report(jobId).counts;
  expect(before.found).toBeGreaterThan(0);
  expect(before.found).toBeLessThanOrEqual(50);

  project.asked.length = 0;
  const { report, result } = await project.run({ paths: [folder] }, { jobId });
  expect(report.counts).toEqual(whole);
  expect(result).toMatchObject(whole);
  expect(project.asked).toHaveLength(123 - before.imported);
  expect(report.failures.map((one) => one.path)).toEqual(['a/2.txt']);
  expect(project.db.value('SELECT count(*) FROM article')).toBe(123);
  expect(project.db.column('SELECT path FROM article ORDER BY id LIMIT 3')).toEqual([
    'a/1.txt',
    'b.jsonl#L1',
    'b.jsonl#L2',
  ]);
});

test('after the last batch nothing is left to do twice', async () => {
  const project = importProject();
  const folder = corpus();
  const jobId = 'job-late';
  const stop = new Error('interrupted');
  const crash = () => {
    if (project.report(jobId).counts.found === whole.found) throw stop;
  };
  await expect(project.run({ paths: [folder] }, { jobId, afterBatch: crash })).rejects.toBe(stop);
  expect(project.report(jobId).counts).toEqual(whole);
  project.asked.length = 0;
  const { report } = await project.run({ paths: [folder] }, { jobId });
  expect(report.counts).toEqual(whole);
  expect(project.asked).toEqual([]);
});

test('a full disk fails the import with what to do, keeps what was written, and lets it go on', async () => {
  const project = importProject(join(temporaryFolder(), 'small.parallax'));
  const folder = corpus();
  const jobId = 'job-full';
  // Room for the first batch and part of the second.
  const pages = () => Number(project.connection.raw.pragma('page_count', { simple: true }));
  const run = project.run(
    { paths: [folder] },
    {
      jobId,
      afterBatch: (batches) => batches === 1 && project.connection.raw.pragma(`max_page_count = ${pages() + 3}`),
    },
  );
  await expect(run).rejects.toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('Free some space') });
  const { counts } = project.report(jobId);
  expect(counts.found).toBeGreaterThan(0);
  expect(counts.found).toBeLessThan(whole.found);
  expect(project.db.value('SELECT count(*) FROM article')).toBe(counts.imported);
  expect(project.connection.raw.pragma('integrity_check', { simple: true })).toBe('ok');

  project.connection.raw.pragma('max_page_count = 1073741823');
  const { report } = await project.run({ paths: [folder] }, { jobId });
  expect(report.counts).toEqual(whole);
});
