import { uuid } from '../../model/annotation.ts';
import {
  claim,
  claimFields,
  claimRow,
  claimVerdict,
  claimVerdicts,
  evidenceStances,
  placeContext,
  similarClaim,
} from '../../model/claim.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

/** A passage that a person selected: UTF-16 offsets into the text version, with the words they saw there. */
const passage = {
  articleId: z.string(),
  textVersionId: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  quote: z.string(),
};

const note = z.string().max(10_000);
const linkFields = {
  /** Without `https://` it is put in front. */
  url: z.string().trim().min(1, 'Give the address of the page.').max(4000),
  title: z.string().trim().max(1000),
  quotation: z.string().max(10_000),
};

export const claimsRoom = {
  /**
   * Whole claims, by number. `text`: with these words in statement, speaker, audience, note, open question or a mention, or with
   * this number. `articleId`: with a mention or a passage of evidence in the article.
   */
  'claims.list': query(z.object({ text: z.string().default(''), articleId: z.string().optional() }), z.array(claim)),
  /** Every claim in short, by number; `text` as above. */
  'claims.table': query(z.object({ text: z.string().default('') }), z.array(claimRow)),
  'claims.get': query(z.object({ claimId: uuid }), claim),
  /** The words around each mention and each passage of evidence. */
  'claims.contexts': query(z.object({ claimId: uuid }), z.array(placeContext)),
  /** Recorded claims that say much the same as these words, the likeliest first. */
  'claims.similar': query(
    z.object({
      text: z.string().max(20_000),
      /** BCP 47, null when unknown. */
      language: z.string().nullable().default(null),
      /** The claim that the words are from. */
      exceptClaimId: uuid.nullable().default(null),
      limit: z.number().int().min(1).max(50).default(9),
    }),
    z.array(similarClaim),
  ),
  'claims.create': command(z.object({ ...passage, fields: claimFields.partial() }), claim),
  'claims.edit': command(z.object({ claimId: uuid, fields: claimFields.partial() }), claim),
  /** The coder's own verdict on many claims, one step; 'unverified' without a reason takes it back. */
  'claims.giveVerdict': command(
    z.object({
      claimIds: z.array(uuid).min(1).max(10_000),
      verdict: z.enum(claimVerdicts),
      /** Absent: the reason given before stays. */
      reason: z.string().max(10_000).optional(),
    }),
    z.object({ changed: z.number().int() }),
  ),
  /** Codes that apply to claims, given and taken away as the coder's own. */
  'claims.code': command(
    z.object({
      claimIds: z.array(uuid).min(1).max(10_000),
      addCodeIds: z.array(uuid).max(100).default([]),
      removeCodeIds: z.array(uuid).max(100).default([]),
    }),
    z.object({ changed: z.number().int() }),
  ),
  'claims.addMention': command(z.object({ claimId: uuid, ...passage }), claim),
  'claims.removeMention': command(z.object({ mentionId: uuid }), z.object({})),
  /** Takes mentions of one claim off into a new claim, which keeps the speaker, audience and kind. */
  'claims.split': command(
    z.object({ mentionIds: z.array(uuid).min(1).max(10_000), statement: z.string().trim().max(2000).optional() }),
    claim,
  ),
  'claims.addEvidence': command(
    z.object({
      claimId: uuid,
      stance: z.enum(evidenceStances),
      note: note.default(''),
      at: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('link'), ...linkFields }),
        z.object({ kind: z.literal('passage'), ...passage }),
      ]),
    }),
    claim,
  ),
  /** Address, title and quotation are those of a link. */
  'claims.editEvidence': command(
    z.object({
      evidenceId: uuid,
      fields: z.object({ stance: z.enum(evidenceStances), note, ...linkFields }).partial(),
    }),
    claim,
  ),
  'claims.removeEvidence': command(z.object({ evidenceId: uuid }), z.object({})),
  /** What a merge would do, before it is done. */
  'claims.mergePreview': query(
    z.object({ claimIds: z.array(uuid).min(2).max(500) }),
    z.object({
      /** By number. */
      claims: z.array(claimRow),
      mentions: z.number().int(),
      articles: z.number().int(),
      evidence: z.number().int(),
      /** Mentions and pieces of evidence that fall together because they are the same. */
      doubles: z.number().int(),
      /** Claims that were given different verdicts: those of one coder cannot both stay, those of several can. */
      verdictConflicts: z.array(
        z.object({
          /** Null: different coders disagree. */
          coder: z.string().nullable(),
          verdicts: z.array(claimVerdict.extend({ number: z.number().int() })),
        }),
      ),
    }),
  ),
  /**
   * Makes several claims one. Mentions, evidence, codes and verdicts of all are kept; of two verdicts of one coder the later stands
   * and the other is told in its reason. Words that would be lost go to the note.
   */
  'claims.merge': command(z.object({ intoId: uuid, claimIds: z.array(uuid).min(1).max(500) }), claim),
  'claims.delete': command(z.object({ claimId: uuid }), z.object({})),
  /** Several at once, one step. */
  'claims.deleteMany': command(
    z.object({ claimIds: z.array(uuid).min(1).max(10_000) }),
    z.object({ deleted: z.number().int() }),
  ),
};
