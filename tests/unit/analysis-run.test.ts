import { beforeEach, expect, test } from 'vitest';
import { analyzeJob, checkAnalysers, readAnalysers } from '../../electron/backend/jobs/analyze.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

const REPORT = `Onnel lost 34 percent of its fishing boats last year, the harbour office said on Monday.
“The fleet is smaller than it has ever been,” said Petra Oll, the harbour master of Onnel.
It was an absolutely disgraceful, catastrophic betrayal of every honest family on the coast.
`;

let project: TestProject;
const analyze = (only: string[] | null = ['quotations', 'claims', 'techniques']) =>
  analyzeJob({ only }, testJob(project));
const findings = (articleId: string, analyser: string) =>
  project.call('analysis.findings', { articleId, only: [analyser] })[0];

beforeEach(() => {
  project = testProject();
  project.addArticle({ articleId: 'old', text: REPORT, source: 'Tern', publishedAt: '2024-02-01' });
  project.addArticle({ articleId: 'new', text: REPORT, source: 'Gull', publishedAt: '2025-02-01' });
});

test('findings are kept with their place, score, reason, speaker and version', async () => {
  const { ran } = await analyze();
  expect(ran.map(({ analyser, articles }) => [analyser, articles])).toEqual([
    ['quotations', 2],
    ['techniques', 2],
    ['claims', 2],
  ]);
  const quoted = findings('old', 'quotations')!;
  expect(quoted).toMatchObject({ version: '2', isCurrent: true, isUnknownLanguage: false });
  const [quotation] = quoted.findings;
  expect(REPORT.slice(quotation!.start, quotation!.end)).toContain('The fleet is smaller');
  expect(quotation!.speaker!.name).toBe('Petra Oll');
  expect(REPORT.slice(quotation!.speaker!.start, quotation!.speaker!.end)).toBe('Petra Oll');
  expect(quotation!.score).toBeGreaterThan(0.5);
  const loaded = findings('old', 'techniques')!.findings.find(({ label }) => label === 'Loaded_Language')!;
  expect(REPORT.slice(loaded.start, loaded.end)).toContain('disgraceful');
  expect(loaded.reason).not.toBe('');
});

test('figures by source: articles, words, and how often each label was found', async () => {
  await analyze();
  const rows = project.call('analysis.figures', { analyser: 'quotations' });
  expect(rows.map(({ source, articles, labels }) => [source, articles, labels])).toEqual([
    ['Gull', 1, { direct: 1 }],
    ['Tern', 1, { direct: 1 }],
  ]);
  expect(rows[0]!.words).toBeGreaterThan(30);
});

