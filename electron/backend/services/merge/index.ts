// Merging: takes what other coders did in their own copy of the project, or in a project of the same corpus, in.
import type { MergeReport } from '../../../../shared/contract/rooms/merge.ts';
import { recordChange, type TrackedRows } from '../../db/change-log.ts';
import { openConnection } from '../../db/connection.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { findCoder, findOrAddCoder, tidyName } from '../coders/names.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { mergeAnnotations, mergeRelations } from './annotations.ts';
import { matchArticles } from './articles.ts';
import { mergeClaims } from './claims.ts';
import { mergeCodebook } from './codebook.ts';
import { Conflicts, type Merge } from './merge.ts';
import { mergeAdjudication, mergeDecisions, mergeRounds } from './work.ts';

export interface MergeInput {
  /** A copy of the other project that nobody else has open, brought to this version's schema. */
  copy: string;
  /** Where the other project lies, its hash, and the name it goes by. */
  path: string;
  sha256: string;
  name: string;
  backup: string | null;
}

/** Knows coders by name, in whatever spelling, and makes those known that the project lacks. */
function coderMapper(ours: ReadableDb, theirs: ReadableDb, rows: TrackedRows, at: string) {
  const known = new Map<number, number>();
  return (theirId: number): number => {
    const found = known.get(theirId);
    if (found !== undefined) return found;
    const there = theirs.get<{ name: string; kind: string; color: number | null; note: string }>(
      'SELECT name, kind, color, note FROM coder WHERE id = ?',
      theirId,
    );
    if (!there) throw new Error(`The other project has no coder ${theirId}.`);
    let id = findCoder(ours, there.name)?.id;
    if (id === undefined) {
      id = (ours.value<number>('SELECT coalesce(max(id), 0) FROM coder') ?? 0) + 1;
      rows.insertMany('coder', [{ ...there, id, name: tidyName(there.name), created_at: at }]);
    }
    known.set(theirId, id);
    return id;
  };
}

/** Who has work in a project that a merge would take. */
const WORKERS = `SELECT name FROM coder WHERE id IN (SELECT coder FROM annotation UNION SELECT coder FROM claim
  UNION SELECT coder FROM claim_verdict UNION SELECT coder FROM triage_decision UNION SELECT coder FROM relation) ORDER BY id`;

function applyMerge(ours: WritableDb, input: MergeInput, context: WriteContext): Omit<MergeReport, 'seconds'> {
  const { at } = context;
  const { db: theirs, close } = openConnection(input.copy, { mode: 'read' });
  try {
    const articles = matchArticles(ours, theirs, input.name);
    const conflicts = new Conflicts();
    const titles = new Map<number, { articleId: string; title: string }>();
    const titleOf = (id: number) => {
      const known =
        titles.get(id) ??
        ours.get<{ articleId: string; title: string }>(
          'SELECT article_id AS articleId, title FROM article WHERE id = ?',
          id,
        )!;
      titles.set(id, known);
      return known;
    };
    const write = (rows: TrackedRows) => {
      const coder = coderMapper(ours, theirs, rows, at);
      const merge: Merge = { ours, theirs, rows, at, articles, coder, conflicts, titleOf };
      const codebook = mergeCodebook(merge);
      const annotations = mergeAnnotations(merge, codebook);
      const relations = mergeRelations(merge, codebook);
      const claims = mergeClaims(merge, codebook);
      const decisions = mergeDecisions(merge);
      const rounds = mergeRounds(merge);
      mergeAdjudication(merge);
      return { annotations, codes: codebook.counts, claims, decisions, relations, rounds };
    };
    const step = { action: 'project.merge', label: `Merged “${input.name}”`, article: null };
    const counts = context.coder ? context.change(step, write) : withoutCoder(ours, theirs, step, context, write);
    context.touch(['articles', 'triage', 'codebook', 'annotations', 'claims', 'coders', 'rounds'], null);
    const report: Omit<MergeReport, 'seconds'> = {
      path: input.path,
      name: input.name,
      projectId: theirs.value<string>(`SELECT value FROM meta WHERE key = 'project_id'`) ?? '',
      sha256: input.sha256,
      at,
      articles: { there: articles.there, common: articles.common.size },
      coders: theirs.column<string>(WORKERS),
      ...counts,
      unplaced: conflicts.unplaced,
      conflicts: conflicts.list,
      conflictCount: conflicts.count,
      backup: input.backup,
    };
    ours.run(
      `INSERT INTO merged_project (project_id, sha256, name, at, report) VALUES (:projectId, :sha256, :name, :at, :json)
       ON CONFLICT DO UPDATE SET name = excluded.name, at = excluded.at, report = excluded.report`,
      { projectId: report.projectId, sha256: report.sha256, name: report.name, at, json: JSON.stringify(report) },
    );
    return report;
  } finally {
    close();
  }
}

/** Merged from the command line before anyone gave a name here: the step belongs to the first coder there is. */
function withoutCoder<T>(
  ours: WritableDb,
  theirs: ReadableDb,
  step: Parameters<typeof recordChange>[3],
  context: WriteContext,
  write: (rows: TrackedRows) => T,
): T {
  const first = (db: ReadableDb) => db.value<string>('SELECT name FROM coder ORDER BY id LIMIT 1');
  const { id } = findOrAddCoder(ours, first(ours) ?? first(theirs) ?? 'merged', context.at);
  const { output, rooms } = recordChange(ours, id, context.at, step, write);
  context.touch([...rooms, 'history']);
  return output;
}

export const handlers: RoomHandlers = {
  queries: {
    'merge.reports': (db) =>
      db
        .column<string>('SELECT report FROM merged_project ORDER BY at DESC, name')
        .map((report) => ({ seconds: 0, ...JSON.parse(report) }) as MergeReport),
  },
  reads: {
    /** Refuses a project without an article in common, before anything is merged. */
    'merge/check'(db, { copy, name }: MergeInput) {
      const other = openConnection(copy, { mode: 'read' });
      try {
        matchArticles(db, other.db, name);
      } finally {
        other.close();
      }
    },
  },
  writes: {
    'merge/apply': applyMerge,
  },
};
