// What the commands of annotations share: the annotation that is meant, the codes that can be given, and what is answered.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Annotation } from '../../../../shared/model/annotation.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import type { ArticleText } from '../spans/index.ts';
import { type AnnotationRow, annotationRow, codingsOf, piecesOf, toAnnotation } from './read.ts';

/** @throws AppError NOT_FOUND when it is gone, or hidden from the coder by a blind round. */
export function requireAnnotation(db: ReadableDb, annotationId: string, context: ReadContext): AnnotationRow {
  const row = annotationRow(db, annotationId, context);
  if (!row) throw new AppError('NOT_FOUND', 'This annotation no longer exists.', { annotationId });
  return row;
}

/** Names of codes to be given. @throws AppError NOT_FOUND, or CONFLICT for one that cannot be given to this. */
export function namesToGive(db: ReadableDb, codeIds: readonly string[], target: 'span' | 'article'): string[] {
  return codeIds.map((codeId) => {
    const code = db.get<{ name: string; is_codable: number; archived: number; applies_to: string }>(
      'SELECT name, is_codable, archived, applies_to FROM code WHERE code_id = ?',
      codeId,
    );
    if (!code) throw new AppError('NOT_FOUND', 'The codebook no longer has that code.', { codeId });
    if (code.archived) {
      throw new AppError('CONFLICT', `“${code.name}” is archived. Take it out of the archive to code with it.`, {
        codeId,
      });
    }
    if (!code.is_codable) {
      throw new AppError('CONFLICT', `“${code.name}” only groups other codes. Choose one below it.`, { codeId });
    }
    const appliesTo: string[] = JSON.parse(code.applies_to);
    if (!appliesTo.includes(target)) {
      const what = target === 'span' ? 'passages' : 'whole articles';
      throw new AppError(
        'CONFLICT',
        `“${code.name}” does not apply to ${what}. The codebook says what it applies to.`,
        {
          codeId,
        },
      );
    }
    return code.name;
  });
}

export const listed = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

export function codeNames(db: ReadableDb, annotationId: string): string[] {
  return db.column<string>(
    'SELECT name FROM coding JOIN code USING (code_id) WHERE annotation_id = ? ORDER BY coding.created_at, coding.rowid',
    annotationId,
  );
}

/** Gives codes that the annotation lacks. @returns how many. */
export function addCodings(
  db: ReadableDb,
  rows: TrackedRows,
  annotationId: string,
  codeIds: readonly string[],
  at: string,
): number {
  const has = new Set(db.column<string>('SELECT code_id FROM coding WHERE annotation_id = ?', annotationId));
  const added = [...new Set(codeIds)].filter((codeId) => !has.has(codeId));
  for (const codeId of added) {
    rows.insert('coding', { coding_id: randomUUID(), annotation_id: annotationId, code_id: codeId, created_at: at });
  }
  return added.length;
}

/** Takes a coding away with the values given to it. */
export function deleteCoding(db: ReadableDb, rows: TrackedRows, codingId: string): void {
  for (const attributeId of db.column<string>('SELECT attribute_id FROM coding_value WHERE coding_id = ?', codingId)) {
    rows.delete('coding_value', { coding_id: codingId, attribute_id: attributeId });
  }
  rows.delete('coding', { coding_id: codingId });
}

export function answer(db: ReadableDb, annotationId: string, article: ArticleText, context: ReadContext): Annotation {
  return toAnnotation(
    requireAnnotation(db, annotationId, context),
    codingsOf(db, annotationId),
    piecesOf(db, annotationId),
    article,
  );
}