test('a second run looks at nothing; a new text is looked at again, and replaces what was found', async () => {
  await analyze();
  expect((await analyze()).ran.map(({ articles }) => articles)).toEqual([0, 0, 0]);
  const version = project.db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at)
     SELECT id, 2, 'x', 'restore', 'test 1', '' FROM article WHERE article_id = 'old'`,
  ).lastInsertRowid;
  project.db.run(`INSERT INTO text_body (text_version_id, text) VALUES (?, 'The boats stayed in.')`, version);
  project.db.run(`UPDATE article SET text_version_id = ? WHERE article_id = 'old'`, version);
  expect(findings('old', 'quotations')).toMatchObject({ isCurrent: false });
  expect((await analyze(['quotations'])).ran).toMatchObject([{ articles: 1, findings: 0 }]);
  expect(findings('old', 'quotations')).toMatchObject({ isCurrent: true, findings: [] });
  expect(findings('new', 'quotations')!.findings).toHaveLength(1);
  expect(project.db.value(`SELECT sum(n) FROM finding_count WHERE analyser = 'quotations'`)).toBe(1);
});

test('findings of an earlier version of an analyser are made anew', async () => {
  await analyze(['claims']);
  project.db.run(`UPDATE analysis_state SET version = '0' WHERE analyser = 'claims'`);
  expect((await analyze(['claims', 'quotations'])).ran).toMatchObject([
    { analyser: 'quotations', articles: 2 },
    { analyser: 'claims', articles: 2 },
  ]);
});

test('the newest articles come first, and a cancelled job goes on where it stopped', async () => {
  for (let n = 0; n < 700; n++) {
    const day = String(1 + (n % 28)).padStart(2, '0');
    project.addArticle({
      articleId: `a${n}`,
      text: REPORT,
      publishedAt: `2023-${1 + (n % 9)}-${day}`.replace(/-(\d)-/, '-0$1-'),
    });
  }
  const kept = () => project.db.value<number>(`SELECT count(*) FROM analysis_state WHERE analyser = 'quotations'`)!;
  let batches = 0;
  const job = testJob(project, (name, self) => {
    if (name === 'analysis/keep' && ++batches === 2) self.cancel();
    if (name === 'analysis/due') self.signal.throwIfAborted();
  });
  await expect(analyzeJob({ only: ['quotations'] }, job)).rejects.toThrow('cancelled');
  const before = kept();
  expect(before).toBeGreaterThanOrEqual(100);
  expect(before).toBeLessThan(702);
  expect(findings('new', 'quotations')).toBeDefined();
  const { ran } = await analyze(['quotations']);
  expect(ran[0]!.articles).toBe(702 - before);
  expect(kept()).toBe(702);
});

test('nothing that analysers find is an annotation, nor in the history', async () => {
  await analyze(null);
  expect(project.db.value('SELECT count(*) FROM annotation')).toBe(0);
  expect(project.db.value('SELECT count(*) FROM change')).toBe(0);
});

test('a language an analyser does not know: it says so, and finds nothing', async () => {
  project.addArticle({
    articleId: 'fr',
    language: 'fr',
    text: '« La flotte est plus petite que jamais », a dit Petra Oll lundi à la presse du port.\n',
  });
  await analyze();
  expect(findings('fr', 'claims')).toMatchObject({ isUnknownLanguage: true, isCurrent: true, findings: [] });
  const rows = await readAnalysers(testJob(project));
  expect(rows.find(({ name }) => name === 'claims')).toMatchObject({ done: 3, due: 0, unknownLanguage: 1 });
});

test('an article of three words and one of 300,000 are looked at like any other', async () => {
  project.addArticle({ articleId: 'short', text: 'Boats stayed in.' });
  project.addArticle({ articleId: 'long', text: REPORT.repeat(6700) });
  await analyze(null);
  expect(findings('short', 'quotations')).toMatchObject({ isCurrent: true, findings: [] });
  const long = findings('long', 'quotations')!;
  expect(long.findings.length).toBeGreaterThan(1000);
  const last = long.findings.at(-1)!;
  expect(REPORT.repeat(6700).slice(last.start, last.end)).toContain('The fleet is smaller');
}, 120_000);

test('an unknown name is refused with the names there are', async () => {
  const refused = expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining('quotations') });
  await expect(checkAnalysers(testJob(project), ['horoscope'])).rejects.toEqual(refused);
  await expect(checkAnalysers(testJob(project), [])).rejects.toEqual(refused);
  await checkAnalysers(testJob(project), ['stories', 'quotations']);
});

test('findings of an article that is not there', () => {
  const missing = expect.objectContaining({ code: 'NOT_FOUND' });
  expect(() => project.call('analysis.findings', { articleId: 'nowhere' })).toThrow(missing);
});

test('repetition breaks no analyser: marks, names, figures and quotations by the thousand', async () => {
  const texts = [
    '“'.repeat(50_000),
    'Onnel Harbour '.repeat(20_000),
    '1,000 '.repeat(30_000),
    '“No,” said Dorn. '.repeat(2000),
  ];
  texts.forEach((text, n) => {
    project.addArticle({ articleId: `repeated-${n}`, text });
  });
  await analyze(null);
  for (const row of (await readAnalysers(testJob(project))).filter((one) => one.counts === 'findings'))
    expect(row, row.name).toMatchObject({ done: 6, due: 0 });
  expect(findings('repeated-3', 'quotations')!.findings).toHaveLength(2000);
}, 60_000);
