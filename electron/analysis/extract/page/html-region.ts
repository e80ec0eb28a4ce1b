import { contains, type Mass, weigh } from './html-mass.ts';
import { settleZones, spread } from './html-parts.ts';
import { bestIn, findTop, titledArticle } from './html-top.ts';
import type { PageBlock, PageNode } from './page.ts';

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

/** Finds the element that holds the article, and settles what part of the page each block stands in. */
export function findRegion(blocks: readonly PageBlock[], nodes: readonly PageNode[], title = ''): Region {
  const { worth, masses } = weigh(blocks, nodes);
  const found = findTop(blocks, nodes, masses, worth);
  const titled = titledArticle(found, blocks, masses, title);
  const top = titled ? bestIn(nodes, masses, (node) => node === titled || contains(titled, node)) : found;
  settleZones(blocks, nodes, masses, top);
  return { top, inside: spread(top, nodes, masses, titled), masses, worth };
}
