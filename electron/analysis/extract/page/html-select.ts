import { readByline } from '../metadata/byline.ts';
import { isPhotoCredit, labelReason, phraseReason } from '../text/furniture.ts';
import { fold } from '../text/head.ts';
import { isClosed } from '../text/lines.ts';
import type { RemovedReason } from '../types.ts';
import { cutFurniture } from './html-cut.ts';
import { foreignGroups } from './html-groups.ts';
import { findRegion, type Region } from './html-region.ts';
import { roughWords } from './html-words.ts';
import type { PageBlock, PageNode } from './page.ts';

/** What the page declares, against which its first lines are held. */
export interface Declared {
  title: string;
  byline: string;
}

/** Marks which blocks of a page are the article; every other gets the reason why it is not. */
export function selectArticle(blocks: readonly PageBlock[], nodes: readonly PageNode[], declared: Declared): void {
  const region = findRegion(blocks, nodes, declared.title);
  const foreign = foreignGroups(blocks, nodes, region);
  const reasonOf = outsideReasons(declared.title);
  for (const block of blocks)
    block.keep = region.inside[block.node.index]! && !foreign[block.node.index] && !isZonedOut(block, region);
  const settled = new Set<PageBlock>();
  if (region.top) {
    recoverBetween(blocks, reasonOf);
    keepCaptions(blocks, region, foreign);
    const kept = blocks.filter((block) => block.keep);
    cutFurniture(kept, declared);
    cutEmptyHeadings(blocks);
    for (const block of kept) if (!block.keep) settled.add(block);
  }
  for (const block of blocks) {
    if (block.keep || settled.has(block)) continue;
    block.reason = reasonOf(block);
    const group = foreign[block.node.index];
    if (group && (block.reason === 'other' || block.reason === 'menu')) block.reason = group;
  }
  for (const block of blocks) if (!block.keep) tellOverlays(block);
}

/** A heading whose list of links was cut, and under which nothing else stands, goes with it. */
function cutEmptyHeadings(blocks: readonly PageBlock[]): void {
  let next: PageBlock | null = null;
  for (let i = blocks.length - 1; i >= 0; i--) {
    const block = blocks[i]!;
    if (!block.keep) continue;
    const below = blocks[i + 1];
    if (
      block.kind === 'heading' &&
      next?.kind === 'heading' &&
      next.tag <= block.tag &&
      below &&
      !below.keep &&
      below.linkChars > below.text.length / 2
    ) {
      block.keep = false;
      block.reason = 'read next';
    } else next = block;
  }
}

/** What a cut block shows when it is pointed at is cut with it. */
function tellOverlays(block: PageBlock): void {
  for (const overlay of block.overlays) block.text += ` ${overlay.text}`;
  block.overlays = [];
}

function isZonedOut(block: PageBlock, region: Region): boolean {
  if (block.zoneSure) return true;
  if (!block.zone) return false;
  return block.zone !== 'byline' || region.worth[block.index]! < LONG_NOTE;
}

/** Worth, in characters of running text, from which a part named after its author is the author's text. */
const LONG_NOTE = 120;
/** A headline stands on the page with little before or behind it. */
const HEADLINE_SLACK = 1.4;

/** A function that tells why a block outside the article is no part of it. */
function outsideReasons(title: string): (block: PageBlock) => RemovedReason {
  const headline = fold(title);
  return (block) => {
    const { text, zone, linkChars } = block;
    if (
      headline &&
      text.length <= title.length * HEADLINE_SLACK &&
      text.length * HEADLINE_SLACK >= headline.length &&
      fold(text) === headline
    )
      return 'headline';
    if (block.zoneSure && zone) return zone;
    const linked = linkChars > text.length / 2;
    if (!linked && readByline(text)) return 'byline';
    const said = labelReason(text);
    if (said && !(said === 'menu' && zone)) return said;
    if (zone) return zone;
    const phrase = phraseReason(text);
    if (phrase) return phrase;
    if (block.kind === 'caption' || isPhotoCredit(text)) return 'photo credit';
    return linked ? 'menu' : 'other';
  };
}

/**
 * A caption stands with the paragraphs around its picture; those above the first paragraph belong to the page's head, those
 * below the last to whatever follows. A gallery shows pictures of its own.
 */
function keepCaptions(blocks: readonly PageBlock[], region: Region, foreign: readonly (RemovedReason | null)[]): void {
  const prose = (block: PageBlock) => block.keep && region.worth[block.index]! > 0;
  const first = blocks.findIndex(prose);
  const last = blocks.findLastIndex(prose);
  blocks.forEach((block, i) => {
    if (!isCaption(block)) return;
    block.keep =
      i > first &&
      i < last &&
      region.inside[block.node.index]! &&
      !foreign[block.node.index] &&
      !block.zoneSure &&
      (!block.zone || block.zone === 'photo credit') &&
      block.linkChars <= block.text.length * 0.3 &&
      !inGallery(block);
    if (block.keep) block.kind = 'caption';
  });
}

/** By its element, or by the name of its element. */
const isCaption = ({ kind, node, zone }: PageBlock) =>
  kind === 'caption' ||
  (zone === 'photo credit' && (CAPTION.test(node.named) || CAPTION.test(node.parent?.named ?? '')));
const inGallery = ({ inItem, node }: PageBlock) => {
  let around: PageNode | null = node;
  for (let level = 0; around && level < GALLERY_REACH; level++, around = around.parent)
    if (GALLERY.test(around.named)) return true;
  return inItem;
};
const GALLERY = /gallery|slideshow|carousel|lightbox/i;
const GALLERY_REACH = 6;
const CAPTION = /(?:^|[-_ ])captions?(?:$|[-_ ])/i;

/** Headings, items and short paragraphs that stand between kept blocks and look like the article are taken back. */
function recoverBetween(blocks: readonly PageBlock[], reasonOf: (block: PageBlock) => RemovedReason): void {
  const first = blocks.findIndex((block) => block.keep);
  const last = blocks.findLastIndex((block) => block.keep);
  for (let i = first + 1; i < last; i++) {
    const block = blocks[i]!;
    if (block.keep || block.kind === 'caption' || block.linkChars > block.text.length * 0.3) continue;
    if (block.zone && !(block.kind === 'quote' && block.zone === 'share bar')) continue;
    const before = blocks[i - 1]!;
    const after = blocks[i + 1]!;
    const fits =
      (block.kind === 'quote' && (before.keep || before.kind === 'quote')) ||
      (block.kind === 'heading' && after.keep && block.inArticle === after.inArticle) ||
      (before.keep && after.keep && isClosed(block.text) && roughWords(block.text) >= 4);
    if (fits && reasonOf(block) === 'other') block.keep = true;
  }
}
