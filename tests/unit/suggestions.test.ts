import { beforeEach, expect, test } from 'vitest';
import { analyzeJob } from '../../electron/backend/jobs/analyze.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Suggestion } from '../../shared/model/suggestion.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

const SPEECH = `The plan is an utterly grotesque swindle. The council meets on Monday.
They fought for our great nation and its future. “The fleet is smaller than ever,” said Petra Oll of Onnel.
`;

let project: TestProject;
let loaded: string;

const code = (name: string) => project.call('codebook.create', { fields: { name } }).codeId;
const offered = (articleId = 'speech') => project.call('suggestions.ofArticle', { articleId });
const called = (label: string, articleId = 'speech') => offered(articleId).find((one) => one.label === label)!;
const place = (one: Suggestion, articleId = 'speech') => {
  const { analyser, label, start, end, textVersionId } = one;
  return { articleId, analyser, label, start, end, textVersionId };
};
const words = ({ start, end }: { start: number; end: number }) => SPEECH.slice(start, end);
const annotations = (articleId = 'speech') => project.call('annotations.ofArticle', { articleId });
const undo = () => project.call('history.undo', {});
const codeOf = (error: () => unknown) => {
  try {
    error();
  } catch (thrown) {
    return (thrown as AppError).code;
  }
  return 'nothing was thrown';
};

beforeEach(async () => {
  project = testProject();
  project.actAs('Ada');
  loaded = code('Loaded language');
  project.addArticle({ articleId: 'speech', text: SPEECH, source: 'Tern', publishedAt: '2025-02-01' });
  project.addArticle({
    articleId: 'other',
    text: 'It was a monstrous, brutal, disgraceful lie. A horrible mess.',
    source: 'Gull',
  });
  await analyzeJob({ only: ['techniques', 'quotations'] }, testJob(project));
});

test('a technique is offered as the code of its name; one without a code says so; quotations wait until a code is set', () => {
  expect(called('Loaded_Language')).toMatchObject({ codeId: loaded, decision: 'open', annotationId: null });
  expect(words(called('Loaded_Language'))).toBe('utterly grotesque swindle');
  expect(called('Flag_Waving')).toMatchObject({ codeId: null, analyser: 'techniques', version: '2' });
  expect(called('direct')).toBeUndefined();
  const quoted = code('Quoted');
  project.call('suggestions.setCode', { analyser: 'quotations', label: 'direct', codeId: quoted });
  expect(called('direct')).toMatchObject({ codeId: quoted, analyser: 'quotations' });
  expect(project.call('suggestions.codes', {})).toEqual(
    expect.arrayContaining([
      { analyser: 'techniques', label: 'Loaded_Language', codeId: loaded },
      { analyser: 'quotations', label: 'direct', codeId: quoted },
    ]),
  );
});

test('names of the ready codebooks stand for techniques, and a person may say otherwise; undo takes that back', () => {
  const ready = code('Exaggeration or minimisation');
  const doubt = code('Casting doubt');
  const codes = () => project.call('suggestions.codes', {});
  expect(codes()).toEqual(
    expect.arrayContaining([
      { analyser: 'techniques', label: 'Exaggeration', codeId: ready },
      { analyser: 'techniques', label: 'Doubt', codeId: doubt },
    ]),
  );
  project.call('suggestions.setCode', { analyser: 'techniques', label: 'Loaded_Language', codeId: null });
  expect(called('Loaded_Language').codeId).toBeNull();
  undo();
  expect(called('Loaded_Language').codeId).toBe(loaded);
});

test('accepting makes an annotation that remembers its analyser, in one step of undo and redo', () => {
  const before = called('Loaded_Language');
  const { annotationId } = project.call('suggestions.accept', { ...place(before), codeId: loaded });
  const [annotation] = annotations();
  expect(annotation).toMatchObject({ annotationId, origin: 'techniques 2', coder: 'Ada', start: before.start });
  expect(annotation!.quote!.exact).toBe('utterly grotesque swindle');
  expect(annotation!.codings.map(({ codeId }) => codeId)).toEqual([loaded]);
  expect(called('Loaded_Language')).toMatchObject({ decision: 'accepted', annotationId });
  expect(codeOf(() => project.call('suggestions.accept', { ...place(before), codeId: loaded }))).toBe('CONFLICT');
  undo();
  expect(annotations()).toEqual([]);
  expect(called('Loaded_Language')).toMatchObject({ decision: 'open', annotationId: null });
  project.call('history.redo', {});
  expect(annotations()).toHaveLength(1);
  expect(called('Loaded_Language').decision).toBe('accepted');
});

