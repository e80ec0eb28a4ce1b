import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MergeReport } from '../../shared/contract/rooms/merge.ts';
import { type ArticleFixture, type TestProject, testProject } from '../support/project.ts';

const FERRY = 'The ferry was late again on Monday. Nobody said why. The mayor promised a new timetable by June.';
const BUDGET = 'The council voted on the budget. It was called a gamble. Taxes rise by four percent.';
const articles: ArticleFixture[] = [
  { articleId: 'ferry', title: 'Ferry late', text: FERRY },
  { articleId: 'budget', title: 'Budget vote', text: BUDGET },
];

let folder: string;
const open: TestProject[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parallax-merge-'));
});
afterEach(() => {
  for (const project of open.splice(0)) project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A project of its own on the same two articles. */
function projectOf(name: string, coder: string, corpus = articles): TestProject & { path: string } {
  const path = join(folder, `${name}.parallax`);
  const project = testProject(path);
  open.push(project);
  for (const article of corpus) project.addArticle(article);
  project.actAs(coder);
  return Object.assign(project, { path });
}
type Project = ReturnType<typeof projectOf>;

/** Their clock goes on by minutes: no two people act in the same millisecond. */
function later(project: TestProject) {
  for (let second = 0; second < 120; second++) project.write('coders.use', { name: 'Clock' });
  project.db.run(`DELETE FROM coder WHERE name = 'Clock'`);
}

/** A copy of a project's file, as a coder takes it along. */
function copyOf(project: Project, name: string, coder: string): Project {
  const path = join(folder, `${name}.parallax`);
  project.db.run('VACUUM INTO ?', path);
  const copy = testProject(path);
  open.push(copy);
  copy.actAs(coder);
  later(copy);
  return Object.assign(copy, { path });
}

function mergeInto(ours: Project, theirs: Project): MergeReport {
  const name = theirs.path.replace(/^.*\/|\.parallax$/g, '');
  const copy = `${theirs.path}.copy`;
  rmSync(copy, { force: true });
  theirs.db.run('VACUUM INTO ?', copy);
  const input = { copy, path: theirs.path, sha256: 'a'.repeat(64), name, backup: null };
  return ours.write('merge/apply', input) as MergeReport;
}

function code(project: Project, articleId: string, quote: string, codeIds: string[] = [], memo = '') {
  const { text, textVersionId } = project.call('articles.get', { articleId });
  const start = text.indexOf(quote);
  expect(start).toBeGreaterThanOrEqual(0);
  const span = { start, end: start + quote.length, quote };
  return project.call('annotations.create', { articleId, textVersionId, level: 'span', ...span, codeIds, memo });
}
const newCode = (project: Project, name: string, more: object = {}) =>
  project.call('codebook.create', { fields: { name, ...more } }).codeId;

/** Everything people made, without what each project counts for itself. */
function contents(project: Project): Record<string, unknown[]> {
  const tables = {
    annotation: `SELECT n.annotation_id, a.article_id, n.level, n.start, n.end, n.exact, n.memo, n.confidence, c.name, n.status,
      n.updated_at FROM annotation n JOIN article a ON a.id = n.article JOIN coder c ON c.id = n.coder ORDER BY 1`,
    coding: 'SELECT coding_id, annotation_id, code_id, code_version FROM coding ORDER BY 1',
    code: 'SELECT code_id, parent_id, name, definition, version FROM code ORDER BY 1',
    claim: 'SELECT claim_id, number, statement, verdict FROM claim ORDER BY 1',
    mention: 'SELECT mention_id, claim_id, start, end, status FROM claim_mention ORDER BY 1',
    verdict: 'SELECT v.claim_id, c.name, v.verdict FROM claim_verdict v JOIN coder c ON c.id = v.coder ORDER BY 1, 2',
    decision: `SELECT a.article_id, c.name, t.decision, t.reason FROM triage_decision t JOIN article a ON a.id = t.article
      JOIN coder c ON c.id = t.coder ORDER BY 1, 2`,
    coder: 'SELECT name FROM coder ORDER BY 1',
    round: 'SELECT round_id, name FROM coding_round ORDER BY 1',
    assignment: 'SELECT round_id, coder, article, done_at FROM assignment ORDER BY 1, 2, 3',
    tally: 'SELECT name, n FROM tally ORDER BY 1',
    counts: 'SELECT article_id, annotation_count FROM article ORDER BY 1',
    codes: 'SELECT code_id, n FROM code_tally WHERE n > 0 ORDER BY 1',
  };
  return Object.fromEntries(Object.entries(tables).map(([name, sql]) => [name, project.db.all(sql)]));
}
const words = (report: MergeReport) => report.conflicts.map(({ what }) => what);

describe('work on the same articles by two coders', () => {
  it('comes together with its codes, memos, decisions and claims', () => {
    const ours = projectOf('Ada', 'Ada');
    code(ours, 'ferry', 'late again', [newCode(ours, 'Delay')]);
    const theirs = projectOf('Ben', 'Ben');
    const blame = newCode(theirs, 'Blame', { definition: 'Someone is held responsible.' });
    code(theirs, 'ferry', 'Nobody said why', [blame], 'an open question');
    theirs.call('triage.decide', { targets: { articleIds: ['budget'] }, decision: 'include', reason: 'on topic' });
    const span = {
      articleId: 'budget',
      textVersionId: theirs.call('articles.get', { articleId: 'budget' }).textVersionId,
    };
    const quote = 'Taxes rise by four percent';
    const start = BUDGET.indexOf(quote);
    theirs.call('claims.create', {
      ...span,
      start,
      end: start + quote.length,
      quote,
      fields: { verdict: 'supported' },
    });

    const report = mergeInto(ours, theirs);
    expect(report).toMatchObject({
      articles: { there: 2, common: 2 },
      coders: ['Ben'],
      annotations: { added: 1, updated: 0, unchanged: 0 },
      codes: { added: 1, updated: 0, unchanged: 0 },
      claims: { added: 1, updated: 0, unchanged: 0 },
      decisions: { added: 1, updated: 0, unchanged: 0 },
      conflicts: [],
      unplaced: 0,
    });
    const merged = ours.call('annotations.ofArticle', { articleId: 'ferry' });
    expect(merged.map(({ coder, quote, memo }) => [coder, quote?.exact, memo])).toEqual([
      ['Ada', 'late again', ''],
      ['Ben', 'Nobody said why', 'an open question'],
    ]);
    expect(merged[1]?.codings.map(({ codeId }) => codeId)).toEqual([blame]);
    expect(ours.call('codebook.get', {}).codes.find(({ codeId }) => codeId === blame)).toMatchObject({
      name: 'Blame',
      definition: 'Someone is held responsible.',
      annotations: 1,
    });
    expect(contents(ours)).toMatchObject({
      decision: [{ article_id: 'budget', name: 'Ben', decision: 'include', reason: 'on topic' }],
      verdict: [{ name: 'Ben', verdict: 'supported' }],
      claim: [{ statement: quote, verdict: 'supported' }],
    });
    expect(ours.call('merge.reports', {})).toMatchObject([{ name: 'Ben', annotations: { added: 1 } }]);
  });

  it('merged again changes nothing, and undo takes all of it back', () => {
    const ours = projectOf('Ada', 'Ada');
    code(ours, 'ferry', 'late again', [newCode(ours, 'Delay')]);
    const before = contents(ours);
    const theirs = projectOf('Ben', 'Ben');
    code(theirs, 'ferry', 'late again', [newCode(theirs, 'delay'), newCode(theirs, 'Blame')]);
    code(theirs, 'budget', 'a gamble', [], 'loaded');
    theirs.call('rounds.create', { name: 'Pilot', design: { query: {}, coders: ['Ben', 'Cleo'], seed: 1 } });
    expect(mergeInto(ours, theirs).annotations).toEqual({ added: 2, updated: 0, unchanged: 0 });
    const after = contents(ours);
    const steps = ours.db.value('SELECT count(*) FROM change');
    expect(mergeInto(ours, theirs)).toMatchObject({
      annotations: { added: 0, updated: 0, unchanged: 2 },
      rounds: { added: 0, updated: 0, unchanged: 1 },
      conflicts: [],
    });
    expect(contents(ours)).toEqual(after);
    expect(ours.db.value('SELECT count(*) FROM change')).toBe(steps);
    ours.call('history.undo', {});
    expect(contents(ours)).toEqual(before);
    ours.call('history.redo', {});
    expect(contents(ours)).toEqual(after);
  });

  it('finds a code by its path when it was made in both, and lists definitions that differ', () => {
    const ours = projectOf('Ada', 'Ada');
    const frames = newCode(ours, 'Frames');
    const delay = ours.call('codebook.create', {
      parentId: frames,
      fields: { name: 'Delay', definition: 'Late.' },
    }).codeId;
    const theirs = projectOf('Ben', 'Ben');
    const there = newCode(theirs, 'frames');
    const late = theirs.call('codebook.create', {
      parentId: there,
      fields: { name: 'DELAY', definition: 'Not on time.' },
    });
    code(theirs, 'ferry', 'late again', [late.codeId]);
    const report = mergeInto(ours, theirs);
    expect(report.codes).toEqual({ added: 0, updated: 0, unchanged: 2 });
    expect(words(report)).toEqual(['The code “Delay” is defined otherwise there. The definition here stays.']);
    const codings = ours.call('annotations.ofArticle', { articleId: 'ferry' })[0]?.codings ?? [];
    expect(codings[0]?.codeId).toBe(delay);
    // What Ben coded by is kept as an earlier version; what the code means here is the newest.
    const versions = ours.db.all<{ version: number; definition: string }>(
      'SELECT version, definition FROM code_version WHERE code_id = ? ORDER BY version DESC',
      delay,
    );
    expect(versions[0]?.definition).toBe('Late.');
    expect(versions.find(({ version }) => version === codings[0]?.codeVersion)?.definition).toBe('Not on time.');
    const again = contents(ours);
    mergeInto(ours, theirs);
    expect(contents(ours)).toEqual(again);
  });

  it('with claims of the same number keeps both claims', () => {
    const ours = projectOf('Ada', 'Ada');
    const theirs = projectOf('Ben', 'Ben');
    for (const project of [ours, theirs]) {
      const { textVersionId } = project.call('articles.get', { articleId: 'budget' });
      const span = { articleId: 'budget', textVersionId, start: 0, end: 31, quote: BUDGET.slice(0, 31) };
      project.call('claims.create', {
        ...span,
        fields: { statement: `As ${project === ours ? 'Ada' : 'Ben'} puts it` },
      });
    }
    mergeInto(ours, theirs);
    expect(ours.db.all('SELECT number, statement FROM claim ORDER BY number')).toEqual([
      { number: 1, statement: 'As Ada puts it' },
      { number: 2, statement: 'As Ben puts it' },
    ]);
  });
});

describe('a coder who works in a copy and sends it again', () => {
  it('has later changes taken over, as long as nobody changed the same here', () => {
    const ours = projectOf('team', 'Ada');
    const codeId = newCode(ours, 'Delay');
    const theirs = copyOf(ours, 'Ben', 'Ben');
    const annotation = code(theirs, 'ferry', 'late again', [codeId]);
    theirs.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'maybe' });
    mergeInto(ours, theirs);
    theirs.call('annotations.edit', {
      annotationId: annotation.annotationId,
      memo: 'twice this week',
      removeCodeIds: [codeId],
    });
    theirs.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'include' });
    const report = mergeInto(ours, theirs);
    expect(report).toMatchObject({ annotations: { updated: 1 }, decisions: { updated: 1 }, conflicts: [] });
    expect(ours.call('annotations.ofArticle', { articleId: 'ferry' })).toMatchObject([
      { memo: 'twice this week', codings: [] },
    ]);
    expect(contents(ours).decision).toMatchObject([{ decision: 'include' }]);
    expect(mergeInto(ours, theirs)).toMatchObject({
      annotations: { added: 0, updated: 0, unchanged: 1 },
      conflicts: [],
    });
  });

  it('never overwrites: what was changed on both sides stays as it is here and is listed', () => {
    const ours = projectOf('team', 'Ada');
    const shared = code(ours, 'ferry', 'late again', [newCode(ours, 'Delay')]);
    ours.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'maybe' });
    const theirs = copyOf(ours, 'other', 'Ada');
    ours.call('annotations.edit', { annotationId: shared.annotationId, memo: 'from here' });
    theirs.write('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'exclude', reason: null });
    theirs.call('annotations.edit', { annotationId: shared.annotationId, memo: 'from there' });
    ours.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'include' });
    const before = contents(ours);
    const report = mergeInto(ours, theirs);
    expect(words(report)).toEqual([
      'An annotation of Ada in “Ferry late” differs there. The one here stays.',
      'Ada decided “include” on “Ferry late” here and “exclude” there. The decision here stays.',
    ]);
    expect(report.conflicts[0]).toMatchObject({ kind: 'annotation', articleId: 'ferry', id: shared.annotationId });
    expect(contents(ours)).toEqual(before);
  });

  it('gets no conflict about what went on here alone', () => {
    const ours = projectOf('team', 'Ada');
    const shared = code(ours, 'ferry', 'late again');
    const theirs = copyOf(ours, 'Ben', 'Ben');
    ours.call('annotations.edit', { annotationId: shared.annotationId, memo: 'later' });
    expect(mergeInto(ours, theirs)).toMatchObject({ annotations: { unchanged: 1, updated: 0 }, conflicts: [] });
    expect(ours.call('annotations.ofArticle', { articleId: 'ferry' })).toMatchObject([{ memo: 'later' }]);
  });

  it('does not bring back what was deleted here, and deletes nothing here', () => {
    const ours = projectOf('team', 'Ada');
    const [one, two] = [code(ours, 'ferry', 'late again'), code(ours, 'ferry', 'by June')];
    const theirs = copyOf(ours, 'Ben', 'Ben');
    ours.call('annotations.delete', { annotationId: one.annotationId });
    theirs.call('annotations.delete', { annotationId: two.annotationId });
    const report = mergeInto(ours, theirs);
    expect(words(report)).toEqual([
      'An annotation of Ada in “Ferry late” was deleted here. It stays deleted.',
      'An annotation of Ada in “Ferry late” was deleted there. It stays here.',
    ]);
    expect(ours.call('annotations.ofArticle', { articleId: 'ferry' }).map(({ annotationId }) => annotationId)).toEqual([
      two.annotationId,
    ]);
  });

  it('brings what is done of a round along', () => {
    const ours = projectOf('team', 'Ada');
    const round = ours.call('rounds.create', { name: 'Pilot', design: { query: {}, coders: ['Ben'], seed: 1 } });
    const theirs = copyOf(ours, 'Ben', 'Ben');
    theirs.call('rounds.setDone', { roundId: round.roundId, articleId: 'ferry', done: true });
    expect(mergeInto(ours, theirs).rounds).toEqual({ added: 0, updated: 1, unchanged: 0 });
    expect(ours.call('rounds.list', {})[0]?.coders).toMatchObject([{ name: 'Ben', assigned: 2, done: 1 }]);
  });
});

