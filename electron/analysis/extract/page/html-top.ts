import { readByline } from '../metadata/byline.ts';
import { sameHeadline } from '../text/head.ts';
import type { RemovedReason } from '../types.ts';
import { contains, countChildren, type Mass, shapeOf } from './html-mass.ts';
import type { PageBlock, PageNode } from './page.ts';

/** What parts of a page say of themselves that hold no paragraphs of its article. */
export const OUTSIDE: ReadonlySet<RemovedReason> = new Set([
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

/** The element that most evidence speaks for: each paragraph for the one around it, and less for those further out. */
export function findTop(
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

/** The element with the best score among those asked. */
export function bestIn(
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

/** Prose from which a part with a headline of its own is an article of its own. */
const OWN_ARTICLE = 800;
/** Blocks behind a headline among which a new article's byline or date stands. */
const BYLINE_REACH = 4;

/**
 * Of several articles that a page strings together for endless scrolling, the one under the page's title; else null.
 * They tell themselves from the sections of one article by a byline or date under each headline.
 */
export function titledArticle(
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
