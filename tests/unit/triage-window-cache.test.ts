import { describe, expect, test } from 'vitest';
import { createWindowCache, PAGE } from '../../renderer/features/triage/window-cache.ts';

interface Row {
  id: number;
  decision: string;
}
const rowAt = (id: number, decision = 'undecided'): Row => ({ id, decision });
const rowsFrom = (start: number, count: number, decision?: string) =>
  Array.from({ length: count }, (_, i) => rowAt(start + i, decision));

/** A cache whose requests are answered by hand, in any order of events. */
function cacheOf(total: number, first: readonly Row[] = rowsFrom(0, Math.min(PAGE, total))) {
  const asked: { start: number; count: number; answer(rows: (Row | null)[]): void; fail(error: Error): void }[] = [];
  const errors: unknown[] = [];
  const cache = createWindowCache<Row>({
    total,
    first,
    fetch: (start, count) =>
      new Promise((resolve, reject) => asked.push({ start, count, answer: resolve, fail: reject })),
    onError: (error) => errors.push(error),
  });
  const answer = async (rows?: (Row | null)[]) => {
    const request = asked.at(-1)!;
    request.answer(rows ?? rowsFrom(request.start, request.count));
    await settled();
  };
  return { cache, asked, errors, answer };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('the rows of a view that are in the page', () => {
  test('the first rows are there at once and are not asked for', () => {
    const { cache, asked } = cacheOf(1_000_000);
    cache.show(0, 40);
    expect(cache.get(0)?.id).toBe(0);
    expect(cache.get(PAGE - 1)?.id).toBe(PAGE - 1);
    expect(cache.get(PAGE)).toBeUndefined();
    expect(asked).toHaveLength(0);
  });

  test('a list shorter than a page is whole', () => {
    const { cache, asked } = cacheOf(3);
    cache.show(0, 40);
    expect([cache.get(2)?.id, cache.get(3)]).toEqual([2, undefined]);
    expect(asked).toHaveLength(0);
  });

  test('one request at a time, and of those that wait only the place of rest', async () => {
    const { cache, asked, answer } = cacheOf(1_000_000);
    cache.show(5_000, 5_040);
    for (let at = 6_000; at <= 900_000; at += 1_000) cache.show(at, at + 40);
    expect(asked.map((request) => request.start)).toEqual([5_000]);
    await answer();
    expect(asked.map((request) => request.start)).toEqual([5_000, 900_000]);
    await answer();
    expect(asked).toHaveLength(2);
    expect(cache.get(900_040)?.id).toBe(900_040);
    expect(cache.get(6_000)).toBeUndefined();
  });

  test('what is seen across a border of pages is fetched whole, the last page no longer than the list', async () => {
    const { cache, asked, answer } = cacheOf(1_030);
    cache.show(980, 1_029);
    await answer();
    await answer();
    expect(asked.map(({ start, count }) => [start, count])).toEqual([
      [900, 100],
      [1_000, 30],
    ]);
    expect(cache.get(1_029)?.id).toBe(1_029);
  });

  test('an article that no longer exists is null, unlike one that is not here yet', async () => {
    const { cache, answer } = cacheOf(250);
    cache.show(100, 120);
    await answer([null, ...rowsFrom(101, 99)]);
    expect(cache.get(100)).toBeNull();
    expect(cache.get(200)).toBeUndefined();
  });

  test('listeners hear of rows that come in', async () => {
    const { cache, answer } = cacheOf(250);
    let heard = 0;
    const end = cache.subscribe(() => heard++);
    const before = cache.version();
    cache.show(100, 120);
    await answer();
    expect(heard).toBe(1);
    expect(cache.version()).toBeGreaterThan(before);
    end();
    cache.refresh();
    await answer();
    expect(heard).toBe(1);
  });
});

describe('a change that is shown before it is saved', () => {
  const include = (id: number) => (row: Row) => (row.id === id ? { ...row, decision: 'include' } : undefined);

  test('shows at once, and the old value again when it is taken back', () => {
    const { cache } = cacheOf(100);
    const change = cache.patch(include(3));
    expect([cache.get(3)?.decision, cache.get(4)?.decision]).toEqual(['include', 'undecided']);
    change.takeBack();
    expect(cache.get(3)?.decision).toBe('undecided');
  });

  test('gives the same object each time, so that nothing is drawn again for it', () => {
    const { cache } = cacheOf(100);
    cache.patch(include(3));
    expect(cache.get(3)).toBe(cache.get(3));
  });

  test('holds for rows that come in while it is being saved, as they were before', async () => {
    const { cache, answer } = cacheOf(250);
    const change = cache.patch(include(120));
    cache.show(100, 140);
    await answer();
    expect(cache.get(120)?.decision).toBe('include');
    change.keep();
    expect(cache.get(120)?.decision).toBe('include');
  });

  test('once kept it is only a value: rows that come in later replace it', async () => {
    const { cache, answer } = cacheOf(100);
    cache.show(0, 40);
    cache.patch(include(3)).keep();
    expect(cache.get(3)?.decision).toBe('include');
    cache.refresh();
    await answer(rowsFrom(0, 100, 'exclude'));
    expect(cache.get(3)?.decision).toBe('exclude');
  });

  test('two at once: taking one back leaves the other', () => {
    const { cache } = cacheOf(100);
    const first = cache.patch(include(3));
    const second = cache.patch((row) => (row.id < 5 ? { ...row, decision: 'maybe' } : undefined));
    expect(cache.get(3)?.decision).toBe('maybe');
    second.takeBack();
    expect(cache.get(3)?.decision).toBe('include');
    first.takeBack();
    expect(cache.get(3)?.decision).toBe('undecided');
    second.takeBack();
    expect(cache.get(3)?.decision).toBe('undecided');
  });
});

describe('rows that may be old', () => {
  test('stay until the new ones are here', async () => {
    const { cache, asked, answer } = cacheOf(100);
    cache.show(0, 40);
    cache.refresh();
    expect(asked).toHaveLength(1);
    expect(cache.get(7)?.decision).toBe('undecided');
    await answer(rowsFrom(0, 100, 'maybe'));
    expect(cache.get(7)?.decision).toBe('maybe');
  });

  test('are asked for one page at a time, however often something changes', async () => {
    const { cache, asked, answer } = cacheOf(1_000);
    cache.show(90, 130);
    await answer();
    for (let i = 0; i < 20; i++) cache.refresh();
    expect(asked).toHaveLength(2);
    // That one was asked before the last change, so it is asked for once more.
    await answer();
    await answer();
    await answer();
    expect(asked.map((request) => request.start)).toEqual([100, 0, 0, 100]);
    await settled();
    expect(asked).toHaveLength(4);
  });

  test('an answer from before the change does not stand for good', async () => {
    const { cache, asked, answer } = cacheOf(300);
    cache.show(100, 140);
    cache.refresh();
    await answer(rowsFrom(100, 100, 'before'));
    expect(asked.map((request) => request.start)).toEqual([100, 100]);
    await answer(rowsFrom(100, 100, 'after'));
    expect(cache.get(100)?.decision).toBe('after');
  });

  test('pages that are not seen wait until they are', async () => {
    const { cache, asked, answer } = cacheOf(1_000);
    cache.show(500, 540);
    await answer();
    cache.show(0, 40);
    cache.refresh();
    await answer(rowsFrom(0, 100, 'new'));
    expect(asked.map((request) => request.start)).toEqual([500, 0]);
    cache.show(500, 540);
    expect(asked.at(-1)?.start).toBe(500);
  });
});

describe('what goes wrong, and what is forgotten', () => {
  test('a failed request is told; looking again asks again', async () => {
    const { cache, asked, errors, answer } = cacheOf(1_000);
    cache.show(500, 540);
    const failure = new Error('The disk is gone.');
    asked[0]!.fail(failure);
    await settled();
    expect(errors).toEqual([failure]);
    expect(asked).toHaveLength(1);
    cache.show(500, 541);
    await answer();
    expect(cache.get(541)?.id).toBe(541);
  });

  test('pages of long ago go, those that are seen stay', async () => {
    const { cache, asked, answer } = cacheOf(1_000_000);
    for (let page = 1; page <= 80; page++) {
      cache.show(page * PAGE, page * PAGE + 40);
      await answer();
    }
    expect(asked).toHaveLength(80);
    const here = Array.from({ length: 81 }, (_, page) => cache.get(page * PAGE) !== undefined);
    expect(here.filter(Boolean)).toHaveLength(60);
    expect(here.at(-1)).toBe(true);
    expect(here[1]).toBe(false);
  });
});
