import type { Block } from '../extract/types.ts';
import { block, closeLists } from './blocks-article.ts';
import { type PdfLine, runningLines } from './pdf-lines.ts';

/** Type this much larger than that of the text is a heading's. */
const HEADING = 1.15;
const BULLET = /^(?:[•‣◦▪●○–—*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S/;
/** Dots that lead to a page number: a line of a table of contents. */
const LEADERS = /(?:\. ?){6,}/;
const ENDS = /[.!?…:;。！？؟।]["'”’»)\]]*$/u;

/** The paragraphs of a document's lines: put together over line, column and page ends, heads and page numbers cut. */
export function paragraphsOf(pages: readonly (readonly PdfLine[])[]): Block[] {
  const running = runningLines(pages);
  const lines = pages.flat();
  const body = commonest(lines);
  const leading = commonestLeading(lines);
  const words = new Set(lines.flatMap((line) => line.text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []));
  const blocks: Block[] = [];
  let text = '';
  let last: PdfLine | null = null;
  let kind: Block['kind'] = 'paragraph';
  const flush = () => {
    if (text) blocks.push(block(text, kind));
    text = '';
    last = null;
  };
  for (const line of lines) {
    if (running.has(line)) {
      // It does not end the paragraph that goes on over the page.
      blocks.push(block(line.text, 'line', 'footer'));
      continue;
    }
    if (last && !goesOn(last, line, lines, leading)) flush();
    if (!text) {
      kind =
        line.size > body * HEADING && line.text.length < 250
          ? 'heading'
          : BULLET.test(line.text)
            ? 'item'
            : 'paragraph';
      text = line.text;
    } else text = joined(text, line.text, words);
    last = line;
  }
  flush();
  return closeLists(blocks);
}

/** Does a line continue the paragraph of the one before it? */
function goesOn(a: PdfLine, b: PdfLine, lines: readonly PdfLine[], leading: (size: number) => number): boolean {
  if (Math.abs(a.size - b.size) > Math.max(a.size, b.size) * 0.12) return false;
  if (BULLET.test(b.text) || LEADERS.test(a.text) || LEADERS.test(b.text)) return false;
  const drop = a.y - b.y;
  const sameColumn = a.page === b.page && drop > 0 && Math.min(a.right, b.right) > Math.max(a.x, b.x);
  const right = columnRight(a, lines);
  const short = a.right < right - (right - a.x) * 0.15;
  if (!sameColumn) return !ENDS.test(a.text) && !(short && /^\p{Lu}/u.test(b.text));
  if (drop > leading(a.size) * 1.3) return false;
  const indented = b.x - a.x > b.size * 0.7;
  if (indented && !BULLET.test(a.text)) return false;
  return !(short && ENDS.test(a.text));
}

/** The right end of the lines that stand above and below a line in its column. */
function columnRight(line: PdfLine, lines: readonly PdfLine[]): number {
  let right = line.right;
  for (const other of lines) {
    if (other.page !== line.page || Math.abs(other.y - line.y) > line.size * 12) continue;
    if (Math.abs(other.size - line.size) > 1 || Math.abs(other.x - line.x) > line.size * 3) continue;
    right = Math.max(right, other.right);
  }
  return right;
}

/** A word parted at the line's end is put together, unless the document writes it with its hyphen elsewhere. */
function joined(text: string, next: string, words: ReadonlySet<string>): string {
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + next;
  const parted = /(\p{L}+)[-‐]$/u.exec(text);
  const rest = /^\p{Ll}+/u.exec(next);
  if (!parted || !rest)
    return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(text) ? text + next : `${text} ${next}`;
  const hyphenated =
    words.has(`${parted[1]}-${rest[0]}`.toLowerCase()) && !words.has(`${parted[1]}${rest[0]}`.toLowerCase());
  return (hyphenated ? text : text.slice(0, -1)) + next;
}

/** The type size of most of the text. */
function commonest(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The usual distance of two lines of a type size, in points. */
function commonestLeading(lines: readonly PdfLine[]): (size: number) => number {
  const drops = new Map<number, Map<number, number>>();
  for (let i = 1; i < lines.length; i++) {
    const [a, b] = [lines[i - 1]!, lines[i]!];
    const drop = a.y - b.y;
    if (a.page !== b.page || drop <= 0 || drop > a.size * 2.5 || Math.round(a.size) !== Math.round(b.size)) continue;
    const counts = drops.get(Math.round(a.size)) ?? new Map<number, number>();
    const rounded = Math.round(drop * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + 1);
    drops.set(Math.round(a.size), counts);
  }
  return (size) => {
    const counts = drops.get(Math.round(size));
    return counts ? [...counts].sort((a, b) => b[1] - a[1])[0]![0] : size * 1.3;
  };
}
