import type { AnalysedFindings } from '../../../analysis/analysers/run.ts';
import type { WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { keepNames } from '../names/keep.ts';
import type { AnalyserInForce } from './due.ts';

/** What came of one article. */
export interface AnalysedArticle {
  id: number;
  articleId: string;
  /** Of the text that was looked at. */
  textVersionId: number;
  found: AnalysedFindings[];
}

/** Keeps what analysers found; what they found in the article before is gone. Nothing that a person did is touched. */
export function keepAnalysed(
  db: WritableDb,
  { analysers, articles }: { analysers: readonly AnalyserInForce[]; articles: readonly AnalysedArticle[] },
  context: WriteContext,
): void {
  const inForce = new Map(analysers.map((one) => [one.name, one]));
  for (const { id, textVersionId, found } of articles) {
    for (const { analyser, findings, counts, names, n } of found) {
      db.run(
        `INSERT INTO analysis_state (analyser, article, text_version_id, version, settings_key, n, at)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET text_version_id = excluded.text_version_id, version = excluded.version,
           settings_key = excluded.settings_key, n = excluded.n, at = excluded.at`,
        ...[
          analyser,
          id,
          textVersionId,
          inForce.get(analyser)?.version ?? '',
          inForce.get(analyser)?.settingsKey ?? '',
        ],
        ...[n, context.at],
      );
      db.run('DELETE FROM finding_count WHERE analyser = ? AND article = ?', analyser, id);
      if (findings === null) db.run('DELETE FROM analysis_findings WHERE article = ? AND analyser = ?', id, analyser);
      else {
        db.run(
          `INSERT INTO analysis_findings (article, analyser, findings) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET findings = excluded.findings`,
          ...[id, analyser, findings],
        );
      }
      if (names) keepNames(db, analyser, id, names);
      for (const [label, count] of Object.entries(counts)) {
        db.run(
          'INSERT INTO finding_count (analyser, article, label, n) VALUES (?, ?, ?, ?)',
          analyser,
          id,
          label,
          count,
        );
      }
    }
  }
  context.touch(
    ['suggestions'],
    articles.map(({ articleId }) => articleId),
  );
}
