/**
 * While a blind round is open, what one coder gets to see does not depend on what another does in the round's articles. Every
 * query of the contract is asked before and after that work, and must answer the same; when the round ends, those that show
 * coding must answer otherwise. A new query has to be listed here: asked, or left out for a reason.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, type InputOf, type MethodsOfKind } from '../../shared/contract/contract.ts';
import { type ViewQueryInput, viewQuery } from '../../shared/model/view.ts';
import { type TestProject, testProject } from '../support/project.ts';

type Query = MethodsOfKind<'query'>;

const notAboutCoding: Record<string, string> = {
  'projects.check': 'names rows that are broken, of whomever',
  'import.reportTable': 'lists of an import',
  'import.sample': 'what an import removed',
  'import.watched': 'folders',
  'articles.rows': 'asked as views/rows below',
  'articles.indexInView': 'a place in a view',
  'articles.hits': 'words of a text',
  'sources.list': 'sources',
  'sources.dateExamples': 'dates',
  'ratings.raters': 'ratings of sources',
  'ratings.preview': 'a file',
  'cleaning.rules': 'rules of cleaning',
  'cleaning.example': 'rules of cleaning',
  'duplicates.members': 'copies',
  'originals.status': 'originals',
  'originals.changes': 'what reading again would change',
  'codebook.presets': 'ready codebooks',
  'codebook.previewFile': 'a file',
  'compare.align': 'texts',
  'suggestions.codes': 'which labels stand for which codes',
  'compare.versions': 'texts an article has had',
  'rounds.preview': 'a sample that is not drawn yet',
  'merge.reports': 'what was merged, told to everyone',
  'providers.rewritten': 'sections of a story in other words',
  'agreement.latest': 'the stored result of a comparison, which a blind round forbids to make',
};

/** Rooms of what analysers find in texts; a method of theirs that shows what a person coded belongs to the questions. */
const roomsOfAnalysis = ['analysis', 'stories', 'profiles', 'names'];

const TEXT = 'The ferry was late again on Monday. Nobody said why. The mayor promised a new timetable by June.';
let project: TestProject;
/** What Ben, who looks, knows by id. */
let known: {
  roundId: string;
  codeId: string;
  otherCode: string;
  claimId: string;
  kindId: string;
  bens: string;
  providerId: string;
};

const span = (quote: string, articleId = 'ferry') => {
  const { text, textVersionId } = project.call('articles.get', { articleId });
  const start = text.indexOf(quote);
  return { articleId, textVersionId, start, end: start + quote.length, quote };
};

beforeEach(() => {
  project = testProject();
  project.actAs('Ben');
  project.db.run(
    `INSERT INTO job (job_id, kind, title, state, input, progress, created_at)
     VALUES ('import-1', 'import', 'Import', 'done', '{}', '{}', '2025-05-01T00:00:00.000Z')`,
  );
  for (const articleId of ['ferry', 'bridge', 'harbour'])
    project.addArticle({ articleId, text: TEXT, source: 'Courier', importJobId: 'import-1' });
  // Not part of the round: Ada may see the claim that Ben has found there.
  project.addArticle({ articleId: 'archive', text: TEXT, source: 'Wire' });
  const { codeId } = project.call('codebook.create', {
    fields: { name: 'Delay', appliesTo: ['span', 'article', 'claim'] },
  });
  const { codeId: otherCode } = project.call('codebook.create', { fields: { name: 'Blame' } });
  const { kindId } = project.call('relations.createKind', { fields: { name: 'answers' } });
  const bens = project.call('annotations.create', { ...span('late again'), level: 'span', codeIds: [codeId] });
  const claim = project.call('claims.create', {
    ...span('a new timetable', 'archive'),
    fields: { statement: 'A new timetable is coming' },
  });
  project.call('claims.addMention', { claimId: claim.claimId, ...span('a new timetable') });
  project.call('claims.giveVerdict', { claimIds: [claim.claimId], verdict: 'disputed', reason: 'No date is given' });
  project.call('triage.decide', { targets: { articleIds: ['ferry'] }, decision: 'maybe', reason: 'to be seen' });
  const query: ViewQueryInput = { sources: [1], sort: { column: 'title', descending: false } };
  const { roundId } = project.call('rounds.create', {
    name: 'Pilot',
    design: { query, coders: ['Ada', 'Ben'], overlap: 100, seed: 1 },
  });
  // What was learned of the coding, in articles of the round and elsewhere.
  for (const [articleId, label] of [
    ['ferry', codeId],
    ['bridge', codeId],
    ['archive', otherCode],
  ] as const) {
    const kept = JSON.stringify({ labels: [label], reasons: ['learned'], rows: [[0, 9, 0, 900, 0]] });
    project.db.run(
      `INSERT INTO analysis_state (analyser, article, text_version_id, version, n, at)
       SELECT 'codes', id, text_version_id, '1', 1, '' FROM article WHERE article_id = ?`,
      articleId,
    );
    project.db.run(
      `INSERT INTO analysis_findings SELECT id, 'codes', ? FROM article WHERE article_id = ?`,
      kept,
      articleId,
    );
    project.db.run(
      `INSERT INTO finding_count SELECT 'codes', id, ?, 1 FROM article WHERE article_id = ?`,
      label,
      articleId,
    );
  }
  const wiki = { kind: 'mediawiki', name: 'Wiki', address: 'http://127.0.0.1:9/', model: '' };
  const { providerId } = project.write('providers/add', wiki) as { providerId: string };
  known = { roundId, codeId, otherCode, claimId: claim.claimId, kindId, bens: bens.annotationId, providerId };
});
afterEach(() => project.close());

