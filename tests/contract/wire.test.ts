/** What holds of the wire whoever carries it: the same suite over every transport. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Channel, ServerMessage } from '../../shared/contract/channel.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import { contract, type InputOf, type MethodName, type MethodsOfKind } from '../../shared/contract/contract.ts';
import { codeQuote, errorOf, importPaths, jobEnd, writeFiles } from '../support/backend.ts';
import { validInputs } from './inputs.ts';
import { transports, type Wired } from './transports.ts';

const methods = Object.keys(contract) as MethodName[];
const ofKinds = (...kinds: string[]) => methods.filter((name) => kinds.includes(contract[name].kind));

/** A page that reads the messages themselves. */
async function rawPage(wired: Wired) {
  const channel: Channel = await wired.connect();
  const seen: ServerMessage[] = [];
  const waiting = new Map<number, () => void>();
  channel.onMessage((message) => {
    seen.push(message as ServerMessage);
    if ('id' in message && message.type !== 'event') waiting.get(message.id)?.();
  });
  return {
    seen,
    send: channel.send,
    /** Sends a call and waits for its answer: whatever was sent before it has been handled by then. */
    async settle(id: number) {
      const answered = new Promise<void>((resolve) => waiting.set(id, resolve));
      channel.send({ type: 'call', id, method: 'app.settings', input: {} });
      await answered;
    },
    events: (id: number) => seen.filter((message) => message.type === 'event' && message.id === id),
  };
}

const PATIENT = { timeout: 20_000 };

