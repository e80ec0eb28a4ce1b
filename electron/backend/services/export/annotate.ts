import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { recordChange, type TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import { deleteCoding } from '../annotations/given.ts';
import { codingsOf } from '../annotations/read.ts';
import { writePieces } from '../annotations/stretches.ts';
import { findCoder, findOrAddCoder } from '../coders/names.ts';
import type { WriteContext } from '../handler.ts';
import type { PlannedCoding } from './annotate-codings.ts';
import { type AnnotatePlan, type PlannedAnnotation, planAnnotate } from './annotate-plan.ts';
import { writeRelations } from './annotate-relations.ts';

/** Reads annotations, and relations between them, back in from our own CSV, as one step of undo. */
export function annotateFromCsv(
  db: WritableDb,
  input: ParsedInputOf<'annotate.fromCsv'>,
  context: WriteContext,
): OutputOf<'annotate.fromCsv'> {
  const plan = planAnnotate(db, input, context);
  const count = plan.writes.length;
  const related = plan.relations.writes.length;
  if (input.dryRun || count + related === 0) return plan.result;
  const coders = coderIds(db, plan, context);
  const step = { action: 'annotation.import', label: labelOf(count, related), article: null };
  const write = (rows: TrackedRows) => {
    plan.codes.create(db, rows, plan.values, context.at);
    for (const planned of plan.writes) writeAnnotation(db, rows, planned, coders.get(planned.coder) ?? 0);
    writeRelations(db, rows, plan.relations, coders, context.at);
  };
  if (context.coder) context.change(step, write);
  else {
    // Someone else's work read in before a name was given: the step belongs to the first coder of the file.
    const coder = coders.values().next().value ?? 0;
    const { rooms } = recordChange(db, coder, context.at, step, write);
    context.touch([...rooms, 'history']);
  }
  const ends = plan.relations.writes.flatMap(({ fromId, toId }) => [fromId, toId]);
  const articles = db.column<string>(
    `SELECT DISTINCT a.article_id FROM json_each(?) j JOIN annotation n ON n.annotation_id = j.value
     JOIN article a ON a.id = n.article`,
    JSON.stringify(ends),
  );
  context.touch(['annotations'], [...new Set([...plan.writes.map((planned) => planned.articleId), ...articles])]);
  return plan.result;
}

function labelOf(annotations: number, relations: number): string {
  const of = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`);
  const told = [
    ...(annotations > 0 ? [of(annotations, 'annotation')] : []),
    ...(relations > 0 ? [of(relations, 'relation')] : []),
  ];
  return `Read in ${told.join(' and ')}`;
}

/** Row ids by name; coders that the project does not know yet are added. */
function coderIds(db: WritableDb, plan: AnnotatePlan, context: WriteContext): Map<string, number> {
  const ids = new Map<string, number>();
  for (const { coder } of [...plan.writes, ...plan.relations.writes]) {
    if (ids.has(coder)) continue;
    if (!findCoder(db, coder)) context.touch(['coders']);
    ids.set(coder, findOrAddCoder(db, coder, context.at).id);
  }
  return ids;
}

function writeAnnotation(db: WritableDb, rows: TrackedRows, planned: PlannedAnnotation, coder: number) {
  const { annotationId, before } = planned;
  const values = { ...planned.values, coder };
  const has = before ? codingsOf(db, annotationId) : [];
  const wanted = new Map(planned.codings.map((coding) => [coding.codingId, coding.codeId]));
  const moves = before !== undefined && before.article !== planned.values.article;
  const kept = new Map<string, Readonly<Record<string, string>>>();
  for (const { codingId, codeId, values: given } of has) {
    if (!moves && wanted.get(codingId) === codeId) kept.set(codingId, given);
    else deleteCoding(db, rows, codingId);
  }
  // Counts per article follow rows that come and go, not rows that change their article.
  if (moves) {
    writePieces(db, rows, annotationId, []);
    rows.delete('annotation', { annotation_id: annotationId });
  }
  if (before && !moves) rows.update('annotation', { annotation_id: annotationId }, values);
  else rows.insert('annotation', { annotation_id: annotationId, ...values });
  if (planned.pieces) {
    const pieces = planned.pieces.map(({ start, end, exact, prefix, suffix }) => ({
      ...{ start, end, exact, prefix, suffix },
    }));
    writePieces(db, rows, annotationId, pieces);
  }
  const createdAt = planned.values.created_at ?? null;
  for (const coding of planned.codings) writeCoding(rows, annotationId, coding, createdAt, kept.get(coding.codingId));
}

/** @param given values that a coding has which is there already */
function writeCoding(
  rows: TrackedRows,
  annotationId: string,
  { codingId, codeId, version, values }: PlannedCoding,
  createdAt: SqlValue,
  given: Readonly<Record<string, string>> | undefined,
) {
  const told: Record<string, SqlValue> = version === null ? {} : { code_version: version };
  const key = { coding_id: codingId };
  if (!given)
    rows.insert('coding', { ...key, annotation_id: annotationId, code_id: codeId, created_at: createdAt, ...told });
  else if (version !== null) rows.update('coding', key, told);
  for (const [attributeId, value] of values) {
    if (value === (given?.[attributeId] ?? '')) continue;
    if (value === '') rows.delete('coding_value', { ...key, attribute_id: attributeId });
    else rows.put('coding_value', { ...key, attribute_id: attributeId, value });
  }
}
