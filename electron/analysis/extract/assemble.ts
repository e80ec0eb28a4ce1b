import type { Block, RemovedPassage } from './types.ts';

/** A piece that was cut from inside a kept block, such as an icon's name glued to a heading. */
export interface InnerCut {
  block: Block;
  /** UTF-16 offset in the block's remaining text. */
  at: number;
  text: string;
  reason: Block['reason'];
}

/**
 * Joins the kept blocks to the article's text and places what was cut. Neighbours cut for one reason become one passage.
 * @param share what neighbours must have in common besides their reason to become one
 */
export function assemble(
  blocks: readonly Block[],
  inner: readonly InnerCut[] = [],
  share: (block: Block) => unknown = () => null,
): { text: string; removed: RemovedPassage[]; cutFrom: Block[] } {
  const parts: string[] = [];
  const removed: RemovedPassage[] = [];
  /** For each passage, the first block in it. */
  const cutFrom: Block[] = [];
  let length = 0;
  let wide = false;
  let open: RemovedPassage | null = null;
  let shared: unknown = null;
  const innerOf = new Map<Block, InnerCut[]>();
  for (const cut of inner) innerOf.set(cut.block, [...(innerOf.get(cut.block) ?? []), cut]);

  for (const block of blocks) {
    if (!block.text) continue;
    if (block.gap === '\n\n') wide = true;
    if (!block.keep) {
      if (open && open.reason === block.reason && shared === share(block)) open.text += block.gap + block.text;
      else {
        open = { text: block.text, start: length, reason: block.reason };
        shared = share(block);
        removed.push(open);
        cutFrom.push(block);
      }
      continue;
    }
    open = null;
    if (length > 0) {
      const gap = wide ? '\n\n' : '\n';
      parts.push(gap);
      length += gap.length;
    }
    wide = false;
    for (const cut of innerOf.get(block) ?? []) {
      removed.push({ text: cut.text, start: length + cut.at, reason: cut.reason });
      cutFrom.push(block);
    }
    parts.push(block.text);
    length += block.text.length;
  }
  return { text: parts.join(''), removed, cutFrom };
}
