/** Articles beside one another, as a page asks for them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tasks } from '../../electron/analysis/tasks.ts';
import { insertTextVersion } from '../../electron/backend/db/text-version.ts';
import {
  alignArticlesOf,
  differenceOfVersions,
  quotationsAcross,
  statementsAcross,
} from '../../electron/backend/services/compare/index.ts';
import { contract, type InputOf } from '../../shared/contract/contract.ts';
import { type TestProject, testProject } from '../support/project.ts';

const LEDGER =
  'The port of Osmere counted 640 striking sailors at noon. “We will wait as long as it takes,” said Tomas Brand. Gulls circled the empty pier.';
const WATCH =
  'At noon the port of Osmere counted 410 striking sailors. “We will wait,” Brand said. Bakers sold bread from the quay.';
const ARABIC = 'أحصى ميناء أوسمير 640 بحارا مضربا عند الظهر.';

let project: TestProject;

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  project.addArticle({ articleId: 'ledger', text: LEDGER, source: 'Ledger', publishedAt: '2025-04-02' });
  project.addArticle({ articleId: 'watch', text: WATCH, source: 'Watch', publishedAt: '2025-04-01' });
  project.addArticle({ articleId: 'mina', text: ARABIC, source: 'Mina', language: 'ar', publishedAt: '2025-04-03' });
  project.addArticle({ articleId: 'short', text: 'Ferries stay home', source: 'Watch', publishedAt: '2025-04-04' });
});
afterEach(() => project.close());

const threads = {
  read: async <T>(name: string, input: unknown) => structuredClone(project.read(name, structuredClone(input))) as T,
  analyse: async <T>(task: string, input: unknown) => structuredClone(await tasks[task]!(structuredClone(input))) as T,
};
const statements = (input: InputOf<'compare.statements'>) =>
  statementsAcross(threads, contract['compare.statements'].input.parse(input));
const quotations = (input: InputOf<'compare.quotations'>) =>
  quotationsAcross(threads, contract['compare.quotations'].input.parse(input));

describe('two to four articles', () => {
  it('come with the texts they are of; offsets hold in them', async () => {
    const found = await alignArticlesOf(threads, { articleIds: ['ledger', 'watch', 'short'] });
    expect(contract['compare.align'].output.parse(found)).toEqual(found);
    expect(found.articles.map(({ articleId }) => articleId)).toEqual(['ledger', 'watch', 'short']);
    const [pair] = found.pairs;
    expect(pair).toMatchObject({ left: 0, right: 1, kind: 'differs' });
    expect([pair!.figures!.a[0]!.text, pair!.figures!.b[0]!.text]).toEqual(['640', '410']);
    expect(found.only[2]).toEqual([0]);
  });

  it('are refused when one stands there twice, or five do', () => {
    const { input } = contract['compare.align'];
    const twice = input.safeParse({ articleIds: ['ledger', 'ledger'] });
    expect(twice.error?.issues[0]?.message).toContain('compared with others, not with itself');
    expect(input.safeParse({ articleIds: ['a', 'b', 'c', 'd', 'e'] }).error?.issues[0]?.message).toContain('At most 4');
    expect(input.safeParse({ articleIds: ['a'] }).error?.issues[0]?.message).toContain('at least two');
  });

  it('that are not in the project are told by name', async () => {
    await expect(alignArticlesOf(threads, { articleIds: ['ledger', 'gone'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { articleId: 'gone' },
    });
  });
});

describe('statements by sources', () => {
  it('give each cell its words, its kind and the figures that disagree', async () => {
    const found = await statements({ articleIds: ['ledger', 'watch'] });
    expect(contract['compare.statements'].output.parse(found)).toEqual(found);
    const row = found.rows.find(({ cells }) => cells[1]?.kind === 'differs')!;
    expect(row.cells[1]).toMatchObject({ text: expect.stringContaining('410 striking'), figures: [{ text: '410' }] });
  });

  it('stand for a script that runs the other way as for any other', async () => {
    const { columns, rows } = await statements({ articleIds: ['ledger', 'mina'] });
    expect(columns.map(({ direction, language }) => [direction, language])).toEqual([
      ['ltr', 'en'],
      ['rtl', 'ar'],
    ]);
    expect(rows.every(({ said }) => said === 1)).toBe(true);
  });

  it('of a story have one article of each source, the first by date', async () => {
    const { storyId } = project.call('stories.create', { articleIds: ['ledger', 'watch', 'short', 'mina'] });
    const { columns, more } = await statements({ storyId });
    expect(columns.map(({ articleId }) => articleId)).toEqual(['watch', 'ledger', 'mina']);
    expect(more).toBe(0);
    expect((await statements({ storyId, most: 2 })).more).toBe(1);
  });

  it('of a story that one source tells are refused, and why', async () => {
    const { storyId } = project.call('stories.create', { articleIds: ['watch', 'short'] });
    await expect(statements({ storyId })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('Only one source'),
    });
  });
});

describe('quotations by speakers', () => {
  it('are found in texts that no analyser has looked at yet, and lined up', async () => {
    const found = await quotations({ articleIds: ['ledger', 'watch', 'mina'] });
    expect(contract['compare.quotations'].output.parse(found)).toEqual(found);
    expect(found.knownLanguage).toEqual([true, true, false]);
    const [brand] = found.speakers;
    expect(brand).toMatchObject({ name: 'Tomas Brand', variants: ['Brand'], counts: [1, 1, 0] });
    expect(brand!.rows[0]!.cells.map((own) => own.map(({ kind, text }) => `${kind} ${text}`))).toEqual([
      ['full “We will wait as long as it takes,”'],
      ['cut “We will wait,”'],
      [],
    ]);
  });
});

describe('the texts of one article', () => {
  it('are listed with their causes; what became of the words is told', async () => {
    const id = project.db.value<number>(`SELECT id FROM article WHERE article_id = 'ledger'`)!;
    const text = LEDGER.replace('Gulls circled the empty pier.', 'Talks begin on Sunday in Lomm.');
    const to = insertTextVersion(project.db, {
      ...{ article: id, cause: 'update', extractor: 'test 1', text, sha256: 'f'.repeat(64), blocks: [] },
      at: '2025-04-05T00:00:00.000Z',
    });
    const versions = project.call('compare.versions', { articleId: 'ledger' });
    expect(versions.map(({ number, cause, isCurrent }) => [number, cause, isCurrent])).toEqual([
      [1, 'import', true],
      [2, 'update', false],
    ]);
    const from = versions[0]!.textVersionId;
    const found = await differenceOfVersions(threads, { articleId: 'ledger', from, to: String(to) });
    expect(found.counts).toEqual({ added: 1, gone: 1, changed: 0, moved: 0 });
    expect(found.b.text).toBe(text);
    const other = { articleId: 'watch', from, to: String(to) };
    await expect(differenceOfVersions(threads, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(differenceOfVersions(threads, { articleId: 'ledger', from, to: from })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});
