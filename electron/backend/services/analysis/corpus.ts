import type { AnalyserRow } from '../../../../shared/model/finding.ts';
import type { ReadableDb } from '../../db/types.ts';

type Done = Pick<AnalyserRow, 'done' | 'due' | 'findings' | 'lastAt'>;

/** How far what works on all articles at once has come. */
export interface WholeCoverage {
  articles: number;
  stories: Done;
  copies: Done;
}

/** @param stories the version and settings that a pass over all articles must have been made with to count */
export function readWholeCoverage(
  db: ReadableDb,
  { stories }: { stories: { version: string; settingsKey: string } },
): WholeCoverage {
  const articles = db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;
  const pass = db.get<{ at: string; isCurrent: number }>(
    'SELECT at, version = :version AND settings_key = :settingsKey AS isCurrent FROM story_pass',
    stories,
  );
  // Copies go along with the head of their group.
  const toCompare = pass?.isCurrent
    ? (db.value<number>(
        `SELECT count(*) FROM article a LEFT JOIN story_terms t ON t.article = a.id
         WHERE (a.duplicate_group IS NULL OR a.duplicate_group = a.id) AND (t.compared = 1 AND t.version = ?) IS NOT 1`,
        stories.version,
      ) ?? 0)
    : articles;
  const sketched =
    db.value<number>(
      `SELECT count(*) FROM duplicate_sketch d CROSS JOIN article a ON a.id = d.article
       WHERE d.compared = 1 AND d.text_version_id = a.text_version_id`,
    ) ?? 0;
  const far = (done: number) => ({ done: Math.min(done, articles), due: Math.max(0, articles - done) });
  return {
    articles,
    stories: {
      ...far(articles - toCompare),
      findings: db.value<number>('SELECT count(*) FROM story') ?? 0,
      lastAt: pass?.at ?? null,
    },
    copies: {
      ...far(sketched),
      findings: db.value<number>('SELECT count(*) FROM article WHERE duplicate_kind IS NOT NULL') ?? 0,
      lastAt: null,
    },
  };
}
