import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HIT_END, HIT_START } from '../../shared/model/article.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
const text = 'Dock workers in Vellmar walked out.\n\nThe port stood still on Friday.\n\nTalks resume on Monday.';
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  project.addArticle({
    articleId: 'harbour',
    title: 'Harbour strike',
    source: 'The Lectern',
    publishedAt: '2025-05-16',
    text,
    evidence: {
      title: ['opengraph', 'Harbour strike'],
      source: ['folder name', 'The Lectern'],
      publishedAt: ['json-ld', '2025-05-16'],
      language: ['detected', 'en'],
    },
    removed: [
      { start: 0, reason: 'menu', text: 'Home News Sport' },
      { start: text.indexOf('\n\nTalks'), reason: 'advert', text: 'The union said 2,400 people took part.' },
      { start: text.length, reason: 'teaser', text: 'Read next: budget vote' },
    ],
  });
});
afterEach(() => project.close());

const get = () => project.call('articles.get', { articleId: 'harbour' });
const edit = (field: 'title' | 'source' | 'byline' | 'publishedAt' | 'language' | 'url', value: string | null) =>
  project.call('articles.edit', { articleId: 'harbour', field, value });
const versionOf = (articleId: string) =>
  project.db.value<number>('SELECT text_version_id FROM article WHERE article_id = ?', articleId) as number;

