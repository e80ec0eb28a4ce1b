import type { QueryField, QueryFilter, QueryNode, QueryTerm } from './query.ts';
import { isQueryError } from './query.ts';
import { type QueryError, queryError } from './query-tokens.ts';

/** A condition on metadata, in conjunction with the others: the article has (`negated`: has not) one of the values. */
export interface FtsFilter {
  field: QueryFilter;
  values: string[];
  negated: boolean;
}

export interface CompiledQuery {
  /** A MATCH expression for an FTS5 table with columns `title` and `text`; null: the filters alone decide. */
  match: string | null;
  filters: FtsFilter[];
  error: null;
}

export type CompileResult = CompiledQuery | { match: null; filters: []; error: QueryError };

// Without one of these a string has nothing that FTS5's unicode61 tokenizer would index.
const INDEXED = /[\p{L}\p{N}\p{Co}]/u;

/**
 * Compiles a parsed query for SQLite's FTS5. Every term is quoted, so that nothing in it is read as an operator; terms
 * without a letter or digit are left out.
 * @param query the text the tree was parsed from, for the positions in messages
 */
export function compileToFts(ast: QueryNode, query: string): CompileResult {
  try {
    const filters: FtsFilter[] = [];
    const required: string[] = [];
    const excluded: string[] = [];
    for (const part of conjuncts(ast)) {
      const filter = asFilter(part, query);
      if (filter) filters.push(filter);
      else addConjunct(part, required, excluded, query);
    }
    if (required.length === 0 && excluded.length > 0) {
      throw queryError(
        'NOT at {} only takes articles away: add a word that must occur.',
        query,
        firstNegation(ast)?.start ?? 0,
        query.length,
      );
    }
    if (required.length === 0 && filters.length === 0) {
      throw queryError('The search has no letter or digit to look for, from {} on.', query, ast.at.start, ast.at.end);
    }
    return { match: required.length === 0 ? null : subtract(required, excluded), filters, error: null };
  } catch (thrown) {
    if (isQueryError(thrown)) return { match: null, filters: [], error: thrown };
    throw thrown;
  }
}

function addConjunct(part: QueryNode, required: string[], excluded: string[], query: string): void {
  if (part.type === 'not') {
    const expression = expressionOf(part.part, query);
    if (expression !== null) excluded.push(expression);
    return;
  }
  const expression = expressionOf(part, query);
  if (expression !== null) required.push(expression);
}

function subtract(required: string[], excluded: string[]): string {
  const base = joined(required, 'AND');
  return excluded.length === 0 ? base : `(${base} NOT ${joined(excluded, 'OR')})`;
}

/** Nested ANDs as one list, double negations undone. */
function conjuncts(node: QueryNode): QueryNode[] {
  if (node.type === 'and') return node.parts.flatMap(conjuncts);
  if (node.type === 'not' && node.part.type === 'not') return conjuncts(node.part.part);
  return [node];
}

/** The MATCH expression of a subtree; null if nothing in it can be indexed. Filters have no place in one. */
function expressionOf(node: QueryNode, query: string): string | null {
  switch (node.type) {
    case 'term':
      return termExpression(node);
    case 'near':
      return nearExpression(node.terms, node.distance, node.field);
    case 'filter':
      throw queryError(
        `${node.filter}: at {} narrows the whole search; it cannot stand beside words in an OR or a NOT.`,
        query,
        node.at.start,
        node.at.end,
      );
    case 'or': {
      const parts: string[] = [];
      for (const part of node.parts) {
        if (conjuncts(part)[0]?.type === 'not' && conjuncts(part).length === 1) throw negationInOr(part, query);
        const expression = expressionOf(part, query);
        if (expression !== null) parts.push(expression);
      }
      return parts.length === 0 ? null : joined(parts, 'OR');
    }
    default: {
      const required: string[] = [];
      const excluded: string[] = [];
      for (const part of conjuncts(node)) addConjunct(part, required, excluded, query);
      if (required.length === 0 && excluded.length > 0) throw negationInOr(node, query);
      return required.length === 0 ? null : subtract(required, excluded);
    }
  }
}

function negationInOr(node: QueryNode, query: string): QueryError {
  const at = firstNegation(node) ?? node.at;
  return queryError(
    'NOT at {} needs a word beside it that must occur, as in (port NOT ship).',
    query,
    at.start,
    at.end,
  );
}

function firstNegation(node: QueryNode): QueryNode['at'] | null {
  if (node.type === 'not') return node.at;
  if (node.type !== 'and' && node.type !== 'or') return null;
  for (const part of node.parts) {
    const found = firstNegation(part);
    if (found) return found;
  }
  return null;
}

/** A filter, its negation, or filters of one field joined by OR. */
function asFilter(node: QueryNode, query: string): FtsFilter | null {
  if (node.type === 'filter') {
    if (node.value.trim() === '') {
      throw queryError(`${node.filter}: at {} has an empty name.`, query, node.at.start, node.at.end);
    }
    return { field: node.filter, values: [node.value], negated: false };
  }
  if (node.type === 'not') {
    const inner = asFilter(node.part, query);
    return inner && { ...inner, negated: !inner.negated };
  }
  if (node.type !== 'or') return null;
  const parts: FtsFilter[] = [];
  for (const part of node.parts) {
    const filter = asFilter(part, query);
    if (!filter || filter.negated || (parts[0] && parts[0].field !== filter.field)) return null;
    parts.push(filter);
  }
  return { field: parts[0]!.field, values: parts.flatMap((part) => part.values), negated: false };
}

function termExpression(term: QueryTerm): string | null {
  const quoted = quotedTerm(term);
  return quoted === null ? null : `${columnPrefix(term.field)}${quoted}`;
}

function nearExpression(terms: QueryTerm[], distance: number, field: QueryField | null): string | null {
  const quoted = terms.map(quotedTerm).filter((term) => term !== null);
  if (quoted.length === 0) return null;
  if (quoted.length === 1) return `${columnPrefix(field)}${quoted[0]}`;
  return `${columnPrefix(field)}NEAR(${quoted.join(' ')}, ${distance})`;
}

function quotedTerm(term: QueryTerm): string | null {
  if (!INDEXED.test(term.value)) return null;
  // SQLite reads a query up to its first NUL.
  const quoted = `"${term.value.replaceAll('\0', ' ').replaceAll('"', '""')}"`;
  return term.kind === 'prefix' ? `${quoted} *` : quoted;
}

function columnPrefix(field: QueryField | null): string {
  return field === null ? '' : `${field} : `;
}

/** Bracketed where there is more than one part, so that it can stand anywhere. */
function joined(parts: string[], operator: 'AND' | 'OR'): string {
  return parts.length === 1 ? parts[0]! : `(${parts.join(` ${operator} `)})`;
}
