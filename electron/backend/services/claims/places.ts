// Where claims are made and what bears on them, as they stand in the texts in force.
import type { ClaimEvidence, ClaimMention, EvidenceStance } from '../../../../shared/model/claim.ts';
import type { ReadableDb } from '../../db/types.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import { asked, SEEN_MENTION, seenOnClaim, type Viewer } from './viewer.ts';

interface PlacedRow extends StoredSpan {
  claim_id: string;
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  language: string | null;
  version_in_force: number;
}

interface MentionRow extends PlacedRow {
  mention_id: string;
}

interface EvidenceRow extends Omit<PlacedRow, 'article_id'> {
  evidence_id: string;
  stance: EvidenceStance;
  url: string | null;
  link_title: string;
  note: string;
  article_id: string | null;
  coder: string;
  created_at: string;
  updated_at: string;
}

const OF_ARTICLE = `a.article_id, a.title, s.name AS source, a.published_at, a.language, a.text_version_id AS version_in_force`;

const MENTIONS = `
  SELECT m.mention_id, m.claim_id, m.text_version_id, m.start, m.end, m.exact, m.prefix, m.suffix, m.status, ${OF_ARTICLE}
  FROM json_each(:ids) j JOIN claim_mention m ON m.claim_id = j.value JOIN article a ON a.id = m.article
  LEFT JOIN source s ON s.id = a.source_id
  WHERE ${SEEN_MENTION}
  ORDER BY m.created_at, m.rowid`;

const EVIDENCE = `
  SELECT e.evidence_id, e.claim_id, e.stance, e.url, e.title AS link_title, e.note, e.text_version_id, e.start, e.end, e.exact,
         e.prefix, e.suffix, e.status, p.name AS coder, e.created_at, e.updated_at, ${OF_ARTICLE}
  FROM json_each(:ids) j JOIN claim_evidence e ON e.claim_id = j.value JOIN coder p ON p.id = e.coder
  LEFT JOIN article a ON a.id = e.article LEFT JOIN source s ON s.id = a.source_id
  WHERE ${seenOnClaim('e')}
  ORDER BY CASE e.stance WHEN 'refutes' THEN 0 WHEN 'supports' THEN 1 ELSE 2 END, e.created_at, e.rowid`;

function toPlace(db: ReadableDb, row: PlacedRow) {
  // The text is only needed for a span of an earlier version.
  const text =
    row.text_version_id === row.version_in_force
      ? ''
      : (db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.version_in_force) ?? '');
  const place = placeInForce(row, row.version_in_force, text);
  return {
    articleId: row.article_id,
    textVersionId: String(row.version_in_force),
    start: place?.start ?? null,
    end: place?.end ?? null,
    quote: { exact: row.exact ?? '', prefix: row.prefix ?? '', suffix: row.suffix ?? '' },
    status: place ? ('anchored' as const) : ('unplaced' as const),
    articleTitle: row.title,
    source: row.source ?? '',
    publishedAt: row.published_at,
    language: row.language,
  };
}

function toEvidence(db: ReadableDb, row: EvidenceRow): ClaimEvidence {
  const { article_id } = row;
  return {
    evidenceId: row.evidence_id,
    stance: row.stance,
    note: row.note,
    at:
      article_id === null
        ? { kind: 'link', url: row.url ?? '', title: row.link_title, quotation: row.exact ?? '' }
        : { kind: 'passage', ...toPlace(db, { ...row, article_id }) },
    coder: row.coder,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function byClaim<Row extends { claim_id: string }, T>(rows: readonly Row[], to: (row: Row) => T): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const list = found.get(row.claim_id);
    if (list) list.push(to(row));
    else found.set(row.claim_id, [to(row)]);
  }
  return found;
}

/** Mentions by claim, in the order they were made. */
export const mentionsOf = (db: ReadableDb, claimIds: readonly string[], viewer: Viewer): Map<string, ClaimMention[]> =>
  byClaim(db.all<MentionRow>(MENTIONS, asked(claimIds, viewer)), (row) => ({
    mentionId: row.mention_id,
    ...toPlace(db, row),
  }));

/** Evidence by claim: what refutes, what supports, then context, each in the order it was given. */
export const evidenceOf = (db: ReadableDb, claimIds: readonly string[], viewer: Viewer): Map<string, ClaimEvidence[]> =>
  byClaim(db.all<EvidenceRow>(EVIDENCE, asked(claimIds, viewer)), (row) => toEvidence(db, row));
