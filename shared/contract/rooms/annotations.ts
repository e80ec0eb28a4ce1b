import { annotation, annotationLevels, uuid } from '../../model/annotation.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

export const annotationsRoom = {
  'annotations.ofArticle': query(z.object({ articleId: z.string() }), z.array(annotation)),
  /**
   * Codes a span, or the whole article. Answers when it is on disk. `quote` is compared with the text first: CONFLICT
   * when it differs. A second code on exactly the same span joins the coder's annotation that is there.
   */
  'annotations.create': command(
    z.object({
      articleId: z.string(),
      textVersionId: z.string(),
      level: z.enum(annotationLevels),
      start: z.number().int().nonnegative().nullable().default(null),
      end: z.number().int().nonnegative().nullable().default(null),
      quote: z.string().nullable().default(null),
      codeIds: z.array(uuid).max(50).default([]),
      memo: z.string().max(20_000).default(''),
      confidence: z.number().int().min(0).max(100).nullable().default(null),
    }),
    annotation,
  ),
  'annotations.edit': command(
    z.object({
      annotationId: uuid,
      /** New span in the same text version. */
      span: z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() }).optional(),
      memo: z.string().max(20_000).optional(),
      confidence: z.number().int().min(0).max(100).nullable().optional(),
      addCodeIds: z.array(uuid).max(50).optional(),
      removeCodeIds: z.array(uuid).max(50).optional(),
    }),
    annotation,
  ),
  'annotations.delete': command(z.object({ annotationId: uuid }), z.object({})),
};
