import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenedView } from '../../electron/backend/services/articles/view-reads.ts';
import { HIT_END, HIT_START } from '../../shared/model/article.ts';
import { type ViewQueryInput, viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
const id = (articleId: string) =>
  project.db.value<number>('SELECT id FROM article WHERE article_id = ?', articleId) as number;

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  const add = project.addArticle;
  add({
    articleId: 'harbour',
    title: 'Harbour strike enters third week',
    source: 'The Lectern',
    publishedAt: '2025-05-16',
    text: 'Dock workers in Vellmar walked out.\n\nThe port stood still.',
  });
  add({
    articleId: 'budget',
    title: 'budget vote delayed',
    source: 'Morning Quay',
    publishedAt: '2025-05-17T08:30',
    text: 'The council put off its vote on the port budget. The port authority waits.',
  });
  add({
    articleId: 'huelga',
    title: 'Huelga en el puerto',
    source: 'La Ribera',
    publishedAt: '2025-05-16T19:39',
    language: 'es',
    text: 'Los estibadores de Vellmar siguen en huelga.',
  });
  add({
    articleId: 'mina',
    title: 'Mine reopens',
    source: 'The Lectern',
    publishedAt: '2024',
    language: 'en-GB',
    text: 'The mine at Orsk Hill reopens after a long winter.',
    importJobId: 'second',
  });
  add({
    articleId: 'mina-copy',
    title: 'Mine reopens',
    source: null,
    publishedAt: null,
    language: null,
    text: 'The mine at Orsk Hill reopens after a long winter.',
    duplicateOf: 'mina',
  });
});
afterEach(() => project.close());

function open(query: ViewQueryInput = {}, first = 100) {
  return project.read('views/open', { query: viewQuery.parse(query), first }) as OpenedView;
}
const found = (query: ViewQueryInput = {}) => open(query).first.map((row) => row?.articleId);
const sorted = (
  column: NonNullable<ViewQueryInput['sort']>['column'],
  descending: boolean,
  query: ViewQueryInput = {},
) => found({ ...query, sort: { column, descending } });

describe('a view of the whole corpus', () => {
  it('shows the newest first, a less precise date by its first day, the undated last', () => {
    expect(found()).toEqual(['budget', 'huelga', 'harbour', 'mina', 'mina-copy']);
  });

  it('keeps the undated last when the oldest come first', () => {
    expect(sorted('published', false)).toEqual(['mina', 'harbour', 'huelga', 'budget', 'mina-copy']);
  });

  it.each([
    ['title', false, ['budget', 'harbour', 'huelga', 'mina', 'mina-copy']],
    ['title', true, ['mina-copy', 'mina', 'huelga', 'harbour', 'budget']],
    ['source', false, ['huelga', 'budget', 'harbour', 'mina', 'mina-copy']],
    ['source', true, ['harbour', 'mina', 'budget', 'huelga', 'mina-copy']],
    ['language', false, ['budget', 'harbour', 'mina', 'huelga', 'mina-copy']],
    ['language', true, ['huelga', 'mina', 'budget', 'harbour', 'mina-copy']],
    ['words', false, ['huelga', 'harbour', 'mina', 'mina-copy', 'budget']],
    ['added', true, ['mina-copy', 'mina', 'huelga', 'budget', 'harbour']],
  ] as const)('sorts by %s, descending %s', (column, descending, expected) => {
    expect(sorted(column, descending)).toEqual(expected);
  });

  it('sorts by the decision of whoever looks, undecided at one end', () => {
    project.call('triage.decide', { targets: { articleIds: ['mina'] }, decision: 'exclude' });
    project.call('triage.decide', { targets: { articleIds: ['harbour'] }, decision: 'include' });
    expect(sorted('decision', false)).toEqual(['harbour', 'mina', 'budget', 'huelga', 'mina-copy']);
    expect(sorted('decision', true)).toEqual(['budget', 'huelga', 'mina-copy', 'mina', 'harbour']);
    project.actAs('Tomas');
    expect(sorted('decision', false)).toEqual(['budget', 'huelga', 'harbour', 'mina', 'mina-copy']);
  });

  it('reads its first rows without the vector and knows the total', () => {
    const opened = open({}, 2);
    expect(opened).toMatchObject({ total: 5, ids: null });
    expect(opened.first.map((row) => row?.articleId)).toEqual(['budget', 'huelga']);
  });

  it('orders filtered views as it orders the whole corpus', () => {
    const everything = { decisions: ['undecided' as const] };
    for (const column of [
      'title',
      'source',
      'published',
      'language',
      'words',
      'annotations',
      'decision',
      'added',
    ] as const) {
      for (const descending of [false, true]) {
        expect(sorted(column, descending, everything), `${column} ${descending}`).toEqual(sorted(column, descending));
      }
    }
  });

  it('leaves out of its vector what was imported after it was opened', () => {
    const opened = open({}, 2);
    project.addArticle({ articleId: 'late', publishedAt: '2026-01-01' });
    const ids = project.read('views/ids', { query: viewQuery.parse({}), maxId: opened.maxId }) as Int32Array;
    expect(Array.from(ids)).toEqual(['budget', 'huelga', 'harbour', 'mina', 'mina-copy'].map(id));
  });
});

