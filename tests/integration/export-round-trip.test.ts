import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import { type ExportResult, exportResult } from '../../shared/contract/rooms/export.ts';
import {
  articleIds,
  codeQuote,
  errorOf,
  importPaths,
  jobEnd,
  startTestBackend,
  temporaryFolder,
  writeFiles,
} from '../support/backend.ts';

const WIRE =
  'Forty boats left the harbour of Vell on Monday, the wire said.\n\n“We =counted them”, said Órla Venn; the mayor, 🚢 in hand, did not.\n';

/** Three outlets print one wire copy; a fourth article is in Arabic. */
const corpus = () =>
  writeFiles({
    'lectern/boats.txt': `Boats leave Vell\n\n${WIRE}`,
    'herald/boats.txt': `Boats leave Vell\n\n${WIRE}`,
    'post/boats.txt': `Boats leave Vell\n\n${WIRE}`,
    'manara/sufun.txt':
      'سفن تغادر الميناء\n\nغادرت أربعون سفينة ميناء فيل يوم الاثنين، كما قال رئيس البلدية للصحفيين.\n',
  });

async function runExport(client: Client, input: InputOf<'export.start'>): Promise<ExportResult> {
  const { jobId } = await client.call('export.start', input);
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  expect(job.state).toBe('done');
  expect(job.progress.done).toBe(job.progress.total);
  return exportResult.parse(job.result);
}

/** A project with coding by two people, on all copies of the wire story. */
async function codedProject(folder: string) {
  const test = await startTestBackend({ project: true });
  const { client } = test;
  await importPaths(client, [folder]);
  const create = async (name: string, parentId: string | null = null) =>
    (await client.call('codebook.create', { parentId, fields: { name } })).codeId;
  const scene = await create('Scene');
  const slash = await create('and/or', scene);
  const ids = await articleIds(client);
  for (const articleId of ids) {
    const { text } = await client.call('articles.get', { articleId });
    const quote = text.includes('🚢') ? '“We =counted them”, said Órla Venn; the mayor, 🚢' : 'أربعون سفينة ميناء';
    await codeQuote(client, articleId, quote, [scene, slash]);
  }
  const { codes } = await client.call('codebook.setAttributes', {
    codeId: slash,
    attributes: [{ name: 'Tone: how', type: 'choice', allowed: ['calm', '=loud'] }],
  });
  const attributeId = codes.find(({ codeId }) => codeId === slash)?.attributes[0]?.attributeId ?? '';
  for (const articleId of ids.slice(1)) {
    const { text } = await client.call('articles.get', { articleId });
    const [annotation] = await client.call('annotations.ofArticle', { articleId });
    await client.call('annotations.edit', {
      annotationId: annotation?.annotationId ?? '',
      pieces: [{ start: text.length - 6, end: text.length - 1 }],
      values: [{ codeId: slash, attributeId, value: '=loud' }],
    });
  }
  await client.call('coders.use', { name: 'Bo Marsh' });
  for (const articleId of ids.slice(0, 2)) {
    const { text } = await client.call('articles.get', { articleId });
    const made = await codeQuote(client, articleId, text.slice(-12), []);
    await client.call('annotations.edit', {
      annotationId: made.annotationId,
      memo: '=1+1\n"quoted", twice',
      confidence: 40,
    });
  }
  return test;
}

test('annotations of a fresh import of the same folder are those that were exported, wire copies included', async () => {
  const folder = corpus();
  const first = await codedProject(folder);
  const out = join(temporaryFolder(), 'dataset');
  await runExport(first.client, { format: 'csv', out });
  const csv = readFileSync(join(out, 'annotations.csv'), 'utf8');

  const second = await startTestBackend({ project: true, coder: null });
  await importPaths(second.client, [folder]);
  expect(await second.client.call('annotate.fromCsv', { csv, dryRun: true })).toMatchObject({ added: 6 });
  const read = await second.client.call('annotate.fromCsv', { csv });
  expect(read).toEqual({
    added: 6,
    unchanged: 0,
    replaced: 0,
    codesCreated: 2,
    attributesCreated: 1,
    unplaced: [],
    refusedValues: [],
    relations: { added: 0, unchanged: 0, replaced: 0, kindsCreated: 0, unplaced: [] },
  });
  const again = join(temporaryFolder(), 'dataset');
  await runExport(second.client, { format: 'csv', out: again });
  expect(readFileSync(join(again, 'annotations.csv'), 'utf8')).toBe(csv);
  expect(await second.client.call('annotate.fromCsv', { csv })).toMatchObject({ added: 0, unchanged: 6 });

  for (const { client } of [first, second]) {
    expect(await client.call('projects.check', {})).toEqual({ ok: true, findings: [] });
  }
});

describe('the job', () => {
  test('makes a zip of one folder for download and leaves nothing else', async () => {
    const { client, dataDir } = await codedProject(corpus());
    const { jobId } = await client.call('export.start', { format: 'csv', out: null });
    const job = await jobEnd(client, jobId);
    const result = exportResult.parse(job.result);
    expect(result).toMatchObject({ path: null, downloadUrl: `/download/${jobId}` });
    const folder = join(dataDir, 'exports', jobId);
    expect(readdirSync(folder)).toEqual(['test-export.zip']);
    const files = unzip(readFileSync(join(folder, 'test-export.zip')));
    expect([...files.keys()].sort()).toEqual(result.files.map(({ path }) => `test-export/${path}`).sort());
    const manifest = JSON.parse(files.get('test-export/manifest.json')?.toString('utf8') ?? '');
    expect(manifest.counts).toMatchObject({ articles: 4, annotations: 6, annotation_rows: 10, codings: 8, codes: 2 });
  });

  test('fails with a clear error where it cannot write, and writes nothing', async () => {
    const { client } = await startTestBackend({ project: true });
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'taken'), 'mine');
    const { jobId } = await client.call('export.start', { format: 'csv', out: join(folder, 'taken') });
    const job = await jobEnd(client, jobId);
    expect(job.state).toBe('failed');
    expect(job.error?.code).toBe('CONFLICT');
    const below = await client.call('export.start', { format: 'csv', out: join(folder, 'taken', 'dataset') });
    expect((await jobEnd(client, below.jobId)).error?.code).toBe('PATH_NOT_WRITABLE');
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readFileSync(join(folder, 'taken'), 'utf8')).toBe('mine');
  });

  test('leaves nothing when it is cancelled', async () => {
    const files: Record<string, string> = {};
    for (let n = 0; n < 300; n++)
      files[`lectern/${n}.txt`] = `Boats ${n}\n\nForty-${n} boats left the harbour of Vell.\n`;
    const { client } = await startTestBackend({ project: true });
    await importPaths(client, [writeFiles(files)]);
    const folder = temporaryFolder();
    const { jobId } = await client.call('export.start', { format: 'csv', out: join(folder, 'dataset') });
    await client.call('jobs.cancel', { jobId });
    const job = await client.call('jobs.get', { jobId });
    expect(job.state).toBe('cancelled');
    expect(existsSync(join(folder, 'dataset'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a malformed file of annotations changes nothing and names the line', async () => {
  const { client } = await codedProject(corpus());
  const before = await client.call('projects.status', {});
  const error = await errorOf(client.call('annotate.fromCsv', { csv: 'article_id,quote\na,"b\n' }));
  expect(error.code).toBe('INVALID_INPUT');
  expect(error.message).toMatch(/Line \d/);
  expect(await client.call('projects.status', {})).toEqual(before);
});

/** Files of a zip by name, read from its central directory. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    const body = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(body, body + size);
    files.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return files;
}
