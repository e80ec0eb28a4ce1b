import { failures } from '../files/failures.ts';
import type { RawRecord } from './jsonl-records.ts';

/** Names under which scrapers keep a list of articles in one JSON object. */
export const LIST_KEYS: readonly string[] = ['articles', 'items', 'results', 'posts'];

/** Nothing in the text is a list of records: it is a single value, or not JSON. */
export class NoListError extends Error {}

const SPACE = /[\s,]/;

/**
 * The elements of a top-level JSON array, or of the list that a top-level object holds under one of `LIST_KEYS`, named by
 * their number from 1. Only brackets and strings are looked at, so that one malformed element does not hide the others;
 * nothing but the element under way is held in memory.
 * @throws NoListError when there is no such list.
 */
export async function* jsonElements(chunks: AsyncIterable<string>, limit: number): AsyncGenerator<RawRecord> {
  type State = 'before' | 'object' | 'between' | 'element' | 'after';
  let state = 'before' as State;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let count = 0;
  let pieces: string[] = [];
  let held = 0;
  let tooLong = false;
  // In an object: the string read last at its top level, and whether it stands before a colon.
  let key = '';
  let isKey = false;

  const hold = (piece: string) => {
    held += piece.length;
    if (held > limit) {
      tooLong = true;
      pieces = [];
    } else pieces.push(piece);
  };
  const finish = (): RawRecord => {
    const record = String(++count);
    const raw = pieces.join('').trim();
    const skipped = tooLong;
    pieces = [];
    held = 0;
    tooLong = false;
    return skipped ? { record, failure: failures.recordTooLarge(limit) } : { record, raw };
  };

  for await (const chunk of chunks) {
    // Where the part of the chunk begins that belongs to the element under way.
    let from = 0;
    for (let i = 0; i < chunk.length; i++) {
      const char = chunk[i]!;
      if (inString) {
        if (escaped) escaped = false;
        else if (char === '\\') escaped = true;
        else if (char === '"') inString = false;
        if (state === 'object' && depth === 1 && inString && key.length < 20) key += char;
        continue;
      }
      if (state === 'before') {
        if (char === '[') state = 'between';
        else if (char === '{') {
          state = 'object';
          depth = 1;
        } else if (!SPACE.test(char) && char !== '\uFEFF') throw new NoListError();
        continue;
      }
      if (state === 'object') {
        if (char === '"') {
          inString = true;
          if (depth === 1) key = '';
        } else if (char === ':' && depth === 1) isKey = LIST_KEYS.includes(key);
        else if (char === '[' && depth === 1 && isKey) state = 'between';
        else if (char === '{' || char === '[') depth++;
        else if (char === '}' || char === ']') depth--;
        else if (!SPACE.test(char)) isKey = false;
        if (depth === 1 && (char === ',' || char === '"')) isKey = false;
        continue;
      }
      if (state === 'after') continue;
      if (state === 'between') {
        if (SPACE.test(char)) continue;
        if (char === ']') {
          state = 'after';
          continue;
        }
        state = 'element';
        depth = 0;
        from = i;
      }
      if (char === '"') inString = true;
      else if (char === '{' || char === '[') depth++;
      else if (depth > 0 && (char === '}' || char === ']')) depth--;
      else if (depth === 0 && (char === ',' || char === ']')) {
        hold(chunk.slice(from, i));
        state = char === ']' ? 'after' : 'between';
        yield finish();
      }
    }
    if (state === 'element') hold(chunk.slice(from));
  }
  if (state === 'before' || state === 'object') throw new NoListError();
  if (state === 'element') yield { record: String(count + 1), failure: failures.cutShort() };
}
