// Claims as they are read: whole, and as rows of the table.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Claim, ClaimRow, EvidenceStance } from '../../../../shared/model/claim.ts';
import type { ReadableDb } from '../../db/types.ts';
import { evidenceOf, mentionsOf } from './places.ts';
import { claimsWithWords } from './search.ts';
import { inForce, verdictsOf } from './verdicts.ts';
import { asked, SEEN_CLAIM, SEEN_MENTION, seeing, seenOnClaim, type Viewer } from './viewer.ts';

interface StoredClaim {
  claimId: string;
  number: number;
  statement: string;
  speaker: string;
  audience: string;
  kind: Claim['kind'];
  openQuestion: string;
  coder: string;
  createdAt: string;
  updatedAt: string;
}

const IN_SHORT = `c.claim_id AS claimId, c.number, c.statement, c.speaker, c.audience, c.kind, c.open_question AS openQuestion,
  p.name AS coder, c.created_at AS createdAt, c.updated_at AS updatedAt`;
const CLAIMS = `FROM json_each(:ids) j JOIN claim c ON c.claim_id = j.value JOIN coder p ON p.id = c.coder
  WHERE ${SEEN_CLAIM} ORDER BY c.number`;

/** The latest of some times; mentions, evidence and verdicts are changes of a claim too. */
const latest = (times: readonly (string | null)[]) =>
  times.reduce<string>((last, at) => (at !== null && at > last ? at : last), '');

/** Whole claims by number. */
export function readClaims(db: ReadableDb, claimIds: readonly string[], viewer: Viewer): Claim[] {
  const params = asked(claimIds, viewer);
  const mentions = mentionsOf(db, claimIds, viewer);
  const evidence = evidenceOf(db, claimIds, viewer);
  const verdicts = verdictsOf(db, claimIds, viewer);
  const codings = new Map<string, Claim['codings']>();
  const given = db.all<{ claim_id: string; code_id: string; coder: number; name: string }>(
    `SELECT k.claim_id, k.code_id, k.coder, p.name FROM json_each(:ids) j JOIN claim_coding k ON k.claim_id = j.value
     JOIN coder p ON p.id = k.coder WHERE ${seenOnClaim('k')} ORDER BY k.created_at, k.code_id`,
    params,
  );
  for (const { claim_id, code_id, coder, name } of given) {
    const list = codings.get(claim_id) ?? [];
    codings.set(claim_id, [...list, { codeId: code_id, coder: name, isMine: coder === viewer.coder?.id }]);
  }
  const mentioned = lastMentioned(db, params);
  return db.all<StoredClaim & { note: string }>(`SELECT ${IN_SHORT}, c.note ${CLAIMS}`, params).map((stored) => {
    const seen = verdicts.get(stored.claimId) ?? [];
    const pieces = evidence.get(stored.claimId) ?? [];
    return {
      ...stored,
      ...inForce(seen),
      verdicts: seen,
      mentions: mentions.get(stored.claimId) ?? [],
      evidence: pieces,
      codings: codings.get(stored.claimId) ?? [],
      updatedAt: latest([
        ...[stored.updatedAt, mentioned.get(stored.claimId) ?? null],
        ...pieces.map((piece) => piece.updatedAt),
        ...seen.map((verdict) => verdict.at),
      ]),
    };
  });
}

const lastMentioned = (db: ReadableDb, params: ReturnType<typeof asked>) =>
  new Map(
    db
      .all<{ claim_id: string; at: string }>(
        `SELECT m.claim_id, max(m.created_at) AS at FROM json_each(:ids) j JOIN claim_mention m ON m.claim_id = j.value
         WHERE ${SEEN_MENTION} GROUP BY m.claim_id`,
        params,
      )
      .map(({ claim_id, at }) => [claim_id, at]),
  );

/** @throws AppError NOT_FOUND */
export function readClaim(db: ReadableDb, claimId: string, viewer: Viewer): Claim {
  const [claim] = readClaims(db, [claimId], viewer);
  if (!claim) throw new AppError('NOT_FOUND', 'This claim no longer exists.', { claimId });
  return claim;
}

