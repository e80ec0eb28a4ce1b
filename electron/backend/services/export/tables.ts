import type { Code } from '../../../../shared/model/codebook.ts';
import type { ReadableDb } from '../../db/types.ts';
import { codebookTable } from '../codebook/file-csv.ts';
import { listSources } from '../sources/list.ts';
import { listRaters } from '../sources/ratings.ts';
import { attributeColumns } from './attribute-columns.ts';
import type { ExportedCode } from './code-paths.ts';
import {
  annotationColumns,
  articleColumns,
  askedColumns,
  type Column,
  codeCountColumn,
  columnNames,
  decisionColumns,
  FORMAT_VERSION,
  fixedTables,
  groupColumns,
  ratingColumns,
  verdictColumns,
} from './columns.ts';
import type { CorpusTotals } from './corpus-pass.ts';
import type { DatasetFolder } from './dataset-folder.ts';

const PAGE = 500;

export interface TableOptions {
  folder: DatasetFolder;
  selected: ReadonlySet<number> | null;
  /** Throws when the caller has gone. */
  alive(): void;
}

/** Raters of the project, lists before persons, with the columns they give. */
function raters(db: ReadableDb): { raterId: number; columns: Column[] }[] {
  const all = listRaters(db);
  const names = columnNames(all.map(({ name }) => name));
  return all.map(({ raterId, name }, at) => ({ raterId, columns: ratingColumns(names[at] ?? '', name) }));
}

/** sources.csv; a selection takes the sources of its articles. */
export function writeSources(db: ReadableDb, totals: CorpusTotals, { folder, selected }: TableOptions): number {
  const rated = raters(db);
  const table = folder.table('sources.csv', [
    ...fixedTables['sources.csv'],
    ...rated.flatMap(({ columns }) => columns),
  ]);
  let count = 0;
  for (const source of listSources(db)) {
    const total = totals.sources.get(source.sourceId);
    if (selected && !total) continue;
    count++;
    table.row([
      ...[FORMAT_VERSION, source.name, source.domain, source.country, source.language, source.notes],
      ...[total?.articles ?? 0, total?.first?.at ?? null, total?.last?.at ?? null, source.aliases.join('; ')],
      ...rated.flatMap(({ raterId }) => {
        const rating = source.ratings.find((one) => one.raterId === raterId);
        return rating
          ? [
              ...[rating.lean, rating.leanLabel, rating.reliability, rating.reliabilityLabel],
              ...[rating.basis, rating.ratedOn],
            ]
          : Array.from({ length: 6 }, () => null);
      }),
    ]);
  }
  table.close();
  return count;
}

/** The columns of codebook.csv: those of the Codes room's own file. */
export function codebookColumns(codes: readonly Code[]): Column[] {
  const most = codes.reduce((max, { attributes }) => Math.max(max, attributes.length), 0);
  return [...fixedTables['codebook.csv'], ...Array.from({ length: most }, (_, at) => askedColumns(at + 1)).flat()];
}

/** codebook.csv, as the Codes room saves and reads it, with the counts of this export. */
export function writeCodebook(codes: readonly Code[], totals: CorpusTotals, folder: DatasetFolder): void {
  const table = folder.table('codebook.csv', codebookColumns(codes));
  const counted = codes.map((code) => {
    const { annotations, articles } = totals.codes.get(code.codeId) ?? { annotations: 0, articles: 0 };
    return { ...code, annotations, articles };
  });
  for (const row of codebookTable(counted).rows) table.row(row);
  table.close();
}

/** history.csv; a selection leaves out changes about other articles. */
export function writeHistory(db: ReadableDb, { folder, selected, alive }: TableOptions): number {
  const table = folder.table('history.csv', fixedTables['history.csv']);
  let count = 0;
  let last = 0;
  for (;;) {
    alive();
    const page = db.all<{
      change_id: number;
      at: string;
      coder: string;
      action: string;
      label: string;
      article: number | null;
      article_id: string | null;
      state: string;
    }>(
      `SELECT h.change_id, h.at, p.name AS coder, h.action, h.label, h.article, a.article_id, h.state
       FROM change h JOIN coder p ON p.id = h.coder LEFT JOIN article a ON a.id = h.article
       WHERE h.change_id > ? ORDER BY h.change_id LIMIT ${PAGE}`,
      last,
    );
    for (const change of page) {
      if (selected && change.article !== null && !selected.has(change.article)) continue;
      count++;
      table.row([
        ...[FORMAT_VERSION, change.change_id, change.at, change.coder, change.action, change.label],
        ...[change.article_id, change.state],
      ]);
    }
    const end = page.at(-1);
    if (!end) break;
    last = end.change_id;
  }
  table.close();
  return count;
}

/** data_dictionary.csv: each column of each file, this one included. */
export function writeDictionary(
  db: ReadableDb,
  codes: readonly ExportedCode[],
  codebook: readonly Code[],
  folder: DatasetFolder,
): void {
  const coders = db.column<string>('SELECT name FROM coder ORDER BY name COLLATE NOCASE');
  const names = columnNames(coders);
  const files: [string, readonly Column[]][] = [
    ['annotations.csv', annotationColumns(attributeColumns(db, codes).map(({ column }) => column))],
    [
      'articles.csv',
      [
        ...articleColumns,
        ...coders.flatMap((coder, at) => decisionColumns(names[at] ?? '', coder)),
        ...groupColumns,
        ...codes.map((code) => codeCountColumn(code.path)),
      ],
    ],
    ...Object.entries(fixedTables).map(([file, columns]): [string, readonly Column[]] => {
      if (file === 'sources.csv') return [file, [...columns, ...raters(db).flatMap((rater) => rater.columns)]];
      if (file === 'codebook.csv') return [file, codebookColumns(codebook)];
      if (file === 'claims.csv') {
        return [file, [...columns, ...coders.flatMap((coder, at) => verdictColumns(names[at] ?? '', coder))]];
      }
      return [file, columns];
    }),
  ];
  const table = folder.table('data_dictionary.csv', fixedTables['data_dictionary.csv']);
  for (const [file, columns] of files) {
    for (const { name, type, unit, meaning, allowed } of columns) table.row([file, name, type, unit, meaning, allowed]);
  }
  table.close();
}
