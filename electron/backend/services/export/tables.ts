import { codePointIndex } from '../../../../shared/text/offsets.ts';
import type { ReadableDb } from '../../db/types.ts';
import { listSources } from '../sources/list.ts';
import { listRaters } from '../sources/ratings.ts';
import type { StoredSpan } from '../spans/index.ts';
import type { ExportedCode } from './code-paths.ts';
import {
  annotationColumns,
  articleColumns,
  type Column,
  codeCountColumn,
  columnNames,
  decisionColumns,
  FORMAT_VERSION,
  fixedTables,
  groupColumns,
  ratingColumns,
} from './columns.ts';
import { type CorpusTotals, checkedSpan, type Finding } from './corpus-pass.ts';
import type { DatasetFolder } from './dataset-folder.ts';

const PAGE = 500;

interface TableOptions {
  folder: DatasetFolder;
  selected: ReadonlySet<number> | null;
  /** Throws when the caller has gone. */
  alive(): void;
}

interface ExportedClaim {
  claim_id: string;
  number: number;
  statement: string;
  speaker: string;
  kind: string | null;
  verdict: string;
  note: string;
  coder: string;
  created_at: string;
  updated_at: string;
}

interface ExportedMention extends StoredSpan {
  mention_id: string;
  created_at: string;
  article: number;
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
  sha256: string;
  version_in_force: number;
}

/** claims.csv, claim_mentions.csv and claim_evidence.csv. A selection takes the claims that it mentions. */
export function writeClaims(db: ReadableDb, { folder, selected, alive }: TableOptions) {
  const claims = folder.table('claims.csv', fixedTables['claims.csv']);
  const mentions = folder.table('claim_mentions.csv', fixedTables['claim_mentions.csv']);
  const findings: Finding[] = [];
  let claimCount = 0;
  let mentionCount = 0;
  let last = 0;
  for (;;) {
    const page = db.all<ExportedClaim>(
      `SELECT c.claim_id, c.number, c.statement, c.speaker, c.kind, c.verdict, c.note, p.name AS coder, c.created_at,
              c.updated_at
       FROM claim c JOIN coder p ON p.id = c.coder WHERE c.number > ? ORDER BY c.number LIMIT ${PAGE}`,
      last,
    );
    for (const claim of page) {
      alive();
      const all = db.all<ExportedMention>(
        `SELECT m.mention_id, m.text_version_id, m.start, m.end, m.exact, m.prefix, m.suffix, m.status, m.created_at,
                m.article, a.article_id, a.title, s.name AS source, a.published_at, a.url, v.sha256,
                a.text_version_id AS version_in_force
         FROM claim_mention m JOIN article a ON a.id = m.article JOIN text_version v ON v.id = a.text_version_id
         LEFT JOIN source s ON s.id = a.source_id
         WHERE m.claim_id = ? ORDER BY m.created_at, m.mention_id`,
        claim.claim_id,
      );
      const chosen = all.filter((mention) => !selected || selected.has(mention.article));
      if (selected && chosen.length === 0) continue;
      claimCount++;
      mentionCount += chosen.length;
      claims.row([
        ...[FORMAT_VERSION, claim.claim_id, claim.number, claim.statement, claim.speaker, claim.kind, claim.verdict],
        ...[claim.note, chosen.length, claim.coder, claim.created_at, claim.updated_at],
      ]);
      for (const mention of chosen) {
        const text =
          db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', mention.version_in_force) ?? '';
        const { span, mismatch } = checkedSpan(text, codePointIndex(text), mention, mention.version_in_force);
        if (mismatch) {
          const what = span
            ? 'offsets of a mention did not hold its quote; found again by the quote'
            : 'offsets of a mention do not hold its quote';
          findings.push({ what, article_id: mention.article_id, id: mention.mention_id });
        }
        mentions.row([
          ...[FORMAT_VERSION, mention.mention_id, claim.claim_id, claim.number, mention.article_id, mention.title],
          ...[mention.source, mention.published_at, mention.url, mention.sha256],
          ...[span?.start ?? null, span?.end ?? null, mention.exact],
          ...[span ? span.quote.prefix : mention.prefix, span ? span.quote.suffix : mention.suffix],
          ...[mention.created_at, span ? 'anchored' : 'unplaced'],
        ]);
      }
    }
    const end = page.at(-1);
    if (!end) break;
    last = end.number;
  }
  claims.close();
  mentions.close();
  folder.table('claim_evidence.csv', fixedTables['claim_evidence.csv']).close();
  return { claims: claimCount, mentions: mentionCount, findings };
}

/** Raters of the project, lists before persons, with the columns they give. */
function raters(db: ReadableDb): { raterId: number; columns: Column[] }[] {
  const all = listRaters(db);
  const names = columnNames(all.map(({ name }) => name));
  return all.map(({ raterId, name }, at) => ({ raterId, columns: ratingColumns(names[at] ?? '', name) }));
}

/** sources.csv; a selection takes the sources of its articles. stories.csv has no rows until there are stories. */
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
  folder.table('stories.csv', fixedTables['stories.csv']).close();
  return count;
}

export function writeCodebook(codes: readonly ExportedCode[], totals: CorpusTotals, folder: DatasetFolder): void {
  const table = folder.table('codebook.csv', fixedTables['codebook.csv']);
  for (const code of codes) {
    const total = totals.codes.get(code.codeId);
    table.row([
      ...[
        code.codeId,
        code.parentId,
        code.path,
        code.name,
        code.definition,
        code.whenToUse,
        code.whenNot,
        code.example,
      ],
      ...[code.color, code.shortcut, code.isCodable ? 'true' : 'false', total?.annotations ?? 0, total?.articles ?? 0],
    ]);
  }
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
export function writeDictionary(db: ReadableDb, codes: readonly ExportedCode[], folder: DatasetFolder): void {
  const coders = db.column<string>('SELECT name FROM coder ORDER BY name COLLATE NOCASE');
  const names = columnNames(coders);
  const files: [string, readonly Column[]][] = [
    ['annotations.csv', annotationColumns],
    [
      'articles.csv',
      [
        ...articleColumns,
        ...coders.flatMap((coder, at) => decisionColumns(names[at] ?? '', coder)),
        ...groupColumns,
        ...codes.map((code) => codeCountColumn(code.path)),
      ],
    ],
    ...Object.entries(fixedTables).map(([file, columns]): [string, readonly Column[]] => [
      file,
      file === 'sources.csv' ? [...columns, ...raters(db).flatMap((rater) => rater.columns)] : columns,
    ]),
  ];
  const table = folder.table('data_dictionary.csv', fixedTables['data_dictionary.csv']);
  for (const [file, columns] of files) {
    for (const { name, type, unit, meaning, allowed } of columns) table.row([file, name, type, unit, meaning, allowed]);
  }
  table.close();
}
