/** The methods summary says what the project holds, with its numbers, and names what is missing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

const TEXT = 'The quay closes soon. Nobody was told about it.';
let project: TestProject;

beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
});
afterEach(() => project.close());

const methods = () => project.call('results.methods', {});
/** Blocks of one part, its heading aside. */
const part = (title: string) =>
  methods()
    .markdown.split(/^## /m)
    .find((one) => one.startsWith(`${title}\n`))!
    .slice(title.length)
    .trim()
    .split('\n\n');

it('of an empty project says of each part what is missing, and invents nothing', () => {
  const { markdown, missing } = methods();
  expect(missing).toEqual([
    'the project has no articles yet.',
    'the project keeps no record of an import.',
    'no article was included or excluded in triage.',
    'no sample was drawn: there are no rounds of coding.',
    'the codebook is empty.',
    'nobody has coded anything yet.',
    'agreement was not computed yet: the room Agreement does it.',
    'no disagreement was decided.',
    'no claims were recorded.',
    'no analyser has worked on this project.',
  ]);
  for (const sentence of missing) expect(markdown).toContain(`*Not reported: ${sentence}*`);
});

describe('of a project that was worked on', () => {
  let blame: string;
  beforeEach(() => {
    for (const [articleId, source, publishedAt] of [
      ['quay', 'Post', '2025-03-14'],
      ['road', 'Post', '2025-04'],
      ['pier', 'Herald', null],
    ] as const) {
      const extractor = articleId === 'pier' ? 'Plain-text cleaning 2' : 'HTML extraction 3';
      project.addArticle({ articleId, text: TEXT, source, publishedAt, extractor });
    }
    blame = project.call('codebook.create', { fields: { name: 'Blame', definition: 'Says who is at fault' } }).codeId;
    project.call('codebook.create', { fields: { name: 'Loss' } });
  });

  const annotate = (articleId: string) => {
    const { textVersionId } = project.call('articles.get', { articleId });
    const place = { articleId, textVersionId, start: 0, end: 8, quote: 'The quay' };
    return project.call('annotations.create', { ...place, level: 'span', codeIds: [blame] });
  };

  it('counts articles, words, sources, languages and dates', () => {
    expect(part('Corpus')[0]).toBe(
      'The corpus has 3 articles with 27 words from 2 sources. Publication dates run from 2025-03-14 to 2025-04-01; 1 article has no date and 1 only a month or year, which counts as its first day.',
    );
    expect(part('Corpus')[1]).toBe('Languages: English (en) 3.');
    expect(part('Corpus')[2]).toContain('| Post |  | 2 | 2025-03-14 | 2025-04-01 |');
  });

  it('names imports with their counts and what failed', () => {
    const counts = { found: 5, imported: 3, updated: 0, unchanged: 0, duplicates: 0, failed: 2 };
    project.db.run(
      `INSERT INTO job (job_id, kind, title, state, input, progress, checkpoint, created_at)
       VALUES ('j1', 'import', 'Importing', 'done', '{}', '{}', ?, '2025-05-01T09:30:00.000Z')`,
      JSON.stringify({ roots: ['harbour'], counts }),
    );
    project.db.run(
      `INSERT INTO import_failure (job_id, path, code, reason) VALUES ('j1', 'a.pdf', 'NO_TEXT', 'no text')`,
    );
    expect(part('Imports')).toEqual([
      expect.stringContaining('| 2025-05-01 09:30 | harbour | done | 5 | 3 | 0 | 0 | 2 |'),
      'Records that failed, by reason: NO_TEXT 1.',
    ]);
  });

  it('prints measured accuracy beside the procedures that made the texts', () => {
    const [table] = part('Analysers');
    expect(table).toMatch(/\| HTML extraction 3 \| texts and metadata \| F1 \.\d{3}, .*91 labelled web pages/);
    expect(table).toMatch(/\| Plain-text cleaning 2 \| texts and metadata \| F1 \.\d{3}/);
    project.db.run(`UPDATE text_version SET extractor = 'HTML extraction 1'`);
    expect(part('Analysers')[0]).toContain('| HTML extraction 1 | texts and metadata | not measured |');
  });

  it('counts decisions by coder and exclusions by reason', () => {
    project.call('triage.decide', { targets: { articleIds: ['quay'] }, decision: 'include' });
    project.call('triage.decide', {
      targets: { articleIds: ['road'] },
      decision: 'exclude',
      reason: 'not about | quays',
    });
    project.call('triage.decide', { targets: { articleIds: ['pier'] }, decision: 'exclude' });
    const [coders, reasons, missing] = part('Selection of articles');
    expect(coders).toContain('| Ada | 1 | 0 | 2 | 0 |');
    expect(reasons).toContain('| exclude | not about \\| quays | 1 |');
    expect(missing).toBe('*Not reported: 1 exclusion without a reason.*');
  });

  it('tells the sample, the codebook and the coders', () => {
    project.actAs('Ben');
    project.actAs('Ada');
    const design = { query: {}, coders: ['Ada', 'Ben'], overlap: 100, seed: 7 };
    const { roundId } = project.call('rounds.create', { name: 'Pilot', isBlind: false, design });
    annotate('quay');
    project.actAs('Ben');
    annotate('quay');
    annotate('road');
    project.call('rounds.setDone', { roundId, articleId: 'road', done: true });
    expect(part('Sample and rounds of coding')[0]).toBe(
      '**Pilot**, from 2025-05-01 to now (it is open): 3 articles drawn at random, all there were, seed 7, for Ada and Ben. 3 of them went to several coders (100 % were meant to). Coding was open; the codebook was locked. Done: Ada 0 of 3 and Ben 1 of 3.',
    );
    expect(part('Codebook')[0]).toMatch(
      /2 codes in use and 0 groups; 0 codes are archived\. Every code was given under its present/,
    );
    expect(part('Codebook')[1]).toContain('| Blame | Says who is at fault | 3 |');
    expect(part('Codebook')[2]).toBe('*Not reported: 1 code without a definition.*');
    expect(part('Coders and coding')[1]).toContain('| Ben | 2 | 2 | 0 | 0 | 2025-05-01 | 2025-05-01 |');
    expect(part('Coders and coding')[2]).toBe('Of the annotations, 3 were made by hand.');
  });

  it('gives claims by the verdict in force', () => {
    const { textVersionId } = project.call('articles.get', { articleId: 'quay' });
    const place = { articleId: 'quay', textVersionId, start: 0, end: 8, quote: 'The quay' };
    const { claimId } = project.call('claims.create', { ...place, fields: { statement: 'The quay closes' } });
    project.call('claims.create', { ...place, fields: { statement: 'Nobody knew' } });
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'supported' });
    expect(part('Claims')).toEqual([
      '2 claims with 2 mentions; evidence: supports 0, refutes 0 and context 0.',
      expect.stringContaining('| supported | 1 |\n| unverified | 1 |'),
      'No claim has different verdicts of different coders.',
      '*Not reported: 1 claim without a verdict.*',
    ]);
  });

  it('gives the agreement that was computed last, and says when work went on since', () => {
    const coefficient = {
      ...{ name: 'krippendorff_alpha_nominal', value: 0.8123, reason: null, interval: { low: 0.7, high: 0.9 }, n: 3 },
      excluded: [{ of: 'units', n: 1, reason: 'with one coding' }],
    };
    const result = {
      question: { unit: 'article', coders: [], codeIds: [], groups: true, query: {}, samples: 1000, seed: 1 },
      ...{ at: '2025-05-02T10:00:00.000Z', seconds: 1, articles: 4, shared: 3, units: 3, excluded: [] },
      coders: [
        { name: 'Ada', articles: 3, spans: 4 },
        { name: 'Ben', articles: 3, spans: 5 },
      ],
      variables: [
        {
          kind: 'code',
          codeId: blame,
          path: ['Blame'],
          color: 1,
          categories: ['no', 'yes'],
          coefficients: [coefficient],
          confusion: [],
        },
      ],
    };
    project.db.run(
      `INSERT INTO job (job_id, kind, title, state, input, progress, result, created_at, finished_at)
       VALUES ('j2', 'agreement', 'Agreement', 'done', '{"unit":"article"}', '{}', ?, ?, ?)`,
      ...[JSON.stringify(result), result.at, result.at],
    );
    const [head, when, table] = part('Agreement');
    expect(head).toBe('### On articles');
    expect(when).toBe(
      'Computed 2025-05-02 for Ada and Ben on 3 articles; 3 articles had two or more of these coders. Intervals are 95 %, percentile bootstrap, 1,000 samples, seed 1.',
    );
    expect(table).toContain(
      '| Blame | Krippendorff’s alpha, nominal | 0.812 | 0.700 to 0.900 | 3 | 1 unit with one coding |',
    );
    expect(part('Agreement').at(-1)).toMatch(/^Formulas: Krippendorff’s alpha, nominal after Krippendorff 2011/);
    project.db.run(`UPDATE job SET result = json_set(result, '$.at', '2025-04-01T00:00:00.000Z') WHERE job_id = 'j2'`);
    expect(part('Agreement').at(-1)).toMatch(/^The project was changed after/);
  });

  it('says that a blind round hides others’ work, and counts none of it', () => {
    const design = { query: {}, coders: ['Ada', 'Ben'], overlap: 100, seed: 7 };
    project.call('rounds.create', { name: 'Pilot', design });
    annotate('quay');
    project.actAs('Ben');
    expect(methods().markdown).toContain('> While the blind round “Pilot” is open, this counts only what Ben did');
    expect(part('Coders and coding')).toEqual(['*Not reported: nobody has coded anything yet.*']);
  });
});