describe('the same coder in both projects', () => {
  it('is one coder, whatever the spelling, and what is coded alike twice is taken once', () => {
    const ours = projectOf('desk', 'Ångström');
    code(ours, 'ferry', 'late again', [newCode(ours, 'Delay')]);
    const theirs = projectOf('laptop', 'A\u030angstro\u0308m'.toUpperCase());
    code(theirs, 'ferry', 'late again', [newCode(theirs, 'Delay')]);
    code(theirs, 'budget', 'a gamble', [newCode(theirs, 'Loaded words')]);
    expect(mergeInto(ours, theirs)).toMatchObject({ annotations: { added: 1, unchanged: 1 }, conflicts: [] });
    expect(ours.call('coders.list', {})).toMatchObject([{ name: 'Ångström', annotations: 2 }]);
  });

  it('keeps both where the same passage was coded in two ways, and lists it once', () => {
    const ours = projectOf('desk', 'Ada');
    code(ours, 'ferry', 'late again', [newCode(ours, 'Delay')]);
    const theirs = projectOf('laptop', 'ada');
    code(theirs, 'ferry', 'late again', [newCode(theirs, 'Blame')]);
    const report = mergeInto(ours, theirs);
    expect(words(report)).toEqual([
      'Ada in “Ferry late” coded the same passage here and there, and not alike. Both are kept.',
    ]);
    expect(ours.call('annotations.ofArticle', { articleId: 'ferry' })).toHaveLength(2);
    expect(mergeInto(ours, theirs)).toMatchObject({ annotations: { added: 0, unchanged: 1 }, conflicts: [] });
  });

  it('with two verdicts on one claim keeps the one here', () => {
    const ours = projectOf('team', 'Ada');
    const { textVersionId } = ours.call('articles.get', { articleId: 'budget' });
    const claim = ours.call('claims.create', {
      ...{ articleId: 'budget', textVersionId, start: 0, end: 11, quote: BUDGET.slice(0, 11) },
      fields: { statement: 'There was a vote' },
    });
    const theirs = copyOf(ours, 'laptop', 'Ada');
    ours.call('claims.edit', { claimId: claim.claimId, fields: { verdict: 'refuted' } });
    theirs.call('claims.edit', { claimId: claim.claimId, fields: { verdict: 'disputed' } });
    const report = mergeInto(ours, theirs);
    expect(words(report)).toContain('Ada found claim 1 “refuted” here and “disputed” there. The verdict here stays.');
    expect(contents(ours).verdict).toMatchObject([{ name: 'Ada', verdict: 'refuted' }]);
  });
});

