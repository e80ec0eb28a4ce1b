import { uuid } from '../../model/annotation.ts';
import { evidenceStances } from '../../model/claim.ts';
import {
  claimReviewMatch,
  outsideAsk,
  outsideResult,
  provider,
  providerKinds,
  requestPreview,
  rewriting,
  sentRow,
} from '../../model/provider.ts';
import { storyId } from '../../model/story.ts';
import { command, host, query } from '../method.ts';
import { z } from '../schema.ts';

const one = z.object({ providerId: uuid });
const name = z.string().trim().min(1, 'Give the provider a name.').max(200);
const address = z.string().trim().max(2000);
const model = z.string().trim().max(200);

/**
 * Evidence from beyond the corpus: named providers, off until a person switches one on. Nothing is sent but by `send`, which sends
 * what a `preview` has shown, once.
 */
export const providersRoom = {
  'providers.list': host(z.object({}), z.array(provider)),
  /** It starts switched off. INVALID_INPUT unless the address is one of http or https, without a password. */
  'providers.add': host(z.object({ kind: z.enum(providerKinds), name, address, model: model.default('') }), one),
  /** With another address, or other model, it is switched off. */
  'providers.edit': host(
    one.extend({ name: name.optional(), address: address.optional(), model: model.optional() }),
    z.object({}),
  ),
  /** What was sent to it stays in the log. */
  'providers.remove': host(one, z.object({})),
  /** Off stops what is under way. `address`: the one the person saw; STALE when it is another by now. */
  'providers.switch': host(one.extend({ on: z.boolean(), address: z.string() }), z.object({})),
  /** Kept in memory until Parallax ends, nowhere else; empty forgets it. */
  'providers.setKey': host(one.extend({ key: z.string().trim().max(4000) }), z.object({})),
  /** Exactly what would be sent. Nothing is sent yet. PROVIDER_OFF when it is switched off. */
  'providers.preview': host(one.extend({ ask: outsideAsk }), requestPreview),
  /**
   * Sends what the preview showed, once, and notes it in the log. PROVIDER_OFF, PROVIDER_FAILED with a `reason` in the details, STALE
   * when the preview was used or the provider has changed since.
   */
  'providers.send': host(
    z.object({ requestId: z.string() }),
    z.object({
      sentId: z.number().int(),
      received: z.number().int(),
      /** Of a search: those that are kept. */
      results: z.array(outsideResult),
      /** Of a search: all that came. */
      found: z.number().int(),
      /** Of a feed: fact checks that it holds. */
      reviews: z.number().int(),
      rewriting: rewriting.nullable(),
    }),
  ),
  /** Takes the fact checks of a file in, in place of those that were read before. Nothing is sent. */
  'providers.readFeedFile': host(
    one.extend({ name: z.string().max(500), bytes: z.instanceof(Uint8Array) }),
    z.object({ reviews: z.number().int(), left: z.number().int() }),
  ),

  /** What was found for a claim so far: of each provider the last answer. */
  'providers.results': query(z.object({ claimId: uuid }), z.array(outsideResult)),
  /** Fact checks of the feeds that are switched on which are like a claim, the likest first. Compared here; nothing is sent. */
  'providers.reviews': host(
    z.object({ claimId: uuid, limit: z.number().int().min(1).max(50).default(10) }),
    z.array(claimReviewMatch),
  ),
  /** Takes a page that was found, or a fact check, as evidence on a claim: a link with its quotation. One step of undo. */
  'providers.takeAsEvidence': command(
    z.object({
      claimId: uuid,
      stance: z.enum(evidenceStances),
      quotation: z.string().max(10_000),
      note: z.string().max(10_000).default(''),
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('result'), sentId: z.number().int(), ord: z.number().int() }),
        z.object({ kind: z.literal('review'), reviewId: z.number().int() }),
      ]),
    }),
    z.object({}),
  ),
  /** Sections in a language model's words, the newest of each. */
  'providers.rewritten': query(z.object({ storyId }), z.array(rewriting)),
  'providers.dropRewriting': command(z.object({ rewritingId: uuid }), z.object({})),

  /** What left the machine and who switched what, the newest first. */
  'providers.log': query(
    z.object({
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ total: z.number().int(), rows: z.array(sentRow), bytesSent: z.number().int() }),
  ),
  /** The whole log, the oldest first, as CSV: RFC 4180, UTF-8. */
  'providers.logFile': query(z.object({}), z.object({ text: z.string(), rows: z.number().int() })),
};
