import { metadataField } from '../../model/article.ts';
import { job, query } from '../method.ts';
import { z } from '../schema.ts';

/** What a re-extraction would do, or has done, to one article. */
export const reextractChange = z.object({
  articleId: z.string(),
  title: z.string(),
  source: z.string(),
  kind: z.enum(['text', 'metadata', 'failed']),
  wordsBefore: z.number().int(),
  wordsAfter: z.number().int(),
  /** Lines that would come in and go, the first few of each, cut at 300 characters. */
  added: z.array(z.string()),
  gone: z.array(z.string()),
  metadata: z.array(z.object({ field: metadataField, before: z.string().nullable(), after: z.string().nullable() })),
  /** Why it cannot be read again; null otherwise. */
  problem: z.string().nullable(),
});
export type ReextractChange = z.infer<typeof reextractChange>;

export const reextractResult = z.object({
  applied: z.boolean(),
  looked: z.number().int(),
  unchanged: z.number().int(),
  text: z.number().int(),
  metadata: z.number().int(),
  failed: z.number().int(),
});
export type ReextractResult = z.infer<typeof reextractResult>;

export const originalsRoom = {
  'originals.status': query(
    z.object({}),
    z.object({
      articles: z.number().int(),
      inProject: z.number().int(),
      byReference: z.number().int(),
      /** Articles without an original: imported by an earlier version. */
      none: z.number().int(),
      /** Of the originals in the project, before and after compression. */
      bytes: z.number().int(),
      compressedBytes: z.number().int(),
      /** Which procedures made the texts, and how many texts are by an older version than today's. */
      extractors: z.array(z.object({ extractor: z.string(), articles: z.number().int(), current: z.boolean() })),
    }),
  ),
  /**
   * Reads articles again from their originals. `apply` false: only says what would change (`originals.changes`); true: new text
   * versions with annotations re-anchored; what a person typed or restored stays. `encoding` re-reads with another encoding.
   */
  'originals.reextract': job(
    z.object({
      articleIds: z.array(z.string()).min(1).max(10_000).nullable().default(null),
      apply: z.boolean(),
      encoding: z.string().max(40).nullable().default(null),
    }),
    z.object({ jobId: z.string() }),
  ),
  'originals.changes': query(
    z.object({
      jobId: z.string(),
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(200).default(50),
    }),
    z.object({ total: z.number().int(), changes: z.array(reextractChange) }),
  ),
};
