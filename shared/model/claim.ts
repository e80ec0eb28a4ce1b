import { z } from '../contract/schema.ts';
import { annotationStatuses, quoteSelector, uuid } from './annotation.ts';
import { articleId } from './article.ts';

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
