import { readByline } from './byline.ts';
import { readDate } from './dates.ts';
import {
  endsArticle,
  isAuthorNote,
  isPhotoCredit,
  isPlayer,
  isTimeNote,
  labelReason,
  phraseReason,
} from './furniture.ts';
import { fold, sameHeadline } from './head.ts';
import { foreignGroups } from './html-groups.ts';
import { findRegion, type Region } from './html-region.ts';
import { countWords, isClosed } from './lines.ts';
import type { PageBlock, PageNode } from './page.ts';
import type { RemovedReason } from './types.ts';

/** What the page declares, against which its first lines are held. */
export interface Declared {
  title: string;
  byline: string;
}

/** Marks which blocks of a page are the article; every other gets the reason why it is not. */
export function selectArticle(blocks: readonly PageBlock[], nodes: readonly PageNode[], declared: Declared): void {
  const region = findRegion(blocks, nodes);
  const foreign = foreignGroups(blocks, nodes, region);
  for (const block of blocks) {
    const group = foreign[block.node.index]!;
    block.keep = region.inside[block.node.index]! && !group && !isZonedOut(block, region);
    if (!block.keep) block.reason = reasonOutside(block, declared);
    if (!block.keep && block.reason === 'other' && group) block.reason = group;
  }
  if (!region.top) return;
  recoverBetween(blocks);
  cutFurniture(blocks, declared);
}

function isZonedOut(block: PageBlock, region: Region): boolean {
  if (block.zoneSure) return true;
  if (!block.zone) return false;
  return block.zone !== 'byline' || region.worth[block.index]! < 120;
}

function reasonOutside(block: PageBlock, { title }: Declared): RemovedReason {
  if (title && block.text.length < 300 && fold(block.text) === fold(title)) return 'headline';
  if (readByline(block.text)) return 'byline';
  const said = labelReason(block.text) ?? phraseReason(block.text);
  if (said && !(said === 'menu' && block.zone)) return said;
  if (block.kind === 'caption' || isPhotoCredit(block.text)) return 'photo credit';
  if (block.zone) return block.zone;
  return block.linkChars > block.text.length / 2 ? 'menu' : 'other';
}

/** Headings, items and short paragraphs that stand between kept blocks and look like the article are taken back. */
function recoverBetween(blocks: readonly PageBlock[]): void {
  const indices = blocks.filter((block) => block.keep).map((block) => block.index);
  const first = indices[0] ?? 0;
  const last = indices.at(-1) ?? -1;
  for (let i = first + 1; i < last; i++) {
    const block = blocks[i]!;
    if (
      block.keep ||
      block.kind === 'caption' ||
      (block.zone && !(block.kind === 'quote' && block.zone === 'share bar'))
    )
      continue;
    if (block.linkChars > block.text.length * 0.3 || labelReason(block.text) || phraseReason(block.text)) continue;
    if (isPhotoCredit(block.text) || block.reason === 'headline' || block.reason === 'byline') continue;
    const near = blocks[i - 1]!.keep && (blocks[i + 1]?.keep ?? false);
    if (block.kind === 'quote' && (blocks[i - 1]!.keep || blocks[i - 1]!.kind === 'quote')) block.keep = true;
    else if (block.kind === 'heading' && blocks[i + 1]?.keep && block.inArticle === blocks[i + 1]!.inArticle)
      block.keep = true;
    else if (near && isClosed(block.text) && countWords(block.text) >= 4) block.keep = true;
  }
}

