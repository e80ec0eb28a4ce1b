import type { RemovedReason } from '../types.ts';
import { contentStems, leansOnText, shareKnown, teaserTail } from './cohesion.ts';
import { isAuthorHeading, isAuthorNote } from './furniture.ts';
import { isHeadline } from './head.ts';
import { isSentence, type Line } from './lines.ts';
import type { Cut, Verdict } from './reasons.ts';

/** Teasers of other stories, authors' notes and adverts behind the last paragraph of the article. */
export function markTail(lines: readonly Line[], verdicts: Verdict[], first: number, last: number, cut: Cut): void {
  const sentences: number[] = [];
  for (let i = first; i <= last; i++) if (verdicts[i]!.keep && isSentence(lines[i]!)) sentences.push(i);
  // In a listicle each paragraph has a subject of its own too, but under its own heading.
  let earliest = sentences.length - 1;
  while (earliest > 0 && !fragmentBetween(lines, verdicts, sentences[earliest - 1]!, sentences[earliest]!)) earliest--;
  const split = teaserTail(
    sentences.map((i) => lines[i]!.text),
    earliest,
  );
  if (split >= 0) {
    for (let i = sentences[split]!; i <= last; i++) if (verdicts[i]!.keep) cut(i, 'read next');
  }
  const body = (until: number) =>
    contentStems(
      sentences
        .slice(0, split >= 0 ? split : undefined)
        .filter((i) => i < until)
        .map((i) => lines[i]!.text)
        .join(' '),
    );
  cutAboutAuthor(lines, verdicts, first, last, cut);
  let notes = 0;
  for (let i = last; i > first && notes < 4; i--) {
    if (!verdicts[i]!.keep) continue;
    const line = lines[i]!;
    if (isAuthorNote(line.text) && line.words <= 80) {
      cut(i, 'byline');
      notes++;
    } else if (nextCut(verdicts, i, last) === 'affiliate' && line.words <= 30 && foreign(line, body(i)))
      cut(i, 'affiliate');
    else if (isSentence(line)) break;
  }
}

/** Words of a note about the author, heading included. */
const NOTE_WORDS = 150;

/** "About Ilse Marrow" with what follows, if it is short and the article before it is longer. */
function cutAboutAuthor(
  lines: readonly Line[],
  verdicts: readonly Verdict[],
  first: number,
  last: number,
  cut: Cut,
): void {
  let words = 0;
  for (let i = last; i > first && words <= NOTE_WORDS; i--) {
    if (!verdicts[i]!.keep) continue;
    words += lines[i]!.words;
    if (!isAuthorHeading(lines[i]!.text) || words > NOTE_WORDS) continue;
    const before = lines
      .slice(first, i)
      .reduce((sum, line, k) => sum + (verdicts[first + k]!.keep ? line.words : 0), 0);
    if (before < words) return;
    for (let k = i; k <= last; k++) if (verdicts[k]!.keep) cut(k, 'byline');
    return;
  }
}

/** Content stems that an article must have before it means anything that a line has none of them. */
const ENOUGH_STEMS = 60;
/** Teasers in full sentences that are sought at an article's end. */
const MOST_STRAY = 4;
const STRAY_WORDS = 16;

/**
 * The ledes of other stories directly behind the last paragraph, too few to be a list: sentences above the page's foot
 * that stand alone and share no content word with the article.
 * @returns how many lines were cut
 */
export function markStrayTeasers(
  lines: readonly Line[],
  verdicts: readonly Verdict[],
  first: number,
  last: number,
  title: string,
  cut: Cut,
): number {
  const kept: number[] = [];
  for (let i = first; i <= last; i++) if (verdicts[i]!.keep) kept.push(i);
  const end = kept.at(-1);
  if (end === undefined || end === lines.length - 1) return 0;
  const stray: number[] = [];
  for (let k = kept.length - 1; k > 0 && stray.length < MOST_STRAY; k--) {
    const line = lines[kept[k]!]!;
    if (line.closed ? line.words > STRAY_WORDS || leansOnText(line.text) : !isHeadline(line) && !line.truncated) break;
    const above = contentStems(
      `${title} ${kept
        .slice(0, k)
        .map((i) => lines[i]!.text)
        .join(' ')}`,
    );
    const own = contentStems(line.text);
    if (above.size < ENOUGH_STEMS || own.size < 2 || shareKnown(own, above) > 0) break;
    stray.push(kept[k]!);
  }
  for (const i of stray) cut(i, 'read next');
  return stray.length;
}

function fragmentBetween(lines: readonly Line[], verdicts: readonly Verdict[], a: number, b: number): boolean {
  for (let i = a + 1; i < b; i++) if (verdicts[i]!.keep && !lines[i]!.closed) return true;
  return false;
}

/** Does a line share hardly a content word with the article above it? */
function foreign(line: Line, body: ReadonlySet<string>): boolean {
  const own = contentStems(line.text);
  return own.size >= 2 && shareKnown(own, body) < 0.15;
}

function nextCut(verdicts: readonly Verdict[], i: number, last: number): RemovedReason | null {
  const next = verdicts[i + 1];
  return i < last && next && !next.keep ? next.reason : i === last && next && !next.keep ? next.reason : null;
}
