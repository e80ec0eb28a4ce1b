/** Claims, their mentions and their evidence as tables: what a statistician loads. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from './support/project.ts';

let project: TestProject;
let folder: string;
let versions: Record<string, string>;
const texts: Record<string, string> = { a1: '😀 Forty boats left.', a2: 'The office counted 38 boats.' };
beforeEach(() => {
  project = testProject();
  folder = mkdtempSync(join(tmpdir(), 'parallax-export-claims-'));
  const add = (articleId: string, source: string) =>
    project.addArticle({ articleId, text: texts[articleId]!, source, url: `https://news.example/${articleId}` })
      .textVersionId;
  versions = { a1: add('a1', 'The Lectern'), a2: add('a2', 'Quay Daily') };
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

const write = (query: unknown = null) =>
  project.internal('export/csv', { out: join(folder, 'out'), tag: 't', profile: 'analysis', overwrite: true, query });
const table = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(folder, 'out', name), 'utf8'), { columns: true });
const manifest = () => JSON.parse(readFileSync(join(folder, 'out', 'manifest.json'), 'utf8'));
function span(articleId: string, quote: string) {
  const start = texts[articleId]!.indexOf(quote);
  return { articleId, textVersionId: versions[articleId]!, start, end: start + quote.length, quote };
}

function claimWithEverything(): string {
  const { claimId } = project.call('claims.create', {
    ...span('a1', 'Forty boats'),
    fields: { statement: 'Forty boats left', audience: 'The council', openQuestion: 'Who counted?' },
  });
  const codeId = project.call('codebook.create', { fields: { name: 'Safety', appliesTo: ['claim'] } }).codeId;
  project.call('claims.code', { claimIds: [claimId], addCodeIds: [codeId] });
  project.call('claims.addEvidence', {
    claimId,
    stance: 'refutes',
    at: { kind: 'passage', ...span('a2', 'counted 38 boats') },
  });
  project.call('claims.addEvidence', {
    claimId,
    stance: 'context',
    note: 'Page 4',
    at: { kind: 'link', url: 'https://harbour.example/book', title: 'Harbour book', quotation: '38' },
  });
  project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'supported', reason: 'Film.' });
  project.use('Bo Marsh');
  project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'refuted', reason: 'The book.' });
  project.call('claims.addMention', { claimId, ...span('a2', '38 boats') });
  return claimId;
}

test('a claim has the verdict in force and each coder’s own, with reasons and times', () => {
  const claimId = claimWithEverything();
  write();
  expect(table('claims.csv')).toMatchObject([
    {
      claim_id: claimId,
      verdict: 'refuted',
      verdict_reason: 'The book.',
      audience: 'The council',
      open_question: 'Who counted?',
      n_mentions: '2',
      ...{ n_supports: '0', n_refutes: '1', n_context: '1', codes: 'Safety' },
      ...{ verdict_Ada_Quill: 'supported', verdict_reason_Ada_Quill: 'Film.' },
      ...{ verdict_Bo_Marsh: 'refuted', verdict_reason_Bo_Marsh: 'The book.' },
    },
  ]);
  const [row] = table('claims.csv');
  expect(row?.verdict_at_Bo_Marsh).toBe(row?.verdict_at);
  expect(table('claim_mentions.csv').map(({ start, end, coder }) => [start, end, coder])).toEqual([
    ['2', '13', 'Ada Quill'],
    ['19', '27', 'Bo Marsh'],
  ]);
});

test('evidence is a passage with code points, or a link with its words', () => {
  claimWithEverything();
  write();
  const [passage, link] = table('claim_evidence.csv');
  expect(passage).toMatchObject({
    ...{ kind: 'passage', stance: 'refutes', article_id: 'a2', quote: 'counted 38 boats', start: '11', end: '27' },
    ...{ url: 'https://news.example/a2', source: 'Quay Daily', status: 'anchored', prefix: 'The office ' },
  });
  const text = readFileSync(join(folder, 'out', 'texts', 'a2.txt'), 'utf8');
  expect([...text].slice(11, 27).join('')).toBe(passage?.quote);
  expect(link).toMatchObject({
    ...{ kind: 'link', stance: 'context', article_id: '', text_sha256: '', start: '', quote: '38', note: 'Page 4' },
    ...{ url: 'https://harbour.example/book', title: 'Harbour book', status: '' },
  });
  expect(manifest().counts).toMatchObject({ claims: 1, claim_mentions: 2, claim_evidence: 2 });
});

test('a selection leaves out passages of other articles and keeps links', () => {
  claimWithEverything();
  const sources = project.db.column<number>(`SELECT id FROM source WHERE name = 'The Lectern'`);
  write(viewQuery.parse({ sources }));
  expect(table('claims.csv')).toMatchObject([{ n_mentions: '1', n_refutes: '0', n_context: '1' }]);
  expect(table('claim_evidence.csv').map(({ kind }) => kind)).toEqual(['link']);
});

test('a passage whose offsets do not hold its words is found again by them and told in the manifest', () => {
  claimWithEverything();
  project.db.run('UPDATE claim_evidence SET start = start + 1, "end" = "end" + 1 WHERE article IS NOT NULL');
  write();
  expect(table('claim_evidence.csv')[0]).toMatchObject({ start: '11', end: '27' });
  expect(manifest().findings).toMatchObject([
    { what: expect.stringContaining('passage of evidence'), article_id: 'a2' },
  ]);
});

test('a dataset that is written while a blind round is open, because that was asked for, holds everyone’s verdicts', () => {
  claimWithEverything();
  write();
  const open = ['claims.csv', 'claim_mentions.csv', 'claim_evidence.csv', 'annotations.csv'].map(table);
  project.db.run(
    `INSERT INTO coding_round (round_id, name, sample, created_by, created_at) VALUES ('r1', 'Pilot', '{}', 1, '2026-05-16')`,
  );
  project.db.run(`INSERT INTO assignment (round_id, coder, article, ord) VALUES ('r1', 1, 1, 0), ('r1', 1, 2, 1)`);
  project.use('Cleo Vance');
  // What Cleo sees of the claim, and what the dataset has of it.
  expect(project.call('claims.list', {})).toEqual([]);
  write();
  expect(['claims.csv', 'claim_mentions.csv', 'claim_evidence.csv', 'annotations.csv'].map(table)).toEqual([
    [{ ...open[0]![0], verdict_Cleo_Vance: '', verdict_reason_Cleo_Vance: '', verdict_at_Cleo_Vance: '' }],
    ...open.slice(1),
  ]);
});
