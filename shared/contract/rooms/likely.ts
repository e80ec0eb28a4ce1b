import { articleId } from '../../model/article.ts';
import { host, query } from '../method.ts';
import { z } from '../schema.ts';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

/** How well an order does on the decided articles it was learned from, each ranked by what was learned from the others. */
export const orderAccuracy = z.object({
  folds: count,
  /** Share of the decided articles that had to be read before 95 % of the included ones were found. */
  read95: share,
  /** How often an included article stands before an excluded one. */
  pairs: share,
});

/**
 * The learned order of Triage: how likely the current coder includes an article, from this coder's own decisions and nobody
 * else's. A suggestion: it decides nothing and stands in no export.
 */
export const likelyRoom = {
  'likely.state': query(
    z.object({}),
    z.object({
      /** Decisions of the coder as they are now. */
      included: count,
      excluded: count,
      /** Decisions of either kind that it takes. */
      needed: count,
      /** Null: nothing was learned yet. */
      learned: z
        .object({
          analyser: z.string(),
          version: z.string(),
          learnedAt: z.string(),
          /** What it was learned from. */
          included: count,
          excluded: count,
          /** Decisions made or taken back since. */
          changed: count,
          /** So many have changed, or the procedure has, that it is time to learn anew. */
          isDue: z.boolean(),
          /** Articles that have a likelihood, and those that have none: too many, or added since. */
          ordered: count,
          left: count,
          accuracy: orderAccuracy,
        })
        .nullable(),
    }),
  ),
  /** Why an article stands where it stands; null when it has no likelihood. */
  'likely.ofArticle': query(
    z.object({ articleId }),
    z
      .object({
        likely: share,
        /** Strongest first; a weight above 0 speaks for including. Sum of all terms: the score behind the likelihood. */
        terms: z.array(z.object({ term: z.string(), weight: z.number() })),
        /** It was decided when the order was learned; its likelihood comes from the other decisions alone. */
        wasDecided: z.boolean(),
      })
      .nullable(),
  ),
  /**
   * Learns the order anew and keeps it; resolves when it is kept. One at a time: who asks meanwhile waits for the same.
   * CONFLICT with too few decisions.
   */
  'likely.learn': host(z.object({}), z.object({ learnedAt: z.string() })),
};
