import { readByline } from '../metadata/byline.ts';
import { readDate } from '../metadata/dates.ts';
import type { RemovedReason } from '../types.ts';
import { endsArticle, isPlayer, isTimeNote } from './furniture.ts';
import { fold, type Head, isHeadline, readHead, sameHeadline } from './head.ts';
import { isIconOnly } from './icons.ts';
import { isSentence, type Line } from './lines.ts';
import type { KnownHead } from './plaintext.ts';
import { type Cut, inheritReasons, nameTags, outside, URL_LINE, type Verdict } from './reasons.ts';
import { bestRun, sparseTail } from './segment.ts';
import { markStrayTeasers, markTail } from './tail.ts';

/** A time of day alone on its line, as it stands over each entry of a live blog. */
const CLOCK = /^\W*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+(?:GMT|UTC|[A-Z]{2,4}))?\W*$/iu;

interface Cleaned {
  verdicts: Verdict[];
  title: string | null;
  byline: string | null;
  date: string | null;
  ambiguous: string[];
}

/** Decides line by line what belongs to the article, and reads its head. */
export function cleanLines(lines: readonly Line[], language: string, known: KnownHead = {}): Cleaned {
  const verdicts: Verdict[] = lines.map((line) => ({ keep: false, reason: outside(line) }));
  const run = known.light ? wholeText(lines) : bestRun(lines);
  if (!run) {
    const head = readHead(lines, 0, language, known.title);
    return {
      verdicts,
      title: head.title?.text ?? null,
      byline: null,
      date: head.date?.value ?? null,
      ambiguous: head.ambiguous,
    };
  }
  let { first, last } = run;
  first = skipAboveHeadline(lines, first, last, known);
  first = withOpening(lines, first);
  const sparse = known.light ? -1 : sparseTail(lines, first, last);
  if (
    sparse > first &&
    !lines.slice(sparse, last + 1).some((line) => CLOCK.test(line.text)) &&
    !endsInRows(lines, last)
  ) {
    last = sparse - 1;
  }
  const head = readHead(lines, first, language, known.title);
  if (head.title && head.title.at >= first && head.title.at <= first + 3) first = Math.max(first, head.title.at);
  const between = head.title ? lines[head.title.at + 1] : undefined;
  if (head.title?.at === first - 2 && between && isHeadline(between) && !between.bullet) first--;
  for (let i = first; i <= last; i++) verdicts[i] = { keep: true, reason: 'other' };

  const cut = (i: number, reason: RemovedReason) => {
    verdicts[i] = { keep: false, reason };
  };
  markFurniture(lines, first, last, cut);
  markRecurringEnds(lines, verdicts, first, last, cut);
  if (!known.light) markLists(lines, verdicts, first, last, cut);
  markRepeats(lines, verdicts, first, last, cut);
  spreadAffiliate(lines, verdicts, cut);
  markTail(lines, verdicts, first, last, cut);
  markHead(lines, head, verdicts, first, cut);
  trimEnds(lines, verdicts, first, last, cut, known.light ?? false);
  if (!known.light && markStrayTeasers(lines, verdicts, first, last, head.title?.text ?? '', cut) > 0) {
    trimEnds(lines, verdicts, first, last, cut, false);
  }
  inheritReasons(lines, verdicts);
  nameTags(
    lines,
    verdicts,
    verdicts.findLastIndex(({ keep }) => keep),
  );
  return {
    verdicts,
    title: head.title?.text ?? null,
    byline: head.byline?.text ?? null,
    date: head.date?.value ?? null,
    ambiguous: head.ambiguous,
  };
}

/** A table of results behind an article is sparse too. */
function endsInRows(lines: readonly Line[], last: number): boolean {
  return [0, 1, 2].every((back) => {
    const line = lines[last - back];
    return line !== undefined && !line.closed && /\d/.test(line.text);
  });
}

function wholeText(lines: readonly Line[]): { first: number; last: number } | null {
  return lines.length > 0 ? { first: 0, last: lines.length - 1 } : null;
}

/** Where the document's title is repeated as a headline inside the run, the article begins there. */
function skipAboveHeadline(lines: readonly Line[], first: number, last: number, known: KnownHead): number {
  const declared = known.title ?? (lines[0] && isHeadline(lines[0]) ? lines[0].text : '');
  if (!declared) return first;
  const middle = first + Math.floor((last - first) * 0.4);
  for (let i = middle; i > first; i--) {
    if (isHeadline(lines[i]!) && sameHeadline(lines[i]!.text, declared)) return i;
  }
  return first;
}

