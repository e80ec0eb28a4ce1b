import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { EventOf } from '../../shared/contract/events.ts';
import { writeCorpus } from '../perf/corpus.ts';
import { errorOf, startTestBackend, temporaryFolder } from '../support/backend.ts';

const ARTICLES = 3000;
let client: Client;
beforeAll(async () => {
  const project = join(temporaryFolder(), 'synthetic.parallax');
  writeCorpus(project, { articles: ARTICLES, words: 30 });
  ({ client } = await startTestBackend({ project }));
});

const open = (query: Parameters<typeof client.call<'articles.openView'>>[1]['query'] = {}, first = 100) =>
  client.call('articles.openView', { query, first });
const undecided = async () => (await client.call('projects.status', {})).decisions.undecided;

describe('a view over a corpus far larger than the window', () => {
  it('gives every article exactly once, in order, window by window', async () => {
    const { viewId, total, first } = await open({ sort: { column: 'published', descending: true } }, 50);
    expect(total).toBe(ARTICLES);
    const seen = [];
    for (let start = 0; start < total; start += 500) {
      seen.push(...(await client.call('articles.rows', { viewId, start, count: 500 })).rows);
    }
    expect(seen.slice(0, 50)).toEqual(first);
    const dates = seen.map((row) => row?.publishedAt ?? '');
    expect(dates).toEqual(dates.toSorted().toReversed());
    expect(new Set(seen.map((row) => row?.articleId)).size).toBe(ARTICLES);
  });

  it('ends where it ends', async () => {
    const { viewId } = await open();
    const last = await client.call('articles.rows', { viewId, start: ARTICLES - 3, count: 200 });
    expect(last.rows).toHaveLength(3);
    expect(await client.call('articles.rows', { viewId, start: ARTICLES, count: 200 })).toEqual({
      start: ARTICLES,
      rows: [],
    });
  });

  it('finds an article in it, and says when it is not in it', async () => {
    const { viewId } = await open({ languages: ['es'] });
    const { rows } = await client.call('articles.rows', { viewId, start: 222, count: 1 });
    const articleId = rows[0]!.articleId;
    expect(await client.call('articles.indexInView', { viewId, articleId })).toEqual({ index: 222 });
    const french = await open({ languages: ['fr'] });
    expect(await client.call('articles.indexInView', { viewId: french.viewId, articleId })).toEqual({ index: -1 });
  });

  it('keeps its order while rows show what is edited', async () => {
    const { viewId, first } = await open({ sort: { column: 'title', descending: false } }, 5);
    const { articleId } = first[1]!;
    await client.call('articles.edit', { articleId, field: 'title', value: 'zzz moved to the end' });
    const { rows } = await client.call('articles.rows', { viewId, start: 0, count: 500 });
    expect(rows.slice(0, 5).map((row) => row?.articleId)).toEqual(first.map((row) => row.articleId));
    expect(rows[1]?.title).toBe('zzz moved to the end');
    const last = await client.call('articles.rows', { viewId, start: ARTICLES - 1, count: 1 });
    expect(last.rows).toHaveLength(1);
    expect(last.rows[0]?.articleId).not.toBe(articleId);
    await client.call('history.undo', {});
  });

  it('is out of date after many newer ones', async () => {
    const old = await open();
    for (let newer = 0; newer < 20; newer++) await open({}, 0);
    const error = await errorOf(client.call('articles.rows', { viewId: old.viewId, start: 0, count: 10 }));
    expect(error).toMatchObject({ code: 'STALE', message: 'This list is out of date. Open it again.' });
  });

  it('pages through the hits of a search as it pages through the corpus', async () => {
    const query = { text: 'taka OR raka OR saka', sort: { column: 'relevance' as const, descending: true } };
    const { viewId, total, first } = await open(query, 10);
    const all = await client.call('articles.rows', { viewId, start: 0, count: 500 });
    expect(total).toBeGreaterThan(20);
    expect(all.rows).toHaveLength(Math.min(total, 500));
    expect(all.rows.slice(0, 10)).toEqual(first);
    expect(
      all.rows.every(
        (row) => /\uE000(taka|raka|saka)\uE001/.test(`${row?.snippet}`) || /(taka|raka|saka)/.test(`${row?.title}`),
      ),
    ).toBe(true);
  });
});

describe('deciding on a whole view', () => {
  it('leaves the exceptions alone and is one step of undo', async () => {
    const before = await undecided();
    const changes: EventOf<'changed'>[] = [];
    const stop = client.subscribe('changed', (change) => changes.push(change));
    const { viewId, total, first } = await open({ languages: ['ru'], decisions: ['undecided'] });
    const except = first.slice(0, 3).map((row) => row.articleId);
    const { changed } = await client.call('triage.decide', {
      targets: { viewId, except },
      decision: 'exclude',
      reason: 'language',
    });
    expect(changed).toBe(total - 3);
    expect(await undecided()).toBe(before - changed);
    const { rows } = await client.call('articles.rows', { viewId, start: 0, count: 5 });
    expect(rows.map((row) => row?.decision)).toEqual(['undecided', 'undecided', 'undecided', 'exclude', 'exclude']);
    expect(changes.at(-1)).toMatchObject({ rooms: expect.arrayContaining(['triage', 'history']), articleIds: null });
    await client.call('history.undo', {});
    expect(await undecided()).toBe(before);
    stop();
  });
});

describe('comparing two articles of the corpus', () => {
  it('gives spans of each text and partners or none for every sentence', async () => {
    const { first } = await open({}, 2);
    const [a, b] = await Promise.all(first.map(({ articleId }) => client.call('articles.get', { articleId })));
    const compared = await client.call('compare.align', { articleIds: [a!.articleId, b!.articleId] });
    expect(compared.articles[0]).toMatchObject({ articleId: a!.articleId, textVersionId: a!.textVersionId });
    for (const { start, end } of compared.articles[1]!.sentences) expect(b!.text.slice(start, end).trim()).not.toBe('');
    const paired = compared.pairs.map((pair) => pair.a);
    expect([...new Set([...paired, ...compared.only[0]!])].sort((x, y) => x - y)).toEqual(
      compared.articles[0]!.sentences.map((_, i) => i),
    );
    const itself = client.call('compare.align', { articleIds: [a!.articleId, a!.articleId] });
    await expect(itself).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('not with itself'),
    });
  });
});

describe('a view that is opened while changes of the same page are on their way', () => {
  it('knows all of them: three presses of undo, and a refresh at once', async () => {
    const decided = async () => (await open({ decisions: ['include'] }, 500)).total;
    const before = await decided();
    const { first } = await open({ decisions: ['undecided'] }, 3);
    for (const { articleId } of first) {
      await client.call('triage.decide', { targets: { articleIds: [articleId] }, decision: 'include', reason: null });
    }
    expect(await decided()).toBe(before + 3);
    const undone = Promise.all([1, 2, 3].map(() => client.call('history.undo', {})));
    const refreshed = decided();
    expect(await refreshed).toBe(before);
    await undone;
  });
});