describe('an article', () => {
  it('comes with its text, evidence, removed passages and copies', () => {
    project.addArticle({
      articleId: 'reprint',
      title: 'Harbour strike',
      source: 'Morning Quay',
      text,
      duplicateOf: 'harbour',
    });
    const version = versionOf('harbour');
    expect(get()).toEqual({
      articleId: 'harbour',
      text,
      textVersionId: String(version),
      textVersion: 1,
      textVersions: 1,
      textSha256: createHash('sha256').update(text).digest('hex'),
      metadata: {
        title: { value: 'Harbour strike', from: 'opengraph', others: [] },
        source: { value: 'The Lectern', from: 'folder name', others: [] },
        byline: { value: null, from: 'none', others: [] },
        publishedAt: { value: '2025-05-16', from: 'json-ld', others: [] },
        language: { value: 'en', from: 'detected', others: [] },
        url: { value: null, from: 'none', others: [] },
      },
      sourceId: 1,
      direction: 'ltr',
      words: 16,
      removed: [
        { passageId: `${version}:0`, start: 0, reason: 'menu', text: 'Home News Sport', ruleId: null },
        {
          passageId: `${version}:1`,
          start: 68,
          reason: 'advert',
          text: 'The union said 2,400 people took part.',
          ruleId: null,
        },
        {
          passageId: `${version}:2`,
          start: text.length,
          reason: 'teaser',
          text: 'Read next: budget vote',
          ruleId: null,
        },
      ],
      blocks: [],
      openDates: [],
      original: { kept: 'none', bytes: null },
      extractor: 'test 1',
      originalPath: 'harbour.txt',
      encoding: null,
      addedAt: '2025-05-01T00:00:00.000Z',
      decision: 'undecided',
      reason: null,
      warnings: [],
      lastPosition: null,
      duplicateGroup: 'harbour',
      copies: [{ articleId: 'reprint', title: 'Harbour strike', source: 'Morning Quay' }],
    });
  });

  it('opens where its coder last was, which is no change', () => {
    project.call('articles.rememberPosition', { articleId: 'harbour', position: 40 });
    project.call('articles.rememberPosition', { articleId: 'harbour', position: 52 });
    expect(get().lastPosition).toBe(52);
    expect(project.call('history.state', {}).undo).toBeNull();
    project.actAs('Tomas');
    expect(get().lastPosition).toBeNull();
  });

  it('is not found under another id', () => {
    expect(() => project.call('articles.get', { articleId: 'gone' })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
  });
});

describe('editing metadata', () => {
  it('puts the typed value in force, keeps other evidence, and undo goes back to it', () => {
    expect(edit('title', ' Strike at the harbour ').metadata.title).toEqual({
      value: 'Strike at the harbour',
      from: 'user',
      others: [{ value: 'Harbour strike', from: 'opengraph' }],
    });
    expect(
      project.db.all('SELECT origin, value, chosen FROM evidence WHERE field = ? ORDER BY origin', 'title'),
    ).toEqual([
      { origin: 'opengraph', value: 'Harbour strike', chosen: 0 },
      { origin: 'user', value: 'Strike at the harbour', chosen: 1 },
    ]);
    project.call('history.undo', {});
    expect(get().metadata.title).toEqual({ value: 'Harbour strike', from: 'opengraph', others: [] });
    project.call('history.redo', {});
    expect(get().metadata.title).toMatchObject({ value: 'Strike at the harbour', from: 'user' });
  });

  it('clears a value with null', () => {
    expect(edit('publishedAt', null).metadata.publishedAt).toEqual({
      value: null,
      from: 'user',
      others: [{ value: '2025-05-16', from: 'json-ld' }],
    });
    expect(project.db.get('SELECT published_sort AS sort, published_precision AS precision FROM article')).toEqual({
      sort: '',
      precision: null,
    });
  });

  it('keeps a date as precise as it was typed, with its sort and UTC form', () => {
    edit('publishedAt', '2025-05-16T19:39+03:00');
    expect(
      project.db.get(
        'SELECT published_precision AS precision, published_at_utc AS utc, published_sort AS sort FROM article',
      ),
    ).toEqual({
      precision: 'minute with zone',
      utc: '2025-05-16T16:39:00Z',
      sort: '2025-05-16T19:39',
    });
    edit('publishedAt', '2025');
    expect(project.db.get('SELECT published_precision AS precision, published_sort AS sort FROM article')).toEqual({
      precision: 'year',
      sort: '2025-01-01',
    });
  });

  it.each([
    ['publishedAt', '16 May 2025'],
    ['publishedAt', '2025-02-30'],
    ['language', 'not a language'],
    ['url', 'lectern.example/harbour'],
  ] as const)('refuses %s “%s”', (field, value) => {
    const before = get();
    expect(() => edit(field, value)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(get()).toEqual(before);
  });

  it('turns the direction with the language', () => {
    expect(edit('language', 'AR')).toMatchObject({
      direction: 'rtl',
      metadata: { language: { value: 'ar', from: 'user' } },
    });
    expect(edit('language', 'pt-br')).toMatchObject({ direction: 'ltr', metadata: { language: { value: 'pt-BR' } } });
  });

  it('finds the source that is named, or makes it', () => {
    project.addArticle({ articleId: 'other', source: 'Morning Quay' });
    expect(edit('source', 'morning quay').metadata.source).toMatchObject({ value: 'Morning Quay', from: 'user' });
    expect(edit('source', 'Evening Tide').metadata.source).toMatchObject({ value: 'Evening Tide', from: 'user' });
    const names = () => project.call('sources.list', {}).map(({ name, articles }) => `${name} ${articles}`);
    expect(names()).toEqual(['Evening Tide 1', 'Morning Quay 1', 'The Lectern 0']);
    project.call('history.undo', {});
    expect(names()).toEqual(['Morning Quay 2', 'The Lectern 0']);
    expect(edit('source', null)).toMatchObject({ sourceId: null, metadata: { source: { value: null, from: 'user' } } });
  });

  it('goes back to what another origin says, and to the typed value again, each one step of undo', () => {
    edit('title', 'Strike at the harbour');
    const choose = (from: 'opengraph' | 'user') =>
      project.call('articles.chooseEvidence', { articleId: 'harbour', field: 'title', from });
    expect(choose('opengraph').metadata.title).toEqual({
      value: 'Harbour strike',
      from: 'opengraph',
      others: [{ value: 'Strike at the harbour', from: 'user' }],
    });
    expect(project.db.column(`SELECT rowid FROM article_fts WHERE article_fts MATCH 'title: strike at'`)).toEqual([]);
    expect(choose('user').metadata.title.value).toBe('Strike at the harbour');
    project.call('history.undo', {});
    expect(get().metadata.title).toMatchObject({ value: 'Harbour strike', from: 'opengraph' });
    project.call('history.undo', {});
    expect(get().metadata.title).toMatchObject({ value: 'Strike at the harbour', from: 'user' });
  });

  it('gives the article the source that the chosen evidence names', () => {
    edit('source', 'Evening Tide');
    project.call('articles.chooseEvidence', { articleId: 'harbour', field: 'source', from: 'folder name' });
    expect(get().metadata.source).toMatchObject({ value: 'The Lectern', from: 'folder name' });
    expect(() =>
      project.call('articles.chooseEvidence', { articleId: 'harbour', field: 'byline', from: 'json-ld' }),
    ).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('tells pages the article', () => {
    edit('byline', 'A. Reporter');
    expect(project.touched).toEqual({ rooms: ['articles', 'history'], articleIds: ['harbour'] });
  });
});

describe('hits in one article', () => {
  const hits = (query: string, limit?: number) =>
    project.call('articles.hits', { articleId: 'harbour', text: query, ...(limit && { limit }) });

  it('name the paragraph and the offset, and mark the words', () => {
    expect(hits('PORT OR talks')).toEqual({
      total: 2,
      hits: [
        { paragraph: 2, start: text.indexOf('port'), snippet: `The ${HIT_START}port${HIT_END} stood still on Friday.` },
        { paragraph: 3, start: text.indexOf('Talks'), snippet: `${HIT_START}Talks${HIT_END} resume on Monday.` },
      ],
    });
  });

  it('share a passage when they are close, and are counted beyond the limit', () => {
    expect(hits('on OR stood OR out', 2)).toMatchObject({
      total: 4,
      hits: [
        { paragraph: 1 },
        { paragraph: 2, snippet: `The port ${HIT_START}stood${HIT_END} still ${HIT_START}on${HIT_END} Friday.` },
      ],
    });
  });

  it('cut a long paragraph at spaces, with an ellipsis on each side', () => {
    const long = `${'word '.repeat(60)}zeppelin ${'more '.repeat(60)}zeppelin end`;
    project.addArticle({ articleId: 'long', text: long });
    const found = project.call('articles.hits', { articleId: 'long', text: 'zeppelin' });
    expect(found.total).toBe(2);
    expect(found.hits.map((hit) => long.slice(hit.start, hit.start + 8))).toEqual(['zeppelin', 'zeppelin']);
    expect(found.hits[0]?.snippet).toMatch(/^…word (word )+\uE000zeppelin\uE001 (more )+more…$/);
    expect(found.hits[1]?.snippet).toMatch(/^…more (more )+\uE000zeppelin\uE001 end$/);
  });
});

describe('restoring a removed passage', () => {
  const advert = 'The union said 2,400 people took part.';
  const restore = (...ords: number[]) =>
    project.call('articles.restorePassages', {
      articleId: 'harbour',
      passageIds: ords.map((ord) => `${versionOf('harbour')}:${ord}`),
    });
  const annotate = (key: string, quote: string, from = text) => {
    const start = from.indexOf(quote);
    const spans = { text_version_id: versionOf('harbour'), start, end: start + quote.length, exact: quote };
    const context = {
      prefix: from.slice(Math.max(0, start - 32), start),
      suffix: from.slice(spans.end, spans.end + 32),
    };
    const times = { created_at: project.at(), updated_at: project.at() };
    project.change({}, (rows) =>
      rows.insert('annotation', {
        annotation_id: key,
        article: 1,
        level: 'span',
        coder: 1,
        ...spans,
        ...context,
        ...times,
      }),
    );
  };
  const spans = () =>
    project.db.all<{ key: string; start: number; end: number; exact: string; status: string; version: number }>(
      `SELECT annotation_id AS key, start, end, exact, prefix, suffix, status, text_version_id AS version FROM annotation ORDER BY annotation_id`,
    );

  it('makes a new text version with the passage as a paragraph of its own', () => {
    const article = restore(1);
    expect(article.text).toBe(
      `Dock workers in Vellmar walked out.\n\nThe port stood still on Friday.\n\n${advert}\n\nTalks resume on Monday.`,
    );
    expect(article).toMatchObject({ textVersion: 2, textVersions: 2, words: 23 });
    expect(article.textSha256).toBe(createHash('sha256').update(article.text).digest('hex'));
    expect(article.removed.map(({ start, text: passage }) => [start, passage])).toEqual([
      [0, 'Home News Sport'],
      [article.text.length, 'Read next: budget vote'],
    ]);
  });

  it('works at both ends of the text, one after the other', () => {
    restore(0);
    restore(2);
    expect(restore(1).text).toBe(
      `Home News Sport\n\nDock workers in Vellmar walked out.\n\nThe port stood still on Friday.\n\n${advert}\n\nTalks resume on Monday.\n\nRead next: budget vote`,
    );
    expect(get().removed).toEqual([]);
  });

  it('puts several back at once, as one by one, and takes them out again in one step', () => {
    annotate('1 before', 'Vellmar');
    annotate('2 after', 'Talks resume');
    const before = spans();
    const oneByOne = [0, 2, 1].map((ord) => restore(ord)).at(-1)!;
    for (let i = 0; i < 3; i++) project.call('history.undo', {});
    expect(spans()).toEqual(before);

    const atOnce = restore(2, 0, 1);
    expect(atOnce.text).toBe(oneByOne.text);
    expect(atOnce.removed).toEqual([]);
    for (const span of spans()) expect(atOnce.text.slice(span.start, span.end)).toBe(span.exact);
    project.call('history.undo', {});
    expect(get().text).toBe(text);
    expect(spans()).toEqual(before);
  });

  it('leaves the places of those that stay out right when two go back', () => {
    const { text: restored, removed } = restore(0, 1);
    expect(removed.map(({ start, text: passage }) => [start, passage])).toEqual([
      [restored.length, 'Read next: budget vote'],
    ]);
  });

  it('puts what was cut out of a line back into the line', () => {
    project.addArticle({
      articleId: 'inline',
      text: 'The mayor spoke on Friday.',
      removed: [{ start: 9, reason: 'link', text: '(read more)' }],
    });
    const { text: restored } = project.call('articles.restorePassages', {
      articleId: 'inline',
      passageIds: [`${versionOf('inline')}:0`],
    });
    expect(restored).toBe('The mayor (read more) spoke on Friday.');
  });

  it('moves annotations exactly, finds a torn one by its quote, keeps what cannot be placed', () => {
    annotate('1 before', 'Vellmar');
    annotate('2 after', 'Talks resume');
    annotate('3 torn', 'Friday.\n\nTalks');
    project.db.run(
      `INSERT INTO annotation (annotation_id, article, text_version_id, level, exact, prefix, suffix, coder, status, created_at, updated_at)
       VALUES ('4 lost before', 1, ?, 'span', '2,400 people', '', '', 1, 'unplaced', '', '')`,
      versionOf('harbour'),
    );
    const before = spans();
    const { text: restored, textVersionId } = restore(1);
    const after = spans();
    expect(after.map(({ status }) => status)).toEqual(['anchored', 'anchored', 'unplaced', 'anchored']);
    for (const span of after) {
      expect(String(span.version)).toBe(textVersionId);
      if (span.status === 'anchored') expect(restored.slice(span.start, span.end)).toBe(span.exact);
    }
    expect(after[2]).toMatchObject({ start: null, end: null, exact: 'Friday.\n\nTalks' });
    project.call('history.undo', {});
    expect(spans()).toEqual(before);
    expect(get()).toMatchObject({ text, textVersion: 1 });
    project.call('history.redo', {});
    expect(spans()).toEqual(after);
    expect(get().text).toBe(restored);
  });

  it('keeps the words of a span that an undo left with the offsets of another text', () => {
    const { text: longer, textVersionId } = restore(0);
    project.actAs('Tomas');
    const start = longer.indexOf('The port');
    const { annotationId } = project.call('annotations.create', {
      ...{ articleId: 'harbour', textVersionId, level: 'span', quote: 'The port' },
      ...{ start, end: start + 'The port'.length },
    });
    project.actAs('Rana');
    project.call('history.undo', {});
    const { text: restored } = restore(1);
    expect(project.call('annotations.ofArticle', { articleId: 'harbour' })).toMatchObject([
      { annotationId, status: 'anchored', start: restored.indexOf('The port'), quote: { exact: 'The port' } },
    ]);
  });

  it('is searchable at once, and no longer after undo', () => {
    const found = () => project.db.column(`SELECT rowid FROM article_fts WHERE article_fts MATCH 'union'`);
    restore(1);
    expect(found()).toEqual([1]);
    project.call('history.undo', {});
    expect(found()).toEqual([]);
  });

  it('refuses a passage of an earlier text, and one that is not there', () => {
    const old = versionOf('harbour');
    restore(1);
    expect(() => project.call('articles.restorePassages', { articleId: 'harbour', passageIds: [`${old}:0`] })).toThrow(
      expect.objectContaining({ code: 'STALE' }),
    );
    expect(() => restore(1)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
