import { randomUUID } from 'node:crypto';
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Annotation } from '../../../../shared/model/annotation.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { articleTextByRow, placeInForce } from '../spans/index.ts';
import { addCodings, answer, codeNames, deleteCoding, listed, namesToGive, requireAnnotation } from './given.ts';
import { type AnnotationRow, codingsOf, piecesOf, placedPieces } from './read.ts';
import { quotedStretches, writePieces } from './stretches.ts';
import { carryValues, writeValues } from './values.ts';

type Edit = ParsedInputOf<'annotations.edit'>;

export function editAnnotation(db: WritableDb, input: Edit, context: WriteContext): Annotation {
  const { annotationId, span, memo, confidence, addCodeIds = [], removeCodeIds = [], values: given = [] } = input;
  const row = requireAnnotation(db, annotationId, context);
  const article = articleTextByRow(db, row.article);
  const here = row.level === 'article' ? null : placeInForce(row, article.textVersionId, article.text);
  refuseUnseen(input, row, here);
  const added = namesToGive(db, addCodeIds, row.level);
  const values: Record<string, SqlValue> = {};
  let pieces: ReturnType<typeof quotedStretches>['pieces'] | null = null;
  if (span || input.pieces) {
    if (row.level === 'article') {
      throw new AppError('INVALID_INPUT', 'An annotation of a whole article has no span.', { annotationId });
    }
    const main = span ?? here;
    if (!main) {
      throw new AppError('CONFLICT', 'This annotation has no place in the text. Place it again first.', {
        annotationId,
      });
    }
    const kept = input.pieces ?? (here ? placedPieces(row, piecesOf(db, annotationId), article) : []);
    const stretches = quotedStretches(article, [main, ...kept]);
    pieces = stretches.pieces;
    Object.assign(values, { ...stretches.span, text_version_id: article.textVersionId, status: 'anchored' });
  }
  if (memo !== undefined) values.memo = memo;
  if (confidence !== undefined) values.confidence = confidence;
  const before = codeNames(db, annotationId);
  const label = labelOf(input, row, added, before.length > 0 ? listed(before) : 'a highlight');
  context.change({ action: 'annotation.edit', label, article: article.id }, (rows) => {
    let differs = pieces !== null && writePieces(db, rows, annotationId, pieces);
    for (const codeId of removeCodeIds) {
      const codingId = codingOf(db, annotationId, codeId);
      if (codingId === undefined) continue;
      deleteCoding(db, rows, codingId);
      differs = true;
    }
    if (addCodings(db, rows, annotationId, addCodeIds, context.at) > 0) differs = true;
    if (writeValues(db, rows, annotationId, given)) differs = true;
    const current = row as unknown as Record<string, SqlValue>;
    if (Object.keys(values).some((name) => current[name] !== values[name])) differs = true;
    if (differs) rows.update('annotation', { annotation_id: annotationId }, { ...values, updated_at: context.at });
  });
  context.touch(['annotations'], [article.articleId]);
  return answer(db, annotationId, article, context);
}

const codingOf = (db: WritableDb, annotationId: string, codeId: string) =>
  db.value<string>('SELECT coding_id FROM coding WHERE annotation_id = ? AND code_id = ?', annotationId, codeId);

/**
 * Two windows that edit the same thing: the second is told what the first wrote, and nothing is written over it.
 * @throws AppError CONFLICT with `field`, `yours` and `theirs`
 */
function refuseUnseen(
  { annotationId, seen, span, memo, confidence }: Edit,
  row: AnnotationRow,
  here: { start: number; end: number } | null,
) {
  const place = here && { start: here.start, end: here.end };
  const fields = [
    { field: 'memo', yours: memo, theirs: row.memo, saw: seen?.memo },
    { field: 'confidence', yours: confidence, theirs: row.confidence, saw: seen?.confidence },
    { field: 'span', yours: span, theirs: place, saw: seen?.span },
  ];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  for (const { field, yours, theirs, saw } of fields) {
    if (yours === undefined || saw === undefined || same(theirs, saw) || same(theirs, yours)) continue;
    throw new AppError(
      'CONFLICT',
      `The ${field} of this annotation was changed elsewhere after you saw it. Yours was not written; both are kept for you to choose.`,
      { annotationId, field, yours, theirs },
    );
  }
}

