import { type QueryError, type QueryToken, queryError, tokenizeQuery } from './query-tokens.ts';
import type { Span } from './span.ts';

export type { QueryError } from './query-tokens.ts';

/** Columns of the full-text index. */
export type QueryField = 'title' | 'text';
/** What narrows a search by an article's metadata rather than its words. */
export type QueryFilter = 'source' | 'lang';

/** A word, or words in a row. `at` is where it stands in the query, UTF-16, without a field before it. */
export interface QueryTerm {
  type: 'term';
  kind: 'word' | 'phrase' | 'prefix';
  value: string;
  /** Only in this column; null: in any. */
  field: QueryField | null;
  at: Span;
}

/** The parsed query; `at` are UTF-16 offsets into it. */
export type QueryNode =
  | QueryTerm
  | { type: 'filter'; filter: QueryFilter; value: string; at: Span }
  | { type: 'near'; terms: QueryTerm[]; distance: number; field: QueryField | null; at: Span }
  | { type: 'and' | 'or'; parts: QueryNode[]; at: Span }
  | { type: 'not'; part: QueryNode; at: Span };

export type ParsedQuery = { ast: QueryNode; error: null } | { ast: null; error: QueryError };

/** Words that `NEAR(a b)` allows between its terms when no number is given. */
export const DEFAULT_NEAR_DISTANCE = 10;

// FTS5's parser has a stack of 100; one level here can become three pairs of parentheses there.
const MAX_NESTING = 10;
const MAX_TERMS = 200;

/**
 * Parses the query language: words (all must occur), `AND`, `OR`, `NOT` or `-word`, parentheses, "phrases", prefixes
 * (`clim*`), `title:word`, `text:word`, `source:name`, `lang:code`, `NEAR(a b, 5)`. AND binds closer than OR. Operators
 * are capitals: "and" is a word. Errors name the 1-based character they are about.
 */
export function parseQuery(query: string): ParsedQuery {
  try {
    const tokens = tokenizeQuery(query);
    if (tokens.length === 0) throw queryError('Type a word to search for.', query, 0, query.length);
    return { ast: new QueryParser(query, tokens).parse(), error: null };
  } catch (thrown) {
    if (isQueryError(thrown)) return { ast: null, error: thrown };
    throw thrown;
  }
}

export function isQueryError(value: unknown): value is QueryError {
  return typeof value === 'object' && value !== null && (value as QueryError).type === 'query-error';
}

class QueryParser {
  private next = 0;
  private depth = 0;
  private terms = 0;
  private readonly query: string;
  private readonly tokens: QueryToken[];

  constructor(query: string, tokens: QueryToken[]) {
    this.query = query;
    this.tokens = tokens;
  }

  parse(): QueryNode {
    const ast = this.alternatives(null);
    const left = this.peek();
    if (left) throw this.error('The closing parenthesis at {} has no opening one.', left);
    return ast;
  }

  private alternatives(field: QueryField | null): QueryNode {
    const parts = [this.conjunction(field)];
    while (this.peek()?.kind === 'OR') {
      const operator = this.take();
      this.needOperand(operator);
      parts.push(this.conjunction(field));
    }
    return parts.length === 1 ? parts[0]! : { type: 'or', parts, at: around(parts) };
  }

  private conjunction(field: QueryField | null): QueryNode {
    const parts = [this.factor(field)];
    for (let token = this.peek(); token && token.kind !== 'OR' && token.kind !== ')'; token = this.peek()) {
      if (token.kind === 'AND') this.needOperand(this.take());
      parts.push(this.factor(field));
    }
    return parts.length === 1 ? parts[0]! : { type: 'and', parts, at: around(parts) };
  }

  private factor(field: QueryField | null): QueryNode {
    const token = this.take();
    switch (token.kind) {
      case 'NOT':
      case '-': {
        this.needOperand(token);
        this.deeper(token);
        const part = this.factor(field);
        this.depth--;
        return { type: 'not', part, at: { start: token.start, end: part.at.end } };
      }
      case 'AND':
      case 'OR':
        throw this.error(`${token.kind} at {} needs a word before it.`, token);
      case ')':
        throw this.error('The closing parenthesis at {} has no opening one.', token);
      case '(':
        return this.group(token, field);
      case 'NEAR':
        return this.near(token, field);
      case 'field':
        return this.fielded(token, field);
      default:
        return this.term(token, field);
    }
  }

