import { readByline } from '../metadata/byline.ts';
import { readDate } from '../metadata/dates.ts';
import { evidenceOf } from '../metadata/evidence.ts';
import { isRelativeTime } from '../metadata/relative-time.ts';
import { countWords } from '../text/lines.ts';
import type { Evidence } from '../types.ts';
import type { PageBlock } from './page.ts';

/** Blocks above the article's first in which its author and date are looked for. */
const BYLINE_REACH = 15;
const DATE_REACH = 12;
/** A line with more words is a sentence that names a day. */
const DATE_WORDS = 16;

/** What the visible lines near the top of a page's article say of its author and date. */
export function visibleEvidence(
  blocks: readonly PageBlock[],
  language: string,
): { evidence: Evidence[]; ambiguous: string[]; relative: string | null } {
  const start = blocks.findIndex((block) => block.keep);
  if (start < 0) return { evidence: [], ambiguous: [], relative: null };
  let byline: string | null = null;
  for (const block of blocks.slice(Math.max(0, start - BYLINE_REACH), start + 3)) {
    byline = readByline(block.text);
    if (byline) break;
  }
  let date: string | null = null;
  const ambiguous: string[] = [];
  let relative: string | null = null;
  for (const block of blocks.slice(Math.max(0, start - DATE_REACH), start + 2)) {
    if (block.zone === 'menu' || block.text.length > 300 || countWords(block.text) > DATE_WORDS) continue;
    const read = readDate(block.text, language);
    date = read?.value ?? null;
    if (read?.ambiguous) ambiguous.push(read.ambiguous);
    if (read) break;
    if (!relative && isRelativeTime(block.text, language)) relative = block.text;
  }
  return {
    evidence: [
      ...evidenceOf('byline', [[byline, 'visible text']]),
      ...evidenceOf('publishedAt', [[date, 'visible text']]),
    ],
    ambiguous,
    relative,
  };
}
