import { z } from '../contract/schema.ts';
import { annotationStatuses, quoteSelector, uuid } from './annotation.ts';
import { articleId } from './article.ts';

export const claimKinds = ['quantity', 'event', 'quote', 'comparison', 'prediction'] as const;
export const claimVerdicts = ['supported', 'disputed', 'refuted', 'not checkable', 'unverified'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

/** How a piece of evidence bears on a claim. */
export const evidenceStances = ['supports', 'refutes', 'context'] as const;
export type EvidenceStance = (typeof evidenceStances)[number];

/** A place in an article: offsets are UTF-16 into the text version, end-exclusive; null while it is unplaced. */
const place = {
  articleId,
  textVersionId: z.string(),
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  quote: quoteSelector,
  status: z.enum(annotationStatuses),
  articleTitle: z.string(),
  source: z.string(),
  /** As precise as it is known; null for an undated article. */
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
};

/** A span where a claim is made. */
export const claimMention = z.object({ mentionId: uuid, ...place });
export type ClaimMention = z.infer<typeof claimMention>;

/** A page elsewhere, with the words that matter there. */
const evidenceLink = z.object({
  kind: z.literal('link'),
  /** http or https. */
  url: z.string(),
  title: z.string(),
  quotation: z.string(),
});
const evidencePassage = z.object({ kind: z.literal('passage'), ...place });

/** What speaks for or against a claim, or helps to judge it. */
export const claimEvidence = z.object({
  evidenceId: uuid,
  stance: z.enum(evidenceStances),
  note: z.string(),
  /** Where it stands: a link, or a passage of the corpus. */
  at: z.discriminatedUnion('kind', [evidenceLink, evidencePassage]),
  coder: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type ClaimEvidence = z.infer<typeof claimEvidence>;

/** What one coder (or adjudication) found. */
export const claimVerdict = z.object({
  coder: z.string(),
  isMine: z.boolean(),
  /** Decided in adjudication: it counts whatever is given later. */
  isAdjudicated: z.boolean(),
  verdict: z.enum(claimVerdicts),
  reason: z.string(),
  /** ISO 8601 UTC. */
  at: z.string(),
});
export type GivenVerdict = z.infer<typeof claimVerdict>;

/** A code that a coder gave to a claim. */
export const claimCoding = z.object({ codeId: uuid, coder: z.string(), isMine: z.boolean() });

/** A checkable statement. */
export const claim = z.object({
  claimId: uuid,
  /** Counts from 1 within the project, for people to refer to. */
  number: z.number().int().positive(),
  statement: z.string(),
  speaker: z.string(),
  /** Whom the statement was made to. */
  audience: z.string(),
  kind: z.enum(claimKinds).nullable(),
  /** The verdict in force, with its reason and date: the adjudicated one, else the one given last. */
  verdict: z.enum(claimVerdicts),
  verdictReason: z.string(),
  verdictAt: z.string().nullable(),
  /** Every verdict that this coder may see, the one in force first. */
  verdicts: z.array(claimVerdict),
  openQuestion: z.string(),
  note: z.string(),
  coder: z.string(),
  mentions: z.array(claimMention),
  evidence: z.array(claimEvidence),
  codings: z.array(claimCoding),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Claim = z.infer<typeof claim>;

/** A claim as the table shows it. */
export const claimRow = claim
  .pick({
    ...{ claimId: true, number: true, statement: true, speaker: true, audience: true, kind: true, verdict: true },
    ...{ verdictReason: true, verdictAt: true, openQuestion: true, coder: true, createdAt: true, updatedAt: true },
  })
  .extend({
    /** Who gave which verdict, the one in force first. */
    verdicts: z.array(claimVerdict.pick({ coder: true, verdict: true })),
    /** Distinct codes, by anyone. */
    codeIds: z.array(uuid),
    mentions: z.number().int(),
    /** Distinct sources of its mentions, in the order of the mentions; without those of unknown source. */
    sources: z.array(z.string()),
    supports: z.number().int(),
    refutes: z.number().int(),
    context: z.number().int(),
  });
export type ClaimRow = z.infer<typeof claimRow>;

export const claimFields = z.object({
  statement: z.string().trim().min(1, 'A claim needs a statement.').max(2000),
  speaker: z.string().trim().max(500),
  audience: z.string().trim().max(500),
  kind: z.enum(claimKinds).nullable(),
  openQuestion: z.string().max(2000),
  note: z.string().max(10_000),
  /** The coder's own verdict, and why. */
  verdict: z.enum(claimVerdicts),
  verdictReason: z.string().max(10_000),
});
export type ClaimFields = z.infer<typeof claimFields>;

/** A claim that says much the same as some words, and why it is thought so. */
export const similarClaim = z.object({
  claimId: uuid,
  number: z.number().int(),
  statement: z.string(),
  speaker: z.string(),
  verdict: z.enum(claimVerdicts),
  mentions: z.number().int(),
  /** 0 to 1; see electron/analysis/claims-similar. */
  score: z.number(),
  /** As written in the words that were asked about, the most telling first. */
  sharedWords: z.array(z.string()),
  sharedFigures: z.array(z.string()),
  /** Figures that count the same thing and differ: here, and in the claim. */
  otherFigures: z.array(z.object({ here: z.string(), there: z.string() })),
});
export type SimilarClaim = z.infer<typeof similarClaim>;

/** The words around a mention or a passage. */
export const placeContext = z.object({
  /** `mentionId` or `evidenceId`. */
  id: uuid,
  /** The rest of its sentence and the sentence before, or empty. */
  before: z.string(),
  after: z.string(),
  /** Counts from 1; null where it has no place. */
  paragraph: z.number().int().positive().nullable(),
});
export type PlaceContext = z.infer<typeof placeContext>;