describe.each(transports)('$name', (transport) => {
  let wired: Wired;
  let client: Client;
  beforeAll(async () => {
    wired = await transport.start({ project: true });
    client = createClient(await wired.connect());
  });

  it('greets a page with its version', async () => {
    expect(await client.ready).toBe('0.0.0-test');
  });

  it('refuses a method it does not know', async () => {
    const error = await errorOf(client.call('articles.burn' as MethodName, {} as never));
    expect(error).toMatchObject({ code: 'UNKNOWN_METHOD', details: { name: 'articles.burn' } });
    // Names that every JavaScript object answers to are no methods either.
    expect(await errorOf(client.call('constructor' as MethodName, {} as never))).toHaveProperty(
      'code',
      'UNKNOWN_METHOD',
    );
  });

  it('refuses input that is not what a method takes, for every method', async () => {
    const codes: Record<string, string[]> = {};
    for (const method of methods) {
      const fields = Object.keys((contract[method].input as unknown as { shape?: object }).shape ?? {});
      const wrong = [
        null,
        42,
        'garbage',
        [],
        ...fields.map((field) => ({ ...validInputs[method], [field]: [[null]] })),
      ];
      const errors = await Promise.all(wrong.map((input) => errorOf(client.call(method, input as never))));
      codes[method] = [...new Set(errors.map((error) => error.code))];
    }
    expect(codes).toEqual(Object.fromEntries(methods.map((method) => [method, ['INVALID_INPUT']])));
  });

  it('says where invalid input is wrong', async () => {
    const error = await errorOf(client.call('articles.rows', { viewId: 'x', start: -1, count: 10 }));
    expect(error.message).toContain('(start)');
    expect(error.details).toMatchObject({ method: 'articles.rows', issues: [{ path: ['start'] }] });
  });

  it('does not answer a call that was cancelled, and goes on with the next', async () => {
    const page = await rawPage(wired);
    page.send({ type: 'call', id: 1, method: 'articles.facets', input: { query: {} } });
    page.send({ type: 'cancel', id: 1 });
    page.send({ type: 'call', id: 2, method: 'projects.status', input: {} });
    await page.settle(3);
    // The first call on a project starts the threads that read it.
    await expect.poll(() => page.seen.some((message) => 'id' in message && message.id === 2), PATIENT).toBe(true);
    expect(page.seen.filter((message) => 'id' in message && message.id === 1)).toEqual([]);
  });

  it('rejects a call whose signal was aborted', async () => {
    const abort = new AbortController();
    const call = errorOf(client.call('projects.status', {}, { signal: abort.signal }));
    abort.abort();
    expect(await call).toHaveProperty('code', 'CANCELLED');
  });

  it('numbers events, sends missed ones again, and stops after unsubscribe', async () => {
    const first = await rawPage(wired);
    first.send({ type: 'subscribe', id: 1, topic: 'settings' });
    await first.settle(2);
    for (const textSize of [16, 17, 18]) await client.call('app.changeSettings', { textSize });
    await first.settle(3);
    const seqs = first.events(1).map((event) => (event as { seq: number }).seq);
    expect(seqs).toHaveLength(3);
    expect(seqs).toEqual([0, 1, 2].map((n) => (seqs[0] as number) + n));
    expect(first.events(1).map((event) => (event as { data: { textSize: number } }).data.textSize)).toEqual([
      16, 17, 18,
    ]);

    // A page that was loaded again and had seen the first of the three.
    const second = await rawPage(wired);
    second.send({ type: 'subscribe', id: 7, topic: 'settings', after: seqs[0] as number });
    await second.settle(8);
    expect(second.events(7).map((event) => (event as { seq: number }).seq)).toEqual(seqs.slice(1));

    first.send({ type: 'unsubscribe', id: 1 });
    await first.settle(4);
    await client.call('app.changeSettings', { textSize: 19 });
    await first.settle(5);
    expect(first.events(1)).toHaveLength(3);
    await second.settle(9);
    expect(second.events(7)).toHaveLength(3);
  });

  it('ignores messages that are none', async () => {
    const page = await rawPage(wired);
    for (const nonsense of [
      null,
      42,
      [],
      {},
      { type: 'dance' },
      { type: 'subscribe', id: 1, topic: 'no such topic' },
    ]) {
      page.send(nonsense as never);
    }
    page.send({ type: 'unsubscribe', id: 77 });
    page.send({ type: 'cancel', id: 78 });
    await page.settle(1);
    expect(page.seen).toMatchObject([{ type: 'result', id: 1 }]);
  });

  it('carries bytes', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256);
    const { uploadId } = await client.call('import.beginUpload', { title: 'scrape', files: 1, bytes: bytes.length });
    const answer = await client.call('import.uploadPiece', { uploadId, path: 'scrape/a.txt', offset: 0, bytes });
    expect(answer).toEqual({ received: bytes.length });
    const stored = readFileSync(join(wired.dataDir, 'uploads', uploadId, 'files', 'scrape', 'a.txt'));
    expect(stored.equals(bytes)).toBe(true);
  });

  it('answers every query as the contract says, and nothing beyond it', async () => {
    const folder = writeFiles({
      'courier/bridge.txt':
        'The Lenn bridge is closed\n\nThe bridge over the Lenn was closed on Monday, the council said. It needs new bolts.\n\nRepairs take six weeks.',
      'herald/bridge.txt':
        'Bridge closed for weeks\n\nThe bridge over the Lenn was closed on Monday, the council said. Drivers lose an hour.\n\nRepairs take nine weeks.',
    });
    const report = await importPaths(client, [folder]);
    expect(report.counts).toMatchObject({ found: 2, imported: 2 });
    const view = await client.call('articles.openView', { query: {} });
    const [a, b] = view.first.map((row) => row.articleId) as [string, string];
    const { codeId } = await client.call('codebook.create', { fields: { name: 'Duration' } });
    await codeQuote(client, a, 'weeks', [codeId]);
    await client.call('coders.use', { name: 'Tarek' });
    await codeQuote(client, b, 'council', [codeId]);
    await client.call('coders.use', { name: 'Rana' });
    const { text, textVersionId } = await client.call('articles.get', { articleId: b });
    const { claimId } = await client.call('claims.create', {
      ...{ articleId: b, textVersionId, start: 0, end: 6, quote: text.slice(0, 6) },
      fields: { statement: 'The bridge stays closed for nine weeks' },
    });
    const { storyId } = await client.call('stories.create', { articleIds: [a, b] });
    const { viewId } = view;
    const { jobId: lookedAgain } = await client.call('originals.reextract', { apply: false });
    expect((await jobEnd(client, lookedAgain)).state).toBe('done');
    const questions: { [M in MethodsOfKind<'query'>]: InputOf<M> } = {
      'projects.status': {},
      'projects.check': {},
      'import.report': { jobId: report.jobId },
      'articles.openView': { query: { text: 'bridge' } },
      'articles.rows': { viewId, start: 0, count: 10 },
      'articles.indexInView': { viewId, articleId: b },
      'articles.facets': { query: {} },
      'articles.get': { articleId: a },
      'articles.hits': { articleId: a, text: 'bridge' },
      'import.reportTable': { jobId: report.jobId },
      'import.sample': { jobId: report.jobId, reason: 'menu' },
      'import.watched': {},
      'sources.list': {},
      'sources.dateExamples': { sourceId: 1 },
      'ratings.raters': {},
      'ratings.preview': { csv: 'name,lean\nThe Courier,left\n' },
      'cleaning.rules': { sourceId: 1 },
      'cleaning.example': { sourceId: 1, ruleId: 'no-such-rule' },
      'duplicates.members': { articleId: a },
      'originals.status': {},
      'originals.changes': { jobId: lookedAgain },
      'triage.reasons': {},
      'likely.state': {},
      'likely.ofArticle': { articleId: a },
      'codebook.get': {},
      'codebook.presets': {},
      'codebook.state': {},
      'codebook.values': { codeId },
      'codebook.effect': { change: { kind: 'archive', codeId } },
      'codebook.versions': { codeId },
      'codebook.uses': { codeId },
      'codebook.examples': { codeId },
      'codebook.previewFile': { file: { name: 'codes.csv', bytes: new TextEncoder().encode('name\r\nFigure\r\n') } },
      'codebook.file': { format: 'qdc' },
      'relations.kinds': {},
      'annotations.ofArticle': { articleId: a },
      'annotations.begin': { articleId: a, count: 100 },
      'annotations.findHits': { words: 'weeks', scope: { query: {} } },
      'relations.ofArticle': { articleId: a },
      'claims.list': {},
      'claims.table': {},
      'claims.get': { claimId },
      'claims.contexts': { claimId },
      'claims.similar': { text: 'For nine weeks the bridge is closed' },
      'claims.mergePreview': { claimIds: [claimId, claimId] },
      'history.state': {},
      'history.list': {},
      'history.table': {},
      'history.details': { changeId: 1 },
      'history.ofAnnotation': { annotationId: validInputs['claims.edit'].claimId },
      'coders.list': {},
      'rounds.list': {},
      'rounds.preview': { design: { query: {}, coders: ['Rana'], seed: 1 } },
      'rounds.ofArticle': { articleId: a },
      'merge.reports': {},
      'agreement.coders': {},
      'agreement.latest': {},
      'agreement.cases': { question: {} },
      'results.passages': { filter: {} },
      'results.passagesFile': { filter: {}, format: 'markdown' },
      'results.together': { filter: {}, within: 'sentence' },
      'results.bySource': { filter: {} },
      'results.byTime': { filter: {}, unit: 'month' },
      'results.methods': {},
      'compare.align': { articleIds: [a, b] },
      'compare.versions': { articleId: a },
      'analysis.findings': { articleId: a },
      'analysis.figures': { analyser: 'quotations' },
      'suggestions.ofArticle': { articleId: a },
      'suggestions.ofCode': { codeId },
      'suggestions.codes': {},
      'learning.codes': {},
      'learning.decided': {},
      'stories.list': {},
      'stories.get': { storyId },
      'stories.members': { storyId },
      'stories.sentences': { storyId, text: 'bridge' },
      'stories.ofArticle': { articleId: b },
      'stories.ofArticles': { articleIds: [a, b] },
      'stories.settings': {},
      'profiles.articles': { sourceId: 1 },
      'profiles.stories': { sourceId: 1 },
      'profiles.copies': { sourceId: 1 },
      'profiles.agencies': { sourceId: 1 },
      'profiles.techniques': { sourceId: 1 },
      'profiles.quoted': { sourceId: 1 },
      'profiles.places': { sourceId: 1, what: { kind: 'technique', label: 'Doubt' } },
      'profiles.compare': {},
      'names.list': { kind: 'person' },
      'names.suggest': { kind: 'person' },
      'names.places': { kind: 'person', name: 'Ida Marsh' },
      'providers.results': { claimId },
      'providers.rewritten': { storyId },
      'providers.log': {},
      'providers.logFile': {},
      'export.preview': {},
    };
    for (const method of ofKinds('query') as MethodsOfKind<'query'>[]) {
      const output = await client.call(method, questions[method] as never);
      const parsed = contract[method].output.safeParse(output);
      expect(parsed.error?.issues ?? [], method).toEqual([]);
      expect(output, method).toEqual(parsed.data);
    }
    expect(await client.call('projects.status', {})).toMatchObject({ articles: 2, annotations: 2 });
    expect(await client.call('annotations.ofArticle', { articleId: a })).toMatchObject([{ quote: { exact: 'weeks' } }]);
  });

  it('has a clear answer to every method that is asked for what is not there', async () => {
    // Closing and replacing the project have tests of their own.
    const left = ['projects.close', 'projects.createSample'];
    for (const method of methods.filter((name) => !left.includes(name))) {
      const answer = await client.call(method, validInputs[method] as never).then(
        () => 'answered',
        (error) => error,
      );
      if (answer !== 'answered') expect({ method, code: answer.code }).not.toHaveProperty('code', 'UNEXPECTED');
    }
  });
});

describe.each(transports)('$name without a project', (transport) => {
  it('answers NO_PROJECT to whatever needs one', async () => {
    const wired = await transport.start({ project: false });
    const client = createClient(await wired.connect());
    // A list of a project that is gone is out of date; a coder's name is kept for the next project.
    const exempt = { 'articles.rows': 'STALE', 'articles.indexInView': 'STALE', 'coders.use': 'answered' };
    const codes: Record<string, string> = {};
    const needy = ofKinds('query', 'command', 'job');
    for (const method of needy) {
      codes[method] = await client.call(method, validInputs[method] as never).then(
        () => 'answered',
        (error) => error.code,
      );
    }
    expect(codes).toEqual({ ...Object.fromEntries(needy.map((method) => [method, 'NO_PROJECT'])), ...exempt });
    expect(await client.call('projects.current', {})).toBeNull();
    expect(await client.call('jobs.list', {})).toEqual([]);
  });
});
