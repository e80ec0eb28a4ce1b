import { basename } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ExportResult } from '../../../../shared/contract/rooms/export.ts';
import type { ViewQuery } from '../../../../shared/model/view.ts';
import { EXCEL_CELL_LIMIT } from '../../../../shared/text/csv-cells.ts';
import type { ReadableDb } from '../../db/types.ts';
import { viewReads } from '../articles/view-reads.ts';
import { readCodes } from '../codebook/tree.ts';
import type { ReadContext } from '../handler.ts';
import { writeClaims } from './claims.ts';
import { readCodePaths } from './code-paths.ts';
import { FORMAT_VERSION } from './columns.ts';
import { type CorpusTotals, type Finding, writeCorpus } from './corpus-pass.ts';
import { DatasetFolder, type Profile, type WrittenFile } from './dataset-folder.ts';
import { Manifest } from './manifest.ts';
import { writeRelations } from './relations.ts';
import { writeStories } from './stories.ts';
import { writeCodebook, writeDictionary, writeHistory, writeSources } from './tables.ts';

export interface WriteCsvInput {
  out: string;
  /** Makes the name of the unfinished folder, so that a second run of the same job clears the first one's away. */
  tag: string;
  profile: Profile;
  overwrite: boolean;
  query: ViewQuery | null;
  /** Articles done and articles in all, for whoever watches from another thread. */
  progress?: Int32Array<SharedArrayBuffer>;
}

/** Texts beyond this many are listed in the manifest alone, so that the result of a big export stays small. */
const LISTED_TEXTS = 1000;

type Loss = ExportResult['losses'][number];

/** Row ids of the articles of a view; null for the whole corpus. */
export function selectedArticles(db: ReadableDb, query: ViewQuery | null, context: ReadContext): Set<number> | null {
  if (!query) return null;
  const maxId = db.value<number>('SELECT coalesce(max(id), 0) FROM article') ?? 0;
  return new Set(viewReads['views/ids'](db, { query, maxId }, context));
}

/**
 * Writes the whole dataset from one state of the project: it runs inside one read transaction.
 * @throws AppError CANCELLED, CONFLICT, DISK_FULL, PATH_NOT_FOUND, PATH_NOT_WRITABLE; nothing is left then.
 */
export function writeCsv(db: ReadableDb, input: WriteCsvInput, context: ReadContext): ExportResult {
  const selected = selectedArticles(db, input.query, context);
  const { progress } = input;
  const alive = () => {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
  };
  if (progress) {
    Atomics.store(progress, 1, selected?.size ?? db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0);
  }
  const tables: WrittenFile[] = [];
  const listedTexts: WrittenFile[] = [];
  let texts = 0;
  const folder = new DatasetFolder({
    ...input,
    onFile(file) {
      manifest.file(file);
      if (file.rows !== null) tables.push(file);
      else if (++texts <= LISTED_TEXTS) listedTexts.push(file);
    },
  });
  let manifest: Manifest;
  try {
    manifest = new Manifest(folder, {
      format_version: FORMAT_VERSION,
      created_at: context.now.toISOString(),
      project_id: db.value<string>(`SELECT value FROM meta WHERE key = 'project_id'`) ?? '',
      profile: input.profile,
      filters: input.query,
    });
    const codes = readCodePaths(db);
    const options = { folder, selected, alive };
    const step = (done: number) => {
      alive();
      if (progress) Atomics.store(progress, 0, done);
    };
    const totals = writeCorpus(db, { folder, codes, selected, step });
    const claims = writeClaims(db, codes, options);
    const sources = writeSources(db, totals, options);
    const stories = writeStories(db, options);
    const relations = writeRelations(db, options);
    const codebook = readCodes(db, context);
    writeCodebook(codebook, totals, folder);
    const history = writeHistory(db, options);
    writeDictionary(db, codes, codebook, folder);

    const findings = [...totals.findings, ...claims.findings];
    const losses = [...lossesOf(totals, findings, folder), ...codingLosses(db, relations.leftOut)].filter(
      ({ count }) => count > 0,
    );
    const manifestFile = manifest.finish({
      counts: {
        articles: totals.articles,
        annotations: totals.annotations,
        annotation_rows: totals.annotationRows,
        codings: totals.codings,
        unplaced: totals.unplaced,
        claims: claims.claims,
        claim_mentions: claims.mentions,
        claim_evidence: claims.evidence,
        relations: relations.written,
        sources,
        stories,
        codes: codes.length,
        coders: db.value<number>('SELECT count(*) FROM coder') ?? 0,
        changes: history,
        texts,
      },
      analysers: [
        ...[...totals.extractors].sort().map(([version, articles]) => ({ name: 'text extraction', version, articles })),
        ...db.all<{ name: string; version: string; stories: number }>(
          `SELECT 'stories' AS name, analyser AS version, count(*) AS stories FROM story
           WHERE analyser <> '' GROUP BY analyser ORDER BY analyser`,
        ),
      ],
      findings,
      losses: losses.map(({ what, count, why }) => ({ what, count, why })),
      ...(input.profile === 'excel' && { excel: excelNotes(folder) }),
    });
    alive();
    folder.publish();
    const files = [...tables, manifestFile, ...listedTexts].map(({ path, rows, sha256 }) => ({ path, rows, sha256 }));
    return { path: folder.path, downloadUrl: null, files, losses };
  } catch (error) {
    folder.discard();
    throw error;
  }
}

