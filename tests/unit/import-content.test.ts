import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diskContent, heldContent } from '../../electron/backend/services/import/files/content.ts';
import { shownName } from '../../electron/backend/services/import/files/disk-folder.ts';
import { kindByContent } from '../../electron/backend/services/import/files/kinds.ts';
import { jsonElements } from '../../electron/backend/services/import/records/json-records.ts';
import { jsonLines } from '../../electron/backend/services/import/records/jsonl-records.ts';
import { openRecordText } from '../../electron/backend/services/import/records/record-text.ts';
import { xmlPieces } from '../../electron/backend/services/import/records/xml-pieces.ts';
import { temporaryFolder } from '../integration/support/import-project.ts';

function file(text: string): string {
  const location = join(temporaryFolder(), 'a.txt');
  writeFileSync(location, text);
  return location;
}

/** Opens as the system does, and changes the file when it is first looked at, `times` times. */
function opening(location: string, times: number): typeof open {
  let left = times;
  return (async (...given: Parameters<typeof open>) => {
    const handle = await open(...given);
    const read = handle.read.bind(handle);
    handle.read = ((...args: Parameters<typeof read>) => {
      if (left-- > 0) appendFileSync(location, ' more');
      return read(...args);
    }) as typeof handle.read;
    return handle;
  }) as typeof open;
}

describe('a file that changes while it is read', () => {
  test('is read once more, and is whole then', async () => {
    const long = 'x'.repeat(2_000_000);
    const location = file(long);
    const bytes = await diskContent(location, null, opening(location, 1)).bytes(3_000_000);
    expect(Buffer.from(bytes).toString()).toBe(`${long} more`);
  });

  test('is a failure when it goes on changing', async () => {
    const location = file('x'.repeat(2_000_000));
    await expect(diskContent(location, null, opening(location, 50)).bytes(3_000_000)).rejects.toMatchObject({
      failure: { code: 'CHANGED_WHILE_READ', reason: expect.stringContaining('being written') },
    });
  });

  test.each([
    ['grows', (location: string) => appendFileSync(location, 'x')],
    ['shrinks', (location: string) => truncateSync(location, 5)],
  ])('is told at its end when it is read in pieces and %s', async (_, change) => {
    const location = file('x'.repeat(1_000_000));
    const pieces: number[] = [];
    const reading = (async () => {
      for await (const piece of diskContent(location, null).stream()) {
        if (pieces.push(piece.length) === 1) change(location);
      }
    })();
    await expect(reading).rejects.toMatchObject({ failure: { code: 'CHANGED_WHILE_READ' } });
    expect(pieces.length).toBeGreaterThan(0);
  });
});

test('a name that is not UTF-8 is shown with its bytes, and no two names become one', () => {
  expect(shownName(Buffer.from('Größe\n1'))).toBe('Größe\n1');
  expect(shownName(Buffer.from([0x63, 0xe9, 0x2e]))).toBe('c\\xE9.');
  expect(shownName(Buffer.from([0xed, 0xa0, 0x80]))).toBe('\\xED\\xA0\\x80');
  const names = Array.from({ length: 256 }, (_, byte) => shownName(Uint8Array.of(0x61, byte)));
  expect(new Set(names).size).toBe(256);
});

describe('a line of 60 million characters', () => {
  async function* long(before: string, after: string) {
    yield before;
    for (let i = 0; i < 60; i++) yield 'x '.repeat(500_000);
    yield after;
  }
  const limit = 1_000_000;
  const outcome = async (records: AsyncIterable<object>) => {
    const found: string[] = [];
    for await (const one of records) {
      if ('failure' in one) found.push((one.failure as { code: string }).code);
      else if ('raw' in one) found.push(one.raw as string);
    }
    return found;
  };

  test('costs its own record; those around it come in', async () => {
    expect(await outcome(jsonLines(long('{"a":1}\n"', '"\n{"b":2}'), limit))).toEqual([
      '{"a":1}',
      'TOO_LARGE',
      '{"b":2}',
    ]);
    expect(await outcome(jsonElements(long('[{"a":1},"', '",{"b":2}]'), limit))).toEqual([
      '{"a":1}',
      'TOO_LARGE',
      '{"b":2}',
    ]);
    expect(await outcome(xmlPieces(long('<r><i>1</i><i>', '</i><i>2</i></r>'), 'i', limit))).toEqual([
      '<i>1</i>',
      'TOO_LARGE',
      '<i>2</i>',
    ]);
  });
});

describe('elements cut out of XML', () => {
  const text =
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "<i>no</i>">]><r a="1>0"><!-- <i>no</i> --><i x=\'>\'>1 <b>a</b></i><![CDATA[<i>no</i>]]><n:i/><i><![CDATA[</i>]]></i>tail</r>';

  test('are the same in pieces of any size', async () => {
    for (const size of [1, 2, 3, 7, 50, 1000]) {
      const pieces = async function* () {
        for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
      };
      const found: object[] = [];
      for await (const one of xmlPieces(pieces(), 'i', 1000)) found.push(one);
      expect(found).toEqual([
        { before: text.slice(0, text.indexOf("<i x='")) },
        { raw: "<i x='>'>1 <b>a</b></i>" },
        { raw: '<n:i/>' },
        { raw: '<i><![CDATA[</i>]]></i>' },
      ]);
    }
  });
});

test('a file of records is decoded as it declares, over the borders of its pieces', async () => {
  const xml = Buffer.from('<?xml version="1.0" encoding="windows-1252"?><r>caf\xe9 \x80</r>', 'latin1');
  const opened = await openRecordText(heldContent(new Uint8Array(xml)), true);
  let text = '';
  for await (const chunk of opened.chunks()) text += chunk;
  expect([opened.encoding, text.slice(-14)]).toEqual(['windows-1252', '<r>café €</r>'.padStart(14, '>')]);
});

test('header lines without end are no saved page, and that is soon known', () => {
  const kind = (text: string) => kindByContent(Buffer.from(text));
  expect(kind('a:\r\r\r\n'.repeat(600))).toBeNull();
  expect(kind(`From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary="b"\r\n\r\n--b`)).toBe(
    'mhtml',
  );
  expect(kind('Title: x\nText: MIME-Version: multipart/related\n')).toBeNull();
});
