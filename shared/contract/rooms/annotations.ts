import { annotation, annotationLevels, relation, relationEnd, uuid, wordHit } from '../../model/annotation.ts';
import { viewQuery } from '../../model/view.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

const offset = z.number().int().nonnegative();
const stretch = z.object({ start: offset, end: offset });
const memo = z.string().max(20_000);
const confidence = z.number().int().min(0).max(100).nullable();

export const annotationsRoom = {
  /** Of the article first, then in the order of the text. */
  'annotations.ofArticle': query(z.object({ articleId: z.string() }), z.array(annotation)),
  /** The first of them, so that a window of a text with thousands need not wait for all. */
  'annotations.begin': query(
    z.object({ articleId: z.string(), count: z.number().int().min(1).max(500) }),
    z.object({ total: z.number().int(), annotations: z.array(annotation) }),
  ),
  /**
   * Codes a span, or the whole article. Answers when it is on disk. `quote` is compared with the text first: CONFLICT
   * when it differs. A second code on exactly the same span joins the coder's annotation that is there.
   */
  'annotations.create': command(
    z.object({
      articleId: z.string(),
      textVersionId: z.string(),
      level: z.enum(annotationLevels),
      start: offset.nullable().default(null),
      end: offset.nullable().default(null),
      quote: z.string().nullable().default(null),
      codeIds: z.array(uuid).max(50).default([]),
      memo: memo.default(''),
      confidence: confidence.default(null),
    }),
    annotation,
  ),
  /**
   * Changes what is named. `seen`: what the caller saw of that before its change; CONFLICT, with both in `details`, when
   * someone changed it since.
   */
  'annotations.edit': command(
    z.object({
      annotationId: uuid,
      /** New span in the same text version; for an unplaced annotation, its new place. */
      span: stretch.optional(),
      /** Every further stretch it shall have. Stretches that touch or overlap become one; the first of all is the span. */
      pieces: z.array(stretch).max(100).optional(),
      memo: memo.optional(),
      confidence: confidence.optional(),
      addCodeIds: z.array(uuid).max(50).optional(),
      removeCodeIds: z.array(uuid).max(50).optional(),
      /** Values of the codes' attributes; null takes one back. INVALID_INPUT for one that its type does not let through. */
      values: z
        .array(z.object({ codeId: uuid, attributeId: uuid, value: z.string().max(2000).nullable() }))
        .max(100)
        .optional(),
      seen: z.object({ span: stretch.nullable(), memo, confidence }).partial().optional(),
    }),
    annotation,
  ),
  /** Another code in the place of one, or of all (null), with the values that attributes of the same name and type let through. */
  'annotations.recode': command(
    z.object({ annotationId: uuid, fromCodeId: uuid.nullable(), toCodeId: uuid }),
    annotation,
  ),
  'annotations.delete': command(z.object({ annotationId: uuid }), z.object({})),

  /** Relations with an end in the article; `ends` are those of them that lie in other articles. */
  'relations.ofArticle': query(
    z.object({ articleId: z.string() }),
    z.object({ relations: z.array(relation), ends: z.array(relationEnd) }),
  ),
  /** CONFLICT when the coder related the two in this way already, or the kind is archived. */
  'relations.create': command(z.object({ kindId: uuid, fromId: uuid, toId: uuid, memo: memo.default('') }), relation),
  /** `turn`: from and to change places. */
  'relations.edit': command(
    z.object({
      relationId: uuid,
      kindId: uuid.optional(),
      memo: memo.optional(),
      turn: z.boolean().default(false),
    }),
    relation,
  ),
  'relations.delete': command(z.object({ relationId: uuid }), z.object({})),

  /**
   * Where words stand: as written, case and accents ignored. In one article, or in the articles of a view. `insideWords`:
   * also as a part of a longer word. `unit`: the words themselves, or the sentence around them.
   */
  'annotations.findHits': query(
    z.object({
      words: z.string().trim().min(1, 'Write the words to look for.').max(200),
      scope: z.union([z.object({ articleId: z.string() }), z.object({ query: viewQuery })]),
      insideWords: z.boolean().default(false),
      unit: z.enum(['words', 'sentence']).default('words'),
      limit: z.number().int().min(1).max(5000).default(1000),
    }),
    z.object({
      hits: z.array(wordHit),
      articles: z.number().int(),
      /** There are more than `limit`. */
      more: z.boolean(),
    }),
  ),
  /** Codes these places, one step of undo. Those whose text has changed since are left out and named. */
  'annotations.codeHits': command(
    z.object({
      codeId: uuid,
      words: z.string().max(200),
      hits: z
        .array(
          z.object({ articleId: z.string(), textVersionId: z.string(), start: offset, end: offset, exact: z.string() }),
        )
        .min(1)
        .max(5000),
    }),
    z.object({
      coded: z.number().int(),
      /** Had the code already. */
      already: z.number().int(),
      /** Titles of articles whose text has changed since the words were found. */
      changed: z.array(z.string()),
    }),
  ),
};