/** A subheading or dateline directly above the first paragraph belongs to the article. */
function withOpening(lines: readonly Line[], first: number): number {
  const above = lines[first - 1];
  if (!above || first < 2) return first;
  if (CLOCK.test(above.text) && lines.filter((line) => CLOCK.test(line.text)).length >= 2) return first - 1;
  const teaser = above.truncated || above.label || above.phrase || above.credit;
  return !teaser && above.colon && above.words >= 3 ? first - 1 : first;
}

function markFurniture(lines: readonly Line[], first: number, last: number, cut: Cut): void {
  for (let i = first; i <= last; i++) {
    const line = lines[i]!;
    if (line.label && !(line.label === 'menu' && line.closed) && !isLabelledHeading(lines, i, last)) {
      cut(i, line.label);
      if (line.label === 'read next' || line.label === 'most read')
        i = markListed(lines, i + 1, last, line.label, cut) - 1;
    } else if (line.phrase) cut(i, line.phrase);
    else if (line.credit && line.words <= 60) cut(i, 'photo credit');
    else if (line.recurring === 'anywhere' || (line.recurring && (lines[i - 1]?.recurring || lines[i + 1]?.recurring)))
      cut(i, 'menu');
    else if (isIconOnly(line.text)) cut(i, 'menu');
    else if (line.words <= 14 && isTimeNote(line.text)) cut(i, 'date line');
    else if (isPlayer(line.text)) cut(i, 'menu');
    else if (URL_LINE.test(line.text) || IDENTIFIER.test(line.text)) cut(i, 'other');
    else if (isShouted(lines, i)) cut(i, 'read next');
  }
}

/** "Weather" and "Jobs" are words of menus, and headings where they stand alone between two paragraphs. */
function isLabelledHeading(lines: readonly Line[], i: number, last: number): boolean {
  const { label, recurring } = lines[i]!;
  const above = lines[i - 1];
  return (
    (label === 'menu' || label === 'footer') &&
    !recurring &&
    above !== undefined &&
    isSentence(above) &&
    isHeading(lines, i, last)
  );
}

/** Lines of the source's own above the article's first line and below its last. */
function markRecurringEnds(
  lines: readonly Line[],
  verdicts: readonly Verdict[],
  first: number,
  last: number,
  cut: Cut,
): void {
  const isOwn = (i: number) => verdicts[i]!.keep && !lines[i]!.recurring;
  for (let i = first; i <= last && !isOwn(i); i++) if (verdicts[i]!.keep) cut(i, 'menu');
  for (let i = last; i >= first && !isOwn(i); i--) if (verdicts[i]!.keep) cut(i, 'footer');
}

/** A number of the page's own, alone on its line. */
const IDENTIFIER = /^\d{7,}$/;
const SHOUTED_WORDS = 6;

/** A link to another story between two paragraphs, all in capitals; headings in capitals are shorter. */
function isShouted(lines: readonly Line[], i: number): boolean {
  const line = lines[i]!;
  const [above, below] = [lines[i - 1], lines[i + 1]];
  return (
    line.upper &&
    !line.closed &&
    line.words >= SHOUTED_WORDS &&
    above !== undefined &&
    below !== undefined &&
    isSentence(above) &&
    isSentence(below)
  );
}

/** The entries under a label such as "Related news": everything until the text goes on. Returns the next index. */
function markListed(lines: readonly Line[], from: number, last: number, reason: RemovedReason, cut: Cut): number {
  let i = from;
  while (i <= last) {
    const line = lines[i]!;
    if (isSentence(line) && !line.bullet && !line.truncated) break;
    if (line.closed && !line.truncated && line.words >= 3 && !isHeadline(line)) break;
    cut(i, line.label ?? reason);
    i++;
    if (i - from >= 60) break;
  }
  return i;
}

/** Runs of short unfinished lines inside the article: menus and share bars, unless they hold figures or a list's items. */
function markLists(lines: readonly Line[], verdicts: Verdict[], first: number, last: number, cut: Cut): void {
  let i = first;
  while (i <= last) {
    if (!isFragment(lines[i]!)) {
      i++;
      continue;
    }
    let end = i;
    while (end < last && isFragment(lines[end + 1]!)) end++;
    const run = lines.slice(i, end + 1);
    const furniture = run.filter(
      (line, k) => line.label || line.phrase || !verdicts[i + k]!.keep || line.repeated,
    ).length;
    const figures = run.filter((line) => line.digitShare > 0.1 || /\d/.test(line.text)).length;
    const introduced = i > first && lines[i - 1]!.colon;
    const long =
      run.length >= 8 &&
      figures < run.length * 0.4 &&
      !introduced &&
      run.filter((line) => line.bullet).length < run.length * 0.8;
    if (run.length >= 2 && (furniture >= run.length * 0.34 || long)) {
      for (let k = i; k <= end; k++)
        if (verdicts[k]!.keep && !(k === end && !lines[k]!.label && isHeading(lines, k, last)))
          cut(k, run.length > 4 ? 'menu' : 'other');
    }
    i = end + 1;
  }
}