describe('a row', () => {
  it('carries what the table shows', () => {
    project.call('triage.decide', { targets: { articleIds: ['mina-copy'] }, decision: 'maybe', reason: 'wire copy' });
    const rows = open().first;
    expect(rows.find((row) => row?.articleId === 'mina-copy')).toEqual({
      articleId: 'mina-copy',
      title: 'Mine reopens',
      source: '',
      publishedAt: null,
      language: null,
      direction: 'ltr',
      byline: null,
      url: null,
      words: 10,
      decision: 'maybe',
      reason: 'wire copy',
      annotations: 0,
      copies: 2,
      originalPath: 'mina-copy.txt',
      addedAt: '2025-05-01T00:00:00.000Z',
      snippet: null,
      likely: null,
    });
    expect(rows.find((row) => row?.articleId === 'harbour')?.copies).toBe(1);
  });

  it('is null where an id stands for nothing', () => {
    const rows = project.read('views/rows', { ids: [id('mina'), 999, id('harbour')], text: '' }) as {
      articleId: string;
    }[];
    expect(rows.map((row) => row?.articleId ?? null)).toEqual(['mina', null, 'harbour']);
  });
});

describe('filters', () => {
  it.each([
    [
      'sources by id, 0 for none',
      () => ({ sources: [project.db.value<number>(`SELECT id FROM source WHERE name = 'The Lectern'`)!, 0] }),
      ['harbour', 'mina', 'mina-copy'],
    ],
    ['one language exactly', () => ({ languages: ['en'] }), ['budget', 'harbour']],
    ['languages, the empty one for unknown', () => ({ languages: ['es', ''] }), ['huelga', 'mina-copy']],
    ['from a day on', () => ({ publishedFrom: '2025-05-17' }), ['budget']],
    ['up to a day, all of it', () => ({ publishedTo: '2025-05-16' }), ['huelga', 'harbour', 'mina']],
    ['dated', () => ({ dated: true }), ['budget', 'huelga', 'harbour', 'mina']],
    ['undated', () => ({ dated: false }), ['mina-copy']],
    ['one import', () => ({ importJobId: 'second' }), ['mina']],
    ['together by AND', () => ({ languages: ['en', 'es'], publishedTo: '2025-05-16' }), ['huelga', 'harbour']],
  ])('%s', (_name, query, expected) => {
    expect(found(query())).toEqual(expected);
  });

  it('by the decisions of whoever looks', () => {
    project.call('triage.decide', { targets: { articleIds: ['harbour', 'huelga'] }, decision: 'include' });
    project.call('triage.decide', { targets: { articleIds: ['mina'] }, decision: 'exclude' });
    expect(found({ decisions: ['include'] })).toEqual(['huelga', 'harbour']);
    expect(found({ decisions: ['undecided'] })).toEqual(['budget', 'mina-copy']);
    expect(found({ decisions: ['undecided', 'exclude'] })).toEqual(['budget', 'mina', 'mina-copy']);
    project.actAs(null);
    expect(found({ decisions: ['include'] })).toEqual([]);
    expect(found({ decisions: ['undecided'] })).toHaveLength(5);
  });

  it('by story, copies too, together with a source', () => {
    const { storyId: strike } = project.call('stories.create', { articleIds: ['harbour', 'huelga'] });
    const { storyId: mine } = project.call('stories.create', { articleIds: ['mina'] });
    expect(found({ storyIds: [strike] })).toEqual(['huelga', 'harbour']);
    expect(found({ storyIds: [mine] })).toEqual(['mina', 'mina-copy']);
    expect(found({ storyIds: [strike, mine] })).toEqual(['huelga', 'harbour', 'mina', 'mina-copy']);
    const lectern = project.db.value<number>(`SELECT id FROM source WHERE name = 'The Lectern'`)!;
    expect(found({ storyIds: [strike], sources: [lectern] })).toEqual(['harbour']);
  });

  it('by code, whoever coded it', () => {
    const code = '7d1b8c1e-0f43-4c7e-9a51-2f6f1f0f3a10';
    project.change({}, (rows) => {
      rows.insert('code', {
        code_id: code,
        parent_id: null,
        position: 0,
        name: 'Figure',
        color: 1,
        created_at: project.at(),
      });
      const text = {
        text_version_id: project.db.value<number>(`SELECT text_version_id FROM article WHERE article_id = 'mina'`)!,
      };
      rows.insert('annotation', {
        annotation_id: 'note',
        article: id('mina'),
        ...text,
        level: 'article',
        coder: 1,
        created_at: project.at(),
        updated_at: project.at(),
      });
      rows.insert('coding', { coding_id: 'coding', annotation_id: 'note', code_id: code, created_at: project.at() });
    });
    project.actAs('Tomas');
    expect(found({ codeIds: [code] })).toEqual(['mina']);
    expect(found({ coded: true })).toEqual(['mina']);
    expect(found({ coded: false })).toEqual(['budget', 'huelga', 'harbour', 'mina-copy']);
  });
});

