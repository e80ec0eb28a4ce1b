import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceRegister } from '../../electron/backend/services/sources/register.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

const list = () => project.call('sources.list', {});
const names = () => list().map(({ name, articles }) => `${name} ${articles}`);
const idOf = (name: string) => list().find((source) => source.name === name)!.sourceId;
const code = (code: string) => expect.objectContaining({ code });
const none = { domain: null, declared: null, folder: null };
const undo = () => project.call('history.undo', {});

/** Halvern Courier by name with two articles, its site by domain with one, and another outlet. */
function courier() {
  const register = sourceRegister(project.db);
  const byDomain = register.idFor({ ...none, domain: 'halvern-courier.example' })!;
  for (const articleId of ['a', 'b']) project.addArticle({ articleId, source: 'Halvern Courier' });
  project.addArticle({ articleId: 'c', source: 'Quay Reporter' });
  const d = project.addArticle({ articleId: 'd', publishedAt: '2025-02-01' });
  project.db.run('UPDATE article SET source_id = ? WHERE id = ?', byDomain, d);
  return { byDomain, byName: idOf('Halvern Courier') };
}

describe('the list of sources', () => {
  it('says what each holds and is known by', () => {
    project.addArticle({ articleId: 'a', source: 'The Lectern', publishedAt: '2023' });
    project.addArticle({ articleId: 'b', source: 'The Lectern', publishedAt: '2025-05-16' });
    project.addArticle({ articleId: 'c', source: 'The Lectern' });
    project.call('sources.addAlias', { sourceId: 1, alias: 'Lectern online' });
    expect(list()).toEqual([
      {
        sourceId: 1,
        name: 'The Lectern',
        domain: null,
        aliases: ['Lectern online'],
        country: '',
        language: '',
        notes: '',
        articles: 3,
        firstPublished: '2023',
        lastPublished: '2025-05-16',
        dateOrder: { order: null, from: null, dayFirst: 0, monthFirst: 0, open: 0 },
        ratings: [],
        rules: 0,
      },
    ]);
  });
});

describe('editing a source', () => {
  it('is one step of undo, and articles show the new name', () => {
    project.addArticle({ articleId: 'a', source: 'The Lectern' });
    project.call('sources.edit', { sourceId: 1, fields: { name: 'Lectern', country: 'Vellmar' } });
    expect(project.touched).toEqual({ rooms: ['articles', 'history', 'sources'], articleIds: null });
    expect(project.call('articles.get', { articleId: 'a' }).metadata.source.value).toBe('Lectern');
    undo();
    expect(list()[0]).toMatchObject({ name: 'The Lectern', country: '' });
  });

  it('does not take the name, alias or domain of another', () => {
    const { byName } = courier();
    project.call('sources.addAlias', { sourceId: byName, alias: 'Courier Weekend' });
    const quay = idOf('Quay Reporter');
    const edit = (fields: { name?: string; domain?: string }) => () =>
      project.call('sources.edit', { sourceId: quay, fields });
    expect(edit({ name: 'halvern  courier' })).toThrow(code('CONFLICT'));
    expect(edit({ name: 'Courier Weekend' })).toThrow(code('CONFLICT'));
    expect(edit({ domain: 'www.halvern-courier.example' })).toThrow(code('CONFLICT'));
    expect(edit({ domain: 'no domain' })).toThrow(code('INVALID_INPUT'));
  });

  it('gives it a domain by which later imports find it, and its name finds it still', () => {
    project.addArticle({ articleId: 'a', source: 'Quay Reporter' });
    project.call('sources.edit', { sourceId: 1, fields: { domain: 'https://www.quay-reporter.example/news' } });
    expect(list()[0]).toMatchObject({ domain: 'quay-reporter.example', aliases: ['Quay Reporter'] });
    const register = sourceRegister(project.db);
    expect(register.idFor({ ...none, domain: 'quay-reporter.example' })).toBe(1);
    project.call('sources.edit', { sourceId: 1, fields: { name: 'The Reporter' } });
    expect(sourceRegister(project.db).idFor({ ...none, folder: 'quay reporter' })).toBe(1);
    undo();
    undo();
    expect(list()[0]).toMatchObject({ name: 'Quay Reporter', domain: null, aliases: [] });
  });
});

