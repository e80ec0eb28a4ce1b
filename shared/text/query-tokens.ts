/** What is wrong with a query, and where. Never thrown out of this room: `parseQuery` and `compileToFts` return it. */
export interface QueryError {
  type: 'query-error';
  /** For the person who typed it; names the 1-based character (code points). */
  message: string;
  /** The place in the query, UTF-16 offsets. */
  start: number;
  end: number;
}

export interface QueryToken {
  kind: 'word' | 'phrase' | 'prefix' | 'field' | 'NEAR' | 'AND' | 'OR' | 'NOT' | '-' | '(' | ')';
  value: string;
  start: number;
  end: number;
}

const SPACE = /\s/u;
const QUOTATION_MARK = /["“”„«»]/;
const ENDS_WORD = /[\s()"“”„«»]/u;
const FIELD = /^(title|text|source|lang):/i;

/** `{}` in the message becomes the 1-based position. */
export function queryError(message: string, query: string, start: number, end: number): QueryError {
  const position = [...query.slice(0, start)].length + 1;
  return { type: 'query-error', message: message.replace('{}', String(position)), start, end };
}

/** @throws QueryError */
export function tokenizeQuery(query: string): QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < query.length) {
    const character = query[at]!;
    if (SPACE.test(character)) {
      at++;
      continue;
    }
    const token = readToken(query, at, character, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function readToken(query: string, at: number, character: string, previous: QueryToken | undefined): QueryToken {
  if (character === '(' || character === ')') return { kind: character, value: character, start: at, end: at + 1 };
  if (QUOTATION_MARK.test(character)) return readPhrase(query, at);
  const opensOperand = previous === undefined || previous.end < at || previous.kind === '(' || previous.kind === 'NEAR';
  const following = query[at + 1];
  if (character === '-' && opensOperand && following !== undefined && !/[\s)-]/u.test(following)) {
    return { kind: '-', value: '-', start: at, end: at + 1 };
  }
  return readWord(query, at);
}

function readPhrase(query: string, at: number): QueryToken {
  let close = at + 1;
  while (close < query.length && !QUOTATION_MARK.test(query[close]!)) close++;
  if (close >= query.length) throw queryError('The quotation mark at {} is not closed.', query, at, at + 1);
  const isPrefix = query[close + 1] === '*';
  return {
    kind: isPrefix ? 'prefix' : 'phrase',
    value: query.slice(at + 1, close),
    start: at,
    end: close + (isPrefix ? 2 : 1),
  };
}

function readWord(query: string, at: number): QueryToken {
  let end = at;
  while (end < query.length && !ENDS_WORD.test(query[end]!)) end++;
  const word = query.slice(at, end);
  if (word === 'AND' || word === 'OR' || word === 'NOT') return { kind: word, value: word, start: at, end };
  if (word === 'NEAR' && query[end] === '(') return { kind: 'NEAR', value: word, start: at, end: end + 1 };
  const field = FIELD.exec(word);
  if (field) return { kind: 'field', value: field[1]!.toLowerCase(), start: at, end: at + field[0].length };
  const star = word.indexOf('*');
  if (star !== -1 && /[\p{L}\p{N}]/u.test(word.slice(star))) {
    throw queryError('The * at {} must stand at the end of a word, as in elect*.', query, at + star, at + star + 1);
  }
  if (star > 0) return { kind: 'prefix', value: word.slice(0, star), start: at, end };
  return { kind: 'word', value: word, start: at, end };
}
