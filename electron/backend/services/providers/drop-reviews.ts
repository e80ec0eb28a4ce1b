import type { WritableDb } from '../../db/types.ts';

/** Forgets the fact checks of a feed. */
export function dropReviews(db: WritableDb, providerId: string): void {
  db.run(
    'DELETE FROM claim_review_words WHERE rowid IN (SELECT review_id FROM claim_review WHERE provider_id = ?)',
    providerId,
  );
  db.run('DELETE FROM claim_review WHERE provider_id = ?', providerId);
}
