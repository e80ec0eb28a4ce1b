import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Suggestion } from '../../../../shared/model/suggestion.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import { annotationOn, insertAnnotation } from '../annotations/create.ts';
import { addCodings, namesToGive } from '../annotations/given.ts';
import type { WriteContext } from '../handler.ts';
import { type ArticleText, articleText, checkedQuote } from '../spans/index.ts';
import { LabelCodes, LEARNED } from './codes.ts';
import { knownSuggestions } from './read.ts';

type Named = ParsedInputOf<'suggestions.reject'>;

interface Found {
  article: ArticleText;
  suggestion: Suggestion;
  decisionId: string | null;
}

/** @throws AppError STALE when the article has another text now, NOT_FOUND when the analyser no longer says so. */
function found(db: WritableDb, place: Named, context: WriteContext): Found {
  const article = articleText(db, place.articleId);
  const { start, end, analyser, label } = place;
  checkedQuote(article, { textVersionId: place.textVersionId, start, end, quote: null });
  const known = knownSuggestions(db, article, context).find(
    ({ suggestion: one }) => one.start === start && one.end === end && one.analyser === analyser && one.label === label,
  );
  if (!known) {
    throw new AppError(
      'NOT_FOUND',
      'This is no longer suggested: the article was looked at again, or the passage has the code already.',
      { articleId: place.articleId, start, end },
    );
  }
  return { article, ...known };
}

/** What the label is called, without what a code is named elsewhere. */
function labelInWords(db: WritableDb, { analyser, label }: Suggestion): string {
  return analyser === LEARNED ? new LabelCodes(db).nameOf(label) : label.replaceAll('_', ' ');
}

const decisionRow = (
  { article, suggestion, decisionId }: Found,
  context: WriteContext,
  more: Record<string, SqlValue>,
): Record<string, SqlValue> => ({
  decision_id: decisionId ?? randomUUID(),
  article: article.id,
  text_version_id: article.textVersionId,
  analyser: suggestion.analyser,
  version: suggestion.version,
  label: suggestion.label,
  start: suggestion.start,
  end: suggestion.end,
  exact: article.text.slice(suggestion.start, suggestion.end),
  annotation_id: null,
  coder: context.requireCoder().id,
  decided_at: context.at,
  ...more,
});

/**
 * The annotation remembers the analyser with its version as its origin; on a span that the coder has annotated already the code
 * joins that annotation, which keeps its own.
 */
export function accept(
  db: WritableDb,
  { span, codeId, ...place }: ParsedInputOf<'suggestions.accept'>,
  context: WriteContext,
): OutputOf<'suggestions.accept'> {
  const coder = context.requireCoder();
  const one = found(db, place, context);
  const { article, suggestion } = one;
  if (suggestion.annotationId !== null) {
    throw new AppError('CONFLICT', 'This suggestion is accepted already. Change the annotation it became.', {
      annotationId: suggestion.annotationId,
    });
  }
  const { start, end } = span ?? suggestion;
  const quote = checkedQuote(article, { textVersionId: place.textVersionId, start, end, quote: null });
  const [name] = namesToGive(db, [codeId], 'span');
  const isChanged =
    start !== suggestion.start ||
    end !== suggestion.end ||
    (suggestion.codeId !== null && suggestion.codeId !== codeId);
  const origin = `${suggestion.analyser} ${suggestion.version}`;
  const same = annotationOn(db, article, coder.id, { level: 'span', start, end });
  let annotationId = same?.annotation_id ?? '';
  context.change(
    { action: 'suggestion.accept', label: `Accepted a suggestion as “${name}”`, article: article.id },
    (rows) => {
      if (!same) {
        const row = { level: 'span' as const, start, end, coder: coder.id, at: context.at };
        annotationId = insertAnnotation(rows, article, row, { ...quote, origin });
      }
      const given = addCodings(db, rows, annotationId, [codeId], context.at);
      if (same && given > 0) rows.update('annotation', { annotation_id: annotationId }, { updated_at: context.at });
      rows.put(
        'suggestion_decision',
        decisionRow(one, context, { decision: isChanged ? 'changed' : 'accepted', annotation_id: annotationId }),
      );
    },
  );
  context.touch(['annotations', 'suggestions'], [article.articleId]);
  return { annotationId };
}

/** The same and its like are not suggested again, to this coder; it teaches what is learned of the code. */
export function reject(db: WritableDb, place: Named, context: WriteContext): OutputOf<'suggestions.reject'> {
  context.requireCoder();
  const one = found(db, place, context);
  const { suggestion, article } = one;
  if (suggestion.annotationId !== null) {
    throw new AppError('CONFLICT', 'This suggestion is accepted. Delete the annotation it became, then reject it.', {
      annotationId: suggestion.annotationId,
    });
  }
  if (suggestion.decision === 'rejected') return {};
  const label = `Rejected a suggestion of “${labelInWords(db, suggestion)}”`;
  context.change({ action: 'suggestion.reject', label, article: article.id }, (rows) =>
    rows.put('suggestion_decision', decisionRow(one, context, { decision: 'rejected' })),
  );
  context.touch(['suggestions'], [article.articleId]);
  return {};
}

export function reopen(db: WritableDb, place: Named, context: WriteContext): OutputOf<'suggestions.reopen'> {
  context.requireCoder();
  const { suggestion, article, decisionId } = found(db, place, context);
  if (suggestion.annotationId !== null) {
    throw new AppError('CONFLICT', 'This suggestion is accepted. Delete the annotation it became to open it again.', {
      annotationId: suggestion.annotationId,
    });
  }
  if (decisionId === null) return {};
  const label = `Opened a suggestion of “${labelInWords(db, suggestion)}” again`;
  context.change({ action: 'suggestion.reopen', label, article: article.id }, (rows) =>
    rows.delete('suggestion_decision', { decision_id: decisionId }),
  );
  context.touch(['suggestions'], [article.articleId]);
  return {};
}
