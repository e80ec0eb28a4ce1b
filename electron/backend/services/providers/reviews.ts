// Published fact checks, and which of them are like a claim. They are compared here; nothing of the claim leaves the machine.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ClaimReviewMatch } from '../../../../shared/model/provider.ts';
import type { ClaimReview } from '../../../analysis/claim-reviews/index.ts';
import { ClaimIndex } from '../../../analysis/claims-similar/index.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { readProvider } from './list.ts';
import { takenAs } from './results.ts';
import { seen } from './seen.ts';

/** The fact checks of a feed in place of those it had. */
export function keepReviews(
  db: WritableDb,
  { providerId, reviews }: { providerId: string; reviews: readonly ClaimReview[] },
  context: WriteContext,
): object {
  readProvider(db, providerId, context);
  db.run('DELETE FROM claim_review WHERE provider_id = ?', providerId);
  for (const review of reviews) {
    db.run(
      `INSERT INTO claim_review (provider_id, claim_reviewed, claimant, rating, rating_scale, publisher, url, reviewed_at, language, read_at)
       VALUES (:providerId, :claimReviewed, :claimant, :rating, :ratingScale, :publisher, :url, :reviewedAt, :language, :at)`,
      { ...review, providerId, at: context.at },
    );
  }
  context.touch(['providers']);
  return {};
}

/** What was indexed is kept per connection, and made anew when a feed was read again. */
const indexes = new WeakMap<ReadableDb, { index: ClaimIndex; stamp: string }>();

function indexOf(db: ReadableDb, providerIds: string, context: ReadContext): ClaimIndex {
  const stamp = db.value<string>(
    `SELECT coalesce(group_concat(s, ' '), '') FROM (SELECT provider_id || count(*) || max(read_at) AS s
     FROM claim_review WHERE provider_id IN (SELECT value FROM json_each(:providerIds)) GROUP BY provider_id)`,
    { providerIds },
  ) as string;
  const kept = indexes.get(db);
  if (kept?.stamp === stamp) return kept.index;
  const index = new ClaimIndex();
  let left = 0;
  const rows = db.iterate<{ id: number; text: string; language: string | null }>(
    `SELECT review_id AS id, claim_reviewed AS text, language FROM claim_review
     WHERE provider_id IN (SELECT value FROM json_each(:providerIds))`,
    { providerIds },
  );
  for (const { id, text, language } of rows) {
    if (left++ % 500 === 0 && context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    index.put(`${id}`, { claimId: `${id}`, text, language });
  }
  indexes.set(db, { index, stamp });
  return index;
}

type Stored = Omit<ClaimReviewMatch, 'isTaken' | 'score' | 'sharedWords' | 'sharedFigures' | 'otherFigures'> & {
  isTaken: number;
};

/** @param input providers: those that are switched on */
export function similarReviews(
  db: ReadableDb,
  { claimId, providerIds, limit }: { claimId: string; providerIds: readonly string[]; limit: number },
  context: ReadContext,
): ClaimReviewMatch[] {
  const claim = seen.claim(db, claimId, context);
  if (!claim || providerIds.length === 0) return [];
  const index = indexOf(db, JSON.stringify(providerIds), context);
  const found = index.similar(claim.statement, claim.language, { exceptClaimId: null, limit });
  const rows = new Map(
    db
      .all<Stored>(
        `SELECT v.review_id AS reviewId, v.provider_id AS providerId, p.name AS provider, v.claim_reviewed AS claimReviewed, v.claimant,
           v.rating, v.rating_scale AS ratingScale, v.publisher, v.url, v.reviewed_at AS reviewedAt, v.language,
           ${takenAs('v.url')} AS isTaken
         FROM json_each(:ids) j JOIN claim_review v ON v.review_id = j.value JOIN provider p USING (provider_id)`,
        { ids: JSON.stringify(found.map((one) => Number(one.claimId))), claimId, me: seen.me(context) },
      )
      .map((row) => [`${row.reviewId}`, row]),
  );
  return found.flatMap(({ claimId: id, ...likeness }) => {
    const row = rows.get(id);
    return row ? [{ ...row, ...likeness, isTaken: row.isTaken === 1 }] : [];
  });
}
