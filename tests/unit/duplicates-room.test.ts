import { afterEach, beforeEach, expect, test } from 'vitest';
import { tasks } from '../../electron/analysis/tasks.ts';
import { findDuplicates } from '../../electron/backend/jobs/find-duplicates.ts';
import type { OpenedView } from '../../electron/backend/services/articles/view-reads.ts';
import type { JobContext } from '../../electron/backend/services/backend.ts';
import { joinDuplicates, leaveDuplicates } from '../../electron/backend/services/import/duplicates.ts';
import { type ViewQueryInput, viewQuery } from '../../shared/model/view.ts';
import { type ArticleFixture, type TestProject, testProject } from '../support/project.ts';
import { prose } from './support/prose.ts';

let project: TestProject;
let reads: string[] = [];

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
});
afterEach(() => project.close());

const report = prose(1, 16);
const shortened = report.slice(0, 7).join('\n\n');
const edited = report.map((sentence, i) => (i === 5 ? prose(99, 1)[0]! : sentence)).join('\n\n');

/** Adds an article as an import does: exact copies are joined at once. */
function add(articleId: string, text: string, more: Partial<ArticleFixture> & { bytes?: string } = {}): number {
  const { bytes = articleId, ...rest } = more;
  const id = project.addArticle({ articleId, text, ...rest });
  project.db.run('UPDATE article SET original_sha256 = ? WHERE id = ?', bytes, id);
  const textSha256 = project.db.value<string>('SELECT sha256 FROM text_version WHERE article = ?', id)!;
  joinDuplicates(project.db, id, bytes, textSha256);
  return id;
}

const signal = new AbortController().signal;

/** The step of the import job, on this project. `cancelAt`: the write before which the job is cancelled. */
async function find(cancelAt?: string): Promise<void> {
  reads = [];
  const abort = new AbortController();
  const job = {
    signal: cancelAt ? abort.signal : signal,
    poolSize: 2,
    read: async (name: string, input: unknown) => {
      reads.push(name);
      return structuredClone(project.read(name, structuredClone(input)));
    },
    write: async (name: string, input: unknown) => {
      if (name === cancelAt) abort.abort(new Error('cancelled'));
      abort.signal.throwIfAborted();
      return project.write(name, structuredClone(input));
    },
    analyse: async (task: string, input: unknown) => structuredClone(tasks[task]!(structuredClone(input))),
    progress() {},
  };
  await findDuplicates(job as unknown as JobContext);
}

const members = (articleId: string) =>
  project
    .call('duplicates.members', { articleId })
    .map((member) => [
      member.articleId,
      member.kind,
      member.share === null ? null : Math.round(member.share * 100) / 100,
    ]);

const alone = (articleId: string) => [[articleId, null, null]];

function open(query: ViewQueryInput = {}, first = 100) {
  const opened = project.read('views/open', { query: viewQuery.parse(query), first }) as OpenedView;
  return {
    total: opened.total,
    rows: opened.first.map((row) => row?.articleId),
    copies: opened.first.map((row) => row?.copies),
  };
}

test('same bytes, same text and nearly the same text form one group, each with its kind and share', async () => {
  add('wire', report.join('\n\n'), { publishedAt: '2025-03-01', bytes: 'B1' });
  add('wire-again', report.join('\n\n'), { publishedAt: '2025-03-02', bytes: 'B1' });
  add('wire-html', report.join('\n\n'), { publishedAt: '2025-03-03' });
  add('wire-short', shortened, { publishedAt: '2025-03-04' });
  add('other', prose(2, 16).join('\n\n'), { publishedAt: '2025-03-05' });
  await find();
  expect(members('wire-short')).toEqual([
    ['wire', null, null],
    ['wire-again', 'bytes', 1],
    ['wire-html', 'text', 1],
    ['wire-short', 'near', 1],
  ]);
  expect(members('other')).toEqual(alone('other'));
  expect(project.call('duplicates.members', { articleId: 'wire' })[0]).toMatchObject({
    isHead: true,
    originalPath: 'wire.txt',
  });
});

