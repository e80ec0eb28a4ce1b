import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

const CODE = '7d1b8c1e-0f43-4c7e-9a51-2f6f1f0f3a10';
const codeRow = (name: string, code_id = CODE) => ({
  ...{ code_id, parent_id: null, position: 0, name, color: 3, created_at: project.at() },
});
const codeNames = () => project.db.column<string>('SELECT name FROM code ORDER BY name');
const undo = () => project.call('history.undo', {});
const redo = () => project.call('history.redo', {});
const states = () => project.db.column<string>('SELECT state FROM change ORDER BY change_id');

describe('an inserted row', () => {
  it('goes with undo and comes back whole with redo, defaults included', () => {
    project.change({}, (rows) => rows.insert('code', codeRow('Figure')));
    const before = project.db.get('SELECT * FROM code');
    undo();
    expect(codeNames()).toEqual([]);
    redo();
    expect(project.db.get('SELECT * FROM code')).toEqual(before);
  });
});

describe('many updated rows', () => {
  const titles = () => project.db.column<string>('SELECT title FROM article ORDER BY id');
  const retitle = (titled: Record<number, string | null>) =>
    project.change({}, (rows) =>
      rows.updateMany(
        'article',
        ['title', 'byline'],
        Object.entries(titled).map(([id, title]) => ({ key: { id: Number(id) }, values: { title, byline: null } })),
      ),
    );

  it('get each its own values, in one step; those that are the same, or not there, are left alone', () => {
    for (const articleId of ['a', 'b', 'c']) project.addArticle({ articleId, title: articleId });
    expect(retitle({ 1: 'One “quoted”', 2: 'b', 3: '42', 99: 'Nobody' })).toBe(2);
    expect(titles()).toEqual(['One “quoted”', 'b', '42']);
    expect(project.db.all('SELECT key, before, after FROM change_row ORDER BY seq')).toEqual([
      { key: '{"id":1}', before: '{"title":"a","byline":null}', after: '{"title":"One “quoted”","byline":null}' },
      { key: '{"id":3}', before: '{"title":"c","byline":null}', after: '{"title":"42","byline":null}' },
    ]);
    undo();
    expect(titles()).toEqual(['a', 'b', 'c']);
    redo();
    expect(titles()).toEqual(['One “quoted”', 'b', '42']);
    expect(project.db.column(`SELECT rowid FROM article_fts WHERE article_fts MATCH 'quoted'`)).toEqual([1]);
  });

  it('leave no trace when none differs', () => {
    project.addArticle({ articleId: 'a', title: 'a' });
    expect(retitle({ 1: 'a' })).toBe(0);
    expect(states()).toEqual([]);
  });

  it('may be more than go into one statement', () => {
    project.db.run(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      INSERT INTO code (code_id, position, name, color, created_at) SELECT 'c' || i, i, 'Code ' || i, 1, '' FROM n`);
    const changes = Array.from({ length: 5000 }, (_, i) => ({
      key: { code_id: `c${i + 1}` },
      values: { color: i % 10 },
    }));
    expect(project.change({}, (rows) => rows.updateMany('code', ['color'], changes))).toBe(4500);
    undo();
    expect(project.db.value('SELECT count(*) FROM code WHERE color = 1')).toBe(5000);
  });
});

describe('an updated row', () => {
  it('goes back and forth, and keeps what someone changed in other columns', () => {
    project.change({}, (rows) => rows.insert('code', codeRow('Figure')));
    project.change({}, (rows) => rows.update('code', { code_id: CODE }, { name: 'Number' }));
    project.actAs('Tomas');
    project.change({}, (rows) => rows.update('code', { code_id: CODE }, { color: 7 }));
    project.actAs('Rana');
    undo();
    expect(project.db.get('SELECT name, color FROM code')).toEqual({ name: 'Figure', color: 7 });
    redo();
    expect(project.db.get('SELECT name, color FROM code')).toEqual({ name: 'Number', color: 7 });
  });

  it('leaves no trace when nothing differs', () => {
    project.change({}, (rows) => rows.insert('code', codeRow('Figure')));
    expect(project.change({}, (rows) => rows.update('code', { code_id: CODE }, { name: 'Figure', color: 3 }))).toBe(0);
    expect(states()).toEqual(['done']);
  });

  it('must exist', () => {
    expect(() => project.change({}, (rows) => rows.update('code', { code_id: CODE }, { name: 'Number' }))).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(states()).toEqual([]);
  });
});

describe('a deleted row', () => {
  it('comes back with every column', () => {
    project.change({}, (rows) => rows.insert('code', { ...codeRow('Figure'), definition: 'A number.', shortcut: 'f' }));
    const before = project.db.get('SELECT * FROM code');
    project.change({}, (rows) => rows.delete('code', { code_id: CODE }));
    expect(codeNames()).toEqual([]);
    undo();
    expect(project.db.get('SELECT * FROM code')).toEqual(before);
    redo();
    expect(codeNames()).toEqual([]);
  });

  it('leaves no trace when it was not there', () => {
    expect(project.change({}, (rows) => rows.delete('code', { code_id: CODE }))).toBe(0);
    expect(states()).toEqual([]);
  });
});

describe('put', () => {
  it('inserts first, then updates', () => {
    project.change({}, (rows) => rows.put('code', codeRow('Figure')));
    project.change({}, (rows) => rows.put('code', codeRow('Number')));
    expect(codeNames()).toEqual(['Number']);
    undo();
    expect(codeNames()).toEqual(['Figure']);
    undo();
    expect(codeNames()).toEqual([]);
  });
});

describe('one step', () => {
  it('takes back all it did, in reverse, also where a row changed twice', () => {
    const other = '0b8f1c52-93ad-4e4e-8a0f-6f1f3c1d2e01';
    project.change({}, (rows) => {
      rows.insert('code', codeRow('Parent', other));
      rows.insert('code', codeRow('Child'));
      rows.update('code', { code_id: CODE }, { parent_id: other });
      rows.update('code', { code_id: CODE }, { name: 'Grandchild' });
      rows.update('code', { code_id: CODE }, { name: 'Heir' });
    });
    undo();
    expect(codeNames()).toEqual([]);
    redo();
    expect(project.db.get('SELECT name, parent_id FROM code WHERE code_id = ?', CODE)).toEqual({
      name: 'Heir',
      parent_id: other,
    });
  });

  it('is rolled back whole when it fails half way', () => {
    expect(() =>
      project.change({}, (rows) => {
        rows.insert('code', codeRow('Figure'));
        throw new Error('the disk went');
      }),
    ).toThrow('the disk went');
    expect(codeNames()).toEqual([]);
    expect(states()).toEqual([]);
  });
});

describe('undo and redo', () => {
  const name = (to: string) => project.change({ label: to }, (rows) => rows.put('code', codeRow(to)));

  it('walk the whole way back and forth', () => {
    for (const to of ['one', 'two', 'three']) name(to);
    undo();
    undo();
    expect(codeNames()).toEqual(['one']);
    expect(project.call('history.state', {})).toMatchObject({ undo: { label: 'one' }, redo: { label: 'two' } });
    redo();
    redo();
    expect(codeNames()).toEqual(['three']);
    expect(project.call('history.state', {}).redo).toBeNull();
  });

  it('drop what was undone once something new is done, but keep it in the list', () => {
    name('one');
    name('two');
    undo();
    name('new');
    expect(states()).toEqual(['done', 'dropped', 'done']);
    expect(() => redo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
    undo();
    expect(codeNames()).toEqual(['one']);
    expect(project.call('history.list', {}).map(({ label, undone }) => [label, undone])).toEqual([
      ['new', true],
      ['two', true],
      ['one', false],
    ]);
  });

  it('belong to one coder', () => {
    name('by Rana');
    project.actAs('Tomas');
    expect(project.call('history.state', {})).toEqual({ undo: null, redo: null });
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'NOTHING_TO_UNDO' }));
    project.change({}, (rows) => rows.insert('code', codeRow('by Tomas', '0b8f1c52-93ad-4e4e-8a0f-6f1f3c1d2e01')));
    project.actAs('Rana');
    undo();
    expect(codeNames()).toEqual(['by Tomas']);
  });

  it('need a coder', () => {
    project.actAs(null);
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'NO_CODER' }));
    expect(project.call('history.state', {})).toEqual({ undo: null, redo: null });
  });

  it('refuse when someone else changed the same cells since, and change nothing', () => {
    name('by Rana');
    project.actAs('Tomas');
    name('by Tomas');
    project.actAs('Rana');
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(codeNames()).toEqual(['by Tomas']);
    expect(states()).toEqual(['done', 'done']);
  });

  it('that a conflict stopped do not bar the way to those before them', () => {
    project.addArticle({ articleId: 'harbour' });
    project.call('triage.decide', { targets: { articleIds: ['harbour'] }, decision: 'include' });
    name('by Rana');
    project.actAs('Tomas');
    name('by Tomas');
    project.actAs('Rana');
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining('“') }));
    expect(undo().label).toContain('Included');
    expect(codeNames()).toEqual(['by Tomas']);
    expect(states()).toEqual(['undone', 'done', 'done']);
    redo();
    expect(states()).toEqual(['done', 'done', 'done']);
  });

  it('refuse when someone deleted the row since', () => {
    name('one');
    name('two');
    project.actAs('Tomas');
    project.change({}, (rows) => rows.delete('code', { code_id: CODE }));
    project.actAs('Rana');
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });

  it('refuse when other rows have come to depend on a row they would delete', () => {
    project.addArticle({ articleId: 'harbour' });
    project.call('articles.edit', { articleId: 'harbour', field: 'source', value: 'The Lectern' });
    project.addArticle({ articleId: 'budget', source: 'The Lectern' });
    expect(() => undo()).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(project.call('articles.get', { articleId: 'harbour' }).metadata.source.value).toBe('The Lectern');
  });

  it('tell pages what to read again', () => {
    project.addArticle({ articleId: 'harbour' });
    project.call('triage.decide', { targets: { articleIds: ['harbour'] }, decision: 'include' });
    const entry = undo();
    expect(project.touched).toEqual({ rooms: ['history', 'triage'], articleIds: ['harbour'] });
    expect(entry).toMatchObject({ articleId: 'harbour', coder: 'Rana', undone: true });
    redo();
    expect(project.touched).toEqual({ rooms: ['history', 'triage'], articleIds: ['harbour'] });
  });

  it('outlive the program', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parallax-history-'));
    const path = join(folder, 'kept.parallax');
    try {
      const first = testProject(path);
      first.actAs('Rana');
      first.change({ label: 'Made a code' }, (rows) => rows.insert('code', codeRow('Figure')));
      first.change({ label: 'Renamed it' }, (rows) => rows.update('code', { code_id: CODE }, { name: 'Number' }));
      first.call('history.undo', {});
      first.close();

      const second = testProject(path);
      second.actAs('Rana');
      expect(second.call('history.state', {})).toMatchObject({
        undo: { label: 'Made a code' },
        redo: { label: 'Renamed it' },
      });
      second.call('history.redo', {});
      expect(second.db.column('SELECT name FROM code')).toEqual(['Number']);
      second.call('history.undo', {});
      second.call('history.undo', {});
      expect(second.db.column('SELECT name FROM code')).toEqual([]);
      second.close();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('history of one article', () => {
  it('lists its steps alone, newest first', () => {
    for (const articleId of ['harbour', 'budget']) project.addArticle({ articleId, title: `On ${articleId}` });
    project.call('triage.decide', { targets: { articleIds: ['harbour'] }, decision: 'include' });
    project.call('triage.decide', { targets: { articleIds: ['budget'] }, decision: 'maybe' });
    project.call('articles.edit', { articleId: 'harbour', field: 'byline', value: 'A. Reporter' });
    expect(project.call('history.list', { articleId: 'harbour' }).map((entry) => entry.label)).toEqual([
      'Changed the byline of “On harbour”',
      'Included “On harbour”',
    ]);
    expect(project.call('history.list', { limit: 1 })).toHaveLength(1);
  });
});
