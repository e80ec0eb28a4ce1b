import type { RemovedReason } from '../types.ts';
import type { Region } from './html-region.ts';
import type { PageBlock, PageNode } from './page.ts';

/** Share of the article's running text above which a group inside it is the article and not furniture. */
const OWN_SHARE = 0.25;
/** Share of links from which a group of blocks is a list of links. */
const LINK_LIST = 0.7;
/** Running text per member up to which a member is a teaser; an entry of an article says more. */
const TEASER_PROSE = 170;

/**
 * Groups inside the article's region that are no part of it by their shape: lists of links, and rows of teasers, which
 * repeat one shape with a linked headline in each. Returns the reason by node index.
 */
export function foreignGroups(
  blocks: readonly PageBlock[],
  nodes: readonly PageNode[],
  { inside, masses, top }: Region,
): (RemovedReason | null)[] {
  const reasons: (RemovedReason | null)[] = new Array(nodes.length).fill(null);
  if (!top) return reasons;
  const whole = masses[top.index]!.prose;
  const members = teasersByParent(blocks, nodes, inside);
  const lists = new Map<PageNode, PageNode[]>();
  for (const node of nodes) {
    const { index, parent } = node;
    if (!inside[index] || node === top || !parent) continue;
    if (reasons[parent.index]) {
      reasons[index] = reasons[parent.index]!;
      continue;
    }
    const mass = masses[index]!;
    if (mass.prose > whole * OWN_SHARE || mass.blocks < 2 || ROWS.has(node.tag)) continue;
    if (mass.linkChars > mass.chars * LINK_LIST && mass.proseBlocks === 0) {
      reasons[index] = 'read next';
      const beside = lists.get(parent) ?? [];
      lists.set(parent, [...beside, node]);
      continue;
    }
    const teasers = members.get(index);
    if (teasers && teasers >= 2 && mass.linkChars > mass.chars * 0.2 && mass.prose <= teasers * TEASER_PROSE)
      reasons[index] = 'read next';
  }
  // Lists of links that come again and again between an article's paragraphs are its form: a round-up, a shopping guide.
  const form = new Set([...lists.values()].filter((beside) => beside.length >= OFTEN).flat());
  if (form.size > 0) {
    for (const node of nodes) {
      if (form.has(node)) reasons[node.index] = null;
      else if (node.parent && form.has(node.parent)) {
        form.add(node);
        reasons[node.index] = null;
      }
    }
  }
  return reasons;
}

const OFTEN = 4;
const ROWS: ReadonlySet<string> = new Set(['tr', 'td', 'th', 'thead', 'tbody', 'p', 'dt', 'dd']);

/** How many children of a node, all of one shape, open with a linked headline. */
function teasersByParent(
  blocks: readonly PageBlock[],
  nodes: readonly PageNode[],
  inside: readonly boolean[],
): Map<number, number> {
  const headed = new Set<number>();
  for (const block of blocks) {
    if (!inside[block.node.index] || block.linkChars < block.text.length * 0.9 || block.text.length < 15) continue;
    // The headline's element, or one or two around it, is the teaser.
    let node: PageNode | null = block.node;
    for (let level = 0; node && level < 4; level++, node = node.parent) headed.add(node.index);
  }
  const counts = new Map<number, Map<string, [number, number]>>();
  for (const node of nodes) {
    if (!inside[node.index] || !node.parent || node.tag === 'p' || node.tag === 'br') continue;
    const shape = `${node.tag} ${node.named.replace(/[\d-]+/g, '')}`;
    const shapes = counts.get(node.parent.index) ?? new Map<string, [number, number]>();
    const count = shapes.get(shape) ?? [0, 0];
    count[0]++;
    if (headed.has(node.index)) count[1]++;
    shapes.set(shape, count);
    counts.set(node.parent.index, shapes);
  }
  const teasers = new Map<number, number>();
  for (const [index, shapes] of counts) {
    for (const [all, linked] of shapes.values()) {
      if (all >= 2 && linked >= all * 0.8) teasers.set(index, Math.max(teasers.get(index) ?? 0, linked));
    }
  }
  return teasers;
}
