import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from '../../../shared/contract/schema.ts';
import { columnMapping } from '../../../shared/model/import.ts';

const tableMapping = z.object({ header: z.array(z.string()), mapping: columnMapping });
/** What the columns of tables with a header are taken for. */
export type TableMapping = z.infer<typeof tableMapping>;

/** Mappings remembered; the ones used longest ago go first. */
const MOST = 500;

const fileOf = (dataDir: string) => join(dataDir, 'column-mappings.json');

/** Headers are the same when their names are, but for case and white space. */
export const sameHeader = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => folded(name) === folded(b[i]!));

const folded = (name: string) => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** Mappings that a person chose in earlier imports, last used first. A file that cannot be read remembers nothing. */
export async function rememberedMappings(dataDir: string): Promise<TableMapping[]> {
  try {
    return z.array(tableMapping).parse(JSON.parse(await readFile(fileOf(dataDir), 'utf8')));
  } catch {
    return [];
  }
}

/** Remembers what a person chose, for the next table with that header in any project. */
export async function rememberMappings(dataDir: string, chosen: readonly TableMapping[]): Promise<void> {
  if (chosen.length === 0) return;
  const before = await rememberedMappings(dataDir);
  const all = withEarlier(chosen, before).slice(0, MOST);
  await mkdir(dataDir, { recursive: true });
  const temporary = `${fileOf(dataDir)}.${randomUUID()}`;
  await writeFile(temporary, `${JSON.stringify(all, null, 1)}\n`);
  await rename(temporary, fileOf(dataDir));
}

/** What holds for an import: chosen for it, else remembered. */
export const withEarlier = (chosen: readonly TableMapping[], earlier: readonly TableMapping[]): TableMapping[] => [
  ...chosen,
  ...earlier.filter((one) => !chosen.some((other) => sameHeader(one.header, other.header))),
];
