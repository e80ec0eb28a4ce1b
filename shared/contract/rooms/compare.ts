import { query } from '../method.ts';
import { z } from '../schema.ts';

const span = z.object({ start: z.number().int(), end: z.number().int() });
const figure = z.object({
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  value: z.number(),
  unit: z.string(),
});

export const compareRoom = {
  /** Sentences of two articles and which say the same. Offsets UTF-16 into each article's current text. */
  'compare.align': query(
    z.object({ a: z.string(), b: z.string() }),
    z.object({
      a: z.object({ articleId: z.string(), textVersionId: z.string(), sentences: z.array(span) }),
      b: z.object({ articleId: z.string(), textVersionId: z.string(), sentences: z.array(span) }),
      pairs: z.array(
        z.object({
          a: z.number().int(),
          b: z.number().int(),
          kind: z.enum(['same', 'reworded', 'differs']),
          score: z.number(),
          /** Words both sentences have. */
          shared: z.object({ a: z.array(span), b: z.array(span) }),
          /** Numbers that disagree, where kind is `differs`. */
          figures: z.object({ a: z.array(figure), b: z.array(figure) }).nullable(),
        }),
      ),
      only: z.object({ a: z.array(z.number().int()), b: z.array(z.number().int()) }),
      basis: z.object({ analyser: z.string(), version: z.string(), note: z.string() }),
    }),
  ),
};
