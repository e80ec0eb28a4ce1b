import { type FoldedText, fold, foldWithOffsets } from './fold.ts';
import type { QueryField, QueryNode } from './query.ts';
import type { Span } from './span.ts';

/** What a search looks for, for highlighting: tokens in a row, folded; the last one may be the start of a longer one. */
export interface HitTerm {
  tokens: string[];
  prefix: boolean;
  field: QueryField | null;
}

const TOKEN = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu;

/** The terms a match must or may contain: nothing from under a NOT. */
export function terms(ast: QueryNode): HitTerm[] {
  switch (ast.type) {
    case 'term': {
      const tokens = tokensOf(fold(ast.value)).map((token) => token.text);
      return tokens.length === 0 ? [] : [{ tokens, prefix: ast.kind === 'prefix', field: ast.field }];
    }
    case 'near':
      return ast.terms.flatMap(terms);
    case 'and':
    case 'or':
      return ast.parts.flatMap(terms);
    default:
      return ast.type === 'not' && ast.part.type === 'not' ? terms(ast.part.part) : [];
  }
}

/**
 * Where the terms occur, as the full-text index compares them (whole tokens, case and accents ignored): UTF-16 offsets
 * into the original text, sorted, overlapping ones joined.
 * @param field which column `text` is; terms for the other column are left out
 */
export function findHits(text: string, hitTerms: readonly HitTerm[], field: QueryField = 'text'): Span[] {
  const sought = hitTerms.filter((term) => term.field === null || term.field === field);
  if (sought.length === 0) return [];
  const folded = foldWithOffsets(text);
  const tokens = tokensOf(folded.text);
  const found: Span[] = [];
  for (let at = 0; at < tokens.length; at++) {
    for (const term of sought) {
      if (matchesAt(tokens, at, term)) found.push(original(folded, tokens, at, term));
    }
  }
  return joinOverlapping(found);
}

interface Token extends Span {
  text: string;
}

function tokensOf(folded: string): Token[] {
  const found: Token[] = [];
  for (const match of folded.matchAll(TOKEN)) {
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return found;
}

function matchesAt(tokens: Token[], at: number, term: HitTerm): boolean {
  const last = term.tokens.length - 1;
  if (at + last >= tokens.length) return false;
  for (let i = 0; i <= last; i++) {
    const token = tokens[at + i]!.text;
    const sought = term.tokens[i]!;
    if (i === last && term.prefix ? !token.startsWith(sought) : token !== sought) return false;
  }
  return true;
}

function original(folded: FoldedText, tokens: Token[], at: number, term: HitTerm): Span {
  const last = tokens[at + term.tokens.length - 1]!;
  return { start: folded.starts[tokens[at]!.start]!, end: folded.ends[last.end - 1]! };
}

function joinOverlapping(spans: Span[]): Span[] {
  const sorted = spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: Span[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}
