import { type Failure, failures } from '../files/failures.ts';

/** The text before the first element of the name, then each such element as it stands, or why it cannot be had. */
export type XmlPiece = { before: string } | { raw: string } | { failure: Failure };

/** The beginning of a feed is kept up to this many UTF-16 units. */
const LONGEST_HEAD = 65_536;
const TAG = /<(\/?)([^\s/>!?"'=]+)(?:"[^"]*"|'[^']*'|[^"'>])*>/y;

/**
 * Cuts the elements of one name out of a file of any size. Only marks are looked at, so that one broken element does not hide
 * the others; nothing but the element under way is held. Such elements do not lie in each other: where one begins inside
 * another, the first was never closed.
 * @param record name without prefix
 * @param limit longest element in UTF-16 units.
 */
export async function* xmlPieces(
  chunks: AsyncIterable<string>,
  record: string,
  limit: number,
): AsyncGenerator<XmlPiece> {
  let buffer = '';
  let at = 0;
  // Where the element under way goes on in the buffer, -1 outside one; what came before in pieces.
  let start = -1;
  let held: string[] = [];
  let length = 0;
  let before: string[] | null = [];
  let ahead = 0;
  let line = 1;
  let startLine = 1;
  const hold = (to: number) => {
    length += to - start;
    if (length > limit) held = [];
    else held.push(buffer.slice(start, to));
  };
  const begin = (mark: number) => {
    start = mark;
    held = [];
    length = 0;
    startLine = line + lines(buffer, 0, mark);
  };
  const finish = (end: number): XmlPiece => {
    hold(end);
    start = -1;
    return length > limit ? { failure: failures.recordTooLarge(limit) } : { raw: held.join('') };
  };
  const unclosed = (): XmlPiece => ({
    failure: failures.malformedXml(`the element that begins on line ${startLine} is never closed`),
  });
  const found = function* (final: boolean): Generator<XmlPiece> {
    while (at < buffer.length) {
      const mark = buffer.indexOf('<', at);
      at = mark < 0 ? buffer.length : mark;
      if (mark < 0) return;
      const end = markEnd(buffer, mark);
      if (end < 0) {
        if (!final && buffer.length - mark < limit) return;
        // Nothing behind it ends either: it would only be looked for again at every mark.
        if (final && (/^<[!?]/.test(buffer.slice(mark, mark + 2)) || buffer.indexOf('>', mark) < 0)) {
          at = buffer.length;
          return;
        }
        at = mark + 1;
        continue;
      }
      at = end;
      if (buffer[mark + 1] === '!' || buffer[mark + 1] === '?') continue;
      TAG.lastIndex = mark;
      const tag = TAG.exec(buffer);
      if (!tag) continue;
      const [whole, slash, name] = tag;
      if (name!.slice(name!.indexOf(':') + 1) !== record) continue;
      if (slash) {
        if (start >= 0) yield finish(end);
        continue;
      }
      if (start >= 0) yield unclosed();
      if (before) yield { before: (before.join('') + buffer.slice(0, mark)).slice(0, LONGEST_HEAD) };
      before = null;
      begin(mark);
      if (whole.endsWith('/>')) yield finish(end);
    }
  };
  let waiting: string[] = [];
  let waitingLength = 0;
  // A mark that is not at its end yet is looked at again when twice as much has come, not at every piece.
  let wanted = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    waitingLength += chunk.length;
    if (waitingLength < wanted) continue;
    buffer += waiting.join('');
    waiting = [];
    waitingLength = 0;
    yield* found(false);
    if (start >= 0) {
      hold(at);
      start = 0;
    }
    if (before && ahead < LONGEST_HEAD) {
      before.push(buffer.slice(0, at));
      ahead += at;
    }
    line += lines(buffer, 0, at);
    buffer = buffer.slice(at);
    wanted = buffer.length;
    at = 0;
  }
  buffer += waiting.join('');
  yield* found(true);
  if (start >= 0) yield { failure: failures.truncated('This record, and with it the file,') };
}

/** Where a tag, comment, CDATA section, instruction or document type ends; -1 when that has not come yet. */
function markEnd(text: string, at: number): number {
  const after = (mark: string) => {
    const end = text.indexOf(mark, at);
    return end < 0 ? -1 : end + mark.length;
  };
  if (text.startsWith('<!--', at)) return after('-->');
  if (text.startsWith('<![CDATA[', at)) return after(']]>');
  if (text.startsWith('<?', at)) return after('?>');
  if (text.startsWith('<!', at)) {
    const end = after('>');
    const subset = text.indexOf('[', at);
    // A document type with declarations of its own ends behind their bracket.
    if (subset < 0 || (end >= 0 && subset > end)) return end;
    const close = text.indexOf(']', subset);
    const last = close < 0 ? -1 : text.indexOf('>', close);
    return last < 0 ? -1 : last + 1;
  }
  TAG.lastIndex = at;
  if (TAG.test(text)) return TAG.lastIndex;
  // A lone bracket is no tag.
  return /^<\/?[\p{L}_:]/u.test(text.slice(at, at + 3)) || text.length - at < 3 ? -1 : at + 1;
}

function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
