import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cleanSources } from '../../electron/backend/jobs/clean.ts';
import type { JobContext } from '../../electron/backend/services/backend.ts';
import type { CleaningScope } from '../../electron/backend/services/cleaning/plan.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

const menu = 'Vellmar Daily home page and archive of issues';
const social = 'Follow Vellmar Daily on all networks';
const body = (topic: string) =>
  [
    `The council debated the ${topic} for three hours on Tuesday before it voted to repair it in spring.`,
    `Engineers had warned that the ${topic} would not survive another storm like the one of last winter.`,
    `Nobody asked what the ${topic} is for, said one of the residents who had come to listen that night.`,
  ].join('\n');

/** An article of a plain-text dump that its own cleaning left with two lines of furniture. */
function dump(articleId: string, topic: string, more: { importJobId?: string; source?: string } = {}): number {
  return project.addArticle({
    articleId,
    source: 'Vellmar Daily',
    extractor: 'Plain-text cleaning 1',
    text: `${menu}\n${body(topic)}\n${social}`,
    ...more,
  });
}
const topics = ['bridge', 'harbour wall', 'ferry', 'market hall', 'tram line', 'reservoir'];

async function clean(scope: CleaningScope = { sourceIds: null }, abort = new AbortController(), stopAfter = '') {
  const job = {
    jobId: 'job',
    signal: abort.signal,
    progress() {},
    read: async (name: string, input: unknown) => structuredClone(project.read(name, structuredClone(input))),
    async write(name: string, input: unknown) {
      const output = structuredClone(project.write(name, structuredClone(input)));
      if (name === stopAfter) abort.abort(new Error('Stopped.'));
      return output;
    },
  } as unknown as JobContext;
  return cleanSources(job, scope);
}
const get = (articleId: string) => project.call('articles.get', { articleId });
const rules = (sourceId = 1) => project.call('cleaning.rules', { sourceId }).rules;
const versions = () => project.db.value<number>('SELECT count(*) FROM text_version')!;
async function turn(line: string, on: boolean) {
  const ruleIds = rules()
    .filter((rule) => rule.line === line)
    .map(({ ruleId }) => ruleId);
  project.write('cleaning/switch', { sourceId: 1, ruleIds, on });
  await clean({ sourceIds: [1] });
}
const placed = () =>
  project.db.all<{ exact: string; start: number; end: number; status: string; version: number }>(
    'SELECT exact, start, end, status, text_version_id AS version FROM annotation ORDER BY annotation_id',
  );
function annotate(articleId: string, quote: string) {
  const { text, textVersionId } = get(articleId);
  const start = text.indexOf(quote);
  const span = { start, end: start + quote.length, quote };
  return project.call('annotations.create', { articleId, textVersionId, level: 'span', ...span, codeIds: [] });
}

describe('a pass over a source', () => {
  it('cuts what its articles repeat, as new text versions, and says by which rule', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    expect(await clean()).toMatchObject({ sources: 1, articles: 6, changed: 6, rules: 2 });
    const article = get('a0');
    expect(article).toMatchObject({ text: body('bridge'), textVersion: 2, textVersions: 2 });
    expect(article.extractor).toBe('Plain-text cleaning 1 + Cleaning across a source 1');
    const lines = rules();
    expect(lines.map(({ line, documents, on }) => [line, documents, on])).toEqual(
      expect.arrayContaining([
        [menu, 6, true],
        [social, 6, true],
      ]),
    );
    expect(article.removed.map(({ text, ruleId }) => [text, ruleId])).toEqual(
      [menu, social].map((line) => [line, lines.find((rule) => rule.line === line)!.ruleId]),
    );
    expect(project.db.column(`SELECT rowid FROM article_fts WHERE article_fts MATCH 'networks'`)).toEqual([]);
    expect(project.call('cleaning.rules', { sourceId: 1 }).last).toMatchObject({ articles: 6, changed: 6 });
    expect(project.call('sources.list', {})[0]!.rules).toBe(2);
  });

  it('changes nothing the second time', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    await clean();
    const before = versions();
    expect(await clean()).toMatchObject({ articles: 6, changed: 0, rules: 2 });
    expect(versions()).toBe(before);
  });

  it.each(['cleaning/rules', 'cleaning/write', 'cleaning/pass'])(
    'stopped after %s goes on as if it had not been',
    async (step) => {
      for (const [i, topic] of topics.entries()) {
        dump(`a${i}`, topic);
        dump(`b${i}`, `other ${topic}`, { source: 'Quay Reporter' });
      }
      await expect(clean({ sourceIds: null }, new AbortController(), step)).rejects.toThrow('Stopped.');
      await clean();
      for (const [i, topic] of topics.entries()) {
        expect(get(`a${i}`)).toMatchObject({ text: body(topic), textVersions: 2 });
        expect(get(`b${i}`)).toMatchObject({ text: body(`other ${topic}`), textVersions: 2 });
      }
    },
  );

  it('belongs to an import: only its sources, and its own articles keep one text', async () => {
    for (const [i, topic] of topics.entries()) {
      dump(`a${i}`, topic, { importJobId: 'first' });
      dump(`b${i}`, `other ${topic}`, { importJobId: 'earlier', source: 'Quay Reporter' });
    }
    project.db.run(`UPDATE article SET import_outcome = 'imported'`);
    expect(await clean({ importJobId: 'first' })).toMatchObject({ sources: 1, changed: 6 });
    expect(get('a0')).toMatchObject({ text: body('bridge'), textVersion: 1, textVersions: 1 });
    expect(get('b0').text).toContain(menu);
    expect(project.db.value('SELECT count(*) FROM text_body')).toBe(12);
  });

  it('improves earlier articles once later ones show what repeats', async () => {
    dump('a0', topics[0]!, { importJobId: 'first' });
    expect(await clean({ importJobId: 'first' })).toMatchObject({ changed: 0 });
    annotate('a0', 'Engineers had warned');
    for (let i = 1; i < 6; i++) dump(`a${i}`, topics[i]!, { importJobId: 'second' });
    await clean({ importJobId: 'second' });
    expect(get('a0')).toMatchObject({ text: body('bridge'), textVersion: 2 });
    const [span] = placed();
    expect(span!.status).toBe('anchored');
    expect(get('a0').text.slice(span!.start, span!.end)).toBe('Engineers had warned');
  });

  it('learns nothing anew for a few new articles of a large source, but cleans them', async () => {
    for (let i = 0; i < 60; i++) dump(`a${i}`, `${topics[i % 6]} number ${i}`, { importJobId: 'first' });
    await clean({ importJobId: 'first' });
    dump('late', 'lighthouse', { importJobId: 'second' });
    expect(await clean({ importJobId: 'second' })).toMatchObject({ articles: 1, changed: 1 });
    expect(get('late').text).toBe(body('lighthouse'));
    expect(project.call('cleaning.rules', { sourceId: 1 }).last).toMatchObject({ articles: 60, changed: 1 });
  });
});

