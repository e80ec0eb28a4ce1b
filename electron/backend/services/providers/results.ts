// Pages that were found for a claim, and what a person takes of them.
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { OutsideResult } from '../../../../shared/model/provider.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import { visibleOnClaim } from '../blind/index.ts';
import { addEvidence } from '../claims/evidence.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { seen } from './seen.ts';

/** Condition: a link to `address` stands among the evidence on `:claimId` that may be seen. Binds `:me`. */
export const takenAs = (address: string) =>
  `EXISTS (SELECT 1 FROM claim_evidence e WHERE e.claim_id = :claimId AND e.url = ${address} AND ${visibleOnClaim('e.claim_id', 'e.coder')})`;

const RESULTS = `
  SELECT o.sent_id AS sentId, o.ord, r.provider_id AS providerId, r.provider, r.query, r.at, o.title, o.url, o.snippet,
    o.published_at AS publishedAt, ${takenAs('o.url')} AS isTaken
  FROM sent_request r JOIN outside_result o USING (sent_id)
  WHERE r.claim_id = :claimId AND ${seen.request} AND r.sent_id =
    (SELECT max(n.sent_id) FROM sent_request n
     WHERE n.claim_id = r.claim_id AND n.provider_id = r.provider_id AND n.outcome = 'answered'
       AND (n.coder IS :me OR n.claim_id NOT IN (SELECT claim_id FROM blind_claim)))
  ORDER BY r.sent_id DESC, o.ord`;

export function readResults(db: ReadableDb, { claimId }: { claimId: string }, context: ReadContext): OutsideResult[] {
  if (!seen.claim(db, claimId, context)) return [];
  return db
    .all<Omit<OutsideResult, 'isTaken'> & { isTaken: number }>(RESULTS, { claimId, me: seen.me(context) })
    .map((row) => ({ ...row, isTaken: row.isTaken === 1 }));
}

interface Found {
  url: string;
  title: string;
  /** Where it is from, for the note. */
  origin: string;
}

function find(db: ReadableDb, from: ParsedInputOf<'providers.takeAsEvidence'>['from']): Found {
  const found =
    from.kind === 'result'
      ? db.get<Found>(
          `SELECT o.url, o.title, 'Found with ' || r.provider || ' on ' || substr(r.at, 1, 10) || ', searched for “' || r.query || '”' AS origin
           FROM outside_result o JOIN sent_request r USING (sent_id) WHERE o.sent_id = ? AND o.ord = ?`,
          from.sentId,
          from.ord,
        )
      : db.get<Found>(
          `SELECT v.url, CASE v.rating WHEN '' THEN v.publisher ELSE v.publisher || ': ' || v.rating END AS title,
             'Fact check by ' || v.publisher || ', from the feed ' || p.name AS origin
           FROM claim_review v JOIN provider p USING (provider_id) WHERE v.review_id = ?`,
          from.reviewId,
        );
  if (!found) throw new AppError('NOT_FOUND', 'This result is no longer there. Search again.');
  return found;
}

/** A link on the claim, which says where it was found. */
export function takeAsEvidence(
  db: WritableDb,
  { claimId, stance, quotation, note, from }: ParsedInputOf<'providers.takeAsEvidence'>,
  context: WriteContext,
): Record<string, never> {
  const { url, title, origin } = find(db, from);
  const words = [note.trim(), `${origin}.`].filter(Boolean).join('\n');
  addEvidence(db, { claimId, stance, note: words, at: { kind: 'link', url, title, quotation } }, context);
  context.touch(['providers']);
  return {};
}
