import type { PlaceContext } from '../../../../shared/model/claim.ts';
import { paragraphs, sentences } from '../../../../shared/text/index.ts';
import type { Span } from '../../../../shared/text/span.ts';
import type { ReadableDb } from '../../db/types.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import { SEEN_MENTION, seeing, seenOnClaim, type Viewer } from './viewer.ts';

/** UTF-16 units read on either side: sentences are sought here alone, however long the article is. */
const REACH = 1500;

const PLACES = `
  SELECT s.*, a.language, a.text_version_id AS version_in_force, b.text FROM (
    SELECT m.mention_id AS id, m.article, m.text_version_id, m.start, m.end, m.exact, m.prefix, m.suffix, m.status, m.created_at
    FROM claim_mention m WHERE m.claim_id = :claimId AND ${SEEN_MENTION}
    UNION ALL SELECT e.evidence_id, e.article, e.text_version_id, e.start, e.end, e.exact, e.prefix, e.suffix, e.status, e.created_at
    FROM claim_evidence e WHERE e.claim_id = :claimId AND e.article IS NOT NULL AND ${seenOnClaim('e')}
  ) s JOIN article a ON a.id = s.article JOIN text_body b ON b.text_version_id = a.text_version_id
  ORDER BY s.created_at`;

type PlaceRow = StoredSpan & { id: string; language: string | null; version_in_force: number; text: string };

/** The words around each place of a claim: the rest of its sentence with the sentence before, and after. */
export function contextsOf(db: ReadableDb, claimId: string, viewer: Viewer): PlaceContext[] {
  return db.all<PlaceRow>(PLACES, { claimId, ...seeing(viewer) }).map((row) => {
    const span = placeInForce(row, row.version_in_force, row.text);
    if (!span) return { id: row.id, before: row.prefix ?? '', after: row.suffix ?? '', paragraph: null };
    const lineStart = row.text.lastIndexOf('\n', span.start - 1) + 1;
    return {
      id: row.id,
      ...around(row.text, span, row.language),
      paragraph: paragraphs(row.text.slice(0, lineStart)).length + 1,
    };
  });
}

function around(text: string, span: Span, language: string | null): { before: string; after: string } {
  // From a line's start where one is near, so that no sentence is begun in its middle.
  const near = Math.max(0, span.start - REACH);
  const line = near === 0 ? -1 : text.indexOf('\n', near);
  const from = line === -1 || line >= span.start ? near : line + 1;
  const to = Math.min(text.length, span.end + REACH);
  const found = sentences(text.slice(from, to), language).map(({ start, end }) => ({
    start: start + from,
    end: end + from,
  }));
  const first = found.findIndex((sentence) => sentence.end > span.start);
  const last = found.findLastIndex((sentence) => sentence.start < span.end);
  const start = found[Math.max(0, first - 1)]?.start ?? span.start;
  const end = found[Math.min(found.length - 1, last + 1)]?.end ?? span.end;
  return {
    before: text.slice(Math.min(start, span.start), span.start),
    after: text.slice(span.end, Math.max(end, span.end)),
  };
}
