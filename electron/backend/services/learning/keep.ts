import { deserialize, serialize } from 'node:v8';
import { learnedCodes } from '../../../analysis/learn/about.ts';
import type { LearnedCodes } from '../../../analysis/learn/index.ts';
import type { FoundCodes, LearnedModel } from '../../../analysis/learn/tasks.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import type { CodeGroup } from './coding.ts';

/** Accuracy of each code of a group, as `learned_group.accuracy` holds it. */
export interface KeptAccuracy {
  folds: number;
  codes: Record<string, { examples: number; precision: number; recall: number; f1: number }>;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Keeps what was learned of a group of codes. */
export function keepLearned(
  db: WritableDb,
  { group, learned }: { group: CodeGroup; learned: LearnedCodes },
  context: WriteContext,
): void {
  const accuracy: KeptAccuracy = {
    folds: learned.accuracy.folds,
    codes: Object.fromEntries(
      learned.labels.map((label, i) => {
        const { precision, recall, f1 } = learned.accuracy.labels[i]!;
        const figures = { precision: rounded(precision), recall: rounded(recall), f1: rounded(f1) };
        return [label, { examples: learned.examples[i]!, ...figures }];
      }),
    ),
  };
  db.run(
    `INSERT INTO learned_group (group_id, coding, learned_at, accuracy, model) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET coding = excluded.coding, learned_at = excluded.learned_at, accuracy = excluded.accuracy,
       model = excluded.model`,
    group.groupId,
    group.coding,
    context.at,
    JSON.stringify(accuracy),
    serialize(learned),
  );
  context.touch(['suggestions'], []);
}

/** Forgets what was learned of codes that are no longer learned, or together with others. All of it, if no group is named. */
export function forgetOthers(
  db: WritableDb,
  { groupIds }: { groupIds: readonly string[] },
  context: WriteContext,
): void {
  const { changes } = db.run(
    'DELETE FROM learned_group WHERE group_id NOT IN (SELECT value FROM json_each(?))',
    JSON.stringify(groupIds),
  );
  if (groupIds.length === 0) {
    for (const table of ['analysis_state', 'analysis_findings', 'finding_count'] as const) {
      db.run(clear[table], learnedCodes.name);
    }
  }
  if (changes > 0) context.touch(['suggestions'], null);
}

const clear = {
  analysis_state: 'DELETE FROM analysis_state WHERE analyser = ?',
  analysis_findings: 'DELETE FROM analysis_findings WHERE analyser = ?',
  finding_count: 'DELETE FROM finding_count WHERE analyser = ?',
} as const;

/** The groups that were learned from the coding they would be learned from now. */
export function readLearned(
  db: ReadableDb,
): Map<string, { coding: string; learnedAt: string; accuracy: KeptAccuracy }> {
  return new Map(
    db
      .all<{ groupId: string; coding: string; learnedAt: string; accuracy: string }>(
        'SELECT group_id AS groupId, coding, learned_at AS learnedAt, accuracy FROM learned_group',
      )
      .map(({ groupId, accuracy, ...row }) => [groupId, { ...row, accuracy: JSON.parse(accuracy) as KeptAccuracy }]),
  );
}

/** Everything that was learned, ready for the pool. */
export function readModels(db: ReadableDb): LearnedModel[] {
  return db
    .all<{ groupId: string; coding: string; learnedAt: string; model: Uint8Array }>(
      `SELECT group_id AS groupId, coding, learned_at AS learnedAt, model FROM learned_group ORDER BY group_id`,
    )
    .map(({ groupId, coding, learnedAt, model }) => ({
      key: `${groupId} ${coding} ${learnedAt}`,
      learned: deserialize(model) as LearnedCodes,
    }));
}

/** What came of looking through one article. */
export interface SearchedArticle {
  id: number;
  articleId: string;
  textVersionId: number;
  found: FoundCodes;
}

/**
 * Keeps what was found, in place of what was found in the article before. Nothing that a person did is touched.
 * @param key what was known when it was looked through
 */
export function keepFound(
  db: WritableDb,
  { key, articles }: { key: string; articles: readonly SearchedArticle[] },
  context: WriteContext,
): void {
  const { name, version } = learnedCodes;
  for (const { id, textVersionId, found } of articles) {
    db.run(
      `INSERT INTO analysis_state (analyser, article, text_version_id, version, settings_key, n, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET text_version_id = excluded.text_version_id, version = excluded.version,
         settings_key = excluded.settings_key, n = excluded.n, at = excluded.at`,
      ...[name, id, textVersionId, version, key, found.n, context.at],
    );
    db.run('DELETE FROM finding_count WHERE analyser = ? AND article = ?', name, id);
    if (found.findings === null) db.run('DELETE FROM analysis_findings WHERE article = ? AND analyser = ?', id, name);
    else {
      db.run(
        `INSERT INTO analysis_findings (article, analyser, findings) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET findings = excluded.findings`,
        ...[id, name, found.findings],
      );
    }
    for (const [label, count] of Object.entries(found.counts)) {
      db.run('INSERT INTO finding_count (analyser, article, label, n) VALUES (?, ?, ?, ?)', name, id, label, count);
    }
  }
  context.touch(
    ['suggestions'],
    articles.map(({ articleId }) => articleId),
  );
}
