import { readByline } from './byline.ts';
import { sameHeadline } from './head.ts';
import { isClosed } from './lines.ts';
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

export interface Region {
  /** The node that holds the article; null if the page has no running text. */
  top: PageNode | null;
  /** By node index: is it part of the article's region? */
  inside: readonly boolean[];
  /** By node index. */
  masses: readonly Mass[];
  /** By block index: worth as running text, 0 for everything else. */
  worth: readonly number[];
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

/** Finds the element that holds the article, and settles what part of the page each block stands in. */
export function findRegion(blocks: readonly PageBlock[], nodes: readonly PageNode[], title = ''): Region {
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
  const found = findTop(blocks, nodes, masses, worth);
  const titled = titledArticle(found, blocks, masses, title);
  const top = titled ? bestIn(nodes, masses, (node) => node === titled || contains(titled, node)) : found;
  settleZones(blocks, nodes, masses, top);
  return { top, inside: spread(top, nodes, masses, titled), masses, worth };
}

/** Prose from which a part with a headline of its own is an article of its own. */
const OWN_ARTICLE = 800;
/** Blocks behind a headline among which a new article's byline or date stands. */
const BYLINE_REACH = 4;

/**
 * Of several articles that a page strings together for endless scrolling, the one under the page's title; else null.
 * They tell themselves from the sections of one article by a byline or date under each headline.
 */
function titledArticle(
  found: PageNode | null,
  blocks: readonly PageBlock[],
  masses: readonly Mass[],
  title: string,
): PageNode | null {
  if (!found || !title || masses[0]!.headlines < 2) return null;
  const headlines = blocks.filter((block) => block.tag === 'h1');
  const own = headlines.find((block) => sameHeadline(block.text, title));
  let titled: PageNode | null = own?.node ?? null;
  while (titled && masses[titled.index]!.prose < OWN_ARTICLE) titled = titled.parent;
  if (!titled?.parent || titled === found || contains(titled, found)) return null;
  const twin = headlines.some((block) => {
    let branch: PageNode | null = block.node;
    while (branch && branch.parent !== titled.parent) branch = branch.parent;
    return (
      branch !== null &&
      branch !== titled &&
      branch.tag === titled.tag &&
      shapeOf(branch) === shapeOf(titled) &&
      masses[branch.index]!.prose >= OWN_ARTICLE &&
      blocks.slice(block.index + 1, block.index + 1 + BYLINE_REACH).some(isByline)
    );
  });
  return twin ? titled : null;
}

function isByline({ text, node }: PageBlock): boolean {
  const reason = node.hint?.reason;
  return reason === 'byline' || reason === 'date line' || (text.length < 120 && readByline(text) !== null);
}

function contains(outer: PageNode, inner: PageNode): boolean {
  for (let node = inner.parent; node; node = node.parent) if (node === outer) return true;
  return false;
}

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
function settleZones(
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

const OUTSIDE: ReadonlySet<string> = new Set([
  'cookie notice',
  'comments',
  'newsletter',
  'most read',
  'read next',
  'menu',
  'footer',
  'advert',
  'ticker',
  'photo credit',
  'subscription notice',
]);
/** What a paragraph counts in a part of the page that names itself foreign. */
const PERHAPS_OUTSIDE = 0.25;
const SURELY_OUTSIDE = 0.02;

function findTop(
  blocks: readonly PageBlock[],
  nodes: readonly PageNode[],
  masses: readonly Mass[],
  worth: readonly number[],
): PageNode | null {
  const doubt: number[] = new Array(nodes.length).fill(1);
  for (const { index, hint, parent } of nodes) {
    const own = hint && OUTSIDE.has(hint.reason) ? (hint.sure ? SURELY_OUTSIDE : PERHAPS_OUTSIDE) : 1;
    doubt[index] = parent ? Math.min(doubt[parent.index]!, own) : own;
  }
  const kids = countChildren(nodes);
  blocks.forEach((block, i) => {
    if (worth[i]! === 0) return;
    const value = (20 + worth[i]!) * doubt[block.node.index]!;
    // A paragraph speaks for the element around it; so does an element that holds one run of text and nothing else.
    const alone = masses[block.node.index]!.blocks === 1 && kids[block.node.index] === 0;
    let node: PageNode | null = alone || PARAGRAPHS.has(block.node.tag) ? block.node.parent : block.node;
    for (let level = 0; node && level < 8; level++, node = node.parent) {
      masses[node.index]!.score += level === 0 ? value : level === 1 ? value / 2 : value / (level * 3);
    }
  });
  return bestIn(nodes, masses, () => true);
}

function bestIn(
  nodes: readonly PageNode[],
  masses: readonly Mass[],
  isAsked: (node: PageNode) => boolean,
): PageNode | null {
  let best: PageNode | null = null;
  let most = 0;
  for (const node of nodes) {
    const mass = masses[node.index]!;
    if (mass.score === 0) continue;
    const score = mass.score * (1 - mass.linkChars / Math.max(1, mass.chars)) * (node.body ? 1.25 : 1);
    if (score > most && isAsked(node)) {
      most = score;
      best = node;
    }
  }
  return best;
}

const PARAGRAPHS: ReadonlySet<string> = new Set(['p', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

function countChildren(nodes: readonly PageNode[]): Uint32Array {
  const counts = new Uint32Array(nodes.length);
  for (const { parent } of nodes) if (parent) counts[parent.index]!++;
  return counts;
}

/** Levels above the article's element at which further parts of it are looked for. */
const CLIMB = 10;
/** Share of links above which an element is no part of an article. */
const MOST_LINKED = 0.33;

/**
 * The article's element and what belongs to it beside it: loose paragraphs, elements that hold as much, and elements of
 * the same shape where an article is cut into several.
 */
function spread(
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

/** The first class, without the numbers that tell one part from the next; what follows it are variants. */
function shapeOf(node: PageNode): string {
  return /^\S*/.exec(node.named)![0].replace(/\d+/g, '');
}