/** Whole claims by number, of an article or all, with these words. */
export function listClaims(
  db: ReadableDb,
  { text, articleId }: { text: string; articleId?: string | undefined },
  viewer: Viewer,
): Claim[] {
  const found =
    articleId === undefined
      ? claimsWithWords(db, text, viewer)
      : db.column<string>(
          `SELECT m.claim_id FROM claim_mention m JOIN article a ON a.id = m.article WHERE a.article_id = :articleId AND ${SEEN_MENTION}
           UNION SELECT e.claim_id FROM claim_evidence e JOIN article a ON a.id = e.article WHERE a.article_id = :articleId AND ${seenOnClaim('e')}`,
          { articleId, ...seeing(viewer) },
        );
  if (articleId === undefined || text.trim() === '') return readClaims(db, found, viewer);
  const withWords = new Set(claimsWithWords(db, text, viewer));
  return readClaims(
    db,
    found.filter((id) => withWords.has(id)),
    viewer,
  );
}

/** Rows of the table, by number. */
export function claimRows(db: ReadableDb, claimIds: readonly string[], viewer: Viewer): ClaimRow[] {
  const params = asked(claimIds, viewer);
  const verdicts = verdictsOf(db, claimIds, viewer);
  const rows = new Map<string, ClaimRow>();
  for (const stored of db.all<StoredClaim>(`SELECT ${IN_SHORT} ${CLAIMS}`, params)) {
    const seen = verdicts.get(stored.claimId) ?? [];
    rows.set(stored.claimId, {
      ...stored,
      ...inForce(seen),
      verdicts: seen.map(({ coder, verdict }) => ({ coder, verdict })),
      codeIds: [],
      mentions: 0,
      sources: [],
      ...{ supports: 0, refutes: 0, context: 0 },
      updatedAt: latest([stored.updatedAt, ...seen.map((verdict) => verdict.at)]),
    });
  }
  const mentions = db.all<{ claim_id: string; source: string | null; n: number; at: string }>(
    `SELECT m.claim_id, s.name AS source, count(*) AS n, max(m.created_at) AS at
     FROM json_each(:ids) j JOIN claim_mention m ON m.claim_id = j.value JOIN article a ON a.id = m.article
     LEFT JOIN source s ON s.id = a.source_id WHERE ${SEEN_MENTION}
     GROUP BY m.claim_id, a.source_id ORDER BY min(m.created_at), min(m.rowid)`,
    params,
  );
  for (const { claim_id, source, n, at } of mentions) {
    const row = rows.get(claim_id);
    if (!row) continue;
    row.mentions += n;
    if (source) row.sources.push(source);
    row.updatedAt = latest([row.updatedAt, at]);
  }
  const evidence = db.all<{ claim_id: string; stance: EvidenceStance; n: number; at: string }>(
    `SELECT e.claim_id, e.stance, count(*) AS n, max(e.updated_at) AS at
     FROM json_each(:ids) j JOIN claim_evidence e ON e.claim_id = j.value WHERE ${seenOnClaim('e')}
     GROUP BY e.claim_id, e.stance`,
    params,
  );
  for (const { claim_id, stance, n, at } of evidence) {
    const row = rows.get(claim_id);
    if (!row) continue;
    row[stance] = n;
    row.updatedAt = latest([row.updatedAt, at]);
  }
  const codings = db.all<{ claim_id: string; code_id: string }>(
    `SELECT DISTINCT k.claim_id, k.code_id FROM json_each(:ids) j JOIN claim_coding k ON k.claim_id = j.value
     WHERE ${seenOnClaim('k')}`,
    params,
  );
  for (const { claim_id, code_id } of codings) rows.get(claim_id)?.codeIds.push(code_id);
  return [...rows.values()];
}

/** Articles that show something of a claim: its mentions and its evidence. */
export const articlesOf = ({ mentions, evidence }: Claim): string[] => [
  ...new Set([
    ...mentions.map((mention) => mention.articleId),
    ...evidence.flatMap(({ at }) => (at.kind === 'passage' ? [at.articleId] : [])),
  ]),
];