test('the head is the copy published first; undated ones come last', async () => {
  add('undated', report.join('\n\n'));
  add('late', edited, { publishedAt: '2025-03-09' });
  add('early', shortened, { publishedAt: '2025-02' });
  await find();
  expect(members('undated').map(([id]) => id)).toEqual(['early', 'late', 'undated']);
  const [, late] = project.call('duplicates.members', { articleId: 'late' });
  expect(late!.share).toBeGreaterThan(0.8);
  expect(late!.share).toBeLessThan(1);
});

test('later imports find copies of what was there, and read only the texts that may be copies', async () => {
  for (let i = 0; i < 30; i++) add(`old-${i}`, prose(100 + i, 12).join('\n\n'));
  add('wire', report.join('\n\n'), { publishedAt: '2025-03-01' });
  await find();
  add('new', edited, { publishedAt: '2025-03-02' });
  await find();
  expect(members('new').map(([id, kind]) => [id, kind])).toEqual([
    ['wire', null],
    ['new', 'near'],
  ]);
  expect(reads.filter((name) => name === 'duplicates/texts')).toHaveLength(1);
  await find();
  expect(reads).toEqual(['duplicates/unsketched', 'duplicates/sketches']);
});

test.each(['duplicates/keepSketches', 'duplicates/joinSets', 'duplicates/settle'])(
  'a run that is stopped before %s is done by the next one',
  async (write) => {
    add('wire', report.join('\n\n'), { publishedAt: '2025-03-01' });
    add('copy', edited, { publishedAt: '2025-03-02' });
    await expect(find(write)).rejects.toThrow('cancelled');
    await find();
    expect(members('copy').map(([id]) => id)).toEqual(['wire', 'copy']);
  },
);

