import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { AgreementQuestionInput, AgreementResult } from '../../shared/contract/rooms/agreement.ts';
import type { CoefficientName } from '../../shared/model/agreement.ts';
import {
  codeQuote,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';

const TEXTS = {
  'tern/harbour.txt':
    'Harbour closes today\n\nThe harbour of Onnel closes on Friday. Mayor Iska Dorn calls it a disgrace. Nobody was asked.\n',
  'tern/ferry.txt':
    'Ferry returns home\n\nThe ferry sails again from Monday. Tickets cost nine crowns. The crew is glad.\n',
  'gull/wells.txt':
    'Wells run dry\n\nThree wells ran dry in Onnel 🌊 this summer. Farmers fear the worst. Rain is not in sight.\n',
  'gull/bridge.txt': 'Bridge opens today\n\nThe bridge opened at noon. A band played. The toll is two crowns.\n',
};

let client: Client;
const ids: Record<string, string> = {};
let fear: string;
let figure: string;

const as = (name: string) => client.call('coders.use', { name });
const code = (article: string, quote: string, ...codeIds: string[]) => codeQuote(client, ids[article]!, quote, codeIds);
async function compared(question: AgreementQuestionInput): Promise<AgreementResult> {
  const { jobId } = await client.call('agreement.start', { samples: 200, ...question });
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  return job.result as AgreementResult;
}
const variable = (result: AgreementResult, codeId: string | null, kind = 'code') =>
  result.variables.find((one) => one.codeId === codeId && one.kind === kind)!;
const coefficient = (result: AgreementResult, codeId: string | null, name: CoefficientName, kind = 'code') =>
  variable(result, codeId, kind).coefficients.find((one) => one.name === name)!;

beforeAll(async () => {
  ({ client } = await startTestBackend({ project: true }));
  await importPaths(client, [writeFiles(TEXTS)]);
  for (const row of (await client.call('articles.openView', { query: {} })).first)
    ids[row!.title.split(' ')[0]!] = row!.articleId;
  ({ codeId: fear } = await client.call('codebook.create', { fields: { name: 'Fear' } }));
  ({ codeId: figure } = await client.call('codebook.create', { fields: { name: 'Figure' } }));
  // Harbour, Ferry and Wells are coded by both, Bridge by Rana alone.
  await code('Harbour', 'a disgrace', fear);
  await code('Ferry', 'nine crowns', figure);
  await code('Wells', 'Three wells', figure);
  await code('Wells', 'Farmers fear the worst', fear);
  await code('Bridge', 'two crowns', figure);
  await as('Тарас Ірра');
  await code('Harbour', 'it a disgrace', fear);
  await code('Ferry', 'nine crowns', figure);
  await code('Wells', 'Farmers fear the worst', figure);
});

test('articles: one decision a code and article; who did not work on an article is missing there', async () => {
  const result = await compared({ unit: 'article' });
  expect(result.coders.map(({ name, articles }) => [name, articles])).toEqual([
    ['Rana', 4],
    ['Тарас Ірра', 3],
  ]);
  expect([result.articles, result.shared, result.units]).toEqual([4, 3, 4]);
  // Fear: yes/yes, no/no, yes/no.
  expect(coefficient(result, fear, 'percent_agreement').value).toBeCloseTo(2 / 3, 12);
  expect(coefficient(result, fear, 'cohen_kappa').value).toBeCloseTo((2 / 3 - 4 / 9) / (1 - 4 / 9), 12);
  expect(coefficient(result, fear, 'krippendorff_alpha_nominal').value).toBeCloseTo(1 - (5 * 2) / 18, 12);
  expect(coefficient(result, fear, 'cohen_kappa')).toMatchObject({
    n: 3,
    excluded: [{ of: 'units', n: 1, reason: 'coded by one coder only' }],
  });
  expect(variable(result, fear).confusion).toEqual([1, 0, 1, 1]);
  // Figure: no/no, yes/yes, yes/yes.
  expect(coefficient(result, figure, 'cohen_kappa').value).toBe(1);
  expect(variable(result, null, 'all').coefficients[0]!.n).toBe(6);
  expect(await client.call('agreement.latest', {})).toEqual(result);
});

test('sentences: a code is given where its span touches the sentence; intervals draw whole articles', async () => {
  const result = await compared({ unit: 'sentence', codeIds: [fear] });
  const wells = coefficient(result, fear, 'krippendorff_alpha_nominal');
  // Nine sentences of three articles: fear by both once, by Rana alone once.
  expect(wells.n).toBe(9);
  expect(variable(result, fear).confusion).toEqual([7, 0, 1, 1]);
  expect(wells.value).toBeCloseTo(1 - (17 * 2) / (2 * 3 * 15), 12);
});

test('spans: alpha for unitizing and gamma, in code points, for one code and for all', async () => {
  const result = await compared({ unit: 'span' });
  expect(coefficient(result, figure, 'alpha_u').value).toBeLessThan(1);
  expect(coefficient(result, figure, 'alpha_u').n).toBe(4);
  expect(coefficient(result, figure, 'alpha_u').excluded).toEqual([
    { of: 'articles', n: 1, reason: 'worked on by fewer than two of these coders' },
    { of: 'spans', n: 1, reason: 'in articles of one coder only' },
  ]);
  const [u, binary, cu, gamma] = variable(result, null, 'all').coefficients;
  expect([u!.name, binary!.name, cu!.name, gamma!.name]).toEqual(['alpha_u', 'alpha_u_binary', 'alpha_cu', 'gamma']);
  expect(binary!.value).toBeGreaterThan(u!.value!);
  expect(gamma!.value).toBeGreaterThan(0);
  expect(gamma!.n).toBe(7);
  // The same again: nothing in it is left to chance but the seed.
  expect((await compared({ unit: 'span' })).variables).toEqual(result.variables);
});

test('verdicts on claims', async () => {
  await as('Rana');
  const { text, textVersionId } = await client.call('articles.get', { articleId: ids.Wells! });
  const claims: string[] = [];
  for (const quote of ['Three wells ran dry', 'Rain is not in sight']) {
    const start = text.indexOf(quote);
    const { claimId } = await client.call('claims.create', {
      ...{ articleId: ids.Wells!, textVersionId, start, end: start + quote.length, quote },
      fields: { verdict: 'supported' },
    });
    claims.push(claimId);
  }
  await as('Тарас Ірра');
  await client.call('claims.edit', { claimId: claims[0]!, fields: { verdict: 'supported' } });
  await client.call('claims.edit', { claimId: claims[1]!, fields: { verdict: 'disputed' } });
  const result = await compared({ unit: 'verdict' });
  expect(coefficient(result, null, 'percent_agreement', 'verdict')).toMatchObject({ value: 0.5, n: 2 });
  const question = { unit: 'verdict' as const };
  const { cases } = await client.call('agreement.cases', { question });
  expect(cases.map(({ title, sides }) => [title, sides.map(({ verdict }) => verdict)])).toEqual([
    ['Claim 2', ['supported', 'disputed']],
  ]);
  await client.call('agreement.decide', {
    ...{ question, subject: cases[0]!.subject, articleId: null, claimId: claims[1]! },
    ...{ decision: { kind: 'take', coder: 'Rana' }, reason: 'The gauge says so.' },
  });
  const decided = (await client.call('claims.list', {})).find(({ claimId }) => claimId === claims[1])!;
  expect(decided.verdict).toBe('supported');
  expect((await client.call('agreement.cases', { question, onlyOpen: true })).cases).toEqual([]);
});

const question = { unit: 'span' as const };

test('disagreements: spans matched with each other, with the words around them', async () => {
  const { cases, total, agreed } = await client.call('agreement.cases', { question });
  expect([total, agreed]).toEqual([3, 1]);
  expect(cases.map(({ title, exact, differs }) => [title, exact, differs])).toEqual(
    expect.arrayContaining([
      ['Harbour closes today', 'it a disgrace', ['place']],
      ['Wells run dry', 'Three wells', ['missing']],
      ['Wells run dry', 'Farmers fear the worst', ['code']],
    ]),
  );
  const [place] = cases.filter(({ differs }) => differs[0] === 'place');
  expect(place!.before.endsWith('Mayor Iska Dorn calls ')).toBe(true);
  expect(place!.after).toBe('. Nobody was asked.');
  expect(place!.sides.map(({ coder, exact }) => [coder, exact])).toEqual([
    ['Rana', 'a disgrace'],
    ['Тарас Ірра', 'it a disgrace'],
  ]);
  const ofFear = await client.call('agreement.cases', { question, codeId: fear });
  expect(ofFear.total).toBe(2);
});

async function caseOf(exact: string) {
  return (await client.call('agreement.cases', { question })).cases.find((one) => one.exact === exact)!;
}
async function decide(
  exact: string,
  decision: Parameters<typeof client.call<'agreement.decide'>>[1]['decision'],
  reason = '',
) {
  const { subject, articleId } = await caseOf(exact);
  return client.call('agreement.decide', { question, subject, articleId, claimId: null, decision, reason });
}
const goldIn = async (article: string) =>
  (await client.call('annotations.ofArticle', { articleId: ids[article]! }))
    .filter(({ coder }) => coder === 'gold')
    .map(({ quote, codings, memo, origin }) => [
      quote!.exact,
      codings.map(({ codeId }) => codeId).sort(),
      memo,
      origin,
    ]);

test('adjudication: what is decided stands in a layer of its own, with its reason; the coders’ work stays', async () => {
  const before = await client.call('annotations.ofArticle', { articleId: ids.Harbour! });
  await decide('it a disgrace', { kind: 'take', coder: 'Rana' }, 'Shortest span that carries it.');
  expect(await goldIn('Harbour')).toEqual([['a disgrace', [fear], 'Shortest span that carries it.', 'adjudicated']]);
  const after = await client.call('annotations.ofArticle', { articleId: ids.Harbour! });
  expect(after.filter(({ coder }) => coder !== 'gold')).toEqual(before);
  expect((await caseOf('it a disgrace')).decided).toMatchObject({ kind: 'take', coder: 'Rana', by: 'Тарас Ірра' });

  await decide('it a disgrace', { kind: 'own', codeIds: [fear, figure] }, 'Both.');
  expect(await goldIn('Harbour')).toEqual([['it a disgrace', [fear, figure].sort(), 'Both.', 'adjudicated']]);
  await decide('it a disgrace', { kind: 'neither' });
  expect(await goldIn('Harbour')).toEqual([]);
  await client.call('history.undo', {});
  expect(await goldIn('Harbour')).toEqual([['it a disgrace', [fear, figure].sort(), 'Both.', 'adjudicated']]);
  const { subject } = await caseOf('it a disgrace');
  await client.call('agreement.reopen', { subject });
  expect(await goldIn('Harbour')).toEqual([]);
  expect((await caseOf('it a disgrace')).decided).toBeNull();
});

test('what all agree on goes into the layer at once, and only once', async () => {
  expect(await client.call('agreement.takeAgreed', { question })).toEqual({ added: 1, already: 0 });
  expect(await goldIn('Ferry')).toEqual([['nine crowns', [figure], '', 'adjudicated']]);
  expect(await client.call('agreement.takeAgreed', { question })).toEqual({ added: 0, already: 1 });
});

test('the layer is exported as a coder of its own, and can be compared like one', async () => {
  await decide('Three wells', { kind: 'take', coder: 'Rana' });
  const out = join(temporaryFolder(), 'dataset');
  const { jobId } = await client.call('export.start', { format: 'csv', profile: 'analysis', out });
  await jobEnd(client, jobId);
  const rows = parse(readFileSync(join(out, 'annotations.csv')), { columns: true }) as Record<string, string>[];
  const gold = rows.filter(({ coder }) => coder === 'gold');
  expect(gold.map(({ quote, origin }) => [quote, origin]).sort()).toEqual([
    ['Three wells', 'adjudicated'],
    ['nine crowns', 'adjudicated'],
  ]);
  const result = await compared({ unit: 'article', coders: ['Rana', 'gold'], codeIds: [figure] });
  expect(coefficient(result, figure, 'percent_agreement')).toMatchObject({ value: 1, n: 2 });
});

test('a case that a coder changed since is refused, and nothing is written', async () => {
  const { subject, articleId } = await caseOf('Farmers fear the worst');
  const mine = (await client.call('annotations.ofArticle', { articleId: articleId! })).find(
    ({ coder, quote }) => coder === 'Тарас Ірра' && quote!.exact.startsWith('Farmers'),
  )!;
  await client.call('annotations.edit', {
    annotationId: mine.annotationId,
    addCodeIds: [fear],
    removeCodeIds: [figure],
  });
  const late = { question, subject, articleId, claimId: null, decision: { kind: 'neither' as const } };
  expect((await errorOf(client.call('agreement.decide', late))).code).toBe('CONFLICT');
  await client.call('history.undo', {});
});

test('one coder, no common article, a name that is not there, a person with the layer’s name: each a clear sentence', async () => {
  const start = (input: AgreementQuestionInput) => errorOf(client.call('agreement.start', input));
  expect((await start({ coders: ['Rana'] })).message).toMatch(/at least two coders/);
  expect((await start({ coders: ['Rana', 'Nobody'] })).message).toBe('This project has no coder “Nobody”.');
  expect((await start({ unit: 'article', codeIds: [crypto.randomUUID()] })).code).toBe('NOT_FOUND');
  const { subject, articleId } = await caseOf('Farmers fear the worst');
  const taken = { question, layer: 'Rana', subject, articleId, claimId: null, decision: { kind: 'neither' as const } };
  expect((await errorOf(client.call('agreement.decide', taken))).message).toMatch(/“Rana” is a coder of this project/);

  await as('林小雨');
  await code('Bridge', 'A band played', fear);
  const apart = await compared({ coders: ['林小雨', 'Тарас Ірра'] });
  for (const one of apart.variables.flatMap(({ coefficients }) => coefficients))
    expect([one.value, one.reason, one.interval]).toEqual([null, 'no overlap', null]);
});

test('three coders: Cohen’s κ says that it is for two, the others have values', async () => {
  await code('Harbour', 'a disgrace', fear);
  const result = await compared({ coders: ['Rana', 'Тарас Ірра', '林小雨'], codeIds: [fear, figure] });
  expect(coefficient(result, fear, 'cohen_kappa')).toMatchObject({ value: null, reason: 'not two coders' });
  expect(coefficient(result, fear, 'fleiss_kappa').n).toBe(1);
  expect(coefficient(result, fear, 'krippendorff_alpha_nominal').n).toBe(4);
});

test('while a blind round is open nothing is computed, listed or decided', async () => {
  const { roundId } = await client.call('rounds.create', {
    ...{ name: 'Pilot', isBlind: true, isLocked: false },
    design: { query: {}, coders: ['Rana', 'Тарас Ірра'], overlap: 100, seed: 1 },
  });
  const questions = [
    () => client.call('agreement.start', {}),
    () => client.call('agreement.coders', {}),
    () => client.call('agreement.cases', { question }),
    () => client.call('agreement.takeAgreed', { question }),
  ];
  for (const ask of questions)
    expect(await errorOf(ask())).toMatchObject({ code: 'CONFLICT', details: { reason: 'blind' } });
  await client.call('rounds.end', { roundId });
  expect((await client.call('agreement.coders', {})).coders.length).toBeGreaterThan(2);
});
