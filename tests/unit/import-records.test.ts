import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessDelimiter, readCsv } from '../../electron/backend/services/import/records/csv-records.ts';
import { jsonElements, NoListError } from '../../electron/backend/services/import/records/json-records.ts';
import { jsonLines } from '../../electron/backend/services/import/records/jsonl-records.ts';

/** A text in pieces of `size`, as it would come from a disk. */
async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const noLimit = Number.POSITIVE_INFINITY;

describe('JSON Lines', () => {
  test('lines keep their numbers, blank ones aside, whatever the line ends and pieces', async () => {
    const text = '{"a":1}\r\n\n{"b":"x y"}\n   \n{"c":3}';
    for (const size of [1, 3, 100]) {
      expect(await all(jsonLines(pieces(text, size), noLimit))).toEqual([
        { record: 'L1', raw: '{"a":1}' },
        { record: 'L3', raw: '{"b":"x y"}' },
        { record: 'L5', raw: '{"c":3}' },
      ]);
    }
  });

  test('a line over the limit is a failure of its own', async () => {
    const text = `{"a":1}\n{"long":"${'x'.repeat(500)}"}\n{"b":2}\n`;
    const found = await all(jsonLines(pieces(text, 7), 100));
    expect(found.map((one) => ('raw' in one ? one.raw : [one.record, one.failure.code]))).toEqual([
      '{"a":1}',
      ['L2', 'TOO_LARGE'],
      '{"b":2}',
    ]);
  });
});

describe('a JSON array in pieces', () => {
  test('gives its elements, brackets and quotes inside strings notwithstanding', async () => {
    const values = [{ a: 'x ] } , "quoted" \\' }, { b: [1, { c: [] }] }, {}, { d: '\u05d0\ud83d\ude00' }];
    for (const size of [1, 2, 5, 1000]) {
      const found = await all(jsonElements(pieces(` \n${JSON.stringify(values, null, 2)}\n`, size), noLimit));
      expect(found.map((one) => ('raw' in one ? JSON.parse(one.raw) : one))).toEqual(values);
      expect(found.map((one) => one.record)).toEqual(['1', '2', '3', '4']);
    }
  });

  test('any array of values comes back, in any pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 9 }), async (values, size) => {
        const found = await all(jsonElements(pieces(JSON.stringify(values), size), noLimit));
        expect(found.map((one) => ('raw' in one ? one.raw : one))).toEqual(
          values.map((value) => JSON.stringify(value)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a list inside an object is found under its name, and only at the top', async () => {
    const text = JSON.stringify({
      status: 'ok',
      meta: { items: [0] },
      tags: ['items'],
      articles: [{ a: 1 }, { b: 2 }],
      more: [3],
    });
    for (const size of [1, 4, 1000]) {
      const found = await all(jsonElements(pieces(text, size), noLimit));
      expect(found).toEqual([
        { record: '1', raw: '{"a":1}' },
        { record: '2', raw: '{"b":2}' },
      ]);
    }
  });

  test('without a list it says so; cut short it gives what was whole', async () => {
    await expect(all(jsonElements(pieces('{"title":"items","x":{"articles":[1]}}', 5), noLimit))).rejects.toThrow(
      NoListError,
    );
    await expect(all(jsonElements(pieces('hello', 2), noLimit))).rejects.toThrow(NoListError);
    const found = await all(jsonElements(pieces('[{"a":1},{"b":', 4), noLimit));
    expect(found).toMatchObject([{ raw: '{"a":1}' }, { record: '2', failure: { code: 'MALFORMED_JSON' } }]);
  });
});

describe('a table', () => {
  const read = async (text: string, size = 1000, delimiter = ',') => {
    const table = await readCsv(pieces(text, size), delimiter);
    return { header: table?.header, rows: await all(table!.rows) };
  };

  test('quoted cells hold delimiters, quotes and line breaks; any line ends; any pieces', async () => {
    const text = 'title,text\r\n"A, ""B""","one\r\ntwo"\r\nplain, spaced \r\n\r\n"",last';
    for (const size of [1, 2, 3, 1000]) {
      const { header, rows } = await read(text, size);
      expect(header).toEqual(['title', 'text']);
      expect(rows).toEqual([
        { row: 1, line: 2, cells: ['A, "B"', 'one\r\ntwo'] },
        { row: 2, line: 4, cells: ['plain', ' spaced '] },
        { row: 3, line: 6, cells: ['', 'last'] },
      ]);
    }
  });

  test('any cells written by the rules are read back', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', ' ', '😀') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (rows, size) => {
          const line = (cells: readonly string[]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
          const text = [['h1', 'h2'], ...rows].map(line).join('\r\n');
          const read_ = await read(text, size);
          expect(read_.rows.map((one) => ('cells' in one ? one.cells : one))).toEqual(rows);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a quote that is never closed costs its row; the rows after it come in', async () => {
    const text = 'a,b\n1,x\n2,"open\n3,y\n4,z\n';
    for (const size of [1, 5, 1000]) {
      const { rows } = await read(text, size);
      expect(rows).toMatchObject([
        { row: 1, cells: ['1', 'x'] },
        { row: 2, line: 3, failure: { code: 'MALFORMED_CSV', reason: expect.stringContaining('line 3') } },
        { row: 3, line: 4, cells: ['3', 'y'] },
        { row: 4, line: 5, cells: ['4', 'z'] },
      ]);
    }
  });

  test('a mark in the middle of a cell is only a mark', async () => {
    expect((await read('a,b\n5" nails,x "y"\n')).rows).toMatchObject([{ cells: ['5" nails', 'x "y"'] }]);
  });

  test('the delimiter is what the header has most of', () => {
    expect(guessDelimiter('title;text;"a, b, c, d"')).toBe(';');
    expect(guessDelimiter('title\ttext')).toBe('\t');
    expect(guessDelimiter('text')).toBe(',');
  });
});
