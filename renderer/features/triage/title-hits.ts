import { HIT_END, HIT_START } from '../../../shared/model/article.ts';
import { parseQuery } from '../../../shared/text/query.ts';
import { findHits, type HitTerm, terms } from '../../../shared/text/query-hits.ts';

/** What of a search to look for in titles; nothing when it cannot be understood. */
export function titleTerms(text: string): readonly HitTerm[] {
  if (text.trim() === '') return [];
  const { ast } = parseQuery(text);
  return ast ? terms(ast) : [];
}

/** A title with its hits between U+E000 and U+E001, as snippets have them. */
export function markedTitle(title: string, sought: readonly HitTerm[]): string {
  let marked = '';
  let at = 0;
  for (const { start, end } of findHits(title, sought, 'title')) {
    marked += `${title.slice(at, start)}${HIT_START}${title.slice(start, end)}${HIT_END}`;
    at = end;
  }
  return marked + title.slice(at);
}

/** Characters of a snippet that may stand before its first hit: a word or two. */
const BEFORE = 9;

/**
 * A snippet for one narrow line: it begins shortly before its first hit, at a word, so that the hit is seen. Null when it
 * has none, because what was searched for stands in the title.
 */
export function fromFirstHit(snippet: string): string | null {
  const hit = snippet.indexOf(HIT_START);
  if (hit < 0) return null;
  if (hit <= BEFORE) return snippet;
  const space = snippet.indexOf(' ', hit - BEFORE);
  const from = space >= 0 && space < hit ? space + 1 : hit;
  return `…${snippet.slice(from)}`;
}
