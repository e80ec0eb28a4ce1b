import { codePointIndex } from '../../../../shared/text/offsets.ts';
import type { ReadableDb } from '../../db/types.ts';
import { readClaims } from '../claims/read.ts';
import type { StoredSpan } from '../spans/index.ts';
import { checkedSpan } from './checked-span.ts';
import type { ExportedCode } from './code-paths.ts';
import { columnNames, FORMAT_VERSION, fixedTables, verdictColumns } from './columns.ts';
import type { Finding } from './corpus-pass.ts';
import type { TableOptions } from './tables.ts';

const PAGE = 500;

/** A mention or a passage with what is told of its article. */
interface ExportedPlace extends StoredSpan {
  id: string;
  coder: string | null;
  created_at: string;
  article: number;
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
  sha256: string;
  version_in_force: number;
}

const OF_ARTICLE = `a.article_id, a.title, s.name AS source, a.published_at, a.url, v.sha256,
  a.text_version_id AS version_in_force`;
const ARTICLE = `JOIN text_version v ON v.id = a.text_version_id LEFT JOIN source s ON s.id = a.source_id`;

const MENTIONS = `
  SELECT m.mention_id AS id, m.text_version_id, m.start, m.end, m.exact, m.prefix, m.suffix, m.status, m.created_at,
         p.name AS coder, m.article, ${OF_ARTICLE}
  FROM claim_mention m JOIN article a ON a.id = m.article ${ARTICLE} LEFT JOIN coder p ON p.id = m.coder
  WHERE m.claim_id = ? ORDER BY m.created_at, m.mention_id`;

interface ExportedEvidence extends Omit<ExportedPlace, 'article' | 'article_id'> {
  article: number | null;
  article_id: string | null;
  stance: 'supports' | 'refutes' | 'context';
  link: string | null;
  link_title: string;
  note: string;
  updated_at: string;
}

const EVIDENCE = `
  SELECT e.evidence_id AS id, e.stance, e.url AS link, e.title AS link_title, e.note, e.text_version_id, e.start, e.end, e.exact,
         e.prefix, e.suffix, e.status, e.created_at, e.updated_at, p.name AS coder, e.article, ${OF_ARTICLE}
  FROM claim_evidence e JOIN coder p ON p.id = e.coder LEFT JOIN article a ON a.id = e.article LEFT ${ARTICLE}
  WHERE e.claim_id = ? ORDER BY e.created_at, e.evidence_id`;