test('another span or another code counts as changed', () => {
  const one = called('Loaded_Language');
  const nation = code('Nation');
  project.call('suggestions.accept', { ...place(one), codeId: loaded, span: { start: one.start + 8, end: one.end } });
  expect(annotations()[0]!.quote!.exact).toBe('grotesque swindle');
  expect(called('Loaded_Language').decision).toBe('changed');
  project.call('suggestions.accept', { ...place(called('Flag_Waving')), codeId: nation });
  // Nobody had said which code flag waving is: there was none to change.
  expect(called('Flag_Waving').decision).toBe('accepted');
});

test('on a span that is annotated already the code joins the annotation, which keeps its origin', () => {
  const one = called('Loaded_Language');
  const mine = code('My own');
  const made = project.call('annotations.create', {
    ...{ articleId: 'speech', textVersionId: one.textVersionId, level: 'span', start: one.start, end: one.end },
    codeIds: [mine],
  });
  expect(project.call('suggestions.accept', { ...place(one), codeId: loaded })).toEqual({
    annotationId: made.annotationId,
  });
  expect(annotations()).toMatchObject([{ origin: 'manual', codings: [{ codeId: mine }, { codeId: loaded }] }]);
});

test('what is coded with the code already is not offered', () => {
  const { start, end, textVersionId } = called('Loaded_Language');
  project.call('annotations.create', {
    ...{ articleId: 'speech', textVersionId, level: 'span', start: start - 4, end: end + 1, codeIds: [loaded] },
  });
  expect(called('Loaded_Language')).toBeUndefined();
  undo();
  expect(called('Loaded_Language')).toBeDefined();
});

test('a rejected one stays rejected when the article is looked at again, until it is opened again', async () => {
  const one = called('Loaded_Language');
  project.call('suggestions.reject', place(one));
  expect(called('Loaded_Language').decision).toBe('rejected');
  project.db.run(`UPDATE analysis_state SET version = '0'`);
  await analyzeJob({ only: ['techniques'] }, testJob(project));
  expect(called('Loaded_Language').decision).toBe('rejected');
  expect(project.call('suggestions.ofCode', { codeId: loaded }).rows.map(({ articleId }) => articleId)).not.toContain(
    'speech',
  );
  project.call('suggestions.reopen', place(one));
  expect(called('Loaded_Language').decision).toBe('open');
  undo();
  expect(called('Loaded_Language').decision).toBe('rejected');
});

test('decisions are each coder’s own', () => {
  project.call('suggestions.reject', place(called('Loaded_Language')));
  project.actAs('Ben');
  expect(called('Loaded_Language').decision).toBe('open');
  // On the command line nobody is named: it tells what anybody said.
  project.actAs(null);
  expect(called('Loaded_Language').decision).toBe('rejected');
});

test('a suggestion whose annotation was deleted is open again', () => {
  const { annotationId } = project.call('suggestions.accept', { ...place(called('Loaded_Language')), codeId: loaded });
  project.call('annotations.delete', { annotationId });
  expect(called('Loaded_Language')).toMatchObject({ decision: 'open', annotationId: null });
});

