import { type Failure, failures } from './failures.ts';

/** The text before the first element of the name, then each such element as it stands, or why it cannot be had. */
export type XmlPiece = { before: string } | { raw: string } | { failure: Failure };

/** The beginning of a feed is kept up to this many UTF-16 units. */
const LONGEST_HEAD = 1_000_000;
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
  let start = -1;
  let before: string | null = '';
  let tooLong = false;
  let line = 1;
  let startLine = 1;
  const found = function* (final: boolean): Generator<XmlPiece> {
    while (at < buffer.length) {
      const mark = buffer.indexOf('<', at);
      if (mark < 0) {
        at = buffer.length;
        return;
      }
      const end = markEnd(buffer, mark);
      if (end < 0) {
        at = mark;
        if (!final && buffer.length - mark < limit) return;
        at = mark + 1;
        continue;
      }
      at = end;
      if (buffer[mark + 1] === '!' || buffer[mark + 1] === '?') continue;
      TAG.lastIndex = mark;
      const [whole, slash, name] = TAG.exec(buffer)!;
      if (name!.slice(name!.indexOf(':') + 1) !== record) continue;
      if (slash) {
        if (start >= 0) yield finish(end);
      } else {
        if (start >= 0) yield unclosed();
        if (before !== null) yield { before: (before + buffer.slice(0, mark)).slice(0, LONGEST_HEAD) };
        before = null;
        start = mark;
        startLine = line + lines(buffer, 0, mark);
        if (whole.endsWith('/>')) yield finish(end);
      }
    }
  };
  const finish = (end: number): XmlPiece => {
    const piece = tooLong ? { failure: failures.recordTooLarge(limit) } : { raw: buffer.slice(start, end) };
    start = -1;
    tooLong = false;
    return piece;
  };
  const unclosed = (): XmlPiece => {
    tooLong = false;
    return { failure: failures.malformedXml(`the element that begins on line ${startLine} is never closed`) };
  };
  for await (const chunk of chunks) {
    buffer += chunk;
    yield* found(false);
    // What is dealt with goes; of an element that is too long only its marks are followed.
    if (start >= 0 && at - start > limit) tooLong = true;
    const keep = start >= 0 && !tooLong ? start : at;
    if (before !== null && before.length < LONGEST_HEAD) before += buffer.slice(0, keep);
    line += lines(buffer, 0, keep);
    buffer = buffer.slice(keep);
    at -= keep;
    if (start >= 0) start = tooLong ? 0 : start - keep;
  }
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
