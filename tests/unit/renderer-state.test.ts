import { describe, expect, test } from 'vitest';
import { endInWords, progressInWords, shareDone } from '../../renderer/app/shell/job-words.ts';
import { isTouched } from '../../renderer/state/queries.ts';
import { withJob } from '../../renderer/state/session-events.ts';
import { dateInWords, duration } from '../../renderer/ui/dates.ts';
import { bytes, counted, percent } from '../../renderer/ui/numbers.ts';
import type { JobRow } from '../../shared/model/job.ts';

const job = (more: Partial<JobRow> = {}): JobRow => ({
  jobId: 'job-1',
  kind: 'import',
  title: 'Importing lectern-scrape',
  state: 'running',
  progress: { done: 4712, total: 12400, unit: 'files', rate: 212, secondsLeft: 36, note: 'a.html' },
  createdAt: '2026-03-19T14:01:00Z',
  finishedAt: null,
  error: null,
  result: null,
  ...more,
});

describe('which answers a change makes old', () => {
  const change = (rooms: Parameters<typeof isTouched>[2]['rooms'], articleIds: string[] | null) => ({
    revision: 1,
    rooms,
    articleIds,
    savedAt: '2026-03-19T14:02:11Z',
  });

  test('those made of one of its rooms, and of its articles where both name some', () => {
    expect(isTouched('annotations.ofArticle', { articleId: 'a' }, change(['annotations'], ['a']))).toBe(true);
    expect(isTouched('annotations.ofArticle', { articleId: 'a' }, change(['annotations'], ['b']))).toBe(false);
    expect(isTouched('annotations.ofArticle', { articleId: 'a' }, change(['annotations'], null))).toBe(true);
    expect(isTouched('annotations.ofArticle', { articleId: 'a' }, change(['triage'], ['a']))).toBe(false);
    expect(isTouched('projects.status', {}, change(['triage'], ['a']))).toBe(true);
  });

  test('a changed codebook reaches every article that shows codes', () => {
    expect(isTouched('annotations.ofArticle', { articleId: 'a' }, change(['codebook', 'annotations'], ['b']))).toBe(
      true,
    );
  });

  test('a view is a snapshot: no change makes it old', () => {
    expect(isTouched('articles.openView', { query: {} }, change(['articles', 'triage'], null))).toBe(false);
  });
});

describe('jobs in words', () => {
  test('progress with rate and time left, or what is known so far', () => {
    expect(progressInWords(job())).toBe('4,712 of 12,400 files · 212 a second · 36 s left');
    expect(shareDone(job())).toBe(0.38);
    const counting = job({
      progress: { done: 90, total: null, unit: 'files', rate: null, secondsLeft: null, note: '' },
    });
    expect(progressInWords(counting)).toBe('90 files so far');
    expect(shareDone(counting)).toBeNull();
  });

  test('an import that is done tells what came in', () => {
    const result = { found: 12, imported: 9, updated: 0, unchanged: 2, duplicates: 0, failed: 1, seconds: 3 };
    expect(endInWords(job({ state: 'done', result }))).toBe('Import done, 9 new articles, 2 unchanged, 1 not read');
    expect(endInWords(job({ state: 'failed', error: { code: 'DISK_FULL', message: 'The disk is full.' } }))).toBe(
      'Import failed: The disk is full.',
    );
  });

  test('stand newest first, and a later state replaces an earlier one', () => {
    const older = job({ jobId: 'old', createdAt: '2026-03-18T09:00:00Z' });
    const jobs = withJob(withJob([older], job()), { ...older, state: 'done' });
    expect(jobs.map(({ jobId, state }) => `${jobId} ${state}`)).toEqual(['job-1 running', 'old done']);
  });
});

describe('numbers and dates in words', () => {
  test('a date is as precise as it is known and is not moved to another zone', () => {
    expect(dateInWords('2025')).toBe('2025');
    expect(dateInWords('2025-05')).toBe('May 2025');
    expect(dateInWords('2025-05-06')).toBe('6 May 2025');
    expect(dateInWords('2025-05-16T23:39+03:00', 'full')).toBe('16 May 2025, 23:39 +03:00');
    expect(dateInWords('2025-05-16T23:39Z')).toBe('16 May 2025');
    expect(dateInWords('spring 2025')).toBe('spring 2025');
  });

  test('counts, bytes, shares and durations', () => {
    expect(counted(1, 'story', 'stories')).toBe('1 story');
    expect(counted(41208, 'article')).toBe('41,208 articles');
    expect([bytes(812), bytes(9_640), bytes(118_000), bytes(1_900_000_000)]).toEqual([
      '812 bytes',
      '9.6 kB',
      '118 kB',
      '1.9 GB',
    ]);
    expect([percent(0.384), percent(0.004), percent(0)]).toEqual(['38 %', '< 1 %', '0 %']);
    expect([duration(36), duration(240), duration(7500)]).toEqual(['36 s', '4 min', '2 h 5 min']);
  });
});
