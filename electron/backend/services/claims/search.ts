// Claims by words, and claims that are like some words. What was folded and indexed is kept per connection.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { SimilarClaim } from '../../../../shared/model/claim.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { ClaimIndex } from '../../../analysis/claims-similar/index.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { inForce, verdictsOf } from './verdicts.ts';
import { asked, SEEN_CLAIM, SEEN_MENTION, seeing, type Viewer } from './viewer.ts';

/** Folded texts by what they were folded from, so that typing in the search field folds nothing twice. */
const foldedTexts = new WeakMap<ReadableDb, Map<string, { text: string; folded: string }>>();

function foldedOnce(db: ReadableDb, key: string, text: string): string {
  const known = foldedTexts.get(db) ?? new Map<string, { text: string; folded: string }>();
  foldedTexts.set(db, known);
  const entry = known.get(key);
  if (entry?.text === text) return entry.folded;
  const folded = fold(text);
  known.set(key, { text, folded });
  return folded;
}

/**
 * Ids by number of the claims with these words in statement, speaker, audience, note, open question or a mention, or with this
 * number (`12`, `#12`); of all for no words.
 */
export function claimsWithWords(db: ReadableDb, text: string, viewer: Viewer): string[] {
  const wanted = fold(text.trim());
  const params = seeing(viewer);
  if (wanted === '')
    return db.column<string>(`SELECT c.claim_id FROM claim c WHERE ${SEEN_CLAIM} ORDER BY c.number`, params);
  const claims = db.all<{ id: string; number: number; words: string }>(
    `SELECT c.claim_id AS id, c.number, concat_ws(char(10), c.statement, c.speaker, c.audience, c.note, c.open_question) AS words
     FROM claim c WHERE ${SEEN_CLAIM} ORDER BY c.number`,
    params,
  );
  const mentioned = new Set<string>();
  for (const { id, claim, exact } of db.all<{ id: string; claim: string; exact: string }>(
    `SELECT m.mention_id AS id, m.claim_id AS claim, m.exact FROM claim_mention m WHERE ${SEEN_MENTION}`,
    params,
  )) {
    if (!mentioned.has(claim) && foldedOnce(db, id, exact).includes(wanted)) mentioned.add(claim);
  }
  return claims
    .filter(
      ({ id, number, words }) =>
        mentioned.has(id) ||
        wanted === `${number}` ||
        wanted === `#${number}` ||
        foldedOnce(db, id, words).includes(wanted),
    )
    .map(({ id }) => id);
}

interface KeptIndex {
  index: ClaimIndex;
  /** State of the database that it holds. */
  stamp: string;
}
const indexes = new WeakMap<ReadableDb, KeptIndex>();

/** Changes with every commit of another connection and every write of this one. */
const stampOf = (db: ReadableDb, { coder }: Viewer) =>
  `${coder?.id} ${db.value<number>('PRAGMA data_version')} ${db.value<number>('SELECT total_changes()')}`;

function indexOf(db: ReadableDb, context: ReadContext): ClaimIndex {
  const kept = indexes.get(db) ?? { index: new ClaimIndex(), stamp: '' };
  indexes.set(db, kept);
  const stamp = stampOf(db, context);
  if (kept.stamp === stamp) return kept.index;
  const left = new Set(kept.index.keys());
  const wordings = db.all<{ key: string; claimId: string; text: string; language: string | null }>(
    `SELECT c.claim_id AS key, c.claim_id AS claimId, c.statement AS text,
       (SELECT a.language FROM claim_mention m JOIN article a ON a.id = m.article
        WHERE m.claim_id = c.claim_id ORDER BY m.created_at LIMIT 1) AS language
     FROM claim c WHERE ${SEEN_CLAIM}
     UNION ALL SELECT m.mention_id, m.claim_id, m.exact, a.language FROM claim_mention m JOIN article a ON a.id = m.article
     WHERE ${SEEN_MENTION}`,
    seeing(context),
  );
  for (const { key, ...wording } of wordings) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    kept.index.put(key, wording);
    left.delete(key);
  }
  for (const key of left) kept.index.remove(key);
  kept.stamp = stamp;
  return kept.index;
}

/** Recorded claims that say much the same as some words, the likeliest first. */
export function similarClaims(
  db: ReadableDb,
  input: { text: string; language: string | null; exceptClaimId: string | null; limit: number },
  context: ReadContext,
): SimilarClaim[] {
  const found = indexOf(db, context).similar(input.text, input.language, input);
  const ids = found.map(({ claimId }) => claimId);
  const params = asked(ids, context);
  const verdicts = verdictsOf(db, ids, context);
  const claims = new Map(
    db
      .all<{ claimId: string; number: number; statement: string; speaker: string; mentions: number }>(
        `SELECT c.claim_id AS claimId, c.number, c.statement, c.speaker,
           (SELECT count(*) FROM claim_mention m WHERE m.claim_id = c.claim_id AND ${SEEN_MENTION}) AS mentions
         FROM json_each(:ids) j JOIN claim c ON c.claim_id = j.value WHERE ${SEEN_CLAIM}`,
        params,
      )
      .map((claim) => [claim.claimId, claim]),
  );
  return found.flatMap((similar) => {
    const claim = claims.get(similar.claimId);
    const { verdict } = inForce(verdicts.get(similar.claimId) ?? []);
    return claim ? [{ ...claim, ...similar, verdict }] : [];
  });
}
