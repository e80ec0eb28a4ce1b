// Words found in texts, to be looked through and coded in bulk.
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { WordHit } from '../../../../shared/model/annotation.ts';
import { findAll } from '../../../../shared/text/find.ts';
import { sentences } from '../../../../shared/text/sentences.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { compileText } from '../articles/text-query.ts';
import { planView, readIds } from '../articles/view-plan.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { articleText, checkedQuote } from '../spans/index.ts';
import { annotationOn, insertAnnotation } from './create.ts';
import { addCodings, namesToGive } from './given.ts';

type Find = ParsedInputOf<'annotations.findHits'>;

/** UTF-16 units of the paragraph that are shown on either side of a find. */
const AROUND = 80;

/** Scripts that write no spaces: what stands beside a word there says nothing about where the word ends. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const ARTICLE = `
  SELECT a.id, a.article_id AS articleId, a.title AS articleTitle, s.name AS source, a.language,
         a.text_version_id AS textVersionId, b.text
  FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id LEFT JOIN source s ON s.id = a.source_id
  WHERE a.id = ?`;

interface SearchedArticle
  extends Omit<WordHit, 'textVersionId' | 'start' | 'end' | 'exact' | 'before' | 'after' | 'codeIds'> {
  id: number;
  textVersionId: number;
  text: string;
}

/** Row ids of the articles to look into, in the order of the view. */
function articlesOf(db: ReadableDb, { words, scope, insideWords }: Find, context: ReadContext): number[] {
  if ('articleId' in scope) return [articleText(db, scope.articleId).id];
  const maxId = db.value<number>('SELECT max(id) FROM article') ?? 0;
  const ids = Array.from(readIds(db, planView(db, scope.query, context.coder?.id ?? null, maxId), maxId));
  if (insideWords) return ids;
  // The index leaves out most articles; what words it has depends on letters and digits.
  const match = matchOf(words);
  if (match === null) return ids;
  const having = new Set(db.column<number>('SELECT rowid FROM article_fts WHERE article_fts MATCH ?', match));
  return ids.filter((id) => having.has(id));
}

function matchOf(words: string): string | null {
  try {
    return compileText(`"${words.replaceAll('"', ' ')}"`).match;
  } catch {
    return null;
  }
}

function findIn({ text, language }: SearchedArticle, { words, insideWords, unit }: Find): Span[] {
  const found = findAll(text, words, { wholeWord: !insideWords && !UNSPACED.test(words) });
  if (unit === 'words' || found.length === 0) return found;
  const around: Span[] = [];
  let at = 0;
  for (const sentence of sentences(text, language)) {
    while (found[at] && found[at]!.end <= sentence.start) at++;
    if (found[at] && found[at]!.start < sentence.end) around.push(sentence);
  }
  return around;
}

function contextOf(text: string, { start, end }: Span) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = text.indexOf('\n', end);
  const from = Math.max(lineStart, start - AROUND);
  const to = Math.min(lineBreak === -1 ? text.length : lineBreak, end + AROUND);
  return {
    before: `${from > lineStart ? '…' : ''}${text.slice(from, start).replace(/^[\udc00-\udfff]/, '')}`,
    after: `${text.slice(end, to).replace(/[\ud800-\udbff]$/, '')}${to < text.length && text[to] !== '\n' ? '…' : ''}`,
  };
}

export function findHits(db: ReadableDb, input: Find, context: ReadContext): OutputOf<'annotations.findHits'> {
  const hits: WordHit[] = [];
  let articles = 0;
  for (const id of articlesOf(db, input, context)) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'The search was stopped.');
    const article = db.get<SearchedArticle>(ARTICLE, id);
    if (!article) continue;
    const found = findIn(article, input);
    if (found.length === 0) continue;
    articles++;
    const given = codesOnSpans(db, id, context);
    const { text, textVersionId, articleId, articleTitle, source, language } = article;
    for (const span of found) {
      if (hits.length === input.limit) return { hits, articles, more: true };
      hits.push({
        ...{ articleId, textVersionId: String(textVersionId), articleTitle, source, language },
        ...span,
        exact: text.slice(span.start, span.end),
        ...contextOf(text, span),
        codeIds: given.get(`${span.start} ${span.end}`) ?? [],
      });
    }
  }
  return { hits, articles, more: false };
}

/** Codes that the coder gave, by span. */
function codesOnSpans(db: ReadableDb, article: number, { coder }: ReadContext): Map<string, string[]> {
  const rows = db.all<{ place: string; codeIds: string }>(
    `SELECT a.start || ' ' || a.end AS place, json_group_array(c.code_id) AS codeIds
     FROM annotation a JOIN coding c USING (annotation_id)
     WHERE a.article = ? AND a.coder = ? AND a.start IS NOT NULL GROUP BY a.start, a.end`,
    article,
    coder?.id ?? null,
  );
  return new Map(rows.map(({ place, codeIds }) => [place, JSON.parse(codeIds)]));
}

/** One step of undo however many places. What changed since it was found is left out, not guessed at. */
export function codeHits(
  db: WritableDb,
  { codeId, words, hits }: ParsedInputOf<'annotations.codeHits'>,
  context: WriteContext,
): OutputOf<'annotations.codeHits'> {
  const coder = context.requireCoder();
  const [name = ''] = namesToGive(db, [codeId], 'span');
  const texts = new Map([...new Set(hits.map((hit) => hit.articleId))].map((id) => [id, articleText(db, id)]));
  const changed = new Set<string>();
  let coded = 0;
  let already = 0;
  const [only] = texts.size === 1 ? texts.values() : [];
  const label = `Coded “${name}” where “${words}” was found`;
  const touched = new Set<string>();
  context.change({ action: 'annotation.create', label, article: only?.id ?? null }, (rows) => {
    for (const { articleId, textVersionId, start, end, exact } of hits) {
      const article = texts.get(articleId)!;
      let quote: ReturnType<typeof checkedQuote>;
      try {
        quote = checkedQuote(article, { textVersionId, start, end, quote: exact });
      } catch (error) {
        if (!(error instanceof AppError) || (error.code !== 'STALE' && error.code !== 'CONFLICT')) throw error;
        changed.add(article.title);
        continue;
      }
      const place = { level: 'span', start, end } as const;
      const same = annotationOn(db, article, coder.id, place)?.annotation_id;
      const annotationId =
        same ?? insertAnnotation(rows, article, { ...place, coder: coder.id, at: context.at }, { ...quote });
      if (addCodings(db, rows, annotationId, [codeId], context.at) === 0) {
        already++;
        continue;
      }
      if (same) rows.update('annotation', { annotation_id: same }, { updated_at: context.at });
      coded++;
      touched.add(articleId);
    }
  });
  if (coded > 0) context.touch(['annotations'], touched.size > 200 ? null : [...touched]);
  return { coded, already, changed: [...changed] };
}