describe('another text or another corpus', () => {
  it('places by the quote what another text of an article has elsewhere, and keeps what it lacks as unplaced', () => {
    const ours = projectOf('Ada', 'Ada', [
      { ...articles[0]!, text: `Harbour news. ${FERRY.replace('Nobody said why. ', '')}` },
    ]);
    const theirs = projectOf('Ben', 'Ben');
    code(theirs, 'ferry', 'late again');
    code(theirs, 'ferry', 'Nobody said why');
    code(theirs, 'budget', 'a gamble');
    const report = mergeInto(ours, theirs);
    expect(report).toMatchObject({ articles: { there: 2, common: 1 }, annotations: { added: 2 }, unplaced: 1 });
    expect(words(report)).toEqual([
      'The text is another one here, and a passage of Ben in “Ferry late” is not in it. It is kept as unplaced.',
      '“Budget vote” is not in this project. Left out: 1 annotation.',
    ]);
    const placed = ours.call('annotations.ofArticle', { articleId: 'ferry' });
    const { text } = ours.call('articles.get', { articleId: 'ferry' });
    expect(
      placed.map(({ status, start, end }) => [status, start === null ? null : text.slice(start, end!)]).sort(),
    ).toEqual([
      ['anchored', 'late again'],
      ['unplaced', null],
    ]);
    const after = contents(ours);
    mergeInto(ours, theirs);
    expect(contents(ours)).toEqual(after);
  });

  it('finds an article by its text when it was imported under another path', () => {
    const ours = projectOf('Ada', 'Ada', [{ ...articles[0]!, articleId: 'moved' }]);
    const theirs = projectOf('Ben', 'Ben');
    code(theirs, 'ferry', 'late again');
    expect(mergeInto(ours, theirs)).toMatchObject({ articles: { common: 1 }, annotations: { added: 1 } });
    expect(ours.call('annotations.ofArticle', { articleId: 'moved' })).toHaveLength(1);
  });

  it('refuses a project that has no article in common, and changes nothing', () => {
    const ours = projectOf('Ada', 'Ada');
    const before = contents(ours);
    const theirs = projectOf('Elsewhere', 'Ben', [{ articleId: 'storm', title: 'Storm', text: 'A storm came.' }]);
    expect(() => mergeInto(ours, theirs)).toThrow(
      expect.objectContaining({
        code: 'CONFLICT',
        message: expect.stringContaining('Elsewhere is about another corpus'),
      }),
    );
    expect(contents(ours)).toEqual(before);
    expect(ours.call('merge.reports', {})).toEqual([]);
  });
});
