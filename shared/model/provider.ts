import { z } from '../contract/schema.ts';
import { uuid } from './annotation.ts';
import { storyId } from './story.ts';

/**
 * Where evidence from beyond the corpus can come from: a MediaWiki (its api.php), a Kiwix server, a SearXNG, a feed of fact checks in
 * schema.org's ClaimReview, and two kinds of server that run a language model.
 */
export const providerKinds = ['mediawiki', 'kiwix', 'searxng', 'claimreview', 'openai', 'ollama'] as const;
export type ProviderKind = (typeof providerKinds)[number];
/** Asked with words. */
export const searchKinds = ['mediawiki', 'kiwix', 'searxng'] as const satisfies readonly ProviderKind[];
/** Asked to rewrite. */
export const modelKinds = ['openai', 'ollama'] as const satisfies readonly ProviderKind[];

export const isSearch = (kind: ProviderKind): boolean => (searchKinds as readonly string[]).includes(kind);
export const isModel = (kind: ProviderKind): boolean => (modelKinds as readonly string[]).includes(kind);

/** 'not known': Parallax ended before the request did. */
export const sentOutcomes = ['under way', 'answered', 'failed', 'cancelled', 'not known'] as const;

export const provider = z.object({
  providerId: uuid,
  kind: z.enum(providerKinds),
  name: z.string(),
  /** http or https; empty for a feed that is only read from files. */
  address: z.string(),
  /** Which of a server's models; empty for all others. */
  model: z.string(),
  /** A person switched it on, on this machine, for this project, with this address. */
  isOn: z.boolean(),
  /** A key was given since Parallax started; it is kept nowhere else. */
  hasKey: z.boolean(),
  /** Fact checks that were read from it. */
  reviews: z.number().int(),
  /** What was sent to it last; null: nothing yet. */
  lastSent: z.object({ at: z.string(), outcome: z.enum(sentOutcomes), message: z.string() }).nullable(),
});
export type Provider = z.infer<typeof provider>;

/** Blocks of a story page that a language model may put in other words. */
export const rewritable = ['happened', 'matters', 'commonGround', 'onlyOneSide'] as const;
export type Rewritable = (typeof rewritable)[number];

/** What is to be asked. `claimId`, `storyId`: what it is for, so that the log can say so; they are not sent. */
export const outsideAsk = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('search'),
    query: z.string().trim().min(1, 'Give words to search for.').max(500),
    claimId: uuid.nullable().default(null),
  }),
  z.object({ what: z.literal('feed') }),
  z.object({ what: z.literal('rewriting'), storyId, section: z.enum(rewritable) }),
]);
export type OutsideAsk = z.infer<typeof outsideAsk>;

/** A request as it would go out, to the letter; a key is not shown. */
export const requestPreview = z.object({
  requestId: z.string(),
  providerId: uuid,
  provider: z.string(),
  method: z.enum(['GET', 'POST']),
  address: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  body: z.string().nullable(),
  /** UTF-8 bytes of address, headers and body. */
  bytes: z.number().int(),
  /** It stays on this machine. */
  isLoopback: z.boolean(),
  isEncrypted: z.boolean(),
});
export type RequestPreview = z.infer<typeof requestPreview>;

/** A page that a provider named: a suggestion until a person takes it as evidence. */
export const outsideResult = z.object({
  sentId: z.number().int(),
  /** Counts from 1, as the provider ordered them. */
  ord: z.number().int(),
  providerId: uuid,
  provider: z.string(),
  query: z.string(),
  /** When it was asked, ISO 8601 UTC. */
  at: z.string(),
  title: z.string(),
  /** http or https. */
  url: z.string(),
  snippet: z.string(),
  /** As the provider gives it; null when it gives none. */
  publishedAt: z.string().nullable(),
  /** It stands among the claim's evidence. */
  isTaken: z.boolean(),
});
export type OutsideResult = z.infer<typeof outsideResult>;

/** A published fact check that is like a claim. The rating is its publisher's, in their words. */
export const claimReviewMatch = z.object({
  reviewId: z.number().int(),
  providerId: uuid,
  provider: z.string(),
  claimReviewed: z.string(),
  claimant: z.string(),
  /** As the publisher puts it; may be empty. */
  rating: z.string(),
  /** "2 of 5", where the publisher rates by numbers; else empty. */
  ratingScale: z.string(),
  publisher: z.string(),
  url: z.string(),
  reviewedAt: z.string().nullable(),
  language: z.string().nullable(),
  /** 0 to 1, of how much the two statements share; says nothing of truth. */
  score: z.number(),
  sharedWords: z.array(z.string()),
  sharedFigures: z.array(z.string()),
  otherFigures: z.array(z.object({ here: z.string(), there: z.string() })),
  isTaken: z.boolean(),
});
export type ClaimReviewMatch = z.infer<typeof claimReviewMatch>;

/** Why a sentence of a rewriting cannot be relied on. */
export const rewritingFaults = [
  'cites nothing',
  'cites what it was not given',
  'has a figure its sources lack',
] as const;
export type RewritingFault = (typeof rewritingFaults)[number];

/** A section of a story in a language model's words, with the sentences it was given. Never one of the extractive ones. */
export const rewriting = z.object({
  rewritingId: uuid,
  storyId,
  section: z.enum(rewritable),
  provider: z.string(),
  address: z.string(),
  /** As the server names it. */
  model: z.string(),
  at: z.string(),
  coder: z.string(),
  sentences: z.array(
    z.object({
      text: z.string(),
      /** Numbers of the sentences that it says it rests on. */
      cites: z.array(z.number().int()),
      fault: z.enum(rewritingFaults).nullable(),
    }),
  ),
  /** What the model was given. UTF-16 offsets into the article's text at that time. */
  given: z.array(
    z.object({
      number: z.number().int().positive(),
      articleId: z.string(),
      source: z.string(),
      start: z.number().int(),
      end: z.number().int(),
      text: z.string(),
      /** The article still says so at this place. */
      isCurrent: z.boolean(),
    }),
  ),
});
export type Rewriting = z.infer<typeof rewriting>;

/** A line of the log of what left the machine, and of who switched what on and off. */
export const sentRow = z.object({
  sentId: z.number().int(),
  at: z.string(),
  coder: z.string(),
  providerId: uuid,
  /** Its name at that time. */
  provider: z.string(),
  kind: z.enum(providerKinds),
  what: z.enum(['search', 'feed', 'rewriting', 'switched on', 'switched off']),
  method: z.string(),
  /** The address asked; of a switch the provider's. */
  address: z.string(),
  /** The same server's addresses that it sent the request on to. */
  followed: z.array(z.string()),
  query: z.string(),
  body: z.string(),
  claim: z.object({ claimId: uuid, number: z.number().int() }).nullable(),
  story: z.object({ storyId, title: z.string() }).nullable(),
  /** Null for a switch. */
  outcome: z.enum(sentOutcomes).nullable(),
  status: z.number().int().nullable(),
  sentBytes: z.number().int(),
  receivedBytes: z.number().int(),
  /** What went wrong; empty when nothing did. */
  message: z.string(),
  endedAt: z.string().nullable(),
});
export type SentRow = z.infer<typeof sentRow>;
