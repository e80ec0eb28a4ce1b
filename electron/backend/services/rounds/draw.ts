import type { SampleDesign } from '../../../../shared/contract/rooms/rounds.ts';
import { seededRandom, shuffled } from './seeded.ts';

/** An article that could be drawn. */
export interface PoolArticle {
  /** Row id. */
  id: number;
  articleId: string;
  source: string;
  words: number;
}

export interface Drawn<A extends PoolArticle = PoolArticle> {
  /** In no order that means anything. */
  articles: A[];
  /** Row ids of the articles that several coders get. */
  shared: ReadonlySet<number>;
  /** By place in `design.coders`: what each codes, in the order in which they are shown it. */
  byCoder: A[][];
}

/** Splits a whole number by weights (largest remainders, Hamilton), never above what each can give. */
function apportion(total: number, weights: readonly number[], most: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const given = exact.map((share, at) => Math.min(Math.floor(share), most[at] ?? 0));
  const byRemainder = exact
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  let left = total - given.reduce((a, b) => a + b, 0);
  for (let pass = 0; left > 0 && pass < 2; pass++) {
    for (const { at } of byRemainder) {
      if (left === 0) break;
      if ((given[at] ?? 0) >= (most[at] ?? 0)) continue;
      given[at] = (given[at] ?? 0) + 1;
      left--;
    }
  }
  return given;
}

/** As many from each as it can give, the same number from all that can give it. */
function equally(total: number, most: readonly number[]): number[] {
  const given = most.map(() => 0);
  for (let left = total; left > 0; ) {
    const open = most.flatMap((limit, at) => ((given[at] ?? 0) < limit ? [at] : []));
    if (open.length === 0) break;
    const each = Math.max(1, Math.floor(left / open.length));
    for (const at of open) {
      const more = Math.min(each, left, (most[at] ?? 0) - (given[at] ?? 0));
      given[at] = (given[at] ?? 0) + more;
      left -= more;
    }
  }
  return given;
}

/** The same for the same articles, whatever order they come in. */
function strata<A extends PoolArticle>(pool: readonly A[], design: SampleDesign): A[][] {
  const sorted = [...pool].sort((a, b) => (a.articleId < b.articleId ? -1 : 1));
  if (design.stratify === 'none') return [sorted];
  const bySource = Map.groupBy(sorted, ({ source }) => source);
  return [...bySource.keys()].sort().map((source) => bySource.get(source) ?? []);
}

/**
 * Draws a sample and deals it. Every article is drawn with the same chance within its source (or in the whole pool); the
 * shared ones are spread over the sources like the sample; coders get as many as each other, to one article. Depends on
 * nothing but the articles' ids and sources and the design: the same in every project with the same corpus.
 */
export function drawSample<A extends PoolArticle>(pool: readonly A[], design: SampleDesign): Drawn<A> {
  const random = seededRandom(design.seed);
  const groups = strata(pool, design).map((group) => shuffled(group, random));
  const sizes = groups.map((group) => group.length);
  const size = Math.min(design.size ?? pool.length, pool.length);
  const quota = design.stratify === 'equal' ? equally(size, sizes) : apportion(size, sizes, sizes);
  const drawn = groups.map((group, at) => group.slice(0, quota[at]));
  const coders = design.coders.length;
  const each = Math.min(design.sharedBy ?? coders, coders);
  const sharedTotal = coders < 2 || each < 2 ? 0 : Math.round((size * design.overlap) / 100);
  const sharedQuota = apportion(sharedTotal, quota, quota);

  const shared = new Set<number>();
  const byCoder: A[][] = design.coders.map(() => []);
  const sharedOf = design.coders.map(() => 0);
  const order = shuffled(
    design.coders.map((_, at) => at),
    random,
  );
  const fewest = (count: (coder: number) => number, wanted: number) =>
    shuffled(order, random)
      .sort((a, b) => count(a) - count(b))
      .slice(0, wanted);
  for (const [at, group] of drawn.entries()) {
    for (const article of group.slice(0, sharedQuota[at])) {
      shared.add(article.id);
      for (const coder of fewest((one) => sharedOf[one] ?? 0, each)) {
        byCoder[coder]?.push(article);
        sharedOf[coder] = (sharedOf[coder] ?? 0) + 1;
      }
    }
  }
  for (const [at, group] of drawn.entries()) {
    const ofGroup = design.coders.map(() => 0);
    for (const article of group.slice(sharedQuota[at])) {
      // As many for each first, then as many of this source for each.
      const [coder = 0] = fewest((one) => (byCoder[one]?.length ?? 0) * group.length + (ofGroup[one] ?? 0), 1);
      byCoder[coder]?.push(article);
      ofGroup[coder] = (ofGroup[coder] ?? 0) + 1;
    }
  }
  return { articles: drawn.flat(), shared, byCoder: byCoder.map((articles) => shuffled(articles, random)) };
}
