/**
 * Blind coding, the one rule of it: while a blind round has not ended, nobody sees what others did in the round's articles.
 * Hidden are their annotations with all that hangs on them, their mentions of claims, their verdicts, evidence and codes on
 * claims, their decisions, their changes in the history, and every count made of these. Everyone is meant, also who has no
 * part in the round: whoever decides later must not have seen it either. A coder's own work is never hidden.
 *
 * Every read of such rows puts one of the conditions below in its WHERE and binds `:me`, see `me`. Writes that name a row by
 * its id use them too, so that nothing is shown by way of editing it. The views `blind_article` and `blind_claim` stand in
 * the schema; while no blind round is open they are empty and cost nothing.
 */
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { Coder } from '../handler.ts';

/** The value of `:me` in the conditions: the coder's row id; null, who sees nobody's, before a name was given. */
export const me = ({ coder }: { coder: Coder | null }): { me: number | null } => ({ me: coder?.id ?? null });

/**
 * Condition: the work of `coder` in `article` may be seen by `:me`. For annotations, mentions, decisions.
 * @param article SQL of an article's row id, never null
 * @param coder SQL of a coder's row id
 */
export const visibleCoders = (article: string, coder: string): string =>
  `(${coder} IS :me OR ${article} NOT IN (SELECT article FROM blind_article))`;

/**
 * Condition: what `coder` did with a claim (verdict, evidence, code) may be seen by `:me`.
 * @param claim SQL of a claim's id
 * @param coder SQL of a coder's row id
 */
export const visibleOnClaim = (claim: string, coder: string): string =>
  `(${coder} IS :me OR ${claim} NOT IN (SELECT claim_id FROM blind_claim))`;

/**
 * Condition: the claim itself may be seen by `:me`: an own one, one without mentions, or one with a mention that may be seen.
 * @param claim alias of the table claim
 */
export const visibleClaims = (claim: string): string =>
  `(${claim}.coder IS :me OR ${claim}.claim_id NOT IN (SELECT claim_id FROM blind_claim)
    OR EXISTS (SELECT 1 FROM claim_mention v WHERE v.claim_id = ${claim}.claim_id AND ${visibleCoders('v.article', 'v.coder')}))`;

/** SQL of how many annotations of `article` (alias of that table) `:me` may see. */
export const visibleAnnotations = (article: string): string =>
  `CASE WHEN ${article}.id NOT IN (SELECT article FROM blind_article) THEN ${article}.annotation_count
    ELSE (SELECT count(*) FROM annotation v WHERE v.article = ${article}.id AND v.coder IS :me) END`;

/** A blind round that has not ended. */
export interface BlindRound {
  roundId: string;
  name: string;
}

/** The blind rounds that are open; empty when everyone sees everything. */
export function openBlindRounds(db: ReadableDb): BlindRound[] {
  return db.all<BlindRound>(
    'SELECT round_id AS roundId, name FROM coding_round WHERE is_blind = 1 AND ended_at IS NULL ORDER BY created_at, round_id',
  );
}

/**
 * Whether anything is hidden from anybody: counts that stand ready may be used when not. What was learned from everyone's coding
 * shows it word by word, and is not shown at all while this holds.
 */
export function isBlind(db: ReadableDb): boolean {
  return db.value('SELECT 1 FROM blind_article LIMIT 1') !== undefined;
}

/**
 * Refuses what would show everyone's work at once, such as agreement, while that is hidden.
 * @param what "Agreement", the beginning of the sentence
 * @param wayOut what to do about it
 * @throws AppError CONFLICT with the round in `details`
 */
export function refuseWhileBlind(db: ReadableDb, what: string, wayOut = 'End the round first.'): void {
  const [round] = openBlindRounds(db);
  if (!round || !isBlind(db)) return;
  throw new AppError(
    'CONFLICT',
    `${what} would show what others coded, and the round “${round.name}” is blind until it ends. ${wayOut}`,
    { reason: 'blind', ...round },
  );
}
