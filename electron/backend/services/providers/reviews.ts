// Published fact checks, and which of them are like a claim. They are compared here; nothing of the claim leaves the machine.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ClaimReviewMatch } from '../../../../shared/model/provider.ts';
import type { ClaimReview } from '../../../analysis/claim-reviews/index.ts';
import { ClaimIndex, featuresOf } from '../../../analysis/claims-similar/index.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { dropReviews } from './drop-reviews.ts';
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
  dropReviews(db, providerId);
  for (const review of reviews) {
    const { lastInsertRowid } = db.run(
      `INSERT INTO claim_review (provider_id, claim_reviewed, claimant, rating, rating_scale, publisher, url, reviewed_at, language, read_at)
       VALUES (:providerId, :claimReviewed, :claimant, :rating, :ratingScale, :publisher, :url, :reviewedAt, :language, :at)`,
      { ...review, providerId, at: context.at },
    );
    db.run('INSERT INTO claim_review_words (rowid, words) VALUES (?, ?)', lastInsertRowid, review.claimReviewed);
  }
  context.touch(['providers']);
  return {};
}

/** Fact checks that are all compared with a claim. Of more, those with its words are, beside a sample that tells which words are rare. */
const ALL_COMPARED = 3000;
const BY_WORDS = 60;
const SAMPLE = 1500;

interface Wording {
  id: number;
  text: string;
  language: string | null;
}

const COLUMNS = 'v.review_id AS id, v.claim_reviewed AS text, v.language';
const OF_PROVIDERS = 'v.provider_id IN (SELECT value FROM json_each(:providerIds))';

/** What was indexed is kept per connection while a feed is small, and made anew when it was read again. */
const indexes = new WeakMap<ReadableDb, { index: ClaimIndex; stamp: string }>();

function filled(wordings: Iterable<Wording>, context: ReadContext): ClaimIndex {
  const index = new ClaimIndex();
  let read = 0;
  for (const { id, text, language } of wordings) {
    if (read++ % 200 === 0 && context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    index.put(`${id}`, { claimId: `${id}`, text, language });
  }
  return index;
}

function indexFor(
  db: ReadableDb,
  claim: { statement: string; language: string | null },
  providerIds: string,
  context: ReadContext,
): ClaimIndex {
  const of = db.get<{ total: number; stamp: string | null }>(
    `SELECT sum(n) AS total, group_concat(s, ' ') AS stamp FROM (SELECT count(*) AS n, provider_id || count(*) || max(read_at) AS s
     FROM claim_review v WHERE ${OF_PROVIDERS} GROUP BY provider_id)`,
    { providerIds },
  );
  const total = of?.total ?? 0;
  if (total <= ALL_COMPARED) {
    const kept = indexes.get(db);
    const stamp = of?.stamp ?? '';
    if (kept?.stamp === stamp) return kept.index;
    const all = db.all<Wording>(`SELECT ${COLUMNS} FROM claim_review v WHERE ${OF_PROVIDERS}`, { providerIds });
    const index = filled(all, context);
    indexes.set(db, { index, stamp });
    return index;
  }
  const words = [...featuresOf(claim.statement, claim.language).stems.values()].map(
    (word) => `"${word.replaceAll('"', '""')}"`,
  );
  const alike =
    words.length === 0
      ? []
      : db.all<Wording>(
          `SELECT ${COLUMNS} FROM claim_review_words w JOIN claim_review v ON v.review_id = w.rowid
           WHERE claim_review_words MATCH :words AND ${OF_PROVIDERS} ORDER BY w.rank LIMIT ${BY_WORDS}`,
          { words: words.join(' OR '), providerIds },
        );
  const sample = db.all<Wording>(
    `SELECT ${COLUMNS} FROM claim_review v WHERE ${OF_PROVIDERS} AND v.review_id % :step = 0`,
    { providerIds, step: Math.ceil(total / SAMPLE) },
  );
  return filled([...alike, ...sample], context);
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
  const index = indexFor(db, claim, JSON.stringify(providerIds), context);
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
