import { z } from '../contract/schema.ts';
import { articleId } from './article.ts';

export const uuid = z.uuid();

export const codeColor = z.number().int().min(1).max(10);

/** A code of the codebook's tree. */
export const code = z.object({
  codeId: uuid,
  parentId: uuid.nullable(),
  /** Order among its siblings, from 0. */
  position: z.number().int().nonnegative(),
  name: z.string().min(1).max(200),
  definition: z.string(),
  whenToUse: z.string(),
  whenNot: z.string(),
  example: z.string(),
  /** Slot of the palette, 1 to 10. */
  color: codeColor,
  /** One lower-case letter or digit. */
  shortcut: z.string().nullable(),
  /** False for a group that only orders its children. */
  isCodable: z.boolean(),
  archived: z.boolean(),
  annotations: z.number().int(),
  articles: z.number().int(),
});
export type Code = z.infer<typeof code>;

export const codeFields = z.object({
  name: z.string().trim().min(1, 'A code needs a name.').max(200),
  definition: z.string().max(10_000),
  whenToUse: z.string().max(10_000),
  whenNot: z.string().max(10_000),
  example: z.string().max(10_000),
  color: codeColor,
  shortcut: z
    .string()
    .regex(/^[a-z0-9]$/, 'A shortcut is one lower-case letter or digit.')
    .nullable(),
  isCodable: z.boolean(),
});
export type CodeFields = z.infer<typeof codeFields>;

/** The words around a span, so that it can be found again in another version of the text. */
export const quoteSelector = z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() });

/** One code given to one annotation. */
export const coding = z.object({ codingId: uuid, codeId: uuid, createdAt: z.string() });
export type Coding = z.infer<typeof coding>;

export const annotationLevels = ['span', 'article'] as const;
export const annotationStatuses = ['anchored', 'unplaced'] as const;

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

export const claimKinds = ['quantity', 'event', 'quote', 'comparison', 'prediction'] as const;
export const claimVerdicts = ['supported', 'disputed', 'refuted', 'not checkable', 'unverified'] as const;

/** A span where a claim is made. */
export const claimMention = z.object({
  mentionId: uuid,
  articleId,
  textVersionId: z.string(),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  quote: quoteSelector,
  status: z.enum(annotationStatuses),
  articleTitle: z.string(),
  source: z.string(),
  language: z.string().nullable(),
});
export type ClaimMention = z.infer<typeof claimMention>;

/** A checkable statement. */
export const claim = z.object({
  claimId: uuid,
  /** Counts from 1 within the project, for people to refer to. */
  number: z.number().int().positive(),
  statement: z.string(),
  speaker: z.string(),
  kind: z.enum(claimKinds).nullable(),
  verdict: z.enum(claimVerdicts),
  note: z.string(),
  coder: z.string(),
  mentions: z.array(claimMention),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Claim = z.infer<typeof claim>;

export const claimFields = z.object({
  statement: z.string().trim().min(1, 'A claim needs a statement.').max(2000),
  speaker: z.string().max(500),
  kind: z.enum(claimKinds).nullable(),
  verdict: z.enum(claimVerdicts),
  note: z.string().max(10_000),
});
export type ClaimFields = z.infer<typeof claimFields>;
