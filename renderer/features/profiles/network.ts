/** Another source with what it has in common with this one. */
export interface Neighbour {
  sourceId: number;
  source: string;
  /** Stories both have, and their share of those that either has. */
  shared: number;
  jaccard: number;
  /** Texts both have. */
  texts: number;
}

export interface PlacedNeighbour extends Neighbour {
  /** From the middle, which is this source: -1 to 1. */
  x: number;
  y: number;
}

/** Farthest and nearest to the middle. */
const FAR = 0.95;
const NEAR = 0.55;

/** Sources that share stories or texts with one, most alike first. */
export function neighboursOf(
  byStories: readonly Omit<Neighbour, 'texts'>[],
  byTexts: readonly { sourceId: number; source: string; groups: number }[],
): Neighbour[] {
  const found = new Map<number, Neighbour>(byStories.map((one) => [one.sourceId, { ...one, texts: 0 }]));
  for (const { sourceId, source, groups } of byTexts) {
    const known = found.get(sourceId);
    if (known) known.texts = groups;
    else found.set(sourceId, { sourceId, source, shared: 0, jaccard: 0, texts: groups });
  }
  return [...found.values()].sort(
    (a, b) => b.jaccard - a.jaccard || b.texts - a.texts || (a.source < b.source ? -1 : 1),
  );
}

/** Around the middle, the most alike nearest to it; the same sources always stand in the same places. */
export function placeNeighbours(neighbours: readonly Neighbour[], most: number): PlacedNeighbour[] {
  const shown = neighbours.slice(0, most);
  const half = Math.ceil(shown.length / 2);
  const highest = Math.max(...shown.map(({ jaccard }) => jaccard), 1e-9);
  return shown.map((one, i) => {
    // Every second place first, so that near ones do not stand side by side.
    const place = i < half ? 2 * i : 2 * (i - half) + 1;
    const angle = (2 * Math.PI * place) / shown.length - Math.PI / 2;
    const distance = FAR - (FAR - NEAR) * (one.jaccard / highest);
    return { ...one, x: distance * Math.cos(angle), y: -distance * Math.sin(angle) };
  });
}
