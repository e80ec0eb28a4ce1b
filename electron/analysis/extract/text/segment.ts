import { endsArticle, opensThread } from './furniture.ts';
import { isSentence, type Line } from './lines.ts';

/** A single paragraph counts at most this many words, so that one long notice does not outweigh an article. */
const MOST = 80;
/** What is said after a comment form counts this share. */
const COMMENT_WEIGHT = 0.1;
/** And the thread's first line costs as much as this many words. */
const THREAD_CHARGE = 30;
/** Words of running text before a comment label that make it the end of an article and not a link at its top. */
const ENOUGH_BEFORE = 60;

/** A line that a source's articles share, where it stands only at their edges or also between their paragraphs. */
const RECURRING = { edges: -12, anywhere: -4 };

/** How much a line speaks for (positive) or against (negative) belonging to an article, in words. */
export function weigh(line: Line): number {
  if (line.recurring) return RECURRING[line.recurring];
  if (line.label)
    return line.label === 'footer' ? -14 : line.label === 'comments' ? -12 : endsArticle(line.label) ? -12 : -6;
  if (line.phrase) return line.phrase === 'read next' ? -3 : -12;
  if (line.credit) return -1;
  if (isSentence(line)) return Math.min(line.words, MOST) * (line.bullet ? 0.7 : 1) * (line.repeated ? 0.5 : 1);
  if (line.closed && line.words >= 2) return line.words * 0.5;
  if (line.truncated) return -8;
  if (line.words >= 25 && line.functionShare >= 0.2) return line.words * 0.4;
  if (line.colon && line.words >= 3) return 0;
  if (line.words <= 4) return line.bullet ? -5 : -4;
  return line.words >= 8 ? -6 : -4;
}

/** The index of the line that opens the comments below an article, or the number of lines. */
function threadStart(lines: readonly Line[]): number {
  let before = 0;
  const stamps: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (before >= ENOUGH_BEFORE && opensThread(line.text) && !inShareBar(lines, i)) return i;
    if (isSentence(line)) before += line.words;
    if (before >= ENOUGH_BEFORE && isCommentHead(lines, i)) stamps.push(i);
  }
  return stamps.length >= 3 ? stamps[0]! : lines.length;
}

/** "Comments" among "Facebook", "Print" and "Email" is a button. */
function inShareBar(lines: readonly Line[], i: number): boolean {
  return lines[i - 1]?.label === 'share bar' && lines[i + 1]?.label === 'share bar';
}

const SAYS =
  /^.{2,40}\s(?:says?|said|writes|wrote|diz|disse|dice|dijo|dit|a dit|schreibt|sagt|пишет|говорит|يقول)\s*:$/iu;
const STAMP =
  /^(?=.{8,60}$).*(?:19|20)\d\d\D.*\d{1,2}[:.h]\d{2}|^(?:about )?\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago$/iu;

/** A name with a time above or below it, as it stands over every comment. */
function isCommentHead(lines: readonly Line[], i: number): boolean {
  const line = lines[i]!;
  if (line.words <= 6 && SAYS.test(line.text)) return true;
  if (line.words > 9 || !STAMP.test(line.text)) return false;
  const above = lines[i - 1];
  return above !== undefined && above.words <= 4 && !above.closed && !above.label;
}

/** Rows of figures, such as results or dates of a tour: a run of lines with digits and words in each. */
function isRow(line: Line): boolean {
  return (
    line.words >= 3 &&
    line.words <= 16 &&
    line.functionShare < 0.25 &&
    /\d/.test(line.text) &&
    !line.closed &&
    !line.label &&
    !line.phrase &&
    !line.credit &&
    !/https?:/.test(line.text)
  );
}

/** At least this many rows together are a table or a list of dates, not page furniture. */
const LEAST_ROWS = 4;

function markRows(lines: readonly Line[]): boolean[] {
  const rows = lines.map(() => false);
  for (let i = 0; i < lines.length; i++) {
    let end = i;
    while (end < lines.length && isRow(lines[end]!)) end++;
    if (end - i >= LEAST_ROWS) rows.fill(true, i, end);
    i = Math.max(i, end - 1);
  }
  return rows;
}

/**
 * The run of lines with the greatest sum of weights: the article with small gaps of furniture inside. Tables that touch
 * it belong to it.
 * @returns first and last index, inclusive; null where no line speaks for an article
 */
export function bestRun(lines: readonly Line[]): { first: number; last: number } | null {
  let best = 0;
  let found: { first: number; last: number } | null = null;
  let sum = 0;
  let first = 0;
  const thread = threadStart(lines);
  const rows = markRows(lines);
  lines.forEach((line, i) => {
    let weight = rows[i] ? 0 : weigh(line);
    if (i === thread) weight -= THREAD_CHARGE;
    if (i > thread && weight > 0) weight *= COMMENT_WEIGHT;
    if (sum <= 0) {
      sum = 0;
      first = i;
    }
    sum += weight;
    if (sum > best) {
      best = sum;
      found = { first, last: i };
    }
  });
  return found ? withRows(lines, rows, found) : null;
}

/** Words of running text that a part of the page must have for each fragment in it to be an article's body. */
const DENSE = 30;
/** At or below this it is a list of teasers: a headline, a lede and a name again and again. */
const SPARSE = 12;
/** Words of running text that a fragment in an article outweighs. */
const FRAGMENT_COST = 20;
/** Fragments that make a list. */
const LEAST_FRAGMENTS = 6;

/**
 * Where a dense article passes into a list of teasers: the first index of the list, or -1. Live blogs and listicles are
 * as sparse at their beginning as at their end.
 */
export function sparseTail(lines: readonly Line[], first: number, last: number): number {
  const words = (line: Line) => (isSentence(line) ? line.words : 0);
  const fragment = (line: Line) => (isSentence(line) || line.closed ? 0 : 1);
  let tailWords = 0;
  let tailFragments = 0;
  let headWords = 0;
  let headFragments = 0;
  for (let i = first; i <= last; i++) {
    headWords += words(lines[i]!);
    headFragments += fragment(lines[i]!);
  }
  let found = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = last; i > first; i--) {
    const line = lines[i]!;
    tailWords += words(line);
    tailFragments += fragment(line);
    headWords -= words(line);
    headFragments -= fragment(line);
    if (fragment(line) === 0 || tailFragments < LEAST_FRAGMENTS || headWords < 120) continue;
    if (tailWords > tailFragments * SPARSE || headWords < (headFragments + 1) * DENSE) continue;
    // A long list of teasers must not take paragraphs along: the article ends where most speaks for it.
    const speaks = headWords - headFragments * FRAGMENT_COST;
    if (speaks > most) {
      most = speaks;
      found = i;
    }
  }
  return found;
}

/** Takes in a table right behind the run, with a line or two above it that introduce it. */
function withRows(lines: readonly Line[], rows: readonly boolean[], run: { first: number; last: number }) {
  let { last } = run;
  let start = last + 1;
  while (start <= last + 2 && start < lines.length && !rows[start] && !lines[start]!.label && !lines[start]!.phrase)
    start++;
  if (rows[start]) {
    last = start;
    while (rows[last + 1]) last++;
  }
  return { first: run.first, last };
}
