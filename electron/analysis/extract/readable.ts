import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { isClosed } from './lines.ts';
import type { PageBlock } from './page.ts';

/** Pages with more blocks, elements or markup than this are scored by density alone: Readability is not linear in them. */
const MOST_BLOCKS = 20_000;
const MOST_ELEMENTS = 40_000;
const MOST_MARKUP = 8_000_000;

function isTooLarge(skeleton: string, blocks: readonly PageBlock[]): boolean {
  if (blocks.length > MOST_BLOCKS || skeleton.length > MOST_MARKUP) return true;
  let marks = 0;
  for (let at = skeleton.indexOf('<'); at !== -1; at = skeleton.indexOf('<', at + 1)) marks++;
  return marks > MOST_ELEMENTS * 2;
}

/** Which blocks Readability counts as the article; null where it finds none or fails. */
export function readableBlocks(skeleton: string, blocks: readonly PageBlock[]): Set<number> | null {
  if (isTooLarge(skeleton, blocks)) return null;
  try {
    const { document } = parseHTML(skeleton);
    const article = new Readability<Node>(document as unknown as Document, {
      serializer: (node) => node,
      keepClasses: true,
      disableJSONLD: true,
    }).parse();
    if (!article?.content) return null;
    const kept = new Set<number>();
    for (const span of (article.content as unknown as Element).querySelectorAll('[data-block]')) {
      if (span.textContent?.trim()) kept.add(Number(span.getAttribute('data-block')));
    }
    return kept.size > 0 ? kept : null;
  } catch {
    return null;
  }
}

/** The densest run of text: sums of characters outside links minus a charge for each fragment, greatest run wins. */
export function densestBlocks(blocks: readonly PageBlock[]): Set<number> | null {
  let best = 0;
  let found: [number, number] | null = null;
  let sum = 0;
  let first = 0;
  blocks.forEach((block, i) => {
    const own = block.text.length - block.linkChars;
    const running = own >= 60 && isClosed(block.text) ? own : own >= 120 ? own / 2 : 0;
    const weight = (block.zone && block.zoneSure ? -60 : 0) + (running > 0 ? Math.min(running, 800) : -25);
    if (sum <= 0) {
      sum = 0;
      first = i;
    }
    sum += weight;
    if (sum > best) {
      best = sum;
      found = [first, i];
    }
  });
  if (!found) return null;
  const [from, to] = found as [number, number];
  return new Set(blocks.slice(from, to + 1).map((block) => block.index));
}
