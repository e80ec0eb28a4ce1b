import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { keptFindings } from '../../../analysis/analysers/kept.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind } from '../blind/index.ts';

/** Learned from the project's own coding. */
const LEARNED = 'codes';

/** What was found in an article, by analyser. NOT_FOUND when there is no such article. */
export function findingsOf(
  db: ReadableDb,
  { articleId, only }: ParsedInputOf<'analysis.findings'>,
): OutputOf<'analysis.findings'> {
  const article = db.get<{ id: number; textVersionId: number }>(
    'SELECT id, text_version_id AS textVersionId FROM article WHERE article_id = ?',
    articleId,
  );
  if (!article) throw new AppError('NOT_FOUND', 'This article is not in the project.', { articleId });
  const isHidden = isBlind(db);
  return db
    .all<{
      analyser: string;
      version: string;
      textVersionId: number;
      n: number | null;
      at: string;
      kept: string | null;
    }>(
      // The names are skipped through in the key, lest every row of every article be read.
      `WITH RECURSIVE known (analyser) AS (
         SELECT min(analyser) FROM analysis_state
         UNION ALL SELECT (SELECT min(s.analyser) FROM analysis_state s WHERE s.analyser > known.analyser) FROM known
           WHERE known.analyser IS NOT NULL)
       SELECT s.analyser, s.version, s.text_version_id AS textVersionId, s.n, s.at, f.findings AS kept
       FROM known k CROSS JOIN analysis_state s ON s.analyser = k.analyser AND s.article = :article
         LEFT JOIN analysis_findings f ON f.article = s.article AND f.analyser = s.analyser`,
      { article: article.id },
    )
    .filter(({ analyser }) => (only === null || only.includes(analyser)) && !(isHidden && analyser === LEARNED))
    .map(({ analyser, version, textVersionId, n, at, kept }) => ({
      analyser,
      version,
      textVersionId: String(textVersionId),
      isCurrent: textVersionId === article.textVersionId,
      isUnknownLanguage: n === null,
      at,
      findings: keptFindings(kept) as OutputOf<'analysis.findings'>[number]['findings'],
    }));
}

/** By source, most articles first; copies count like any article. */
export function figuresBySource(
  db: ReadableDb,
  { analyser }: ParsedInputOf<'analysis.figures'>,
): OutputOf<'analysis.figures'> {
  if (analyser === LEARNED && isBlind(db)) return [];
  const sources = db.all<{ sourceId: number | null; source: string; articles: number; words: number }>(
    `SELECT a.source_id AS sourceId, coalesce(o.name, '') AS source, count(*) AS articles, sum(a.words) AS words
     FROM analysis_state s CROSS JOIN article a ON a.id = s.article LEFT JOIN source o ON o.id = a.source_id
     WHERE s.analyser = ? AND s.n IS NOT NULL GROUP BY a.source_id ORDER BY articles DESC, source`,
    analyser,
  );
  const counts = Map.groupBy(
    db.all<{ sourceId: number | null; label: string; n: number }>(
      `SELECT a.source_id AS sourceId, c.label, sum(c.n) AS n FROM finding_count c CROSS JOIN article a ON a.id = c.article
       WHERE c.analyser = ? GROUP BY a.source_id, c.label ORDER BY c.label`,
      analyser,
    ),
    ({ sourceId }) => sourceId,
  );
  return sources.map((row) => ({
    ...row,
    labels: Object.fromEntries((counts.get(row.sourceId) ?? []).map(({ label, n }) => [label, n])),
  }));
}
