import type { Block, RemovedPassage, TextBlock } from './types.ts';

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
 * `blocks` of the result says what kind of element each stretch of the text was; lines of plain text are none.
 * @param share what neighbours must have in common besides their reason to become one
 * @param onCut told of each passage and the first block in it
 */
export function assemble(
  blocks: readonly Block[],
  inner: readonly InnerCut[] = [],
  share: (block: Block) => unknown = () => null,
  onCut: (passage: RemovedPassage, block: Block) => void = () => {},
): { text: string; removed: RemovedPassage[]; blocks: TextBlock[] } {
  const parts: string[] = [];
  const removed: RemovedPassage[] = [];
  const kinds: TextBlock[] = [];
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
        onCut(open, block);
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
    }
    parts.push(block.text);
    if (block.kind !== 'line') kinds.push({ start: length, end: length + block.text.length, kind: block.kind });
    length += block.text.length;
  }
  return { text: parts.join(''), removed, blocks: kinds };
}