const full = (given: object = {}) => viewQuery.parse(given);

/** Every question that could show coding, as one who looks at these articles would ask it. */
function questions(): { [M in Query]?: InputOf<M>[] } {
  const { codeId, otherCode, claimId, bens } = known;
  return {
    'projects.status': [{}],
    'import.report': [{ jobId: 'import-1' }],
    'articles.facets': [{ query: {} }, { query: { coded: true } }, { query: { codeIds: [codeId] } }],
    'articles.get': [{ articleId: 'ferry' }, { articleId: 'bridge' }],
    'triage.reasons': [{}],
    'likely.state': [{}],
    'likely.ofArticle': [{ articleId: 'ferry' }, { articleId: 'bridge' }],
    'codebook.get': [{}],
    'codebook.state': [{}],
    'codebook.values': [{ codeId }],
    'codebook.effect': [
      { change: { kind: 'merge', codeId, intoId: otherCode } },
      { change: { kind: 'archive', codeId: otherCode } },
    ] as never,
    'codebook.versions': [{ codeId }, { codeId: otherCode }],
    'codebook.uses': [{ codeId }, { codeId: otherCode }],
    'codebook.examples': [{ codeId }],
    'codebook.file': [{ format: 'csv' }],
    'relations.kinds': [{}],
    'annotations.ofArticle': [{ articleId: 'ferry' }, { articleId: 'bridge' }],
    'annotations.begin': [
      { articleId: 'ferry', count: 100 },
      { articleId: 'bridge', count: 100 },
    ],
    'relations.ofArticle': [{ articleId: 'ferry' }],
    'annotations.findHits': [{ words: 'Nobody', scope: { query: {} } }],
    'claims.list': [{}, { articleId: 'ferry' }, { text: 'rumour' }],
    'claims.table': [{}],
    'claims.get': [{ claimId }],
    'claims.contexts': [{ claimId }],
    'claims.similar': [{ text: 'It is a rumour that nobody said why' }],
    'claims.mergePreview': [{ claimIds: [claimId, claimId] }],
    'history.state': [{}],
    'history.list': [{}, { articleId: 'ferry' }],
    'history.table': [{}, { coders: ['Ada'] }, { kinds: ['claims', 'triage', 'annotations'] }],
    'history.details': [{ changeId: 1 }, { changeId: 9 }, { changeId: 12 }, { changeId: 15 }],
    'history.ofAnnotation': [{ annotationId: bens }],
    'coders.list': [{}],
    'rounds.list': [{}],
    'rounds.ofArticle': [{ articleId: 'ferry' }],
    'agreement.coders': [{}],
    'agreement.cases': [{ question: {} }, { question: { unit: 'verdict' } }],
    'results.passages': [{ filter: {} }, { filter: { claim: 'with' } }, { filter: { words: 'late' } }],
    'results.passagesFile': [
      { filter: {}, format: 'csv' },
      { filter: {}, format: 'markdown' },
    ],
    'results.together': [
      { filter: {}, within: 'annotation' },
      { filter: {}, within: 'overlap' },
      { filter: {}, within: 'sentence' },
      { filter: {}, within: 'article', rollUp: true },
    ],
    'results.bySource': [{ filter: {} }],
    'results.byTime': [{ filter: {}, unit: 'year' }],
    'results.methods': [{}],
    'suggestions.ofArticle': [{ articleId: 'ferry' }, { articleId: 'bridge' }],
    'suggestions.ofCode': [{ codeId }, { codeId: otherCode }],
    'learning.codes': [{}],
    'learning.decided': [{}],
    'providers.results': [{ claimId }],
    'providers.log': [{}],
    'providers.logFile': [{}],
    'export.preview': [{}, { query: { sources: [1] } }],
  };
}

