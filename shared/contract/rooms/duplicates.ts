import { duplicateKind } from '../../model/article.ts';
import { command, host, query } from '../method.ts';
import { z } from '../schema.ts';

const one = z.object({ articleId: z.string() });

/** Duplicate groups: same bytes, same text, nearly the same text. */
export const duplicatesRoom = {
  /** The article's group, head first, then by date; alone when it is in none. */
  'duplicates.members': query(
    one,
    z.array(
      z.object({
        articleId: z.string(),
        title: z.string(),
        source: z.string(),
        publishedAt: z.string().nullable(),
        originalPath: z.string(),
        words: z.number().int(),
        isHead: z.boolean(),
        /** Null for the head. */
        kind: duplicateKind.nullable(),
        /** Share of the shorter text that the head has, 0 to 1; null for the head. */
        share: z.number().nullable(),
      }),
    ),
  ),
  /** Makes the article the head of its group. */
  'duplicates.setHead': command(one, z.object({})),
  /** Takes the article out of its group; it stays apart at later imports. */
  'duplicates.separate': command(one, z.object({})),
  /** Puts articles into one group by hand, also ones that were taken out. */
  'duplicates.join': command(z.object({ articleIds: z.array(z.string()).min(2).max(1000) }), z.object({})),
  /**
   * What differs between two texts, sentence by sentence, in the order of reading. Offsets are UTF-16 into the texts in
   * force of `a` and `b`; `same` runs lie in both.
   */
  'duplicates.difference': host(
    z.object({ a: z.string(), b: z.string() }),
    z.object({
      parts: z.array(
        z.object({
          kind: z.enum(['same', 'only a', 'only b', 'changed']),
          a: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
          b: z.object({ start: z.number().int(), end: z.number().int() }).nullable(),
        }),
      ),
      /** Words that both have, that only one has. */
      same: z.number().int(),
      onlyA: z.number().int(),
      onlyB: z.number().int(),
    }),
  ),
};