describe('search', () => {
  const relevance = { sort: { column: 'relevance' as const, descending: true } };

  it('puts a hit in the title before hits in the text', () => {
    project.addArticle({ articleId: 'title-hit', title: 'Port', text: 'Nothing else about it here.' });
    expect(found({ text: 'port', ...relevance })[0]).toBe('title-hit');
  });

  it('marks hits in the snippet and drops marks that the text itself holds', () => {
    project.addArticle({
      articleId: 'private',
      text: `A ${HIT_START}strange${HIT_END} \uE000 zeppelin\n\nover the bay.`,
    });
    const opened = open({ text: 'zeppelin', ...relevance });
    expect(opened.first[0]?.snippet).toBe(`A strange ${HIT_START}zeppelin${HIT_END} over the bay.`);
    expect(opened.terms).toEqual(['zeppelin']);
  });

  it.each([1, 65])('marks the same words whether few or many rows are shown (%i)', (copies) => {
    for (let copy = 0; copy < copies; copy++)
      project.addArticle({ articleId: `airship-${copy}`, text: 'An airship rose.' });
    for (const [text, marked] of [
      ['airship', 'airship'],
      ['air*', 'airship'],
      ['"an airship"', `An${HIT_END} ${HIT_START}airship`],
    ]) {
      const { first } = open({ text, ...relevance });
      expect(first).toHaveLength(copies);
      for (const row of first)
        expect(row?.snippet?.replaceAll(`${HIT_END} ${HIT_START}`, ' ')).toContain(
          `${HIT_START}${marked?.replaceAll(`${HIT_END} ${HIT_START}`, ' ')}${HIT_END}`,
        );
    }
  });

  it('counts every hit although it reads the best only', () => {
    const opened = open({ text: 'the', ...relevance }, 1);
    expect(opened).toMatchObject({ total: 4, ids: null });
    expect(opened.first).toHaveLength(1);
  });

  it('gives every row its own snippet, also in a vector that leaves later imports out', () => {
    const { first, maxId } = open({ text: 'port OR mine', ...relevance });
    const marked = first.map((row) => [row?.articleId, row?.snippet?.includes(HIT_START)]).sort();
    expect(marked).toEqual(['budget', 'harbour', 'mina', 'mina-copy'].map((articleId) => [articleId, true]));
    project.addArticle({ articleId: 'late', text: 'The port again.' });
    const query = viewQuery.parse({ text: 'port OR mine', ...relevance });
    const ids = Array.from(project.read('views/ids', { query, maxId }) as Int32Array);
    expect(ids).toEqual(first.map((row) => id(row!.articleId)));
  });

  it('combines with filters and other orders', () => {
    expect(found({ text: 'port OR vellmar', languages: ['en'] })).toEqual(['budget', 'harbour']);
    expect(sorted('title', true, { text: 'mine' })).toEqual(['mina-copy', 'mina']);
  });

  it.each([
    ['source:lectern', ['harbour', 'mina']],
    ['source:"la ribera"', ['huelga']],
    ['-source:lectern', ['budget', 'huelga', 'mina-copy']],
    ['lang:en', ['budget', 'harbour', 'mina']],
    ['lang:en-gb', ['mina']],
    ['vellmar lang:es', ['huelga']],
    ['source:nowhere', []],
  ])('understands %s', (text, expected) => {
    expect(found({ text })).toEqual(expected);
  });

  it('says where a query is wrong', () => {
    expect(() => open({ text: 'port "strike' })).toThrow(
      expect.objectContaining({ code: 'QUERY_INVALID', details: { position: 5, end: 6 } }),
    );
  });

  it('follows an edited title', () => {
    project.call('articles.edit', { articleId: 'budget', field: 'title', value: 'Zeppelin over Quay' });
    expect(found({ text: 'title:zeppelin' })).toEqual(['budget']);
    expect(found({ text: 'title:delayed' })).toEqual([]);
  });
});

