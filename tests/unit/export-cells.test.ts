import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asFileError } from '../../electron/backend/app/file-errors.ts';
import { columnNames } from '../../electron/backend/services/export/columns.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import { joinPath, splitPath } from '../../shared/text/code-path.ts';
import { csvRecord, EXCEL_CELL_LIMIT, excelCell, withoutGuard } from '../../shared/text/csv-cells.ts';

const text = fc.string({
  unit: fc.oneof(fc.constantFrom(...`'=+-@\t\r\n "\\/`, '\uFEFF', '😀'), fc.string({ minLength: 1, maxLength: 1 })),
});

describe('cells of the excel profile', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-5', "'-5"],
    ['@home', "'@home"],
    ['\tindented', "'\tindented"],
    ['\rline', "'\rline"],
    ['  =1', "'  =1"],
    ['\uFEFF=1', "'\uFEFF=1"],
    ["'tis", "''tis"],
    ['a=1', 'a=1'],
    ['“=”', '“=”'],
    ['', ''],
  ])('%j is written as %j', (value, cell) => {
    expect(excelCell(value).cell).toBe(cell);
    expect(withoutGuard(cell)).toBe(value);
  });

  test('hold 32,767 units with the guard, and end between characters', () => {
    expect(excelCell('a'.repeat(EXCEL_CELL_LIMIT)).cut).toBe(0);
    expect(excelCell(`=${'a'.repeat(EXCEL_CELL_LIMIT - 1)}`)).toMatchObject({ guarded: true, cut: 1 });
    const emoji = excelCell(`${'a'.repeat(EXCEL_CELL_LIMIT - 1)}😀`);
    expect(emoji.cut).toBe(2);
    expect(emoji.cell.endsWith('a')).toBe(true);
  });

  test('give their value back whatever it is', () => {
    fc.assert(fc.property(text, (value) => withoutGuard(excelCell(value).cell) === value));
  });
});

test('a record quotes every field and doubles quotes', () => {
  expect(csvRecord(['a', '', 'say "no", then\nleave'])).toBe('"a","","say ""no"", then\nleave"\r\n');
});

describe('code paths', () => {
  test('join names with / and escape a slash in a name', () => {
    expect(joinPath(['Claims', 'and/or', 'C:\\x'])).toBe('Claims/and\\/or/C:\\x');
  });

  test('give their names back whatever they are, and differ where names differ', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (names) => {
        expect(splitPath(joinPath(names))).toEqual(names);
      }),
    );
  });
});

test('coders become parts of column names, told apart', () => {
  expect(columnNames(['Ada Quill', 'ada_quill', 'Żaneta O’Dea', '阿明', '  '])).toEqual([
    'Ada_Quill',
    'ada_quill_2',
    'Żaneta_O_Dea',
    '阿明',
    '_',
  ]);
});

describe('what the file system says', () => {
  const said = (code: string) => asFileError(Object.assign(new Error(code), { code }), '/data/boats') as AppError;

  test('is told with the place and what to do', () => {
    expect(said('ENOSPC').code).toBe('DISK_FULL');
    expect(said('EACCES').code).toBe('PATH_NOT_WRITABLE');
    expect(said('EROFS').details.path).toBe('/data/boats');
    expect(said('ENOENT').message).toContain('/data does not exist');
  });

  test('is left alone when it is nothing a person can act on', () => {
    const odd = Object.assign(new Error('odd'), { code: 'EBADF' });
    expect(asFileError(odd, '/data/boats')).toBe(odd);
  });
});