test('of a code: articles without it, surest first, with their words', () => {
  const { total, rows } = project.call('suggestions.ofCode', { codeId: loaded });
  expect(total).toBe(rows.length);
  expect(new Set(rows.map(({ articleId }) => articleId))).toEqual(new Set(['speech', 'other']));
  expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a));
  expect(rows.find(({ articleId }) => articleId === 'speech')).toMatchObject({
    ...{ quote: 'utterly grotesque swindle', source: 'Tern', title: 'Article speech' },
  });
  project.call('suggestions.accept', { ...place(called('Loaded_Language')), codeId: loaded });
  const left = project.call('suggestions.ofCode', { codeId: loaded }).rows;
  expect(new Set(left.map(({ articleId }) => articleId))).toEqual(new Set(['other']));
  expect(project.call('suggestions.ofCode', { codeId: loaded, start: 1, count: 1 }).rows).toEqual(left.slice(1, 2));
});

test('refused: another text, a place that nobody suggested, a code that cannot be given, a code that is gone', () => {
  const one = place(called('Loaded_Language'));
  const gone = '00000000-0000-4000-8000-000000000000';
  const accept = (more: object) => () =>
    project.call('suggestions.accept', { ...one, codeId: loaded, ...more } as typeof one & { codeId: string });
  expect(codeOf(accept({ textVersionId: '999' }))).toBe('STALE');
  expect(codeOf(accept({ start: one.start + 1 }))).toBe('NOT_FOUND');
  expect(codeOf(accept({ codeId: gone }))).toBe('NOT_FOUND');
  expect(codeOf(accept({ span: { start: 5, end: 5 } }))).toBe('INVALID_INPUT');
  expect(codeOf(() => project.call('suggestions.ofCode', { codeId: gone }))).toBe('NOT_FOUND');
  expect(codeOf(() => project.call('suggestions.ofArticle', { articleId: 'nowhere' }))).toBe('NOT_FOUND');
  expect(annotations()).toEqual([]);
  project.actAs(null);
  expect(codeOf(accept({}))).toBe('NO_CODER');
});

test('suggestions stand in no count of the coding', () => {
  expect(project.call('projects.status', {}).annotations).toBe(0);
  expect(project.call('results.passages', { filter: {} }).total).toBe(0);
  expect(project.call('articles.get', { articleId: 'speech' }).articleId).toBe('speech');
  expect(project.call('codebook.get', {}).codes.find(({ codeId }) => codeId === loaded)!.annotations).toBe(0);
});

/** What learning would have kept of an article. */
function learned(articleId: string, label: string, start: number, end: number) {
  const { id, version } = project.db.get<{ id: number; version: number }>(
    'SELECT id, text_version_id AS version FROM article WHERE article_id = ?',
    articleId,
  )!;
  const findings = { labels: [label], reasons: ['like 40 coded passages'], rows: [[start, end - start, 0, 910, 0]] };
  project.db.run(
    `INSERT INTO analysis_state (analyser, article, text_version_id, version, n, at) VALUES ('codes', ?, ?, '1', 1, '')`,
    id,
    version,
  );
  project.db.run(`INSERT INTO analysis_findings VALUES (?, 'codes', ?)`, id, JSON.stringify(findings));
  project.db.run(`INSERT INTO finding_count VALUES ('codes', ?, ?, 1)`, id, label);
}

test('what was learned of everyone’s coding is hidden while a blind round is open, from every answer', () => {
  learned('speech', loaded, 42, 72);
  const seen = () => offered().filter(({ analyser }) => analyser === 'codes');
  const found = () => project.call('analysis.findings', { articleId: 'speech', only: ['codes'] });
  const counted = () => project.call('analysis.figures', { analyser: 'codes' }).map(({ labels }) => labels);
  const ranked = () =>
    project.call('suggestions.ofCode', { codeId: loaded }).rows.filter(({ analyser }) => analyser === 'codes');
  expect([seen().length, found().length, counted().length, ranked().length]).toEqual([1, 1, 1, 1]);
  const { roundId } = project.call('rounds.create', {
    name: 'Pilot',
    design: { query: { sort: { column: 'title', descending: false } }, coders: ['Ada', 'Ben'], overlap: 100, seed: 1 },
  });
  expect([seen(), found(), counted(), ranked()]).toEqual([[], [], [], []]);
  project.call('rounds.end', { roundId });
  expect([seen().length, found().length, counted().length, ranked().length]).toEqual([1, 1, 1, 1]);
});