function isFragment(line: Line): boolean {
  return line.words <= 6 && !line.closed && !line.colon;
}

/** A short line with running text under it. */
function isHeading(lines: readonly Line[], i: number, last: number): boolean {
  const next = lines[i + 1];
  return i < last && next !== undefined && isSentence(next) && !lines[i]!.repeated && lines[i]!.words >= 1;
}

/** Characters by which paragraphs are compared first. */
const OPENING = 60;

/** The second copy of a paragraph is a summary box, a pull quote or another rendering of the page. */
function markRepeats(lines: readonly Line[], verdicts: Verdict[], first: number, last: number, cut: Cut): void {
  const opening = new Map<string, Line[]>();
  for (let i = first; i <= last; i++) {
    const line = lines[i]!;
    if (!verdicts[i]!.keep || line.words < 8) continue;
    const key = fold(line.text.slice(0, OPENING));
    const alike = opening.get(key);
    if (!alike) opening.set(key, [line]);
    else if (alike.some((other) => fold(other.text) === fold(line.text))) cut(i, 'other');
    else alike.push(line);
  }
}

/** An offer is announced above its links and goes on in the items below them. */
function spreadAffiliate(lines: readonly Line[], verdicts: readonly Verdict[], cut: Cut): void {
  for (let i = 0; i < lines.length; i++) {
    if (verdicts[i]!.keep || lines[i]!.phrase !== 'affiliate') continue;
    for (let k = i - 1; k >= 0 && (lines[k]!.colon || lines[k]!.bullet) && lines[k]!.words <= 20; k--)
      cut(k, 'affiliate');
    for (let k = i + 1; k < lines.length && lines[k]!.bullet && lines[k]!.words <= 12; k++) cut(k, 'affiliate');
  }
}

/** A headline that is repeated may differ by this many marks and spaces. */
const MARKS = 16;

/** Headline, byline and date are metadata and leave the text. */
function markHead(lines: readonly Line[], head: Head, verdicts: Verdict[], first: number, cut: Cut): void {
  if (head.title) cut(head.title.at, 'headline');
  if (head.byline) cut(head.byline.at, 'byline');
  if (head.date && lines[head.date.at]!.words <= 16 && !isSentence(lines[head.date.at]!)) {
    if (head.date.at !== head.byline?.at) cut(head.date.at, 'date line');
  }
  for (const at of head.openDatesAt) if (lines[at]!.words <= 16 && !isSentence(lines[at]!)) cut(at, 'date line');
  // What stands between headline and first paragraph in dates and bylines is not text, however often it is repeated.
  for (let i = first, seen = 0; i < lines.length && seen < 8; i++, seen++) {
    const line = lines[i]!;
    if (isSentence(line)) break;
    if (!verdicts[i]!.keep || line.words > 14) continue;
    if (readDate(line.text)) cut(i, 'date line');
    else if (readByline(line.text)) cut(i, 'byline');
  }
  if (!head.title) return;
  const { at, text } = head.title;
  const folded = fold(text);
  lines.forEach((line, i) => {
    if (i === at || Math.abs(line.text.length - text.length) > MARKS || (verdicts[i]!.keep && i >= first + 4)) return;
    if (fold(line.text) === folded) cut(i, 'headline');
  });
  for (let i = head.title.at + 1; i < Math.min(lines.length, head.title.at + 10); i++) {
    if (!verdicts[i]!.keep && readByline(lines[i]!.text)) cut(i, 'byline');
  }
}

/** The article begins and ends with running text, a heading or an item, not with a left-over fragment. */
function trimEnds(
  lines: readonly Line[],
  verdicts: Verdict[],
  first: number,
  last: number,
  cut: Cut,
  light: boolean,
): void {
  for (let i = last; i >= first; i--) {
    if (!verdicts[i]!.keep) continue;
    const line = lines[i]!;
    if (line.closed || line.words >= 12 || light || (/\d/.test(line.text) && line.words >= 3)) break;
    if (isFragment(line) || isHeadline(line) || line.colon || line.truncated) cut(i, outside(line));
    else break;
  }
  if (light) return;
  for (let i = first; i <= last; i++) {
    if (!verdicts[i]!.keep) continue;
    const line = lines[i]!;
    if (!isFragment(line) || (!line.label && isHeading(lines, i, last)) || CLOCK.test(line.text)) break;
    cut(i, endsArticle(line.label) ? line.label! : 'menu');
  }
}
