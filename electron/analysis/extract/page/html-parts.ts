import { countChildren, type Mass, shapeOf } from './html-mass.ts';
import { OUTSIDE } from './html-top.ts';
import type { PageBlock, PageNode } from './page.ts';

/** A part that names itself foreign is believed up to this share of the article's prose. */
const BELIEVED_SHARE = 0.4;
/** Comments, galleries and lists of stories may be longer than the article: any length is believed where this much is left. */
const ARTICLE_LEFT = 1_000;
const LONG_PARTS: ReadonlySet<string> = new Set([
  'comments',
  'photo credit',
  'read next',
  'most read',
  'footer',
  'menu',
]);
/** Lists of stories link to them; what is named "read more" and links to nothing may be the article's unfolded rest. */
const LINKS_TO_STORIES = 0.08;

/**
 * Gives each block the reason of the innermost element around it that speaks. Elements around the article's own are not
 * believed: pages wrap everything into elements named after their layout.
 */
export function settleZones(
  blocks: readonly PageBlock[],
  nodes: readonly PageNode[],
  masses: readonly Mass[],
  top: PageNode | null,
): void {
  const around = new Set<PageNode>();
  for (let node = top; node; node = node.parent) around.add(node);
  const most = top ? masses[top.index]!.prose : 0;
  const left = top ? most - foreignProse(top, nodes, masses) : 0;
  const settled: (PageNode['hint'] | null)[] = new Array(nodes.length).fill(null);
  const within: boolean[] = new Array(nodes.length).fill(false);
  for (let i = 1; i < nodes.length; i++) {
    const node = nodes[i]!;
    const { hint, parent } = node;
    const above = settled[parent!.index]!;
    within[i] = within[parent!.index]! || node === top;
    const believed =
      hint &&
      !around.has(node) &&
      (!within[i] ||
        masses[i]!.prose <= most * BELIEVED_SHARE ||
        (LONG_PARTS.has(hint.reason) &&
          left >= ARTICLE_LEFT &&
          (hint.reason === 'comments' ||
            hint.reason === 'photo credit' ||
            masses[i]!.linkChars > masses[i]!.chars * LINKS_TO_STORIES)))
        ? hint
        : null;
    // What is quoted from social media is a quotation, not a bar of buttons.
    const quoted = node.tag === 'blockquote' && above?.reason === 'share bar';
    settled[i] = above?.sure ? above : (believed ?? (quoted ? null : above));
  }
  for (const block of blocks) {
    const zone = settled[block.node.index];
    if (zone?.sure || !block.zone) block.zone = zone?.reason ?? null;
    block.zoneSure = zone?.sure ?? false;
  }
}

/** Prose inside the article's element in parts that name themselves foreign. */
function foreignProse(top: PageNode, nodes: readonly PageNode[], masses: readonly Mass[]): number {
  const state: (0 | 1 | 2)[] = new Array(nodes.length).fill(0);
  state[top.index] = 1;
  let prose = 0;
  for (let i = top.index + 1; i < nodes.length; i++) {
    const { parent, hint } = nodes[i]!;
    state[i] = state[parent!.index]!;
    if (state[i] === 1 && hint && OUTSIDE.has(hint.reason)) {
      state[i] = 2;
      prose += masses[i]!.prose;
    }
  }
  return prose;
}

/** Levels above the article's element at which further parts of it are looked for. */
const CLIMB = 10;
/** Share of links above which an element is no part of an article. */
const MOST_LINKED = 0.33;

/**
 * The article's element and what belongs to it beside it: loose paragraphs, elements that hold as much, and elements of
 * the same shape where an article is cut into several.
 */
export function spread(
  top: PageNode | null,
  nodes: readonly PageNode[],
  masses: readonly Mass[],
  within: PageNode | null,
): boolean[] {
  const inside: boolean[] = new Array(nodes.length).fill(false);
  if (!top) return inside;
  inside[top.index] = true;
  const children = new Map<PageNode, PageNode[]>();
  const climbed: PageNode[] = [];
  for (let node = top; node.parent && node !== within && climbed.length < CLIMB; node = node.parent) climbed.push(node);
  const parents = new Set(climbed.map((node) => node.parent!));
  for (const node of nodes) {
    if (node.parent && parents.has(node.parent)) {
      const list = children.get(node.parent);
      if (list) list.push(node);
      else children.set(node.parent, [node]);
    }
  }
  const most = masses[top.index]!;
  const kids = countChildren(nodes);
  climbed.forEach((node, level) => {
    for (const child of children.get(node.parent!) ?? []) {
      if (child !== node && belongs(child, node, level, masses[child.index]!, most, kids[child.index]!))
        inside[child.index] = true;
    }
  });
  for (const node of nodes) if (node.parent && inside[node.parent.index]) inside[node.index] = true;
  return inside;
}

function belongs(child: PageNode, beside: PageNode, level: number, mass: Mass, top: Mass, kids: number): boolean {
  if (mass.prose === 0 || child.hint || mass.linkChars > mass.chars * MOST_LINKED) return false;
  if (child.tag === 'p' || child.tag === 'blockquote') return level < 3 && mass.prose >= 60;
  // Entries of several runs each are cards or comments, no list of an article.
  if (child.tag === 'ul' || child.tag === 'ol') return level < 3 && mass.prose >= 60 && mass.blocks <= kids;
  if (child.tag === beside.tag && shapeOf(child) === shapeOf(beside) && child.tag !== 'article')
    return shapeOf(child) !== '' || (level < 2 && mass.prose > top.prose * 0.2 && mass.prose > mass.chars * 0.5);
  if (level < 4 && mass.prose >= LEAST_INTRO && mass.linkChars === 0) {
    // Key points in a list of their own, or the paragraph between headline and article.
    if (mass.items >= 2 && mass.items >= mass.blocks - 1) return true;
    if (INTRO.test(child.named)) return true;
  }
  return level === 0 && mass.score > top.score * 0.2;
}

/** Names of the paragraph that stands, in larger type, between headline and article. */
const INTRO = /(?:^|[-_ ])(?:intro(?:duction)?|lead|lede|standfirst|perex|chapeau|vorspann|teaser-?text)(?:$|[-_ ])/i;
const LEAST_INTRO = 80;