describe('aliases', () => {
  it('lead later imports to the source, by domain before name', () => {
    const { byName } = courier();
    project.call('sources.addAlias', { sourceId: byName, alias: 'Courier Weekend' });
    project.call('sources.addAlias', { sourceId: byName, alias: 'https://courier-weekend.example/' });
    expect(list().find(({ sourceId }) => sourceId === byName)!.aliases).toEqual([
      'Courier Weekend',
      'courier-weekend.example',
    ]);
    const register = sourceRegister(project.db);
    expect(register.idFor({ ...none, folder: 'courier weekend' })).toBe(byName);
    expect(register.idFor({ ...none, domain: 'courier-weekend.example', declared: 'Some Agency' })).toBe(byName);
    expect(register.idFor({ ...none, domain: 'new-site.example', declared: 'Courier Weekend' })).toBe(byName);
  });

  it('of another source are refused; taken away, they lead nowhere', () => {
    const { byName, byDomain } = courier();
    const add = (alias: string) => () => project.call('sources.addAlias', { sourceId: byName, alias });
    expect(add('halvern-courier.example')).toThrow(code('CONFLICT'));
    expect(add('quay reporter')).toThrow(code('CONFLICT'));
    add('The Evening Courier')();
    project.call('sources.removeAlias', { sourceId: byName, alias: 'The Evening Courier' });
    expect(sourceRegister(project.db).idFor({ ...none, folder: 'The Evening Courier' })).not.toBe(byName);
    expect(() => project.call('sources.removeAlias', { sourceId: byDomain, alias: 'x' })).toThrow(code('NOT_FOUND'));
  });

  it('are found by a person who types one as the source of an article', () => {
    const { byName } = courier();
    project.call('sources.addAlias', { sourceId: byName, alias: 'Courier Weekend' });
    const typed = (value: string) =>
      project.call('articles.edit', { articleId: 'c', field: 'source', value }).metadata.source.value;
    expect(typed('courier weekend')).toBe('Halvern Courier');
    expect(typed('www.halvern-courier.example')).toBe('halvern-courier.example');
  });
});

describe('merging', () => {
  it('moves articles, and later imports find the one that is left', () => {
    const { byName, byDomain } = courier();
    expect(project.call('sources.merge', { intoId: byName, sourceIds: [byDomain] })).toEqual({ articles: 1 });
    expect(names()).toEqual(['Halvern Courier 3', 'Quay Reporter 1']);
    expect(list()[0]!.aliases).toEqual(['halvern-courier.example']);
    expect(project.call('articles.get', { articleId: 'd' })).toMatchObject({
      sourceId: byName,
      metadata: { source: { value: 'Halvern Courier' } },
    });
    const register = sourceRegister(project.db);
    expect(register.idFor({ ...none, domain: 'halvern-courier.example', declared: 'Whoever' })).toBe(byName);
  });

  it('is taken back in one step, articles, aliases and rules of cleaning with it', () => {
    const { byName, byDomain } = courier();
    project.call('sources.addAlias', { sourceId: byDomain, alias: 'Courier Online' });
    project.db.run(
      `INSERT INTO source_rule (source_id, rule_id, line, reason, documents, documents_of, place)
       VALUES (?, 'r1', 'Follow us', 'share bar', 5, 6, 'edges')`,
      byDomain,
    );
    const before = list();
    project.call('sources.merge', { intoId: byName, sourceIds: [byDomain, idOf('Quay Reporter')] });
    expect(names()).toEqual(['Halvern Courier 4']);
    expect(list()[0]!.aliases).toEqual(['Courier Online', 'halvern-courier.example', 'Quay Reporter']);
    undo();
    expect(list()).toEqual(before);
  });

  it('frees no number: a source that comes later is not taken for the one merged away', () => {
    const { byName } = courier();
    const last = idOf('Quay Reporter');
    project.call('sources.merge', { intoId: byName, sourceIds: [last] });
    expect(sourceRegister(project.db).idFor({ ...none, folder: 'Night Mail' })).toBeGreaterThan(last);
  });

  it('into itself is refused', () => {
    const { byName } = courier();
    expect(() => project.call('sources.merge', { intoId: byName, sourceIds: [byName] })).toThrow(code('INVALID_INPUT'));
  });
});
