// Blind rounds: what was asked about a claim shows that somebody marked it, so it is hidden with the claim.

import type { ReadableDb } from '../../db/types.ts';
import { visibleClaims } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

const me = ({ coder }: ReadContext) => coder?.id ?? null;

export const seen = {
  /** Condition on a row `r` of sent_request: an own one, one for no claim, or one that no blind round hides. Binds `:me`. */
  request: `(r.claim_id IS NULL OR r.coder IS :me OR r.claim_id NOT IN (SELECT claim_id FROM blind_claim))`,
  me,
  /** Undefined when there is no such claim, or none that may be seen. */
  claim: (db: ReadableDb, claimId: string, context: ReadContext) =>
    db.get<{ claimId: string; number: number; statement: string; language: string | null }>(
      `SELECT c.claim_id AS claimId, c.number, c.statement,
         (SELECT a.language FROM claim_mention m JOIN article a ON a.id = m.article
          WHERE m.claim_id = c.claim_id ORDER BY m.created_at LIMIT 1) AS language
       FROM claim c WHERE c.claim_id = :claimId AND ${visibleClaims('c')}`,
      { claimId, me: me(context) },
    ),
};