test('a new text version is compared anew', async () => {
  const id = add('page', prose(5, 12).join('\n\n'));
  add('wire', report.join('\n\n'));
  await find();
  expect(members('page')).toEqual(alone('page'));
  const version = project.db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at) VALUES (?, 2, 'x', 'update', 'test 1', ?)`,
    id,
    project.at(),
  ).lastInsertRowid;
  project.db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', version, edited);
  project.db.run('UPDATE article SET text_version_id = ? WHERE id = ?', version, id);
  leaveDuplicates(project.db, id);
  await find();
  expect(members('page').map(([member]) => member)).toEqual(['page', 'wire']);
});

test('two groups that a new copy connects become one', async () => {
  const half = (from: number, to: number) => report.slice(from, to).join('\n\n');
  add('a', half(0, 8));
  add('a-copy', half(0, 7));
  add('b', half(8, 16));
  add('b-copy', half(9, 16));
  await find();
  expect(members('a').length).toBe(2);
  expect(members('b').length).toBe(2);
  add('whole', report.join('\n\n'));
  await find();
  expect(members('b-copy').map(([id]) => id)).toEqual(['a', 'a-copy', 'b', 'b-copy', 'whole']);
});

test('a person can choose the head; undo gives it back, and later copies leave the choice alone', async () => {
  add('wire', report.join('\n\n'), { publishedAt: '2025-03-01' });
  add('best', edited, { publishedAt: '2025-03-02' });
  await find();
  project.call('duplicates.setHead', { articleId: 'best' });
  expect(members('wire').map(([id]) => id)).toEqual(['best', 'wire']);
  expect(project.touched.articleIds).toEqual(['wire', 'best']);
  add('later', shortened, { publishedAt: '2025-01-01' });
  await find();
  expect(members('wire').map(([id]) => id)).toEqual(['best', 'later', 'wire']);
  project.call('duplicates.setHead', { articleId: 'wire' });
  expect(members('later').map(([id]) => id)).toEqual(['wire', 'later', 'best']);
  project.call('history.undo', {});
  expect(members('later').map(([id]) => id)).toEqual(['best', 'later', 'wire']);
});

test('a member taken out stays apart at later imports and is put back by hand, all of it undoable', async () => {
  add('wire', report.join('\n\n'), { publishedAt: '2025-03-01' });
  add('same', report.join('\n\n'), { publishedAt: '2025-03-02' });
  add('near', edited, { publishedAt: '2025-03-03' });
  await find();
  project.call('duplicates.separate', { articleId: 'wire' });
  expect(members('wire')).toEqual(alone('wire'));
  expect(members('near').map(([id]) => id)).toEqual(['same', 'near']);
  add('third', report.join('\n\n'), { publishedAt: '2025-03-04' });
  await find();
  expect(members('wire')).toEqual(alone('wire'));
  expect(members('third').map(([id]) => id)).toEqual(['same', 'near', 'third']);
  project.call('duplicates.join', { articleIds: ['third', 'wire'] });
  expect(members('third').map(([id, kind]) => [id, kind])).toEqual([
    ['wire', null],
    ['same', 'text'],
    ['near', 'near'],
    ['third', 'text'],
  ]);
  project.call('history.undo', {});
  expect(members('wire')).toEqual(alone('wire'));
  expect(project.db.value('SELECT duplicate_apart FROM article WHERE article_id = ?', 'wire')).toBe(1);
});

test('a pair of which one is taken out leaves no group behind', async () => {
  add('wire', report.join('\n\n'));
  add('near', edited);
  await find();
  project.call('duplicates.separate', { articleId: 'near' });
  expect([members('wire'), members('near')]).toEqual([alone('wire'), alone('near')]);
  expect(() => project.call('duplicates.separate', { articleId: 'near' })).toThrow(
    expect.objectContaining({ code: 'CONFLICT' }),
  );
  expect(() => project.call('duplicates.setHead', { articleId: 'wire' })).toThrow(
    expect.objectContaining({ code: 'CONFLICT' }),
  );
});

test('articles that are in one group already cannot be joined again', async () => {
  add('wire', report.join('\n\n'));
  add('near', edited);
  add('other', prose(7, 9).join('\n\n'));
  await find();
  expect(() => project.call('duplicates.join', { articleIds: ['wire', 'near'] })).toThrow(
    expect.objectContaining({ code: 'CONFLICT' }),
  );
  project.call('duplicates.join', { articleIds: ['near', 'other'] });
  expect(members('other').map(([id, , share]) => [id, share])).toEqual([
    ['wire', null],
    ['near', expect.any(Number)],
    ['other', 0],
  ]);
});

test('a view shows one row for each group: its head, or the first member that the filters leave', async () => {
  add('wire', report.join('\n\n'), { publishedAt: '2025-03-01', source: 'Meridian Wire' });
  add('quay', edited, { publishedAt: '2025-03-02', source: 'Morning Quay' });
  add('quay-again', shortened, { publishedAt: '2025-03-03', source: 'Morning Quay' });
  add('single', prose(8, 10).join('\n\n'), { publishedAt: '2025-03-02', source: 'Morning Quay' });
  await find();
  expect(open().rows).toEqual(['quay-again', 'single', 'quay', 'wire']);
  const whole = open({ collapseCopies: true });
  expect(whole).toEqual({ total: 2, rows: ['single', 'wire'], copies: [1, 3] });
  expect(open({ collapseCopies: true }, 1)).toMatchObject({ total: 2, rows: ['single'] });
  const ids = project.read('views/ids', { query: viewQuery.parse({ collapseCopies: true }), maxId: 4 });
  expect(ids).toEqual(Int32Array.of(4, 1));

  const quay = project.db.value<number>(`SELECT id FROM source WHERE name = 'Morning Quay'`)!;
  const filtered = open({ collapseCopies: true, sources: [quay] });
  expect(filtered).toEqual({ total: 2, rows: ['quay-again', 'single'], copies: [3, 1] });
  const words = open({
    collapseCopies: true,
    text: report[0]!.split(' ')[1]!,
    sort: { column: 'relevance', descending: true },
  });
  expect(words).toMatchObject({ total: 1, rows: ['wire'] });
});

test('when the head leaves with a new text, the group is whole again after the next search', async () => {
  const head = add('wire', report.join('\n\n'), { publishedAt: '2025-03-01' });
  add('second', edited, { publishedAt: '2025-03-02' });
  add('third', shortened, { publishedAt: '2025-03-03' });
  await find();
  expect(members('third').map(([id]) => id)).toEqual(['wire', 'second', 'third']);
  leaveDuplicates(project.db, head);
  project.db.run('UPDATE article SET duplicate_apart = 1 WHERE id = ?', head);
  await find();
  expect(members('third')).toEqual([
    ['second', null, null],
    ['third', 'near', expect.any(Number)],
  ]);
  leaveDuplicates(project.db, project.db.value<number>(`SELECT id FROM article WHERE article_id = 'second'`)!);
  expect([members('second'), members('third')]).toEqual([alone('second'), alone('third')]);
});
