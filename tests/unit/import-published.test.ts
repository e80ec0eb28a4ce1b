import { describe, expect, test } from 'vitest';
import { parsePublished, publishedColumns } from '../../shared/model/published.ts';

describe('a publication date becomes columns', () => {
  test.each([
    ['2025', 'year', null, '2025-01-01'],
    ['2025-05', 'month', null, '2025-05-01'],
    ['2025-05-16', 'day', null, '2025-05-16'],
    ['2025-05-16T19:39', 'minute', null, '2025-05-16T19:39'],
    ['2025-05-16T19:39+03:00', 'minute with zone', '2025-05-16T16:39:00Z', '2025-05-16T19:39'],
    ['2025-05-16T01:39:07+03:00', 'minute with zone', '2025-05-15T22:39:07Z', '2025-05-16T01:39'],
    ['2025-05-16T16:39Z', 'minute with zone', '2025-05-16T16:39:00Z', '2025-05-16T16:39'],
    ['2024-02-29', 'day', null, '2024-02-29'],
  ])('%s', (value, precision, utc, sort) => {
    expect(publishedColumns(value)).toEqual({
      published_at: value,
      published_precision: precision,
      published_at_utc: utc,
      published_sort: sort,
    });
  });

  test.each([
    '2025-02-29',
    '2025-13',
    '2025-00-10',
    '2025-05-16T24:00',
    '2025-05-16T10:00+19:00',
    '16 May 2025',
    '',
    '0000',
  ])('%j is no date', (value) => {
    expect(parsePublished(value)).toBeNull();
    expect(publishedColumns(value).published_sort).toBe('');
  });

  test('less precise dates sort before the more precise ones they may mean', () => {
    const sorts = ['2025-01-01T00:00', '2025-02', '2025', '2025-01-02'].map(
      (value) => publishedColumns(value).published_sort,
    );
    expect([...sorts].sort()).toEqual(['2025-01-01', '2025-01-01T00:00', '2025-01-02', '2025-02-01']);
  });
});