/** Views, which the backend's own thread opens. */
const views: object[] = [
  {},
  { coded: true },
  { coded: false },
  { codeIds: 'all' },
  { look: 'unplaced' },
  { decisions: ['include'] },
  { sort: { column: 'annotations', descending: true } },
  { sort: { column: 'likely', descending: true } },
  { coded: true, sort: { column: 'annotations', descending: true } },
];

function answer(ask: () => unknown): unknown {
  try {
    return structuredClone(ask());
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Everything that Ben gets to see, by question. */
function seenByBen(): Map<string, unknown> {
  project.actAs('Ben');
  const seen = new Map<string, unknown>();
  for (const [method, inputs] of Object.entries(questions())) {
    for (const input of inputs)
      seen.set(
        `${method} ${JSON.stringify(input)}`,
        answer(() => project.call(method as Query, input as never)),
      );
  }
  for (const view of views) {
    const codeIds = 'codeIds' in view ? { codeIds: [known.codeId, known.otherCode] } : {};
    const opened = answer(() => project.read('views/open', { query: full({ ...view, ...codeIds }), first: 10 }));
    seen.set(`articles.openView ${JSON.stringify(view)}`, opened);
  }
  return seen;
}

/** One of everything a coder can do, in the round's articles. */
function adaWorks() {
  const { codeId, otherCode, claimId, kindId } = known;
  project.actAs('Ada');
  const one = project.call('annotations.create', {
    ...span('late again'),
    level: 'span',
    codeIds: [codeId, otherCode],
    memo: 'secret memo',
  });
  const two = project.call('annotations.create', {
    ...span('Nobody said why'),
    level: 'span',
    codeIds: [otherCode],
    confidence: 40,
  });
  project.call('codebook.addExample', { codeId, annotationId: one.annotationId, note: 'secret example' });
  const whole = { articleId: 'bridge', textVersionId: span('late', 'bridge').textVersionId, level: 'article' } as const;
  project.call('annotations.create', { ...whole, codeIds: [otherCode] });
  project.db.run(`UPDATE annotation SET status = 'unplaced', start = NULL, end = NULL WHERE article = 2`);
  project.call('relations.create', {
    kindId,
    fromId: one.annotationId,
    toId: two.annotationId,
    memo: 'secret relation',
  });
  for (const articleId of ['ferry', 'bridge', 'harbour']) {
    project.call('triage.decide', {
      targets: { articleIds: [articleId] },
      decision: 'include',
      reason: 'secret reason',
    });
  }
  const own = project.call('claims.create', {
    ...span('Nobody said why'),
    fields: { statement: 'It is a rumour that nobody said why' },
  });
  project.call('claims.addMention', { claimId, ...span('by June') });
  project.call('claims.giveVerdict', {
    claimIds: [claimId, own.claimId],
    verdict: 'refuted',
    reason: 'secret verdict',
  });
  project.call('claims.code', { claimIds: [claimId], addCodeIds: [codeId] });
  const link = { kind: 'link', url: 'https://example.org/secret', title: 'secret page', quotation: '' } as const;
  project.call('claims.addEvidence', { claimId, stance: 'refutes', note: 'secret note', at: link });
  project.call('claims.addEvidence', {
    claimId,
    stance: 'context',
    at: { kind: 'passage', ...span('late again', 'bridge') },
  });
  const { providerId } = known;
  for (const asked of [claimId, own.claimId]) {
    const ask = { what: 'search', query: 'secret search', claimId: asked };
    const request = { providerId, ask, method: 'GET', address: 'http://127.0.0.1:9/?q=secret', body: '', bytes: 10 };
    const sentId = project.write('providers/noteRequest', request);
    const pages = [{ title: 'secret result', url: 'https://example.org/found', snippet: '', publishedAt: null }];
    const ended = { sentId, outcome: 'answered', status: 200, received: 9, followed: [], message: '', pages };
    project.write('providers/endRequest', ended);
  }
}

describe('while a blind round is open', () => {
  it('nothing that another coder does in its articles reaches anybody, by any question', () => {
    const before = seenByBen();
    adaWorks();
    const during = seenByBen();
    for (const [question, answered] of before) expect(during.get(question), question).toEqual(answered);
    expect(JSON.stringify([...during.values()])).not.toContain('secret');
  });

  it('is asked by every query of the contract that shows coding', () => {
    const asked = [...Object.keys(questions()), ...Object.keys(notAboutCoding), 'articles.openView'];
    const queries = Object.entries(contract).flatMap(([method, { kind }]) => (kind === 'query' ? [method] : []));
    const isAnalysis = (method: string) => roomsOfAnalysis.includes(method.split('.')[0] ?? '');
    expect(queries.filter((method) => !asked.includes(method) && !isAnalysis(method))).toEqual([]);
  });

  it('ends: then each of these questions shows it', () => {
    const before = seenByBen();
    adaWorks();
    project.call('rounds.end', { roundId: known.roundId });
    const after = seenByBen();
    const changed = new Set(
      [...before.keys()]
        .filter((key) => JSON.stringify(before.get(key)) !== JSON.stringify(after.get(key)))
        .map((key) => key.split(' ')[0]),
    );

    const same = [
      'codebook.effect',
      'history.ofAnnotation',
      'articles.get',
      'history.state',
      'codebook.state',
      'codebook.values',
      'annotations.findHits',
      // Only ever one's own.
      'likely.state',
      'likely.ofArticle',
    ];
    const shown = [...Object.keys(questions()), 'articles.openView'].filter((method) => !same.includes(method));
    expect(shown.filter((method) => !changed.has(method))).toEqual([]);
    expect(JSON.stringify([...after.values()])).toContain('secret');
    project.call('rounds.reopen', { roundId: known.roundId });
    expect(JSON.stringify([...seenByBen().values()])).not.toContain('secret');
  });

  it('hides from whoever has no part in the round, and from nobody their own', () => {
    adaWorks();
    const quotes = (coder: string | null) => {
      project.actAs(coder);
      return project.call('annotations.ofArticle', { articleId: 'ferry' }).map(({ coder }) => coder);
    };
    expect(quotes('Cleo')).toEqual([]);
    expect(quotes(null)).toEqual([]);
    expect(quotes('Ada')).toEqual(['Ada', 'Ada']);
    expect(quotes('Ben')).toEqual(['Ben']);
  });

  it('does not show another’s annotation by way of changing it', () => {
    adaWorks();
    project.actAs('Ada');
    const [ada] = project.call('annotations.ofArticle', { articleId: 'ferry' });
    const { annotationId } = ada!;
    project.actAs('Ben');
    const gone = expect.objectContaining({ code: 'NOT_FOUND' });
    expect(() => project.call('annotations.edit', { annotationId, memo: 'mine now' })).toThrow(gone);
    expect(() => project.call('annotations.delete', { annotationId })).toThrow(gone);
    expect(project.call('history.ofAnnotation', { annotationId })).toEqual([]);
  });

  it('refuses a dataset and agreement', () => {
    adaWorks();
    project.actAs('Ben');
    const blind = expect.objectContaining({ code: 'CONFLICT', details: expect.objectContaining({ reason: 'blind' }) });
    expect(() => project.read('rounds/refuseExport', {})).toThrow(blind);
    expect(() =>
      project.read('agreement/plan', {
        unit: 'span',
        coders: [],
        codeIds: [],
        groups: false,
        query: full(),
        samples: 0,
        seed: 1,
      }),
    ).toThrow();
    project.call('rounds.end', { roundId: known.roundId });
    expect(project.read('rounds/refuseExport', {})).toBeUndefined();
  });
});

it('a round that is not blind hides nothing', () => {
  project.db.run('UPDATE coding_round SET is_blind = 0');
  adaWorks();
  project.actAs('Ben');
  expect(
    project
      .call('annotations.ofArticle', { articleId: 'ferry' })
      .map(({ coder }) => coder)
      .sort(),
  ).toEqual(['Ada', 'Ada', 'Ben']);
});