/** Furniture inside the article's region. */
function cutFurniture(blocks: readonly PageBlock[], declared: Declared): void {
  const kept = blocks.filter((block) => block.keep);
  const cut = (block: PageBlock, reason: RemovedReason) => {
    block.keep = false;
    block.reason = reason;
  };
  const { title } = declared;
  kept.forEach((block, position) => {
    const words = countWords(block.text);
    const linked = block.linkChars > block.text.length * 0.6;
    const label = words <= 12 ? labelReason(block.text) : null;
    const phrase = words > 3 ? phraseReason(block.text) : null;
    const heading = block.kind === 'heading';
    if (position < 6 && title && words <= 40 && (heading || !isClosed(block.text)) && sameHeadline(block.text, title))
      cut(block, 'headline');
    else if (position < 3 && block.tag === 'h1' && words <= 40) cut(block, 'headline');
    else if (position < 8 && words <= 16 && readByline(block.text)) cut(block, 'byline');
    else if (position < 8 && words <= 12 && !isClosed(block.text) && readDate(block.text, 'en'))
      cut(block, 'date line');
    else if (label && !(label === 'menu' && !linked) && block.kind !== 'row') cut(block, label);
    else if (phrase && (phrase !== 'advert' || linked) && words <= 45) cut(block, phrase);
    else if (block.kind === 'caption' || (isPhotoCredit(block.text) && words <= 60)) cut(block, 'photo credit');
    else if (words <= 10 && isTimeNote(block.text)) cut(block, 'date line');
    else if (position < 4 && isCreditBar(block, declared.byline)) cut(block, 'byline');
    else if (position < 3 && words <= 3 && block.kind === 'paragraph' && !isClosed(block.text)) cut(block, 'menu');
    else if (isPlayer(block.text)) cut(block, 'menu');
    else if (/^https?:\/\/\S+$/.test(block.text)) cut(block, 'other');
    // A paragraph that is one link from end to end leads to another story.
    else if (block.kind === 'paragraph' && words >= 4 && words <= 80 && block.linkChars >= block.text.length * 0.95)
      cut(block, 'read next');
  });
  cutRepeated(kept, cut);
  cutListed(kept);
  trimEnd(kept, declared.byline, cut);
}

/** Fewer words than this may stand twice by chance. */
const REPEATED_WORDS = 12;
/** Where more of an article repeats than this share, repeating is its form: a plan, a liturgy, a table. */
const FORM_SHARE = 0.1;

/** Sentences that stand twice: pull quotes, captions, the same notice above and below. The first stays. */
function cutRepeated(kept: readonly PageBlock[], cut: (block: PageBlock, reason: RemovedReason) => void): void {
  const seen = new Set<string>();
  const again: PageBlock[] = [];
  let all = 0;
  for (const block of kept) {
    if (!block.keep) continue;
    all++;
    if (block.text.length < REPEATED_WORDS * 2 || countWords(block.text) < REPEATED_WORDS) continue;
    const folded = fold(block.text);
    if (seen.has(folded)) again.push(block);
    else seen.add(folded);
  }
  if (again.length <= Math.max(2, all * FORM_SHARE)) for (const block of again) cut(block, 'other');
}

/** A bar such as "Ana Prado | 3 March 2031 | Print": name or date with separators. */
function isCreditBar(block: PageBlock, byline: string): boolean {
  if (!/[|•·]/.test(block.text) || isClosed(block.text) || countWords(block.text) > 30) return false;
  return (byline !== '' && block.text.includes(byline)) || readDate(block.text, 'en') !== null;
}

/** Linked headlines under a label such as "Related stories". */
function cutListed(kept: readonly PageBlock[]): void {
  let reason: RemovedReason | null = null;
  for (const block of kept) {
    if (!block.keep) {
      reason = endsArticle(block.reason) && block.reason !== 'footer' ? block.reason : null;
      continue;
    }
    if (reason && !isClosed(block.text) && (block.linkChars > block.text.length * 0.5 || block.kind === 'item')) {
      block.keep = false;
      block.reason = reason;
    } else reason = null;
  }
}

/** Left-overs behind the last paragraph: linked headlines, fragments, notes about the author. */
function trimEnd(
  kept: readonly PageBlock[],
  byline: string,
  cut: (block: PageBlock, reason: RemovedReason) => void,
): void {
  const last = Math.max(0, kept.length - 12);
  for (let i = kept.length - 1; i > last; i--) {
    const block = kept[i]!;
    if (!block.keep) continue;
    const linked = block.linkChars > block.text.length * 0.6;
    const named = byline.length >= 4 && block.text.startsWith(byline) && countWords(block.text) <= 80;
    if (named || (isAuthorNote(block.text) && countWords(block.text) <= 80)) cut(block, 'byline');
    else if (block.kind === 'heading' || (linked && !isClosed(block.text))) cut(block, linked ? 'read next' : 'other');
    else break;
  }
}
