import { CsvError, parse } from 'csv-parse/sync';
import type { AppError } from '../../../../shared/contract/errors.ts';
import { uuid } from '../../../../shared/model/annotation.ts';
import {
  type AttributeType,
  attributeTypes,
  type Code,
  type CodeFields,
  type CodeTarget,
  codeTargets,
} from '../../../../shared/model/codebook.ts';
import { joinPath, splitPath } from '../../../../shared/text/code-path.ts';
import { csvRecord, withoutGuard } from '../../../../shared/text/csv-cells.ts';
import { nearestColor } from './colors.ts';
import type { FileCode, FileContent } from './file.ts';

const COLUMNS = [
  ...['code_id', 'parent_id', 'path', 'name', 'definition', 'when_to_use', 'when_not', 'example', 'color', 'shortcut'],
  ...['is_codable', 'n_annotations', 'n_articles', 'applies_to', 'archived', 'version'],
];
const attributeColumns = (number: number) => [
  `attribute_${number}`,
  `attribute_${number}_type`,
  `attribute_${number}_values`,
];

/** Values in one cell: `; ` between them, `\;` for a semicolon in one. */
const joinValues = (values: readonly string[]) =>
  values.map((value) => value.replaceAll('\\', '\\\\').replaceAll(';', '\\;')).join('; ');
const splitValues = (cell: string) =>
  [...cell.matchAll(/(?:\\.|[^;\\])+/gs)].map(([value]) => value.trim().replace(/\\(.)/gs, '$1')).filter(Boolean);

/** The codebook as a table of texts, parents before children; codes with fewer attributes than others have empty cells. */
export function codebookTable(codes: readonly Code[]): { columns: string[]; rows: string[][] } {
  const most = codes.reduce((max, { attributes }) => Math.max(max, attributes.length), 0);
  const columns = [...COLUMNS, ...Array.from({ length: most }, (_, at) => attributeColumns(at + 1)).flat()];
  const paths = new Map<string, string[]>();
  const rows = codes.map((code) => {
    const path = [...(code.parentId === null ? [] : (paths.get(code.parentId) ?? [])), code.name];
    paths.set(code.codeId, path);
    const attributes = Array.from({ length: most }, (_, at) => {
      const one = code.attributes[at];
      return one ? [one.name, one.type, joinValues(one.allowed)] : ['', '', ''];
    });
    return [
      ...[code.codeId, code.parentId ?? '', joinPath(path), code.name, code.definition, code.whenToUse, code.whenNot],
      ...[code.example, String(code.color), code.shortcut ?? '', String(code.isCodable), String(code.annotations)],
      ...[String(code.articles), joinValues(code.appliesTo), String(code.archived), String(code.version)],
      ...attributes.flat(),
    ];
  });
  return { columns, rows };
}

/** RFC 4180, every cell quoted, CRLF. */
export function writeCsv(codes: readonly Code[]) {
  const { columns, rows } = codebookTable(codes);
  return { text: [columns, ...rows].map(csvRecord).join(''), losses: [] };
}

const delimiterOf = (header: string): string =>
  [',', ';', '\t'].reduce((best, one) => (header.split(one).length > header.split(best).length ? one : best));

const YES = /^(true|yes|y|1)$/i;
const NO = /^(false|no|n|0)$/i;

/** @param guarded written for a spreadsheet: apostrophes before formulas come off */
export function readCsv(
  text: string,
  guarded: boolean,
  refuse: (why: string, details?: Record<string, unknown>) => AppError,
): Omit<FileContent, 'encoding'> {
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text.split('\n', 1)[0]!),
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 0);
    throw refuse(
      `cannot be read near line ${line}: a quotation mark is open or out of place. Save it as CSV (UTF-8) again.`,
      { line },
    );
  }
  const [header = [], ...body] = records;
  const columns = new Map<string, number>();
  for (const [at, title] of header.entries()) {
    const key = title.trim().toLowerCase().replaceAll(' ', '_');
    if (!columns.has(key)) columns.set(key, at);
  }
  if (!columns.has('name') && !columns.has('path')) {
    const found = header
      .slice(0, 8)
      .map((title) => `“${title.trim().slice(0, 40)}”`)
      .join(', ');
    throw refuse(`has no column name or path, so it is no codebook. Its columns are ${found || 'empty'}.`);
  }
  const known = new Set(COLUMNS);
  const strange = [...columns.keys()].filter((key) => !known.has(key) && !/^attribute_\d+(_type|_values)?$/.test(key));
  const notes =
    strange.length > 0
      ? [`These columns have no place in a codebook and are left out: ${strange.slice(0, 12).join(', ')}.`]
      : [];
  const codes = body.map((cells, at) => {
    const cell = (column: string) => {
      const raw = cells[columns.get(column) ?? -1] ?? '';
      return guarded ? withoutGuard(raw) : raw;
    };
    return readRow(at + 2, (column) => columns.has(column), cell);
  });
  return { format: 'csv', codes, notes };
}

