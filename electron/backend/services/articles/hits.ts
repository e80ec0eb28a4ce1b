import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { HIT_END, HIT_START } from '../../../../shared/model/article.ts';
import { findHits } from '../../../../shared/text/query-hits.ts';
import { paragraphs } from '../../../../shared/text/segmentation.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb } from '../../db/types.ts';
import { findArticle, textOf } from './article.ts';
import { compileText } from './text-query.ts';

/** UTF-16 units around the first hit of a passage, cut back to a space. */
const BEFORE = 80;
const AFTER = 160;

/**
 * Passages of one article around the hits of a query, in order; hits close together share a passage. `total` counts
 * the hits in the whole text.
 * @throws AppError QUERY_INVALID, NOT_FOUND
 */
export function readHits(db: ReadableDb, input: ParsedInputOf<'articles.hits'>): OutputOf<'articles.hits'> {
  const { hitTerms } = compileText(input.text);
  const text = textOf(db, findArticle(db, input.articleId).textVersionId);
  const found = findHits(text, hitTerms);
  const passages: OutputOf<'articles.hits'>['hits'] = [];
  const lines = paragraphs(text);
  let line = 0;
  for (let at = 0; at < found.length && passages.length < input.limit; ) {
    const first = found[at]!;
    while (lines[line + 1] && lines[line + 1]!.start <= first.start) line++;
    const around = passageAround(text, lines[line]!, first);
    const within: Span[] = [];
    while (at < found.length && found[at]!.end <= around.end) within.push(found[at++]!);
    passages.push({ paragraph: line + 1, start: first.start, snippet: marked(text, around, lines[line]!, within) });
  }
  return { total: found.length, hits: passages };
}

function passageAround(text: string, paragraph: Span, hit: Span): Span {
  let start = Math.max(paragraph.start, hit.start - BEFORE);
  if (start > paragraph.start) {
    const space = text.indexOf(' ', start);
    start = space === -1 || space >= hit.start ? hit.start : space + 1;
  }
  let end = Math.min(Math.max(paragraph.end, hit.end), hit.end + AFTER);
  if (end < paragraph.end) end = Math.max(text.lastIndexOf(' ', end), hit.end);
  return { start, end };
}

function marked(text: string, passage: Span, paragraph: Span, hits: readonly Span[]): string {
  const clean = (from: number, to: number) =>
    text.slice(from, to).replaceAll(HIT_START, '').replaceAll(HIT_END, '').replace(/\s+/g, ' ');
  let snippet = passage.start > paragraph.start ? '…' : '';
  let at = passage.start;
  for (const hit of hits) {
    snippet += clean(at, hit.start) + HIT_START + clean(hit.start, hit.end) + HIT_END;
    at = hit.end;
  }
  return snippet + clean(at, passage.end) + (passage.end < paragraph.end ? '…' : '');
}
