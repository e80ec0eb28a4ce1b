// Annotations: spans and whole articles with codes, memo and confidence. Offsets are UTF-16 into the text in force.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Annotation } from '../../../../shared/model/annotation.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { type ArticleText, articleText, articleTextByRow, checkedQuote } from '../spans/index.ts';
import {
  type AnnotationRow,
  annotationRow,
  annotationRows,
  codingsOf,
  codingsOfArticle,
  piecesOf,
  piecesOfArticle,
  toAnnotation,
} from './read.ts';

function requireAnnotation(db: ReadableDb, annotationId: string): AnnotationRow {
  const row = annotationRow(db, annotationId);
  if (!row) throw new AppError('NOT_FOUND', 'This annotation no longer exists.', { annotationId });
  return row;
}

/** Names of codes to be given. @throws AppError NOT_FOUND or, for a group or an archived code, CONFLICT */
function namesToGive(db: ReadableDb, codeIds: readonly string[]): string[] {
  return codeIds.map((codeId) => {
    const code = db.get<{ name: string; is_codable: number; archived: number }>(
      'SELECT name, is_codable, archived FROM code WHERE code_id = ?',
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
    return code.name;
  });
}

const listed = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ');

function codeNames(db: ReadableDb, annotationId: string): string[] {
  return db.column<string>(
    'SELECT name FROM coding JOIN code USING (code_id) WHERE annotation_id = ? ORDER BY coding.created_at, coding.rowid',
    annotationId,
  );
}

/** Gives codes that the annotation lacks. @returns how many. */
function addCodings(db: ReadableDb, rows: TrackedRows, annotationId: string, codeIds: readonly string[], at: string) {
  const has = new Set(db.column<string>('SELECT code_id FROM coding WHERE annotation_id = ?', annotationId));
  const added = [...new Set(codeIds)].filter((codeId) => !has.has(codeId));
  for (const codeId of added) {
    rows.insert('coding', { coding_id: randomUUID(), annotation_id: annotationId, code_id: codeId, created_at: at });
  }
  return added.length;
}

function answer(db: ReadableDb, annotationId: string, article: ArticleText): Annotation {
  return toAnnotation(
    requireAnnotation(db, annotationId),
    codingsOf(db, annotationId),
    piecesOf(db, annotationId),
    article,
  );
}

function changed(context: WriteContext, article: ArticleText) {
  context.touch(['annotations'], [article.articleId]);
}

/** What a second look at the same span adds to the first: nothing written before is lost. */
function joinedMemo(before: string, added: string): string {
  if (added === '' || added === before) return before;
  return before === '' ? added : `${before}\n${added}`;
}

export const handlers: RoomHandlers = {
  queries: {
    'annotations.ofArticle': (db, { articleId }) => {
      const article = articleText(db, articleId);
      const codings = codingsOfArticle(db, article.id);
      const pieces = piecesOfArticle(db, article.id);
      return annotationRows(db, article.id).map((row) =>
        toAnnotation(row, codings.get(row.annotation_id) ?? [], pieces.get(row.annotation_id) ?? [], article),
      );
    },
  },

  commands: {
    'annotations.create': (db, input, context) => {
      const coder = context.requireCoder();
      const article = articleText(db, input.articleId);
      const { start, end } = input;
      if (input.level === 'span' && (start === null || end === null)) {
        throw new AppError('INVALID_INPUT', 'An annotation of a span needs its start and end.');
      }
      if (input.level === 'article' && (start !== null || end !== null || input.quote !== null)) {
        throw new AppError('INVALID_INPUT', 'An annotation of a whole article has no span.');
      }
      const quote =
        start !== null && end !== null
          ? checkedQuote(article, { textVersionId: input.textVersionId, start, end, quote: input.quote })
          : null;
      const names = namesToGive(db, input.codeIds);
      const same = db.get<{ annotation_id: string; memo: string }>(
        `SELECT annotation_id, memo FROM annotation
         WHERE article = ? AND start IS ? AND coder = ? AND end IS ? AND level = ? AND status = 'anchored'
           AND (text_version_id = ? OR level = 'article')
         ORDER BY created_at, annotation_id LIMIT 1`,
        article.id,
        start,
        coder.id,
        end,
        input.level,
        article.textVersionId,
      );
      const what = input.level === 'article' ? `the article “${article.title}”` : 'a passage';
      const label =
        names.length === 0
          ? `Highlighted ${what}`
          : `Coded ${listed(names)}${input.level === 'article' ? ` on ${what}` : ''}`;
      const annotationId = same?.annotation_id ?? randomUUID();
      context.change({ action: 'annotation.create', label, article: article.id }, (rows) => {
        if (same) {
          const memo = joinedMemo(same.memo, input.memo);
          const values: Record<string, SqlValue> =
            input.confidence === null ? { memo } : { memo, confidence: input.confidence };
          const given = addCodings(db, rows, annotationId, input.codeIds, context.at);
          const { memo: memoNow, confidence } = requireAnnotation(db, annotationId);
          const differs = memoNow !== memo || (input.confidence !== null && confidence !== input.confidence);
          if (given > 0 || differs) {
            rows.update('annotation', { annotation_id: annotationId }, { ...values, updated_at: context.at });
          }
          return;
        }
        rows.insert('annotation', {
          annotation_id: annotationId,
          article: article.id,
          text_version_id: article.textVersionId,
          level: input.level,
          start,
          end,
          exact: quote?.exact ?? null,
          prefix: quote?.prefix ?? null,
          suffix: quote?.suffix ?? null,
          memo: input.memo,
          confidence: input.confidence,
          coder: coder.id,
          origin: 'manual',
          status: 'anchored',
          created_at: context.at,
          updated_at: context.at,
        });
        addCodings(db, rows, annotationId, input.codeIds, context.at);
      });
      changed(context, article);
      return answer(db, annotationId, article);
    },

    'annotations.edit': (db, input, context) => {
      const { annotationId, span, memo, confidence, addCodeIds = [], removeCodeIds = [] } = input;
      const row = requireAnnotation(db, annotationId);
      const article = articleTextByRow(db, row.article);
      const added = namesToGive(db, addCodeIds);
      const values: Record<string, SqlValue> = {};
      if (span) {
        if (row.level === 'article') {
          throw new AppError('INVALID_INPUT', 'An annotation of a whole article has no span.', { annotationId });
        }
        const inForce = { ...span, textVersionId: String(article.textVersionId), quote: null };
        const { exact, prefix, suffix } = checkedQuote(article, inForce);
        Object.assign(values, { ...span, exact, prefix, suffix });
        Object.assign(values, { text_version_id: article.textVersionId, status: 'anchored' });
      }
      if (memo !== undefined) values.memo = memo;
      if (confidence !== undefined) values.confidence = confidence;
      const before = codeNames(db, annotationId);
      const subject = before.length > 0 ? listed(before) : 'a highlight';
      const label = editLabel({
        span: !!span,
        memo: memo !== undefined,
        added,
        removed: removeCodeIds.length,
        subject,
      });
      context.change({ action: 'annotation.edit', label, article: article.id }, (rows) => {
        let codes = 0;
        for (const codeId of removeCodeIds) {
          const codingId = db.value<string>(
            'SELECT coding_id FROM coding WHERE annotation_id = ? AND code_id = ?',
            annotationId,
            codeId,
          );
          if (codingId === undefined) continue;
          rows.delete('coding', { coding_id: codingId });
          codes++;
        }
        codes += addCodings(db, rows, annotationId, addCodeIds, context.at);
        const current = row as unknown as Record<string, SqlValue>;
        const differs = Object.keys(values).some((name) => current[name] !== values[name]);
        if (codes === 0 && !differs) return;
        rows.update('annotation', { annotation_id: annotationId }, { ...values, updated_at: context.at });
      });
      changed(context, article);
      return answer(db, annotationId, article);
    },

    'annotations.delete': (db, { annotationId }, context) => {
      const row = requireAnnotation(db, annotationId);
      const article = articleTextByRow(db, row.article);
      const names = codeNames(db, annotationId);
      const label = names.length > 0 ? `Deleted an annotation of ${listed(names)}` : 'Deleted a highlight';
      context.change({ action: 'annotation.delete', label, article: row.article }, (rows) => {
        for (const { codingId } of codingsOf(db, annotationId)) rows.delete('coding', { coding_id: codingId });
        rows.delete('annotation', { annotation_id: annotationId });
      });
      changed(context, article);
      return {};
    },
  },
};

function editLabel(edit: { span: boolean; memo: boolean; added: string[]; removed: number; subject: string }): string {
  if (edit.span) return `Changed the span of ${edit.subject}`;
  if (edit.added.length > 0 && edit.removed > 0) return `Recoded ${edit.subject} as ${listed(edit.added)}`;
  if (edit.added.length > 0) return `Coded ${listed(edit.added)}`;
  if (edit.removed > 0) return `Removed a code from ${edit.subject}`;
  if (edit.memo) return `Wrote a memo on ${edit.subject}`;
  return `Set the confidence of ${edit.subject}`;
}
