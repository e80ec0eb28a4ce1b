import { describe, expect, it } from 'vitest';
import { drawSample, type PoolArticle } from '../../electron/backend/services/rounds/draw.ts';
import { type SampleDesignInput, sampleDesign } from '../../shared/contract/rooms/rounds.ts';

/** As many articles of each source as said, by name. */
function pool(sources: Record<string, number>): PoolArticle[] {
  let id = 0;
  return Object.entries(sources).flatMap(([source, n]) =>
    Array.from({ length: n }, (_, at) => ({
      id: ++id,
      articleId: `${source}-${String(at).padStart(4, '0')}`,
      source,
      words: 100,
    })),
  );
}
const design = (given: Partial<SampleDesignInput>) =>
  sampleDesign.parse({ query: {}, coders: ['Ada', 'Ben', 'Cleo'], seed: 7, overlap: 0, ...given });
const bySource = (articles: readonly PoolArticle[]) =>
  Object.fromEntries(
    [...Map.groupBy(articles, ({ source }) => source)].map(([source, of]) => [source, of.length]).sort(),
  );
const ids = (articles: readonly PoolArticle[]) => articles.map(({ articleId }) => articleId);

describe('a random sample', () => {
  it('is the same for the same seed, whatever order the articles come in, and another for another seed', () => {
    const articles = pool({ Courier: 200 });
    const one = drawSample(articles, design({ size: 20, overlap: 30 }));
    const again = drawSample(articles.toReversed(), design({ size: 20, overlap: 30 }));
    expect(again.byCoder.map(ids)).toEqual(one.byCoder.map(ids));
    const other = drawSample(articles, design({ size: 20, overlap: 30, seed: 8 }));
    expect(new Set(ids(other.articles))).not.toEqual(new Set(ids(one.articles)));
  });

  it('takes each article about as often as the others over many seeds', () => {
    const articles = pool({ Courier: 10 });
    const taken = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed++) {
      for (const id of ids(drawSample(articles, design({ size: 3, seed })).articles))
        taken.set(id, (taken.get(id) ?? 0) + 1);
    }
    // 600 are expected, with a standard deviation of 20.5: five of these either side.
    expect(Math.min(...taken.values())).toBeGreaterThan(497);
    expect(Math.max(...taken.values())).toBeLessThan(703);
  });

  it('takes all there are when fewer are there than asked for', () => {
    expect(drawSample(pool({ Courier: 5 }), design({ size: 50 })).articles).toHaveLength(5);
    expect(drawSample(pool({}), design({ size: 50, overlap: 50 })).articles).toEqual([]);
  });
});

describe('a sample stratified by source', () => {
  const sources = { Courier: 600, Flash: 300, Wire: 100 };
  it('is proportional to the sources, to one article', () => {
    const drawn = drawSample(pool(sources), design({ size: 50, stratify: 'proportional' }));
    expect(bySource(drawn.articles)).toEqual({ Courier: 30, Flash: 15, Wire: 5 });
  });

  it('takes equally many of each, and from the others what a small source cannot give', () => {
    const drawn = drawSample(pool({ ...sources, Tiny: 4 }), design({ size: 64, stratify: 'equal' }));
    expect(bySource(drawn.articles)).toEqual({ Courier: 20, Flash: 20, Tiny: 4, Wire: 20 });
  });

  it('spreads the shared articles over the sources like the sample', () => {
    const drawn = drawSample(pool(sources), design({ size: 100, stratify: 'proportional', overlap: 20 }));
    expect(bySource(drawn.articles.filter(({ id }) => drawn.shared.has(id)))).toEqual({
      Courier: 12,
      Flash: 6,
      Wire: 2,
    });
  });
});

describe('dealing', () => {
  it('gives every article to one coder, the shared ones to all, and as many to each', () => {
    const drawn = drawSample(pool({ Courier: 100 }), design({ size: 100, overlap: 20 }));
    expect(drawn.shared.size).toBe(20);
    // 20 to all three; 80 others: 27, 27, 26.
    expect(drawn.byCoder.map((own) => own.length).sort()).toEqual([46, 47, 47]);
    const holders = drawn.articles.map(
      ({ id }) => drawn.byCoder.filter((own) => own.some((one) => one.id === id)).length,
    );
    expect(holders.filter((n) => n === 3)).toHaveLength(20);
    expect(holders.filter((n) => n === 1)).toHaveLength(80);
  });

  it('gives a shared article to as many coders as said, every pair about as often', () => {
    const coders = ['Ada', 'Ben', 'Cleo', 'Dov'];
    const drawn = drawSample(pool({ Courier: 60 }), design({ coders, overlap: 100, sharedBy: 2 }));
    expect(drawn.byCoder.map((own) => own.length)).toEqual([30, 30, 30, 30]);
    const pairs = new Map<string, number>();
    for (const { id } of drawn.articles) {
      const pair = coders.filter((_, at) => drawn.byCoder[at]?.some((one) => one.id === id)).join('+');
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    expect(pairs.size).toBe(6);
  });

  it('mixes shared articles with the others in each coder’s own order', () => {
    const drawn = drawSample(pool({ Courier: 60 }), design({ overlap: 50 }));
    for (const own of drawn.byCoder) {
      const places = own.flatMap(({ id }, at) => (drawn.shared.has(id) ? [at] : []));
      expect(places).not.toEqual(places.map((_, at) => at));
    }
    expect(ids(drawn.byCoder[0]!.filter(({ id }) => drawn.shared.has(id)))).not.toEqual(
      ids(drawn.byCoder[1]!.filter(({ id }) => drawn.shared.has(id))),
    );
  });

  it('deals each source evenly when it is stratified', () => {
    const drawn = drawSample(pool({ Courier: 30, Flash: 30 }), design({ stratify: 'equal' }));
    expect(drawn.byCoder.map(bySource)).toEqual([
      { Courier: 10, Flash: 10 },
      { Courier: 10, Flash: 10 },
      { Courier: 10, Flash: 10 },
    ]);
  });

  it('shares nothing when there is one coder', () => {
    const drawn = drawSample(pool({ Courier: 10 }), design({ coders: ['Ada'], overlap: 100 }));
    expect(drawn.shared.size).toBe(0);
    expect(drawn.byCoder[0]).toHaveLength(10);
  });
});
