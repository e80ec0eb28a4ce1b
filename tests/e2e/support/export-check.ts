import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';

export type Row = Record<string, string>;

/** An export's files by their path in its folder. */
export type ExportedFiles = ReadonlyMap<string, Buffer>;

/** A table as a strict reader sees it. */
export function table(files: ExportedFiles, name: string): Row[] {
  const content = files.get(name);
  if (!content) throw new Error(`The export has no ${name}; it has ${[...files.keys()].join(', ')}.`);
  return parse(content, { columns: true, record_delimiter: '\r\n', relax_column_count: false });
}

/**
 * What must hold of any export: every quote stands in its text at the offsets given in code points, every file has the sum
 * that the manifest says, and the manifest counts what is there. Returns the rows of annotations.csv.
 */
export function checkExport(files: ExportedFiles): Row[] {
  const rows = table(files, 'annotations.csv');
  for (const row of rows) {
    if (row.level !== 'span') continue;
    const characters = [...files.get(`texts/${row.article_id}.txt`)!.toString('utf8')];
    expect(characters.slice(Number(row.start), Number(row.end)).join('')).toBe(row.quote);
  }
  const manifest = JSON.parse(files.get('manifest.json')!.toString('utf8')) as {
    files: { path: string; rows: number | null; sha256: string }[];
  };
  const listed = manifest.files.map(({ path }) => path);
  expect([...listed, 'manifest.json'].sort()).toEqual([...files.keys()].sort());
  for (const { path, rows: count, sha256 } of manifest.files) {
    expect(createHash('sha256').update(files.get(path)!).digest('hex'), path).toBe(sha256);
    if (path.endsWith('.csv')) expect(table(files, path).length, path).toBe(count);
  }
  return rows;
}