describe('facets', () => {
  it('count every value of the whole corpus', () => {
    project.call('triage.decide', { targets: { articleIds: ['harbour'] }, decision: 'include' });
    expect(project.call('articles.facets', { query: {} })).toEqual({
      sources: [
        { value: '1', label: 'The Lectern', count: 2 },
        { value: '3', label: 'La Ribera', count: 1 },
        { value: '2', label: 'Morning Quay', count: 1 },
        { value: '0', label: 'Unknown source', count: 1 },
      ],
      languages: [
        { value: 'en', label: 'English', count: 2 },
        { value: 'en-GB', label: 'British English', count: 1 },
        { value: 'es', label: 'Spanish', count: 1 },
        { value: '', label: 'Unknown language', count: 1 },
      ],
      decisions: [
        { value: 'include', label: 'Include', count: 1 },
        { value: 'undecided', label: 'Undecided', count: 4 },
      ],
      codes: [],
      months: [
        { value: '2024-01', label: 'January 2024', count: 1 },
        { value: '2025-05', label: 'May 2025', count: 3 },
        { value: '', label: 'Undated', count: 1 },
      ],
    });
  });

  it('count with all other filters in force, their own not', () => {
    const facets = project.call('articles.facets', { query: { languages: ['es'], sources: [1], text: 'vellmar' } });
    expect(facets.languages).toEqual([
      { value: 'en', label: 'English', count: 1 },
      { value: 'es', label: 'Spanish', count: 0 },
    ]);
    expect(facets.sources).toEqual([
      { value: '3', label: 'La Ribera', count: 1 },
      { value: '1', label: 'The Lectern', count: 0 },
    ]);
    expect(facets.months).toEqual([]);
  });

  it('give the same counts whether or not a filter that takes nothing away is set', () => {
    project.call('triage.decide', { targets: { articleIds: ['mina'] }, decision: 'maybe' });
    const { decisions, ...others } = project.call('articles.facets', { query: {} });
    const filtered = project.call('articles.facets', { query: { coded: false } });
    expect(filtered).toEqual({ ...others, decisions });
  });

  it('of codes follow the other filters, a search among them', () => {
    const codes = ['7d1b8c1e-0f43-4c7e-9a51-2f6f1f0f3a10', '0b8f1c52-93ad-4e4e-8a0f-6f1f3c1d2e01'];
    const created_at = project.at();
    project.change({}, (rows) => {
      for (const [position, code_id] of codes.entries()) {
        const name = ['Figure', 'Speaker'][position]!;
        rows.insert('code', { code_id, parent_id: null, position, name, color: 1, created_at });
      }
      const coded: [string, string[]][] = [
        ['mina', codes],
        ['mina-copy', codes.slice(0, 1)],
        ['harbour', codes.slice(1)],
      ];
      for (const [articleId, codeIds] of coded) {
        const text_version_id = project.db.value<number>(
          'SELECT text_version_id FROM article WHERE id = ?',
          id(articleId),
        )!;
        const note = {
          annotation_id: `note ${articleId}`,
          article: id(articleId),
          text_version_id,
          level: 'article',
          coder: 1,
        };
        rows.insert('annotation', { ...note, created_at, updated_at: created_at });
        for (const code_id of codeIds) {
          rows.insert('coding', {
            coding_id: `${articleId} ${code_id}`,
            annotation_id: note.annotation_id,
            code_id,
            created_at,
          });
        }
      }
    });
    const counts = (query: ViewQueryInput) =>
      project.call('articles.facets', { query }).codes.map(({ label, count }) => [label, count]);
    expect(counts({})).toEqual([
      ['Figure', 2],
      ['Speaker', 2],
    ]);
    expect(counts({ text: 'mine' })).toEqual([
      ['Figure', 2],
      ['Speaker', 1],
    ]);
    expect(counts({ text: 'port', codeIds: codes.slice(0, 1) })).toEqual([
      ['Speaker', 1],
      ['Figure', 0],
    ]);
    const { sources } = project.call('articles.facets', { query: { codeIds: codes.slice(0, 1) } });
    expect(sources.map(({ label, count }) => [label, count])).toEqual([
      ['The Lectern', 1],
      ['Unknown source', 1],
    ]);
  });

  it('stop when nobody waits for them any more', () => {
    project.cancelled = true;
    expect(() => project.read('articles.facets', { query: viewQuery.parse({}) })).toThrow(
      expect.objectContaining({ code: 'CANCELLED' }),
    );
  });
});
