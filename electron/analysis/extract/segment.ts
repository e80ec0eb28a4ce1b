import { endsArticle } from './furniture.ts';
import { isSentence, type Line } from './lines.ts';

/** A single paragraph counts at most this many words, so that one long notice does not outweigh an article. */
const MOST = 80;
/** What is said after a comment form counts this share. */
const COMMENT_WEIGHT = 0.2;
/** Words of running text before a comment label that make it the end of an article and not a link at its top. */
const ENOUGH_BEFORE = 60;

/** How much a line speaks for (positive) or against (negative) belonging to an article, in words. */
export function weigh(line: Line): number {
  if (line.label)
    return line.label === 'footer' ? -14 : line.label === 'comments' ? -12 : endsArticle(line.label) ? -12 : -6;
  if (line.phrase) return line.phrase === 'read next' ? -3 : -12;
  if (line.credit) return -1;
  if (isSentence(line)) return Math.min(line.words, MOST) * (line.bullet ? 0.7 : 1) * (line.repeated ? 0.5 : 1);
  if (line.closed && line.words >= 2) return line.words * 0.5;
  if (line.words >= 25 && line.functionShare >= 0.2) return line.words * 0.4;
  if (line.colon && line.words >= 3) return 0;
  if (line.words <= 4) return line.bullet ? -5 : -4;
  if (line.truncated) return -8;
  return line.words >= 8 ? -6 : -4;
}

/**
 * The run of lines with the greatest sum of weights: the article with small gaps of furniture inside.
 * @returns first and last index, inclusive; null where no line speaks for an article
 */
export function bestRun(lines: readonly Line[]): { first: number; last: number } | null {
  let best = 0;
  let found: { first: number; last: number } | null = null;
  let sum = 0;
  let first = 0;
  let before = 0;
  let factor = 1;
  lines.forEach((line, i) => {
    if (line.label === 'comments' && before >= ENOUGH_BEFORE) factor = COMMENT_WEIGHT;
    let weight = weigh(line);
    if (weight > 0) {
      weight *= factor;
      before += weight;
    }
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
  return found;
}
