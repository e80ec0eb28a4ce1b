import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { memberNames } from '../../electron/backend/services/import/files/member-names.ts';
import { findFile } from '../../electron/backend/services/import/files/walk.ts';
import { diskSource, listZip } from '../../electron/backend/services/import/files/zip-archive.ts';
import { articleText, temporaryFolder, writeFiles } from '../integration/support/import-project.ts';
import { docxBytes, wordParagraph, type ZipFile, zipBytes } from '../support/format-files.ts';
import { outcomes, readPaths, said } from '../support/read-folder.ts';

const page = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><body><article><p>${articleText(title).replaceAll('\n\n', '</p><p>')}</p></article></body></html>`;
const text = (name: string): ZipFile => ({ name, bytes: articleText(name) });
const read = async (files: Record<string, string | Uint8Array>) =>
  readPaths([writeFiles(join(temporaryFolder(), 'scrape'), files)]);
const codes = async (files: Record<string, string | Uint8Array>) =>
  Object.fromEntries((await read(files)).records.map((one) => [one.path, one.failure?.code ?? 'read']));

describe('archives are folders', () => {
  test('members have paths below the archive; sidecars, saved folders and hidden files work as they do on the disk', async () => {
    const { records } = await read({
      'a.txt': articleText('anchor'),
      'press.zip': zipBytes([
        { name: 'z/last.txt', bytes: articleText('z') },
        { name: '2031/', bytes: '' },
        { name: '2031/boats.html', bytes: page('Boats') },
        { name: '2031/boats.json', bytes: JSON.stringify({ author: 'Ida Winter' }) },
        { name: '2031/boats_files/frame.html', bytes: page('Advert') },
        { name: '.hidden/x.txt', bytes: articleText('hidden') },
        { name: '__MACOSX/2031/._boats.html', bytes: 'resource fork' },
        {
          name: 'all.jsonl',
          bytes: `${JSON.stringify({ title: 'Line', text: articleText('line') })}\n`,
          streamed: true,
        },
        { name: 'stored.txt', bytes: articleText('stored'), stored: true },
      ]),
      'z.txt': articleText('zinc'),
    });
    expect(records.map((one) => one.path)).toEqual([
      'a.txt',
      'press.zip/2031/boats.html',
      'press.zip/all.jsonl#L1',
      'press.zip/stored.txt',
      'press.zip/z/last.txt',
      'z.txt',
    ]);
    expect(records.every((one) => one.article)).toBe(true);
    expect(said(records[1], 'byline')).toBe('Ida Winter');
  });

  test('archives in archives are opened two deep; nothing is left in the temporary folder', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('parallax-') && name.length > 40);
    const third = zipBytes([text('c.txt')]);
    const second = zipBytes([text('b.txt'), { name: 'third.zip', bytes: third }]);
    const files = {
      'first.zip': zipBytes([text('a.txt'), { name: 'second.zip', bytes: second }]),
      'packed.zip.gz': gzipSync(zipBytes([text('d.txt')])),
    };
    expect(await codes(files)).toEqual({
      'first.zip/a.txt': 'read',
      'first.zip/second.zip/b.txt': 'read',
      'first.zip/second.zip/third.zip': 'ARCHIVE_TOO_LARGE',
      'packed.zip.gz/d.txt': 'read',
    });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('parallax-') && name.length > 40)).toEqual(before);
  });

  test('gzip around anything; the kind is that of the name inside', async () => {
    const { records } = await read({
      'boats.html.gz': gzipSync(page('Boats')),
      'boats.json': JSON.stringify({ author: 'Ida Winter' }),
      'list.json.gz': gzipSync(JSON.stringify([{ title: 'One', text: articleText('one') }])),
      'rows.csv.gz': gzipSync(`title,text\r\nRow,"${articleText('row')}"\r\n`),
      'twice.html.gz': gzipSync(gzipSync(page('Twice'))),
      'wrong.html': gzipSync(page('Wrong ending')),
    });
    expect(outcomes(records)).toEqual({
      'boats.html.gz': 'Boats',
      'list.json.gz#1': 'One',
      'rows.csv.gz#1': 'Row',
      'twice.html.gz': 'Twice',
      'wrong.html': 'Wrong ending',
    });
    expect(said(records[0], 'byline')).toBe('Ida Winter');
  });

  test('a Word document named .zip is one, and an archive named .docx is one; under other names it is told', async () => {
    const document = docxBytes(wordParagraph(articleText('word')));
    expect(
      await codes({
        'a.zip': document,
        'b.docx': zipBytes([text('inside.txt')]),
        'c.html': zipBytes([text('inside.txt')]),
        'd.txt': document,
        'e.zip': 'no archive at all',
        'f.zip': zipBytes([]),
      }),
    ).toEqual({
      'a.zip': 'read',
      'b.docx/inside.txt': 'read',
      'c.html': 'UNKNOWN_FORMAT',
      'd.txt': 'read',
      'e.zip': 'DAMAGED',
      'f.zip': 'NO_RECORDS',
    });
  });
});

describe('names in archives', () => {
  const name = (bytes: number[], utf8 = false, extra: { id: number; data: Uint8Array }[] = []) => ({
    bytes: Uint8Array.from(bytes),
    utf8,
    extra,
  });

  test('Western, Russian and Chinese Windows', () => {
    expect(memberNames([name([0x47, 0x72, 0x94, 0xe1, 0x65])])).toEqual(['Größe']);
    // "мост.txt" in code page 866, "新闻" in GBK.
    expect(memberNames([name([0xac, 0xae, 0xe1, 0xe2, 0x2e, 0x74])])).toEqual(['мост.t']);
    expect(memberNames([name([0xd0, 0xc2, 0xce, 0xc5])])).toEqual(['新闻']);
    expect(memberNames([name([...Buffer.from('мост')])])).toEqual(['мост']);
  });

  test('names of different bytes stay different', () => {
    const names = memberNames(Array.from({ length: 128 }, (_, i) => name([0x61, 0x80 + i])));
    expect(new Set(names).size).toBe(128);
  });

  test('the name that Info-ZIP adds in UTF-8 holds only for the name it was made for', () => {
    const raw = [0x3f, 0x3f];
    const extra = (crc: number) => {
      const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from('橋')]);
      data.writeUInt32LE(crc, 1);
      return [{ id: 0x7075, data: Uint8Array.from(data) }];
    };
    expect(memberNames([name(raw, false, extra(crc32(Buffer.from(raw))))])).toEqual(['橋']);
    expect(memberNames([name(raw, false, extra(7))])).toEqual(['??']);
  });

  test('two members of one name are both read', async () => {
    const { records } = await read({
      'a.zip': zipBytes([text('x.txt'), { name: 'x.txt', bytes: articleText('other') }]),
    });
    expect(records.map((one) => one.path)).toEqual(['a.zip/x.txt', 'a.zip/x.txt~2']);
  });
});

describe('archives that attack', () => {
  test('names that lead out of the archive are told and not read', async () => {
    expect(
      await codes({
        'slip.zip': zipBytes([
          text('../../outside.txt'),
          text('/etc/outside.txt'),
          text('C:\\outside.txt'),
          text('a\\b.txt'),
          text('inner/../../outside.txt'),
          text('fine.txt'),
        ]),
      }),
    ).toEqual({
      'slip.zip/../../outside.txt': 'OUTSIDE_ARCHIVE',
      'slip.zip//etc/outside.txt': 'OUTSIDE_ARCHIVE',
      'slip.zip/C:\\outside.txt': 'OUTSIDE_ARCHIVE',
      'slip.zip/a/b.txt': 'read',
      'slip.zip/inner/../../outside.txt': 'OUTSIDE_ARCHIVE',
      'slip.zip/fine.txt': 'read',
    });
  });

  test('zeros that grow a thousandfold stop early, in ZIP, in gzip and by the size that is claimed', async () => {
    const zeros = Buffer.alloc(60_000_000, '0');
    const { records } = await read({
      'claimed.zip': zipBytes([{ name: 'a.txt', bytes: 'x', size: 2_000_000_000 }]),
      'member.zip': zipBytes([text('good.txt'), { name: 'zeros.jsonl', bytes: zeros }]),
      'zeros.jsonl.gz': gzipSync(zeros),
      'zeros.zip.gz': gzipSync(zeros),
    });
    expect(outcomes(records)).toMatchObject({
      'claimed.zip': 'ARCHIVE_TOO_LARGE',
      'member.zip/zeros.jsonl': 'ARCHIVE_TOO_LARGE',
      'zeros.jsonl.gz': 'ARCHIVE_TOO_LARGE',
    });
    expect(records.find((one) => one.path === 'member.zip/good.txt')?.article).toBeDefined();
    expect(records[0]!.failure!.reason).toContain('200 times');
  });

  test('an article that unpacks to more than the largest file is refused', async () => {
    const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
      'big.zip': zipBytes([{ name: 'big.txt', bytes: articleText('x').repeat(20) }]),
      'big.txt.gz': gzipSync(articleText('x').repeat(20)),
    });
    const { records } = await readPaths([folder], { maxFileBytes: 2000 });
    expect(outcomes(records)).toEqual({ 'big.txt.gz': 'TOO_LARGE', 'big.zip/big.txt': 'TOO_LARGE' });
  });

  test('more members than can be listed are refused at once', async () => {
    const location = join(temporaryFolder(), 'many.zip');
    writeFileSync(location, zipBytes(Array.from({ length: 50 }, (_, i) => text(`${i}.txt`))));
    await expect(listZip(diskSource(location), 40)).rejects.toMatchObject({ failure: { code: 'ARCHIVE_TOO_LARGE' } });
    expect((await listZip(diskSource(location), 50)).members).toHaveLength(50);
  });
});

describe('archives that are broken', () => {
  test('an encrypted member and a damaged one are told; the others come in', async () => {
    expect(
      await codes({
        'a.zip': zipBytes([
          text('good.txt'),
          { ...text('locked.txt'), encrypted: true },
          { ...text('sub/rotten.txt'), crc: 1 },
          { ...text('wrong size.txt'), size: 10 },
          text('zed.txt'),
        ]),
      }),
    ).toEqual({
      'a.zip/good.txt': 'read',
      'a.zip/locked.txt': 'ENCRYPTED',
      'a.zip/sub/rotten.txt': 'DAMAGED',
      'a.zip/wrong size.txt': 'DAMAGED',
      'a.zip/zed.txt': 'read',
    });
  });

  test('a cut archive gives the members before the cut and says that the rest is missing', async () => {
    const files = ['one.txt', 'two.txt', 'three.txt'].map(text);
    const cut = (streamed: boolean) => {
      const whole = zipBytes(
        files.map((file) => ({ ...file, streamed })),
        { noDirectory: true },
      );
      return whole.subarray(0, whole.length - 40);
    };
    expect(
      await codes({
        'a.zip': cut(false),
        'b.zip': cut(true),
        'no directory.zip': zipBytes(files, { noDirectory: true }),
      }),
    ).toEqual({
      'a.zip': 'TRUNCATED',
      'a.zip/one.txt': 'read',
      'a.zip/two.txt': 'read',
      'b.zip': 'TRUNCATED',
      'b.zip/one.txt': 'read',
      'b.zip/two.txt': 'read',
      'no directory.zip': 'TRUNCATED',
      'no directory.zip/one.txt': 'read',
      'no directory.zip/three.txt': 'read',
      'no directory.zip/two.txt': 'read',
    });
  });

  test('a cut gzip gives the lines before the cut; a damaged one says so', async () => {
    const lines = Array.from({ length: 400 }, (_, i) =>
      JSON.stringify({ title: `L${i}`, text: articleText(`pier ${i * 7919}`) }),
    );
    const whole = gzipSync(lines.join('\n'));
    const { records } = await read({ 'cut.jsonl.gz': whole.subarray(0, whole.length >> 1) });
    expect(records.length).toBeGreaterThan(50);
    expect(records.at(-1)).toMatchObject({ path: 'cut.jsonl.gz', failure: { code: 'TRUNCATED' } });
    expect(records.slice(0, -2).every((one) => one.article)).toBe(true);
    const rotten = Buffer.from(whole);
    rotten.fill(0xff, 60, 120);
    expect((await read({ 'rotten.jsonl.gz': rotten })).records.at(-1)).toMatchObject({ failure: { code: 'DAMAGED' } });
    // A deflated stream without the wrapping is no gzip.
    expect(await codes({ 'raw.txt.gz': deflateRawSync('text') })).toEqual({ 'raw.txt.gz': 'DAMAGED' });
  });
});

test('a file is found again by the path that the import gave it, also in archives', async () => {
  const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
    'a/b.html': page('Boats'),
    'a/b.json': JSON.stringify({ author: 'Ida Winter' }),
    'press.zip': zipBytes([{ name: 'inner/second.zip', bytes: zipBytes([text('deep.txt')]) }]),
  });
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/c`), Buffer.from([0xe9]), Buffer.from('.txt')]),
    articleText('quay'),
  );
  const bytes = async (path: string) =>
    Buffer.from((await (await findFile(folder, path))!.content.bytes(10_000))!).toString();
  expect(await bytes('press.zip/inner/second.zip/deep.txt')).toBe(articleText('deep.txt'));
  expect(await bytes('c\\xE9.txt')).toBe(articleText('quay'));
  expect((await findFile(folder, 'a/b.html'))!.sidecar).not.toBeNull();
  expect(await findFile(folder, 'press.zip/inner/second.zip/gone.txt')).toBeNull();
  expect(await findFile(folder, 'a/gone.html')).toBeNull();
});