describe('a rule', () => {
  beforeEach(async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    await clean();
  });

  it('switched off gives its lines back, annotations keeping their words; switched on it cuts again', async () => {
    annotate('a0', 'Engineers');
    await turn(menu, false);
    expect(get('a0')).toMatchObject({ text: `${menu}\n${body('bridge')}`, textVersion: 3 });
    expect(rules().find(({ line }) => line === menu)!.on).toBe(false);
    const [span] = placed();
    expect(get('a0').text.slice(span!.start, span!.end)).toBe('Engineers');
    await turn(menu, true);
    expect(get('a0').text).toBe(body('bridge'));
  });

  it('stays switched off when the source is looked at again', async () => {
    await turn(menu, false);
    dump('a6', 'lighthouse');
    await clean();
    expect(get('a6').text).toBe(`${menu}\n${body('lighthouse')}`);
  });
});

describe('what a person said', () => {
  it('a passage put back stays, through later passes and rules, until that is undone', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    await clean();
    const restored = get('a0').removed.find(({ text }) => text === social)!;
    project.call('articles.restorePassages', { articleId: 'a0', passageIds: [restored.passageId] });
    await clean();
    await turn(social, false);
    await turn(social, true);
    expect(get('a0').text).toContain(social);
    expect(get('a1').text).not.toContain(social);
  });

  it('undo of putting a passage back lets it be cut again', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    await clean();
    const restored = get('a0').removed.find(({ text }) => text === social)!;
    project.call('articles.restorePassages', { articleId: 'a0', passageIds: [restored.passageId] });
    expect(project.db.column('SELECT text FROM kept_passage')).toEqual([social]);
    project.call('history.undo', {});
    expect(project.db.column('SELECT text FROM kept_passage')).toEqual([]);
    expect(get('a0').text).toBe(body('bridge'));
  });

  it('a coded line is never cut', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    annotate('a3', 'Vellmar Daily on all');
    await clean();
    expect(get('a3').text).toBe(`${body('market hall')}\n${social}`);
    expect(get('a2').text).toBe(body('ferry'));
    expect(placed()).toMatchObject([{ exact: 'Vellmar Daily on all', status: 'anchored' }]);
  });

  it('a text that changed while the pass looked at it is left for the next one', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    const { model } = project.read('cleaning/learn', { sourceId: 1 }) as { model: never };
    const { cleaned } = project.read('cleaning/plan', { ids: [1, 2], model, switchedOff: [] }) as { cleaned: never };
    project.db.run(
      `INSERT INTO text_version (id, article, number, sha256, cause, extractor, created_at)
       VALUES (900, 1, 2, 'x', 'restore', 'test 1', '')`,
    );
    project.db.run(`INSERT INTO text_body (text_version_id, text) VALUES (900, 'Other words.')`);
    project.db.run('UPDATE article SET text_version_id = 900 WHERE id = 1');
    expect(project.write('cleaning/write', { articles: cleaned, importJobId: null })).toBe(1);
    expect(get('a0').text).toBe('Other words.');
    expect(get('a1').text).toBe(body('harbour wall'));
  });
});

describe('blocks of a text', () => {
  it('go along with their lines, and one that was cut is gone', async () => {
    for (const [i, topic] of topics.entries()) dump(`a${i}`, topic);
    const { text } = get('a0');
    const block = (line: string, kind: string) => [text.indexOf(line), text.indexOf(line) + line.length, kind];
    const second = body('bridge').split('\n')[1]!;
    const blocks = [...block(menu, 'item'), ...block(second, 'quote')];
    project.db.run('UPDATE text_body SET blocks = ? WHERE text_version_id = 1', JSON.stringify(blocks));
    await clean();
    const cleaned = get('a0');
    expect(cleaned.blocks.map(({ start, end, kind }) => [cleaned.text.slice(start, end), kind])).toEqual([
      [second, 'quote'],
    ]);
    const [first] = cleaned.removed;
    const restored = project.call('articles.restorePassages', { articleId: 'a0', passageIds: [first!.passageId] });
    expect(restored.blocks.map(({ start, end }) => restored.text.slice(start, end))).toEqual([second]);
  });
});