function readRow(row: number, has: (column: string) => boolean, cell: (column: string) => string): FileCode {
  const notes: string[] = [];
  const path = has('path') && cell('path').trim() !== '' ? splitPath(cell('path')).map((name) => name.trim()) : null;
  const name = (has('name') ? cell('name').trim() : '') || (path?.at(-1) ?? '');
  const fields: FileCode['fields'] = { name };
  const texts: [keyof CodeFields, string][] = [
    ['definition', 'definition'],
    ['whenToUse', 'when_to_use'],
    ['whenNot', 'when_not'],
    ['example', 'example'],
  ];
  for (const [field, column] of texts) if (has(column)) Object.assign(fields, { [field]: cell(column) });
  const color = cell('color').trim();
  if (color !== '') {
    const slot = /^\d+$/.test(color) ? Number(color) : nearestColor(color);
    if (slot !== null && slot >= 1 && slot <= 10) fields.color = slot;
    else notes.push(`the colour “${color.slice(0, 20)}” is none of 1 to 10`);
  }
  const shortcut = cell('shortcut').trim().toLowerCase();
  if (/^[a-z0-9]$/.test(shortcut)) fields.shortcut = shortcut;
  else if (shortcut !== '') notes.push(`the key “${shortcut.slice(0, 20)}” is not one letter or digit`);
  const codable = cell('is_codable').trim();
  if (YES.test(codable) || NO.test(codable)) fields.isCodable = YES.test(codable);
  else if (codable !== '') notes.push(`is_codable “${codable.slice(0, 20)}” is neither true nor false`);
  const targets = splitValues(cell('applies_to').replaceAll(',', ';')).map((one) => one.toLowerCase());
  const appliesTo = codeTargets.filter((one) => targets.includes(one));
  if (appliesTo.length > 0) fields.appliesTo = appliesTo;
  const unknown = targets.filter((one) => !codeTargets.includes(one as CodeTarget));
  if (unknown.length > 0) notes.push(`applies_to “${unknown.join(', ').slice(0, 40)}” is not span, article or claim`);
  const ids = { codeId: identifier(cell('code_id')), parentId: identifier(cell('parent_id')) };
  if (ids.codeId === 'bad') notes.push('code_id is no UUID; it gets a new one');
  return {
    row,
    codeId: ids.codeId === 'bad' ? null : ids.codeId,
    // A table that tells parents by identifier leaves it empty at the root.
    parentId: has('parent_id') && (path === null || ids.parentId !== null) ? ids.parentId : undefined,
    path,
    fields,
    attributes: has('attribute_1') ? readAttributes(has, cell, notes) : undefined,
    archived: YES.test(cell('archived').trim()),
    notes,
    reason: reasonOf(name, cell, ids.parentId),
  };
}

function identifier(raw: string): string | null {
  const bare = raw
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  if (bare === '') return null;
  return uuid.safeParse(bare).success ? bare : 'bad';
}

const LONGEST = 10_000;

function reasonOf(name: string, cell: (column: string) => string, parentId: string | null): string | null {
  if (name === '') return 'It has no name.';
  if (name.length > 200) return 'Its name is longer than 200 characters.';
  const long = ['definition', 'when_to_use', 'when_not', 'example'].find((column) => cell(column).length > LONGEST);
  if (long) return `Its ${long} is longer than 10,000 characters.`;
  if (parentId === 'bad') return 'Its parent_id is no UUID.';
  return null;
}

function readAttributes(has: (column: string) => boolean, cell: (column: string) => string, notes: string[]) {
  const attributes: { name: string; type: AttributeType; allowed: string[] }[] = [];
  for (let number = 1; has(`attribute_${number}`); number++) {
    const name = cell(`attribute_${number}`).trim();
    if (name === '') continue;
    const allowed = [...new Set(splitValues(cell(`attribute_${number}_values`)))];
    const told = cell(`attribute_${number}_type`).trim().toLowerCase();
    const type = attributeTypes.find((one) => one === told) ?? (allowed.length > 0 ? 'choice' : 'text');
    const tooLong = name.length > 200 || allowed.some((value) => value.length > 200) || allowed.length > 200;
    const isDouble = attributes.some((one) => one.name.toLowerCase() === name.toLowerCase());
    if (tooLong || isDouble || (type === 'choice' && allowed.length === 0)) {
      const why = tooLong ? 'is too long' : isDouble ? 'stands there twice' : 'is a choice without values';
      notes.push(`the attribute “${name.slice(0, 40)}” ${why} and is left out`);
      continue;
    }
    attributes.push({ name, type, allowed: type === 'choice' ? allowed : [] });
  }
  return attributes;
}
