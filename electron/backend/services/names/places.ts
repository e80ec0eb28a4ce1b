import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { NamePlace } from '../../../../shared/contract/rooms/names.ts';
import type { Finding } from '../../../analysis/analysers/analyser.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { findName, speakerKind } from './known.ts';

/** Characters shown on either side of a span. */
const AROUND = 90;

export interface ArticleToRead {
  article: number;
  analyser: string;
}

const PLACE = `
  SELECT a.article_id AS articleId, a.title, coalesce(o.name, '') AS source, a.published_at AS publishedAt,
    s.text_version_id = a.text_version_id AS isCurrent, b.text, f.findings
  FROM article a CROSS JOIN analysis_state s ON s.analyser = :analyser AND s.article = a.id
    CROSS JOIN analysis_findings f ON f.article = a.id AND f.analyser = s.analyser
    CROSS JOIN text_body b ON b.text_version_id = s.text_version_id
    LEFT JOIN source o ON o.id = a.source_id
  WHERE a.id = :article`;

/**
 * The spans that are wanted, article by article, from the `start`th on; only the articles of the page are read.
 * @param articles with how many spans each holds, in the order shown
 */
export function placesIn(
  db: ReadableDb,
  articles: readonly (ArticleToRead & { n: number })[],
  isWanted: (finding: Finding, text: string) => boolean,
  { start, count }: { start: number; count: number },
  context: ReadContext,
): NamePlace[] {
  const places: NamePlace[] = [];
  let passed = 0;
  for (const { article, analyser, n } of articles) {
    if (places.length >= count) break;
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    if (passed + n <= start) {
      passed += n;
      continue;
    }
    const row = db.get<{
      articleId: string;
      title: string;
      source: string;
      publishedAt: string | null;
      isCurrent: number;
      text: string;
      findings: string;
    }>(PLACE, { article, analyser });
    if (!row) continue;
    const { text, findings, isCurrent, ...about } = row;
    for (const finding of keptFindings(findings)) {
      if (!isWanted(finding, text)) continue;
      if (passed++ < start || places.length >= count) continue;
      places.push({ ...about, isCurrent: isCurrent === 1, ...around(text, finding) });
    }
  }
  return places;
}

function around(text: string, { start, end, reason, score }: Finding) {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const from = Math.max(line, start - AROUND);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, end + AROUND);
  return {
    start,
    end,
    text: text.slice(start, end),
    before: (from > line ? '…' : '') + text.slice(wordEdge(text, from, line), start),
    after: text.slice(end, to) + (to < (lineEnd < 0 ? text.length : lineEnd) ? '…' : ''),
    reason,
    score,
  };
}

/** The next beginning of a word, so that none is cut. */
function wordEdge(text: string, from: number, line: number): number {
  if (from === line) return from;
  const space = text.indexOf(' ', from);
  return space < 0 || space > from + 20 ? from : space + 1;
}

const collapsed = (words: string) => words.replace(/\s+/gu, ' ').trim();
export const mentionName = ({ details, start, end }: Finding, text: string): string =>
  collapsed(String(details?.name ?? text.slice(start, end)));
export const speakerName = ({ speaker }: Finding): string | null => (speaker ? collapsed(speaker.name) : null);

const WHERE_NAMED = `
  SELECT c.article, 'entities' AS analyser,
    sum(CASE :kind WHEN 'person' THEN c.person WHEN 'organisation' THEN c.organisation ELSE c.place END) AS n,
    a.published_sort AS sort
  FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value CROSS JOIN name_count c ON c.name_id = f.id
    CROSS JOIN article a ON a.id = c.article
  WHERE :only IS NOT 'quotations' AND (:except IS NULL OR a.source_id IS NOT :except)
  GROUP BY c.article HAVING n > 0
  UNION ALL
  SELECT c.article, 'quotations', sum(c.quotations) AS n, a.published_sort
  FROM json_each(:names) j CROSS JOIN found_name f ON f.name = j.value CROSS JOIN speaker_count c ON c.name_id = f.id
    CROSS JOIN article a ON a.id = c.article
  WHERE :only IS NOT 'mentions' AND (:except IS NULL OR a.source_id IS NOT :except) AND ${speakerKind('f')} = :kind
  GROUP BY c.article HAVING n > 0
  ORDER BY sort DESC, article DESC, analyser`;

/** Where a name stands, and where it is quoted, newest articles first. */
export function namePlaces(
  db: ReadableDb,
  { kind, name, only, exceptSourceId, start, count }: ParsedInputOf<'names.places'>,
  context: ReadContext,
): OutputOf<'names.places'> {
  const variants = findName(db, kind, name)?.variants ?? [];
  const wanted = new Set(variants);
  const articles = db.all<ArticleToRead & { n: number }>(WHERE_NAMED, {
    ...{ kind, only, except: exceptSourceId, names: JSON.stringify(variants) },
  });
  const isWanted = (finding: Finding, text: string) => {
    if (finding.label === 'direct') return wanted.has(speakerName(finding) ?? '');
    return finding.label === kind && wanted.has(mentionName(finding, text));
  };
  return {
    total: articles.reduce((sum, { n }) => sum + n, 0),
    articles: new Set(articles.map(({ article }) => article)).size,
    places: placesIn(db, articles, isWanted, { start, count }, context),
  };
}
