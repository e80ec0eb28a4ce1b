import { isClosed } from '../text/lines.ts';
import type { PageBlock, PageNode } from './page.ts';

/** What stands below a node, itself included. */
export interface Mass {
  blocks: number;
  chars: number;
  linkChars: number;
  /** Characters of blocks that read like running text. */
  prose: number;
  proseBlocks: number;
  /** Blocks in list items. */
  items: number;
  /** Headings of the first level. */
  headlines: number;
  /** Evidence that the node holds an article: its own paragraphs count most, those further down less. */
  score: number;
}

/** Fewer characters outside links are no paragraph, only perhaps a heading or a label. */
const LEAST_PROSE = 25;
/** A longer paragraph counts no more than this. */
const MOST_PROSE = 900;

/** A character of Chinese, Japanese or Korean says about as much as this many letters. */
const DENSE = 2.5;
const SAMPLE = 60;

function isDense(text: string): boolean {
  let dense = 0;
  const until = Math.min(SAMPLE, text.length);
  for (let i = 0; i < until; i++) if (text.charCodeAt(i) >= 0x2e80) dense++;
  return dense > until / 4;
}

/** Worth of a block as running text: its length, more if it ends like a sentence, less the more of it is links. */
function worthOf(block: PageBlock): number {
  const own = (block.text.length - block.linkChars) * (isDense(block.text) ? DENSE : 1);
  if (own < LEAST_PROSE || block.kind === 'heading' || block.kind === 'caption') return 0;
  const linked = block.linkChars / block.text.length;
  if (linked > 0.5) return 0;
  const length = Math.min(own, MOST_PROSE);
  const sentence = isClosed(block.text) ? 1 : own > 200 ? 0.7 : 0.3;
  // Entries of a list are more often links, captions or data than an article's paragraphs.
  return length * sentence * (1 - linked) * (block.kind === 'item' ? 0.5 : 1);
}

/** Weighs each block, and sums up each element's own and everything below it. */
export function weigh(blocks: readonly PageBlock[], nodes: readonly PageNode[]): { worth: number[]; masses: Mass[] } {
  const worth = blocks.map(worthOf);
  const masses: Mass[] = nodes.map(() => ({
    blocks: 0,
    chars: 0,
    linkChars: 0,
    prose: 0,
    proseBlocks: 0,
    items: 0,
    headlines: 0,
    score: 0,
  }));
  blocks.forEach((block, i) => {
    const mass = masses[block.node.index]!;
    mass.blocks++;
    mass.chars += block.text.length;
    mass.linkChars += block.linkChars;
    if (block.inItem) mass.items++;
    if (block.tag === 'h1') mass.headlines++;
    if (worth[i]! > 0) {
      mass.prose += worth[i]!;
      mass.proseBlocks++;
    }
  });
  for (let i = nodes.length - 1; i > 0; i--) {
    const mass = masses[i]!;
    const above = masses[nodes[i]!.parent!.index]!;
    above.blocks += mass.blocks;
    above.chars += mass.chars;
    above.linkChars += mass.linkChars;
    above.prose += mass.prose;
    above.proseBlocks += mass.proseBlocks;
    above.items += mass.items;
    above.headlines += mass.headlines;
  }
  return { worth, masses };
}

/** Is `inner` below `outer`? */
export function contains(outer: PageNode, inner: PageNode): boolean {
  for (let node = inner.parent; node; node = node.parent) if (node === outer) return true;
  return false;
}

/** How many elements stand directly in each, by node index. */
export function countChildren(nodes: readonly PageNode[]): Uint32Array {
  const counts = new Uint32Array(nodes.length);
  for (const { parent } of nodes) if (parent) counts[parent.index]!++;
  return counts;
}

/** The first class, without the numbers that tell one part from the next; what follows it are variants. */
export function shapeOf(node: PageNode): string {
  return /^\S*/.exec(node.named)![0].replace(/\d+/g, '');
}
