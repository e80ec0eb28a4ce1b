/** Files read as an import reads them, without a project: walked, opened, extracted. */
import { type Prepared, type PreparedArticle, prepare } from '../../electron/analysis/prepare.ts';
import { rootsOf, walk } from '../../electron/backend/services/import/files/walk.ts';
import { unitsOf } from '../../electron/backend/services/import/records/units.ts';
import { type ImportOptions, importOptions } from '../../shared/model/import.ts';

export type ReadRecord = { path: string } & (
  | { article: PreparedArticle; original: string; failure?: undefined }
  | { failure: { code: string; reason: string }; article?: undefined }
);

/** Every record of the paths, in the order of an import, and what was left out by design, by kind. */
export async function readPaths(
  paths: string[],
  options: Partial<ImportOptions> = {},
): Promise<{ records: ReadRecord[]; leftOut: Record<string, number> }> {
  const records: ReadRecord[] = [];
  const leftOut: Record<string, number> = {};
  for await (const file of walk(await rootsOf(paths))) {
    if ('failure' in file) {
      records.push({ path: file.path, failure: file.failure });
      continue;
    }
    const tally = (kind: string) => {
      leftOut[kind] = (leftOut[kind] ?? 0) + 1;
    };
    for await (const unit of unitsOf(file, importOptions.parse(options), tally)) {
      const path = unit.record === '' ? file.path : `${file.path}#${unit.record}`;
      const prepared: Prepared = 'failure' in unit ? unit : await prepare(unit.input);
      records.push(
        'failure' in prepared
          ? { path, failure: prepared.failure }
          : { path, article: prepared.article, original: 'originalSha256' in unit ? unit.originalSha256 : '' },
      );
    }
  }
  return { records, leftOut };
}

/** By path: the failure's code, or the title. */
export const outcomes = (records: readonly ReadRecord[]): Record<string, string> =>
  Object.fromEntries(
    records.map((one) => [
      one.path,
      one.failure?.code ?? one.article?.evidence.find((evidence) => evidence.field === 'title')?.value ?? '',
    ]),
  );

/** The best evidence of a field. */
export const said = (record: ReadRecord | undefined, field: string): string | null =>
  record?.article?.evidence.find((evidence) => evidence.field === field)?.value ?? null;
