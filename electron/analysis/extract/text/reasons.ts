import type { RemovedReason } from '../types.ts';
import { contentStems, shareKnown } from './cohesion.ts';
import { isTimeNote } from './furniture.ts';
import { isIconOnly } from './icons.ts';
import { isSentence, type Line } from './lines.ts';

/** What becomes of a line. */
export interface Verdict {
  keep: boolean;
  reason: RemovedReason;
}

export type Cut = (i: number, reason: RemovedReason) => void;

/** A line that is nothing but an address. */
export const URL_LINE = /^\W*(?:https?:\/\/|www\.)\S+$/i;

/** Reason for a line outside the article. */
export function outside(line: Line): RemovedReason {
  if (line.label) return line.label;
  if (line.phrase) return line.phrase;
  if (line.credit) return 'photo credit';
  if (isTimeNote(line.text)) return 'date line';
  if (isIconOnly(line.text)) return 'menu';
  if (line.recurring && line.words <= 12) return 'menu';
  if (URL_LINE.test(line.text)) return 'other';
  if (line.words <= 5 && !line.closed) return 'menu';
  return isSentence(line) || line.words >= 6 ? 'read next' : 'other';
}

const REGIONS: ReadonlySet<RemovedReason> = new Set(['ticker', 'most read', 'read next', 'comments']);

/** What stands under a label such as "Breaking" or "Most read" was cut for that label's reason. */
export function inheritReasons(lines: readonly Line[], verdicts: Verdict[]): void {
  let region: RemovedReason | null = null;
  lines.forEach((line, i) => {
    const verdict = verdicts[i]!;
    if (verdict.keep || verdict.reason === 'headline' || verdict.reason === 'byline' || verdict.reason === 'date line')
      region = null;
    else if (line.label === 'footer' || line.phrase === 'footer') {
      if (region) nameFooterAbove(lines, verdicts, i, region);
      region = null;
    } else if (line.label === 'menu' && region) verdicts[i] = { keep: false, reason: region };
    else if (line.label) region = REGIONS.has(line.label) ? line.label : null;
    else if (region && (verdict.reason === 'menu' || verdict.reason === 'other' || verdict.reason === 'read next')) {
      verdicts[i] = { keep: false, reason: region };
    }
  });
}

/** What an outlet says of itself stands above its copyright line, below the last list of stories. */
function nameFooterAbove(lines: readonly Line[], verdicts: Verdict[], i: number, region: RemovedReason): void {
  for (let k = i - 1; k >= i - 3 && k >= 0; k--) {
    const line = lines[k]!;
    const own = line.closed || (line.repeated && line.words <= 4);
    if (verdicts[k]!.keep || verdicts[k]!.reason !== region || line.truncated || !own) return;
    verdicts[k] = { keep: false, reason: 'footer' };
  }
}

/** Keywords under an article: a few short items, most of whose words the article has. */
const MOST_TAGS = 12;

/** Names the keywords directly below the article as such. */
export function nameTags(lines: readonly Line[], verdicts: Verdict[], last: number): void {
  const from = last + 1;
  let end = from;
  const isTag = (i: number) => {
    const line = lines[i];
    return (
      line && !verdicts[i]!.keep && verdicts[i]!.reason === 'menu' && !line.label && !line.recurring && line.words <= 4
    );
  };
  while (end - from <= MOST_TAGS && isTag(end)) end++;
  if (end - from < 2 || end - from > MOST_TAGS) return;
  const kept = lines.filter((_, i) => verdicts[i]!.keep).map((line) => line.text);
  const body = contentStems(kept.join(' '));
  const tags = contentStems(
    lines
      .slice(from, end)
      .map((line) => line.text)
      .join(' '),
  );
  if (tags.size < 2 || shareKnown(tags, body) < 0.6) return;
  for (let i = from; i < end; i++) verdicts[i] = { keep: false, reason: 'tags' };
}
