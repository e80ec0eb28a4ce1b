import { expect, test } from 'vitest';
import { endInWords, progressInWords, shareDone } from '../../renderer/app/shell/job-words.ts';
import { importPhases, phaseOf } from '../../renderer/features/import/import-phases.ts';
import { reportFileName } from '../../renderer/features/import/report-text.ts';
import type { JobRow } from '../../shared/model/job.ts';

const job = (kind: JobRow['kind'], result: unknown, more: Partial<JobRow> = {}): JobRow => ({
  jobId: 'job-1',
  kind,
  title: 'Importing lectern',
  state: 'done',
  progress: { done: 12, total: 12, unit: 'files', rate: null, secondsLeft: null, note: '' },
  createdAt: '2026-03-19T14:01:02Z',
  finishedAt: '2026-03-19T14:02:00Z',
  error: null,
  result,
  ...more,
});

test('a job that has ended says in one line what became of it', () => {
  const counts = { found: 12, imported: 9, updated: 1, unchanged: 1, duplicates: 0, failed: 1 };
  expect(endInWords(job('import', counts))).toBe('Import done, 9 new articles, 1 updated, 1 unchanged, 1 not read');
  expect(endInWords(job('clean', { sources: 3, articles: 40, changed: 12, rules: 7 }))).toBe(
    'Cleaning done, 12 articles of 3 sources changed',
  );
  expect(endInWords(job('clean', { sources: 1, articles: 4, changed: 0, rules: 0 }))).toBe(
    'Cleaning done, nothing to change in 1 source',
  );
  const reading = { looked: 40, unchanged: 30, text: 6, metadata: 3, failed: 1 };
  expect(endInWords(job('reextract', { ...reading, applied: false }))).toBe(
    'Reading again done, 9 articles would change, 30 the same, 1 not read',
  );
  expect(endInWords(job('reextract', { ...reading, applied: true }))).toBe(
    'Reading again done, 9 articles changed, 30 the same, 1 not read',
  );
});

test('a running import is in the phase it names, in the first while it names none, and in none while it waits', () => {
  const running = (phase?: string) =>
    job('import', null, { state: 'running', progress: { ...job('import', null).progress, phase } });
  expect(importPhases.map(({ phase }) => phaseOf(running(phase)))).toEqual([0, 1, 2, 3]);
  expect(phaseOf(running())).toBe(0);
  expect(phaseOf(job('import', null, { state: 'waiting' }))).toBe(-1);
});

test('an import counts its files while it reads them; of what comes after it tells what it is', () => {
  const progress = { done: 30, total: 120, unit: 'files', rate: 12, secondsLeft: 8, note: 'quay-times/ferry.html' };
  const reading = job('import', null, { state: 'running', progress: { ...progress, phase: 'reading' } });
  expect([shareDone(reading), progressInWords(reading)]).toEqual([0.25, '30 of 120 files · 12 a second · 8 s left']);
  const note = 'Cleaning across sources: Quay Times';
  const cleaning = job('import', null, { state: 'running', progress: { ...progress, phase: 'cleaning', note } });
  expect([shareDone(cleaning), progressInWords(cleaning)]).toEqual([null, note]);
});

test('a saved report is named after what was imported and the day, without characters that a disk refuses', () => {
  expect(reportFileName(job('import', null))).toBe('import of lectern 2026-03-19.csv');
  expect(reportFileName(job('import', null, { title: 'Importing a:b/c?' }))).toBe('import of a b c 2026-03-19.csv');
  expect(reportFileName(job('import', null, { title: 'Importing ?' }))).toBe('import of files 2026-03-19.csv');
});