function lossesOf(totals: CorpusTotals, findings: Finding[], folder: DatasetFolder): Loss[] {
  return [
    {
      what: 'annotations, mentions and passages of evidence whose offsets did not hold their quote',
      count: findings.length,
      why: 'Each is listed under findings in the manifest. Those whose quote was found again have its offsets, the others have none.',
      isWarning: true,
    },
    {
      what: 'removed passages',
      count: totals.removedPassages,
      why: 'The texts are those that annotations refer to; what extraction cut out stays in the project.',
    },
    {
      what: 'earlier text versions',
      count: totals.earlierVersions,
      why: 'Offsets refer to the present text of each article.',
    },
    {
      what: 'times at which a code joined an annotation that was there before',
      count: totals.laterCodings,
      why: 'A row has the time of its annotation.',
    },
    {
      what: 'cells cut',
      count: folder.cut.length,
      why: `A spreadsheet cell holds ${EXCEL_CELL_LIMIT} characters. The cells are listed in the manifest; the analysis profile has them whole.`,
      isWarning: true,
    },
  ];
}

/** What belongs to the coding of the whole project and has no table. */
function codingLosses(db: ReadableDb, relationsLeftOut: number): Loss[] {
  const count = (sql: string) => db.value<number>(`SELECT count(*) FROM ${sql}`) ?? 0;
  return [
    {
      what: 'relations to annotations outside the selection',
      count: relationsLeftOut,
      why: 'relations.csv has those whose two annotations are both in annotations.csv.',
    },
    {
      what: 'definitions and colours of kinds of relations',
      count: count('relation_kind'),
      why: 'relations.csv has the name of each kind and whether it is directed.',
    },
    {
      what: 'earlier definitions of codes',
      count: count('code_version v JOIN code c ON c.code_id = v.code_id AND c.version <> v.version'),
      why: 'codebook.csv has the definition in force; code_version tells which one a code was given under.',
    },
    {
      what: 'examples of codes taken from coded passages',
      count: count('code_example'),
      why: 'They rest on passages that are in annotations.csv while they are coded.',
    },
    {
      what: 'rounds of coding',
      count: count('coding_round'),
      why: 'How articles were shared out, and which are done, has no table.',
    },
    {
      what: 'cases of adjudication',
      count: count('adjudication'),
      why: 'What was decided stands in annotations.csv with the layer as its coder; the cases and the reasons stay in the project.',
    },
    {
      what: 'blocks of story pages',
      count: count('story_correction') + count('story_block'),
      why: 'What was put right on a story’s page is counted in stories.csv; the page itself is in its report as HTML.',
    },
  ];
}

function excelNotes(folder: DatasetFolder) {
  return {
    guard: "'",
    guard_rule:
      'A cell that starts with = + - @, tab or carriage return, white space before it or not, or with an apostrophe, has one apostrophe in front. Take the first apostrophe of every cell that has one away to get the value.',
    guarded: [...folder.guarded].map(([key, cells]) => {
      const [file, column] = key.split('\n');
      return { file, column, cells };
    }),
    cell_limit: EXCEL_CELL_LIMIT,
    cut: folder.cut,
  };
}

/** Name of the project's file without its ending, for the name of a download. */
export function projectName(db: ReadableDb): string {
  const file = db.value<string>(`SELECT file FROM pragma_database_list WHERE name = 'main'`) ?? '';
  return basename(file).replace(/\.parallax$/i, '') || 'project';
}
