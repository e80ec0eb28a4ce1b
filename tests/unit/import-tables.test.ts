import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  rememberedMappings,
  rememberMappings,
  sameHeader,
  withEarlier,
} from '../../electron/backend/app/column-mappings.ts';
import { articleText, temporaryFolder, writeFiles } from '../integration/support/import-project.ts';
import { outcomes, readPaths, said } from '../support/read-folder.ts';

const line = (topic: string) => articleText(topic).replaceAll('\n', ' ');
const read = async (csv: string | Uint8Array, options = {}, name = 'table.csv') =>
  readPaths([writeFiles(join(temporaryFolder(), 'scrape'), { [name]: csv })], options);

describe('the columns of a table', () => {
  test('are what a person chose for this header, whatever their names', async () => {
    const csv = `Corps,Notes,Kopf\n"${line('pier')}",ignore me,The head\n`;
    const chosen = { header: ['corps', ' NOTES', 'Kopf'], mapping: { text: 0, title: 2 } };
    const { records } = await read(csv, { tables: [chosen] });
    expect(records).toHaveLength(1);
    expect(said(records[0], 'title')).toBe('The head');
    expect(records[0]!.article!.text).toBe(line('pier'));
  });

  test('a table of which nothing is to be read is left out, not failed', async () => {
    const { records, leftOut } = await read('a,b\n1,2\n', { tables: [{ header: ['a', 'b'], mapping: {} }] });
    expect(records).toEqual([]);
    expect(leftOut).toEqual({ 'Table that a person left out': 1 });
  });

  test('where names say nothing, cells do', async () => {
    const rows = ['pier', 'quay', 'lock'].map(
      (topic, i) =>
        `${i},https://quay.example/${topic},2031-07-0${i + 1},About the ${topic} of Sennport,"${line(topic)}"`,
    );
    const { records } = await read(['f1,f2,f3,f4,f5', ...rows].join('\n'));
    expect(outcomes(records)).toEqual({
      'table.csv#1': 'About the pier of Sennport',
      'table.csv#2': 'About the quay of Sennport',
      'table.csv#3': 'About the lock of Sennport',
    });
    expect([said(records[1], 'url'), said(records[1], 'publishedAt')]).toEqual([
      'https://quay.example/quay',
      '2031-07-02',
    ]);
  });

  test('a table without names of columns keeps its first row', async () => {
    const rows = ['pier', 'quay'].map(
      (topic) => `https://quay.example/${topic},About the ${topic} of Sennport,"${line(topic)}"`,
    );
    const { records } = await read(rows.join('\n'));
    expect(outcomes(records)).toEqual({
      'table.csv#1': 'About the pier of Sennport',
      'table.csv#2': 'About the quay of Sennport',
    });
  });

  test('a table without any text is one failure that names its columns', async () => {
    const { records } = await read('id,score\n1,2\n3,4\n');
    expect(records).toMatchObject([{ path: 'table.csv', failure: { code: 'NO_TEXT_FIELD' } }]);
    expect(records[0]!.failure!.reason).toContain('id, score');
  });
});

describe('tables as programs write them', () => {
  const expected = { 'table.csv#1': 'One; two', 'table.csv#2': 'Three' };

  test.each([
    [
      'a line that names the separator',
      `sep=;\r\ntitle;text\r\n"One; two";"${line('pier')}"\r\nThree;${line('quay')}\r\n`,
    ],
    ['semicolons', `title;text\n"One; two";"${line('pier')}"\nThree;${line('quay')}\n`],
    ['bars', `title|text\nOne; two|${line('pier')}\nThree|${line('quay')}`],
    ['old Macintosh line ends', `title,text\r"One; two","${line('pier')}"\rThree,"${line('quay')}"\r`],
  ])('%s', async (_, csv) => {
    expect(outcomes((await read(csv)).records)).toEqual(expected);
  });

  test('UTF-16 with tabs, and line breaks in cells', async () => {
    const csv = `\ufefftitle\ttext\r\n"One; two"\t"${articleText('pier')}"\r\nThree\t"${line('quay')}"\r\n`;
    const { records } = await read(Buffer.from(csv, 'utf16le'));
    expect(outcomes(records)).toEqual(expected);
    expect(records[0]!.article!.text).toBe(articleText('pier'));
  });

  test('a row longer than any article costs itself', async () => {
    const csv = `title,text\nOne,"${line('pier')}"\nLong,${'x'.repeat(9_000_000)}\nThree,"${line('quay')}"\n`;
    expect(outcomes((await read(csv)).records)).toEqual({
      'table.csv#1': 'One',
      'table.csv#2': 'TOO_LARGE',
      'table.csv#3': 'Three',
    });
  });
});

describe('mappings that are remembered', () => {
  test('by header, the last choice first; a damaged file remembers nothing and is written anew', async () => {
    const dataDir = temporaryFolder();
    await rememberMappings(dataDir, [{ header: ['A', 'B'], mapping: { text: 0 } }]);
    await rememberMappings(dataDir, [
      { header: ['C'], mapping: {} },
      { header: ['a ', 'b'], mapping: { text: 1 } },
    ]);
    expect(await rememberedMappings(dataDir)).toEqual([
      { header: ['C'], mapping: {} },
      { header: ['a ', 'b'], mapping: { text: 1 } },
    ]);
    writeFiles(dataDir, { 'column-mappings.json': '{"half' });
    expect(await rememberedMappings(dataDir)).toEqual([]);
    await rememberMappings(dataDir, [{ header: ['D'], mapping: { text: 0 } }]);
    expect(JSON.parse(readFileSync(join(dataDir, 'column-mappings.json'), 'utf8'))).toHaveLength(1);
  });

  test('what is chosen now holds before what was chosen earlier', () => {
    expect(sameHeader(['Text ', 'B'], ['text', 'b'])).toBe(true);
    expect(sameHeader(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(
      withEarlier(
        [{ header: ['a'], mapping: { text: 0 } }],
        [
          { header: ['A'], mapping: { html: 0 } },
          { header: ['c'], mapping: {} },
        ],
      ),
    ).toEqual([
      { header: ['a'], mapping: { text: 0 } },
      { header: ['c'], mapping: {} },
    ]);
  });
});