  private group(open: QueryToken, field: QueryField | null): QueryNode {
    this.deeper(open);
    const first = this.peek();
    if (first?.kind === ')') throw this.error('The parentheses at {} have nothing between them.', open);
    if (!first) throw this.error('The parenthesis at {} is not closed.', open);
    const inside = this.alternatives(field);
    if (this.peek()?.kind !== ')') throw this.error('The parenthesis at {} is not closed.', open);
    this.take();
    this.depth--;
    return inside;
  }

  private near(open: QueryToken, field: QueryField | null): QueryNode {
    const inside: QueryToken[] = [];
    let close = this.peek();
    for (; close && close.kind !== ')'; close = this.peek()) inside.push(this.take());
    if (!close) throw this.error('The parenthesis of NEAR at {} is not closed.', open);
    this.take();
    const limit = /,\s*(\d{1,4})\s*$/.exec(this.query.slice(open.end, close.start));
    const termsEnd = limit ? open.end + limit.index : close.start;
    const terms: QueryTerm[] = [];
    for (const token of inside) {
      if (token.start >= termsEnd) continue;
      if (token.kind !== 'word' && token.kind !== 'phrase' && token.kind !== 'prefix') {
        throw this.error('NEAR at {} takes words and phrases only, then a comma and a number.', open);
      }
      const clipped = token.end > termsEnd;
      const value = clipped ? token.value.slice(0, termsEnd - token.start) : token.value;
      terms.push(this.term({ ...token, value, end: clipped ? termsEnd : token.end }, field));
    }
    if (terms.length < 2) throw this.error('NEAR at {} needs at least two words, as in NEAR(port strike, 5).', open);
    const distance = limit ? Number(limit[1]) : DEFAULT_NEAR_DISTANCE;
    return { type: 'near', terms, distance, field, at: { start: open.start, end: close.end } };
  }

  private fielded(token: QueryToken, outer: QueryField | null): QueryNode {
    const name = token.value;
    const operand = this.peek();
    const detached = operand === undefined || operand.start !== token.end;
    if (detached) throw this.error(`${name}: at {} needs a word right after the colon.`, token);
    if (name === 'title' || name === 'text') {
      if (outer !== null && outer !== name)
        throw this.error(`${name}: at {} stands inside ${outer}: and could never match.`, token);
      if (operand.kind === ')' || operand.kind === 'field')
        throw this.error(`${name}: at {} needs a word right after the colon.`, token);
      return this.factor(name);
    }
    if (operand.kind !== 'word' && operand.kind !== 'phrase') {
      throw this.error(
        `${name}: at {} needs a name right after the colon, in quotation marks if it has spaces.`,
        token,
      );
    }
    this.take();
    return {
      type: 'filter',
      filter: name as QueryFilter,
      value: operand.value,
      at: { start: token.start, end: operand.end },
    };
  }

  private term(token: QueryToken, field: QueryField | null): QueryTerm {
    this.terms++;
    if (this.terms > MAX_TERMS)
      throw this.error(`The search has more than ${MAX_TERMS} words; the first too many is at {}.`, token);
    const kind = token.kind as QueryTerm['kind'];
    return { type: 'term', kind, value: token.value, field, at: { start: token.start, end: token.end } };
  }

  private needOperand(operator: QueryToken): void {
    const token = this.peek();
    const name = operator.kind === '-' ? 'The minus' : operator.kind;
    if (!token || token.kind === ')') throw this.error(`${name} at {} needs a word after it.`, operator);
    if (token.kind === 'AND' || token.kind === 'OR') {
      throw this.error(`${name} at {} is followed by ${token.kind}; a word must stand between them.`, operator);
    }
  }

  private deeper(token: QueryToken): void {
    this.depth++;
    if (this.depth > MAX_NESTING)
      throw this.error(`The search is nested more than ${MAX_NESTING} levels deep at {}.`, token);
  }

  private peek(): QueryToken | undefined {
    return this.tokens[this.next];
  }

  private take(): QueryToken {
    const token = this.tokens[this.next];
    if (!token) throw queryError('The search ends too early.', this.query, this.query.length, this.query.length);
    this.next++;
    return token;
  }

  private error(message: string, token: QueryToken): QueryError {
    return queryError(message, this.query, token.start, token.end);
  }
}

function around(parts: QueryNode[]): Span {
  return { start: parts[0]!.at.start, end: parts.at(-1)!.at.end };
}
