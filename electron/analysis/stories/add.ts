import { groupArticles, type StorySettings } from './cluster.ts';
import type { DocumentCounts } from './document-counts.ts';
import { dayAt, type StoredTerms, termsAt } from './stored-terms.ts';

/** Articles around a new one that are looked at. */
const NEIGHBOURS = 30;
/** Of a story that a neighbour is in, so many are looked at: the nearest to the new article come first. */
const MOST_OF_STORY = 60;
/** Telling terms of a new article by which others are found. */
const LOOK_UP = 60;

/** Clusters of articles, by their numbers. */
export type Clusters = number[][];

/**
 * Clusters of a few new articles with what is like them near their day: the cost is one look at each article of the corpus,
 * where a whole pass would compare all.
 * @param fresh numbers of the new articles
 * @param stories for each article, the number of its story; 0 for none
 */
export function clusterFresh(
  stored: StoredTerms,
  fresh: Int32Array,
  stories: Int32Array,
  counts: DocumentCounts,
  settings: StorySettings,
): Clusters {
  const near = neighboursOf(stored, fresh, counts, settings);
  const wanted = new Set(near.map(({ item }) => stories[item]!).filter((story) => story > 0));
  const members = new Map<number, number[]>();
  stories.forEach((story, item) => {
    if (!wanted.has(story)) return;
    const list = members.get(story);
    if (!list) members.set(story, [item]);
    else if (list.length < MOST_OF_STORY) list.push(item);
  });
  const items = [...new Set([...fresh, ...near.map(({ item }) => item), ...[...members.values()].flat()])].sort(
    (a, b) => a - b,
  );
  const firsts = groupArticles(
    {
      terms: { length: items.length, at: (i) => termsAt(stored, items[i]!) },
      days: items.map((item) => dayAt(stored, item)),
    },
    settings,
    counts,
  );
  const clusters = new Map<number, number[]>();
  firsts.forEach((first, k) => {
    const list = clusters.get(first);
    if (list) list.push(items[k]!);
    else clusters.set(first, [items[k]!]);
  });
  return [...clusters.values()];
}

interface Near {
  item: number;
  similarity: number;
}

function neighboursOf(stored: StoredTerms, fresh: Int32Array, counts: DocumentCounts, settings: StorySettings): Near[] {
  const weightOf = weights(counts);
  // For each telling term, the new articles that have it.
  const wanted = new Map<number, { fresh: number; weight: number }[]>();
  fresh.forEach((item, f) => {
    const [start, end] = [stored.starts[item]!, stored.starts[item + 1]!];
    const weighed: [hash: number, weight: number][] = [];
    let squares = 0;
    for (let k = start; k < end; k++) {
      const weight = weightOf(stored.hashes[k]!, stored.counts[k]!);
      squares += weight * weight;
      weighed.push([stored.hashes[k]!, weight]);
    }
    const telling = weighed.sort((a, b) => b[1] - a[1]).slice(0, LOOK_UP);
    for (const [hash, weight] of telling) {
      const list = wanted.get(hash);
      const entry = { fresh: f, weight: weight / Math.sqrt(squares || 1) };
      if (list) list.push(entry);
      else wanted.set(hash, [entry]);
    }
  });
  const found: Near[][] = Array.from(fresh, () => []);
  const dots = new Float64Array(fresh.length);
  for (let item = 0; item < stored.days.length; item++) {
    const [start, end] = [stored.starts[item]!, stored.starts[item + 1]!];
    const touched: number[] = [];
    for (let k = start; k < end; k++) {
      const having = wanted.get(stored.hashes[k]!);
      if (!having) continue;
      const weight = weightOf(stored.hashes[k]!, stored.counts[k]!);
      for (const { fresh: f, weight: other } of having) {
        if (dots[f] === 0) touched.push(f);
        dots[f]! += weight * other;
      }
    }
    if (touched.length === 0) continue;
    let squares = 0;
    for (let k = start; k < end; k++) squares += weightOf(stored.hashes[k]!, stored.counts[k]!) ** 2;
    const length = Math.sqrt(squares || 1);
    const day = dayAt(stored, item);
    for (const f of touched) {
      const similarity = dots[f]! / length;
      dots[f] = 0;
      const ownDay = dayAt(stored, fresh[f]!);
      const isNear = day === null || ownDay === null || Math.abs(day - ownDay) <= settings.window;
      if (item !== fresh[f] && isNear && similarity >= settings.topic / 2) keepBest(found[f]!, { item, similarity });
    }
  }
  return found.flat();
}

const FEWEST = 60;

/** What a term of an article weighs, as in vectors.ts; logarithms are taken once for each number of articles. */
function weights(counts: DocumentCounts): (hash: number, twice: number) => number {
  const of = Math.max(counts.articles, FEWEST);
  const rarity = Float64Array.from({ length: counts.articles + 1 }, (_, n) => Math.log(of / Math.max(1, n)));
  const frequency = Float64Array.from({ length: 0x10000 }, (_, twice) => 1 + Math.log(Math.max(1, twice) / 2));
  return (hash, twice) => frequency[twice]! * rarity[counts.of(hash)]!;
}

function keepBest(list: Near[], one: Near) {
  list.push(one);
  if (list.length < 2 * NEIGHBOURS) return;
  list.sort((a, b) => b.similarity - a.similarity);
  list.length = NEIGHBOURS;
}
