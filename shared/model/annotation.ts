import { z } from '../contract/schema.ts';
import { articleId } from './article.ts';

export const uuid = z.uuid();

/** The words around a span, so that it can be found again in another version of the text. */
export const quoteSelector = z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() });

/** One code given to one annotation. */
export const coding = z.object({
  codingId: uuid,
  codeId: uuid,
  /** Version of the code's definition it was given under, see `code.version`. */
  codeVersion: z.number().int().positive(),
  /** Values of the code's attributes by `attributeId`, as text; only those that were given. */
  values: z.record(z.string(), z.string()),
  createdAt: z.string(),
});
export type Coding = z.infer<typeof coding>;

export const annotationLevels = ['span', 'article'] as const;
export const annotationStatuses = ['anchored', 'unplaced'] as const;

/** A further stretch of a discontinuous span. Offsets as in the annotation. */
export const piece = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  exact: z.string(),
});
export type Piece = z.infer<typeof piece>;

/** A span or a whole article with its codes. Offsets are UTF-16 into the text version, end-exclusive. */
export const annotation = z.object({
  annotationId: uuid,
  articleId,
  textVersionId: z.string(),
  level: z.enum(annotationLevels),
  /** Null for an annotation of the whole article, or one that could not be placed in this text version. */
  start: z.number().int().nonnegative().nullable(),
  end: z.number().int().nonnegative().nullable(),
  quote: quoteSelector.nullable(),
  /** What belongs to it beyond `start` to `end`, in order; empty for a span in one piece. 0 to 0 each in one without a place. */
  pieces: z.array(piece),
  codings: z.array(coding),
  memo: z.string(),
  /** 0 to 100, null when not given. */
  confidence: z.number().int().min(0).max(100).nullable(),
  coder: z.string(),
  /** `manual`, `import`, or the analyser whose suggestion was accepted. */
  origin: z.string(),
  status: z.enum(annotationStatuses),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Annotation = z.infer<typeof annotation>;

/** A relation between two annotations, from one to the other; which is which does not matter to an undirected kind. */
export const relation = z.object({
  relationId: uuid,
  kindId: uuid,
  fromId: uuid,
  toId: uuid,
  memo: z.string(),
  coder: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Relation = z.infer<typeof relation>;

/** The other end of a relation when it lies in another article. */
export const relationEnd = z.object({
  annotationId: uuid,
  articleId,
  articleTitle: z.string(),
  codeIds: z.array(uuid),
  /** The coded words, cut at 400 UTF-16 units; null for an article's code. */
  exact: z.string().nullable(),
  /** UTF-16 into the text in force; null without a place in it. */
  start: z.number().int().nonnegative().nullable(),
  end: z.number().int().nonnegative().nullable(),
});
export type RelationEnd = z.infer<typeof relationEnd>;

/** A place where words were found, to be coded or not. Offsets are UTF-16 into the text version. */
export const wordHit = z.object({
  articleId,
  textVersionId: z.string(),
  articleTitle: z.string(),
  source: z.string().nullable(),
  language: z.string().nullable(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  exact: z.string(),
  /** Up to 80 UTF-16 units around it in its paragraph. */
  before: z.string(),
  after: z.string(),
  /** Codes that the current coder gave exactly this span. */
  codeIds: z.array(uuid),
});
export type WordHit = z.infer<typeof wordHit>;