/** claims.csv, claim_mentions.csv and claim_evidence.csv. A selection takes the claims that it mentions. */
export function writeClaims(
  db: ReadableDb,
  codes: readonly ExportedCode[],
  { folder, selected, alive }: TableOptions,
): { claims: number; mentions: number; evidence: number; findings: Finding[] } {
  const coders = db.column<string>('SELECT name FROM coder ORDER BY name COLLATE NOCASE');
  const names = columnNames(coders);
  const paths = new Map(codes.map((code) => [code.codeId, code.path]));
  const tables = {
    claims: folder.table('claims.csv', [
      ...fixedTables['claims.csv'],
      ...coders.flatMap((coder, at) => verdictColumns(names[at] ?? '', coder)),
    ]),
    mentions: folder.table('claim_mentions.csv', fixedTables['claim_mentions.csv']),
    evidence: folder.table('claim_evidence.csv', fixedTables['claim_evidence.csv']),
  };
  const findings: Finding[] = [];
  const counts = { claims: 0, mentions: 0, evidence: 0 };
  const inExport = ({ article }: { article: number | null }) => article === null || !selected || selected.has(article);
  const placed = placesOf(db, findings);
  let last = 0;
  for (;;) {
    const page = db.all<{ claim_id: string; number: number }>(
      `SELECT claim_id, number FROM claim WHERE number > ? ORDER BY number LIMIT ${PAGE}`,
      last,
    );
    const ids = page.map(({ claim_id }) => claim_id);
    for (const claim of readClaims(db, ids, { coder: null, seesAll: true })) {
      alive();
      const all = db.all<ExportedPlace>(MENTIONS, claim.claimId);
      const mentions = all.filter(inExport);
      if (selected && mentions.length === 0) continue;
      const evidence = db.all<ExportedEvidence>(EVIDENCE, claim.claimId).filter(inExport);
      const stances = (stance: string) => evidence.filter((piece) => piece.stance === stance).length;
      const codeIds = [...new Set(claim.codings.map(({ codeId }) => codeId))];
      counts.claims++;
      counts.mentions += mentions.length;
      counts.evidence += evidence.length;
      tables.claims.row([
        ...[FORMAT_VERSION, claim.claimId, claim.number, claim.statement, claim.speaker, claim.kind, claim.verdict],
        ...[claim.note, mentions.length, claim.coder, claim.createdAt, claim.updatedAt],
        ...[claim.audience, claim.verdictReason, claim.verdictAt, claim.openQuestion],
        ...[stances('supports'), stances('refutes'), stances('context')],
        ...[codeIds.join('; '), codeIds.map((id) => paths.get(id) ?? id).join('; ')],
        ...coders.flatMap((coder) => {
          const given = claim.verdicts.find((verdict) => verdict.coder === coder);
          return [given?.verdict ?? null, given?.reason ?? null, given?.at ?? null];
        }),
      ]);
      for (const mention of mentions) {
        const place = placed('mention', mention);
        tables.mentions.row([
          ...[FORMAT_VERSION, mention.id, claim.claimId, claim.number, mention.article_id, mention.title],
          ...[mention.source, mention.published_at, mention.url, mention.sha256],
          ...[place.start, place.end, mention.exact, place.prefix, place.suffix],
          ...[mention.created_at, place.status, mention.coder],
        ]);
      }
      for (const piece of evidence) {
        const { article, article_id } = piece;
        const isLink = article === null || article_id === null;
        const place = isLink ? null : placed('passage of evidence', { ...piece, article, article_id });
        tables.evidence.row([
          ...[FORMAT_VERSION, piece.id, claim.claimId, piece.stance, article_id, isLink ? null : piece.sha256],
          ...[place?.start ?? null, place?.end ?? null, piece.exact, isLink ? piece.link : piece.url, piece.note],
          ...[piece.coder, piece.created_at, isLink ? 'link' : 'passage', claim.number],
          ...[isLink ? piece.link_title : piece.title, piece.source, piece.published_at],
          ...[place?.prefix ?? null, place?.suffix ?? null, piece.updated_at, place?.status ?? null],
        ]);
      }
    }
    const end = page.at(-1);
    if (!end) break;
    last = end.number;
  }
  for (const table of Object.values(tables)) table.close();
  return { ...counts, findings };
}

/** Gives spans in code points, checked against their quotes; what did not hold is added to `findings`. */
function placesOf(db: ReadableDb, findings: Finding[]) {
  let read: { version: number; text: string; index: ReturnType<typeof codePointIndex> } | null = null;
  return (what: string, row: ExportedPlace) => {
    const version = row.version_in_force;
    if (read?.version !== version) {
      const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', version) ?? '';
      read = { version, text, index: codePointIndex(text) };
    }
    const { span, mismatch } = checkedSpan(read.text, read.index, row, version);
    if (mismatch) {
      findings.push({
        what: span
          ? `offsets of a ${what} did not hold its quote; found again by the quote`
          : `offsets of a ${what} do not hold its quote`,
        article_id: row.article_id,
        id: row.id,
      });
    }
    return {
      start: span?.start ?? null,
      end: span?.end ?? null,
      prefix: span ? span.quote.prefix : row.prefix,
      suffix: span ? span.quote.suffix : row.suffix,
      status: span ? 'anchored' : 'unplaced',
    };
  };
}
