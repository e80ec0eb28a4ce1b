import { beforeEach, expect, test } from 'vitest';
import { type TestProject, testProject } from './support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  const { textVersionId } = project.addArticle({
    articleId: 'a1',
    text: '😀 Forty boats left.',
    source: 'The Lectern',
  });
  project.addArticle({ articleId: 'a2', text: 'Nine boats left.' });
  project.code('a1', 'boats', ['Scene']);
  project.call('claims.create', {
    articleId: 'a1',
    textVersionId,
    start: 3,
    end: 14,
    quote: 'Forty boats',
    fields: {},
  });
});

const findings = () => project.call('projects.check', {}).findings.map(({ what, where }) => `${where}: ${what}`);

test('a whole project has no findings, after edits and undo too', () => {
  project.undo();
  project.redo();
  expect(project.call('projects.check', {})).toEqual({ ok: true, findings: [] });
});

test('a span that no longer holds its quote is named with its article', () => {
  const id = project.db.value<string>('SELECT annotation_id FROM annotation');
  const mention = project.db.value<string>('SELECT mention_id FROM claim_mention');
  project.db.run('UPDATE annotation SET start = start + 1');
  project.db.run('UPDATE claim_mention SET "end" = 400');
  project.db.run('UPDATE claim_mention SET start = 300');
  expect(findings()).toEqual([
    `article a1, annotation ${id}: The text at 10 to 14 is not its quote`,
    `article a1, mention ${mention}: The text at 300 to 400 is not its quote`,
  ]);
});

test('a passage of evidence that no longer holds its quote is named; a link has none to hold', () => {
  const claimId = project.db.value<string>('SELECT claim_id FROM claim')!;
  const version = project.db.value<number>(`SELECT text_version_id FROM article WHERE article_id = 'a2'`);
  const span = { articleId: 'a2', textVersionId: String(version), start: 0, end: 4, quote: 'Nine' };
  const link = { kind: 'link', url: 'https://harbour.example', title: '', quotation: '38 boats' } as const;
  project.call('claims.addEvidence', { claimId, stance: 'refutes', at: { kind: 'passage', ...span } });
  project.call('claims.addEvidence', { claimId, stance: 'context', at: link });
  expect(findings()).toEqual([]);
  project.db.run('UPDATE claim_evidence SET "end" = 9 WHERE article IS NOT NULL');
  const id = project.db.value<string>('SELECT evidence_id FROM claim_evidence WHERE article IS NOT NULL');
  expect(findings()).toEqual([`article a2, evidence ${id}: The text at 0 to 9 is not its quote`]);
});

test('a text that was changed behind our back is named', () => {
  project.db.run(`UPDATE text_body SET text = 'Nine ships left.' WHERE text = 'Nine boats left.'`);
  expect(findings()).toContain(
    'article a2, text version 1: The text is not the one that was imported: its SHA-256 differs',
  );
});

test('counts that went wrong are named', () => {
  project.db.run(`UPDATE tally SET n = 7 WHERE name = 'articles'`);
  project.db.run('UPDATE code_tally SET n = 3');
  project.db.run('UPDATE source SET article_count = 0');
  project.db.run('UPDATE article SET annotation_count = 5 WHERE article_id = ?', 'a2');
  project.db.run(`INSERT INTO decision_tally VALUES (1, 'maybe', 2)`);
  expect(findings()).toEqual([
    'count of articles: Says 7, but there are 2',
    'count of annotations of article a2: Says 5, but there are 0',
    'count of articles of source The Lectern: Says 0, but there are 1',
    'count of codings of code Scene: Says 3, but there are 1',
    'count of decisions “maybe” of Ada Quill: Says 2, but there are 0',
  ]);
});

test('an article that full-text search would miss, and rows that refer to nothing, are named', () => {
  project.db.run(
    `INSERT INTO article_fts (article_fts, rowid, title, text) VALUES ('delete', 2, 'a2', 'Nine boats left.')`,
  );
  project.db.exec('PRAGMA foreign_keys = OFF');
  project.db.run(`INSERT INTO reading_position VALUES (1, 99, 4, '2026-05-16T08:00:00.000Z')`);
  const found = findings();
  expect(found).toContain('article a2: Is missing from the full-text index');
  expect(found.some((line) => line.startsWith('reading_position') && line.includes('coder'))).toBe(true);
});

test('a group of copies without its head, or of one, is named', () => {
  const [first, second] = project.db.column<number>('SELECT id FROM article ORDER BY id');
  project.db.run('UPDATE article SET duplicate_group = ? WHERE id = ?', first!, second!);
  expect(findings()).toEqual([
    'article a2: The head of its group of copies is not in that group',
    'article a2: It is alone in its group of copies',
  ]);
  project.db.run('UPDATE article SET duplicate_group = ? WHERE id = ?', first!, first!);
  expect(findings()).toEqual([]);
  project.db.run('UPDATE article SET duplicate_apart = 1 WHERE id = ?', second!);
  expect(findings()).toEqual(['article a2: It is in a group of copies although it was taken out of one']);
});
