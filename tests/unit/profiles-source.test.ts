/** What one source publishes, misses, shares and whom it quotes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analyzeJob } from '../../electron/backend/jobs/analyze.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
let made = 0;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  made = 0;
});
afterEach(() => project.close());

function article(source: string, publishedAt: string | null, more: object = {}) {
  made++;
  const articleId = `a${made}`;
  project.addArticle({ articleId, title: `Article ${made}`, source, publishedAt, text: `Text ${made}.`, ...more });
  return articleId;
}
const story = (...articleIds: string[]) => project.call('stories.create', { articleIds }).storyId;
const idOf = (name: string) => project.db.value<number>('SELECT id FROM source WHERE name = ?', name)!;
const analyse = (...only: string[]) => analyzeJob({ only }, testJob(project));

describe('articles of a source', () => {
  it('are counted by day and language; those without a day apart', () => {
    article('Dune Post', '2025-03-14', { language: 'en' });
    article('Dune Post', '2025-03-14T09:00Z', { language: 'en' });
    article('Dune Post', '2025-03-17', { language: 'fr' });
    article('Dune Post', '2025-03', { language: 'en' });
    article('Dune Post', null, { language: null });
    article('Salt Echo', '2025-03-15');
    expect(project.call('profiles.articles', { sourceId: idOf('Dune Post') })).toMatchObject({
      ...{ source: 'Dune Post', articles: 5, withoutDay: 2, ratings: [] },
      days: [
        { day: '2025-03-14', articles: 2 },
        { day: '2025-03-17', articles: 1 },
      ],
      languages: [
        { language: 'en', articles: 3 },
        { language: null, articles: 1 },
        { language: 'fr', articles: 1 },
      ],
    });
    expect(() => project.call('profiles.articles', { sourceId: 999 })).toThrow('no longer in the project');
  });
});

describe('stories of a source', () => {
  it('are covered, or missed where enough others had them in its days', () => {
    const first = story(article('Dune Post', '2025-03-10'), article('Salt Echo', '2025-03-11'));
    const second = story(article('Dune Post', '2025-03-20'), article('Salt Echo', '2025-03-20'));
    const missed = story(
      article('Salt Echo', '2025-03-15'),
      article('Reed', '2025-03-15'),
      article('Marsh Mail', '2025-03-16'),
    );
    // Only two sources; and one after its last article.
    story(article('Salt Echo', '2025-03-15'), article('Reed', '2025-03-15'));
    story(article('Salt Echo', '2025-04-02'), article('Reed', '2025-04-02'), article('Marsh Mail', '2025-04-02'));
    const found = project.call('profiles.stories', { sourceId: idOf('Dune Post') });
    expect(found).toMatchObject({ firstDay: '2025-03-10', lastDay: '2025-03-20', stories: 5 });
    expect(found.covered).toMatchObject({ total: 2, first: 1 });
    expect(found.covered.rows.map(({ storyId, isFirst }) => [storyId, isFirst])).toEqual([
      // On one day: nobody can be called first.
      [second, false],
      [first, true],
    ]);
    expect(found.missed.rows.map(({ storyId, sources }) => [storyId, sources])).toEqual([[missed, 3]]);
    expect(project.call('profiles.stories', { sourceId: idOf('Dune Post'), minSources: 2 }).missed.total).toBe(2);
    expect(found.others.map(({ source, shared, stories, jaccard }) => [source, shared, stories, jaccard])).toEqual([
      ['Salt Echo', 2, 5, 0.4],
    ]);
  });

  it('follow what people change at once', () => {
    const a = article('Dune Post', '2025-03-10');
    const b = article('Reed', '2025-03-10');
    const sourceId = idOf('Dune Post');
    expect(project.call('profiles.stories', { sourceId }).covered.total).toBe(0);
    story(a, b);
    expect(project.call('profiles.stories', { sourceId }).covered.total).toBe(1);
  });
});

describe('copies', () => {
  it('tell who published first, and say where that cannot be told', () => {
    const wire = article('Harbour Wire', '2025-03-14T06:00Z');
    article('Dune Post', '2025-03-14T09:00Z', { duplicateOf: wire });
    const early = article('Dune Post', '2025-03-10');
    article('Reed', '2025-03-12', { duplicateOf: early });
    const sameDay = article('Dune Post', '2025-03-20');
    article('Reed', '2025-03-20', { duplicateOf: sameDay });
    const own = article('Dune Post', '2025-03-21');
    article('Dune Post', '2025-03-22', { duplicateOf: own });
    article('Dune Post', '2025-03-23');
    expect(project.call('profiles.copies', { sourceId: idOf('Dune Post') })).toEqual({
      ...{ articles: 6, shared: 3, later: 1, earlier: 1, unclear: 1, ownRepeats: 1 },
      others: [
        { sourceId: idOf('Reed'), source: 'Reed', groups: 2, theyFirst: 0, weFirst: 1 },
        { sourceId: idOf('Harbour Wire'), source: 'Harbour Wire', groups: 1, theyFirst: 1, weFirst: 0 },
      ],
    });
  });

  it('are credited in bylines and opening lines, and only those count', () => {
    article('Harbour Wire', '2025-03-14');
    const signed = article('Dune Post', '2025-03-15', {
      evidence: { byline: ['meta', 'By Ada Quill and Harbour Wire'] },
    });
    project.db.run('UPDATE article SET byline = ? WHERE article_id = ?', 'By Ada Quill and Harbour Wire', signed);
    article('Dune Post', '2025-03-16', {
      text: 'LENN (Gull News Agency) – The bridge is closed.\n\nIt was old (very).',
    });
    article('Dune Post', '2025-03-17', { text: 'The Harbour Wire building burned. It is (Reuters aside) empty.' });
    const { agencies, openingsRead } = project.call('profiles.agencies', { sourceId: idOf('Dune Post') });
    expect(openingsRead).toBe(3);
    expect(agencies.map(({ name, sourceId, articles }) => [name, sourceId, articles])).toEqual([
      ['Gull News Agency', null, 1],
      ['Harbour Wire', idOf('Harbour Wire'), 1],
    ]);
    expect(agencies[0]!.places[0]).toMatchObject({ from: 'opening', words: 'Gull News Agency', start: 6 });
    expect(agencies[1]!.places[0]).toMatchObject({ articleId: signed, from: 'byline', start: null });
  });
});

describe('what analysers found', () => {
  const angry = 'It was an absolutely disgraceful, catastrophic betrayal of every honest family on the coast. ';
  const calm = 'The council met on Monday and spoke about the timetable of the ferry for the coming year. ';
  const spoken = (who: string) => `“The fleet is smaller than it has ever been,” said ${who}, the harbour master.`;

  beforeEach(async () => {
    article('Dune Post', '2025-03-14', { language: 'en', text: `${angry.repeat(3)}\n\n${spoken('Petra Oll')}` });
    article('Dune Post', '2025-03-15', { language: 'en', text: `${calm}\n\n${spoken('Petra Oll')}` });
    article('Salt Echo', '2025-03-15', { language: 'en', text: `${calm.repeat(3)}\n\n${spoken('Petra J. Oll')}` });
    await analyse('techniques', 'quotations', 'entities');
  });

  it('stands per thousand words, with an interval, against all other sources', () => {
    const { articles, words, others, labels } = project.call('profiles.techniques', { sourceId: idOf('Dune Post') });
    expect(articles).toBe(2);
    expect(others).toMatchObject({ articles: 1, sources: 1 });
    const loaded = labels.find(({ label }) => label === 'Loaded_Language')!;
    expect(loaded.n).toBeGreaterThanOrEqual(3);
    expect(loaded.othersN).toBe(0);
    expect(loaded.rate!.perThousand).toBeCloseTo((1000 * loaded.n) / words, 10);
    expect(loaded.rate!.low).toBeLessThan(loaded.rate!.perThousand);
    expect(loaded.rate!.high).toBeGreaterThan(loaded.rate!.perThousand);
    expect(loaded.othersRate).toMatchObject({ perThousand: 0, low: 0 });
    const { total, places } = project.call('profiles.places', {
      sourceId: idOf('Dune Post'),
      what: { kind: 'technique', label: 'Loaded_Language' },
    });
    expect(total).toBe(loaded.n);
    expect(places).toHaveLength(loaded.n);
    expect(places.every(({ articleId, isCurrent }) => articleId === 'a1' && isCurrent)).toBe(true);
  });

  it('tells whom it quotes, how much, and who else does; merged names are one', () => {
    const before = project.call('profiles.quoted', { sourceId: idOf('Dune Post') });
    expect(before).toMatchObject({ articles: 2, quotations: 2, named: 2 });
    expect(before.speakers).toMatchObject({ total: 1, rows: [{ name: 'Petra Oll', quotations: 2, articles: 2 }] });
    expect(before.speakers.rows[0]!.words).toBe(2 * 9);
    expect(before.speakers.rows[0]).toMatchObject({ otherSources: 0, otherQuotations: 0 });
    const other = project.call('profiles.quoted', { sourceId: idOf('Salt Echo') }).speakers.rows[0]!;
    project.call('names.merge', { kind: 'person', names: ['Petra Oll', other.name], name: 'Petra Oll' });
    const after = project.call('profiles.quoted', { sourceId: idOf('Dune Post') });
    expect(after.speakers.rows[0]).toMatchObject({ name: 'Petra Oll', otherSources: 1, otherQuotations: 1 });
    const { places } = project.call('profiles.places', {
      sourceId: idOf('Salt Echo'),
      what: { kind: 'speaker', name: 'Petra Oll', of: 'person' },
    });
    expect(places.map(({ articleId, text }) => [articleId, text.slice(0, 10)])).toEqual([['a3', '“The fleet']]);
  });

  it('stands side by side for several sources', () => {
    const { labels, rows } = project.call('profiles.compare', {});
    expect(labels).toContain('Loaded_Language');
    expect(rows.map(({ source, articles, quotations, speakers }) => [source, articles, quotations, speakers])).toEqual([
      ['Dune Post', 2, 2, 1],
      ['Salt Echo', 1, 1, 1],
    ]);
    const alone = project.call('profiles.techniques', { sourceId: idOf('Dune Post') });
    expect(rows[0]!.techniques.Loaded_Language!.rate).toEqual(
      alone.labels.find(({ label }) => label === 'Loaded_Language')!.rate,
    );
    expect(project.call('profiles.compare', { sourceIds: [idOf('Salt Echo')] }).rows).toHaveLength(1);
  });
});

describe('a source that nothing was found of', () => {
  it('has an empty profile, not an error', () => {
    article('Dune Post', null);
    const sourceId = idOf('Dune Post');
    expect(project.call('profiles.stories', { sourceId })).toMatchObject({ firstDay: null, covered: { total: 0 } });
    expect(project.call('profiles.copies', { sourceId })).toMatchObject({ shared: 0, others: [] });
    expect(project.call('profiles.techniques', { sourceId })).toMatchObject({ articles: 0, words: 0, labels: [] });
    expect(project.call('profiles.quoted', { sourceId })).toMatchObject({ articles: 0, speakers: { total: 0 } });
  });
});