function labelOf(edit: Edit, row: AnnotationRow, added: string[], subject: string): string {
  const removed = edit.removeCodeIds?.length ?? 0;
  if (edit.span && row.status === 'unplaced') return `Placed ${subject} again`;
  if (edit.span || edit.pieces) return `Changed the span of ${subject}`;
  if (added.length > 0 && removed > 0) return `Recoded ${subject} as ${listed(added)}`;
  if (added.length > 0) return `Coded ${listed(added)}`;
  if (removed > 0) return `Removed a code from ${subject}`;
  if (edit.values) return `Set attributes of ${subject}`;
  if (edit.memo !== undefined) return `Wrote a memo on ${subject}`;
  return `Set the confidence of ${subject}`;
}

/** Another code in the place of one, or of all; what was given to their attributes goes along where it fits. */
export function recode(
  db: WritableDb,
  { annotationId, fromCodeId, toCodeId }: ParsedInputOf<'annotations.recode'>,
  context: WriteContext,
): Annotation {
  const row = requireAnnotation(db, annotationId, context);
  const article = articleTextByRow(db, row.article);
  const [to = ''] = namesToGive(db, [toCodeId], row.level);
  const replaced = codingsOf(db, annotationId)
    .filter(({ codeId }) => (fromCodeId === null || codeId === fromCodeId) && codeId !== toCodeId)
    .map(({ codeId, codingId }) => ({ codeId, codingId, name: codeName(db, codeId) ?? '' }));
  if (fromCodeId !== null && codingOf(db, annotationId, fromCodeId) === undefined) {
    throw new AppError('NOT_FOUND', `The annotation no longer has “${codeName(db, fromCodeId) ?? 'that code'}”.`, {
      annotationId,
      fromCodeId,
    });
  }
  if (fromCodeId === null && replaced.length === 0 && codingOf(db, annotationId, toCodeId) === undefined) {
    throw new AppError('NOT_FOUND', 'The annotation has no code any more.', { annotationId });
  }
  if (replaced.length > 0) {
    const label = `Recoded ${listed(replaced.map(({ name }) => name))} as “${to}”`;
    context.change({ action: 'annotation.edit', label, article: article.id }, (rows) => {
      const there = codingOf(db, annotationId, toCodeId);
      const made = there ?? randomUUID();
      if (there === undefined) {
        const coding = { coding_id: made, annotation_id: annotationId, code_id: toCodeId, created_at: context.at };
        rows.insert('coding', coding);
      }
      for (const { codeId, codingId } of replaced) {
        carryValues(db, rows, { codeId, codingId }, { codeId: toCodeId, codingId: made });
        deleteCoding(db, rows, codingId);
      }
      rows.update('annotation', { annotation_id: annotationId }, { updated_at: context.at });
    });
    context.touch(['annotations'], [article.articleId]);
  }
  return answer(db, annotationId, article, context);
}

const codeName = (db: WritableDb, codeId: string) =>
  db.value<string>('SELECT name FROM code WHERE code_id = ?', codeId);

/** Deletes an annotation with everything that hangs on it: codes, values, pieces, relations. One step of undo. */
export function deleteAnnotation(
  db: WritableDb,
  { annotationId }: ParsedInputOf<'annotations.delete'>,
  context: WriteContext,
): Record<string, never> {
  const row = requireAnnotation(db, annotationId, context);
  const article = articleTextByRow(db, row.article);
  const names = codeNames(db, annotationId);
  const label = names.length > 0 ? `Deleted an annotation of ${listed(names)}` : 'Deleted a highlight';
  const relations = db.column<string>(
    'SELECT relation_id FROM relation WHERE from_id = ? UNION SELECT relation_id FROM relation WHERE to_id = ?',
    annotationId,
    annotationId,
  );
  const pieces = db.column<number>('SELECT ord FROM annotation_piece WHERE annotation_id = ?', annotationId);
  context.change({ action: 'annotation.delete', label, article: row.article }, (rows) => {
    for (const relationId of relations) rows.delete('relation', { relation_id: relationId });
    for (const { codingId } of codingsOf(db, annotationId)) deleteCoding(db, rows, codingId);
    for (const ord of pieces) rows.delete('annotation_piece', { annotation_id: annotationId, ord });
    rows.delete('annotation', { annotation_id: annotationId });
  });
  context.touch(['annotations'], [article.articleId]);
  return {};
}
