import { randomUUID } from 'node:crypto';
import type { StoryWords } from '../../../analysis/stories/describe.ts';
import type { StoryGroup } from '../../../analysis/stories/reconcile.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

/**
 * Puts articles, and their copies, into their stories. Nothing of what a person said changes. Written outside the log of
 * changes: it is no step of undo.
 * @param analyser name and version
 * @returns ids of the stories whose articles changed
 */
export function applyGroups(
  db: WritableDb,
  { groups, analyser }: { groups: readonly StoryGroup[]; analyser: string },
  context: WriteContext,
): string[] {
  const changed = new Set<string>();
  for (const { storyId, articles } of groups) {
    const list = JSON.stringify(articles);
    const id = storyId ?? randomUUID();
    // A person may have deleted or locked the story while the others were looked for.
    const known = db.value<number>('SELECT is_locked FROM story WHERE story_id = ?', id);
    if (storyId !== null && known !== 0) continue;
    const left = db.column<string>(
      `SELECT DISTINCT m.story_id FROM (${WITH_COPIES}) c JOIN story_member m ON m.article = c.id
       WHERE m.by = 'analyser' AND m.story_id <> :id`,
      { list, id },
    );
    if (known === undefined) {
      db.run(
        `INSERT INTO story (story_id, title, title_by, analyser, created_at, updated_at)
         VALUES (:id, '', 'analyser', :analyser, :at, :at)`,
        { id, analyser, at: context.at },
      );
    }
    const { changes } = db.run(
      `INSERT INTO story_member (article, story_id, by) SELECT c.id, :id, 'analyser' FROM (${WITH_COPIES}) c WHERE true
       ON CONFLICT DO UPDATE SET story_id = excluded.story_id
         WHERE by = 'analyser' AND story_id IS NOT excluded.story_id`,
      { list, id },
    );
    if (changes === 0) continue;
    changed.add(id);
    for (const one of left) changed.add(one);
    db.run('UPDATE story SET analyser = ?, updated_at = ? WHERE story_id = ?', analyser, context.at, id);
  }
  if (changed.size > 0) context.touch(['stories'], null);
  return [...changed];
}

const WITH_COPIES = `SELECT a.id FROM json_each(:list) j CROSS JOIN article h ON h.id = j.value
  CROSS JOIN article a ON a.id = h.id OR (h.duplicate_group = h.id AND a.duplicate_group = h.id)`;

/**
 * Ends a pass: what is alone now is in no story, stories that nothing is left of are gone, and what was compared needs no
 * comparing again.
 * @param alone articles that a whole pass found no company for; null after a few were added
 * @returns ids of the stories that something was taken from
 */
export function endPass(
  db: WritableDb,
  input: { alone: number[] | null; compared: number[]; version: string; settingsKey: string; articles: number },
  context: WriteContext,
): string[] {
  const changed = new Set<string>();
  if (input.alone) {
    const list = JSON.stringify(input.alone);
    const from = `FROM story_member WHERE by = 'analyser' AND article IN (SELECT value FROM json_each(?))`;
    for (const id of db.column<string>(`SELECT DISTINCT story_id ${from}`, list)) changed.add(id);
    db.run(`DELETE ${from}`, list);
  }
  const small = db.column<string>(
    `SELECT s.story_id FROM story s WHERE s.title_by = 'analyser' AND s.topics_by = 'analyser' AND s.is_locked = 0
       AND s.analyser <> '' AND (SELECT count(*) FROM (SELECT 1 FROM story_member m WHERE m.story_id = s.story_id LIMIT 2)) < 2
       AND NOT EXISTS (SELECT 1 FROM story_member m WHERE m.story_id = s.story_id AND m.by = 'person')
       AND NOT EXISTS (SELECT 1 FROM story_block b WHERE b.story_id = s.story_id)
       AND NOT EXISTS (SELECT 1 FROM story_correction k WHERE k.story_id = s.story_id)`,
  );
  const gone = JSON.stringify(small);
  db.run('DELETE FROM story_member WHERE story_id IN (SELECT value FROM json_each(?))', gone);
  db.run('DELETE FROM story WHERE story_id IN (SELECT value FROM json_each(?))', gone);
  for (const id of small) changed.delete(id);
  db.run(
    'UPDATE story_terms SET compared = 1 WHERE compared = 0 AND article IN (SELECT value FROM json_each(?))',
    JSON.stringify(input.compared),
  );
  if (input.alone) {
    db.run(
      `INSERT OR REPLACE INTO story_pass (id, version, settings_key, articles, added, at) VALUES (1, ?, ?, ?, 0, ?)`,
      ...[input.version, input.settingsKey, input.articles, context.at],
    );
  } else db.run('UPDATE story_pass SET added = added + ?', input.compared.length);
  if (changed.size > 0 || small.length > 0) context.touch(['stories'], null);
  return [...changed];
}

export interface StoryToDescribe {
  storyId: string;
  articles: { title: string; text: string; language: string | null }[];
}

/** Of a story, articles that its words are taken from: of different sources first, and how much of each. */
const DESCRIBED_BY = 8;
const CHARACTERS = 1500;

/** The articles to describe stories by: without copies, one of each source before a second of any. */
export function readToDescribe(db: ReadableDb, { storyIds }: { storyIds: string[] }): StoryToDescribe[] {
  return storyIds.map((storyId) => ({
    storyId,
    articles: db.all<StoryToDescribe['articles'][number]>(
      `SELECT p.title, substr(b.text, 1, ${CHARACTERS}) AS text, p.language FROM
         (SELECT a.id, a.title, a.language, a.text_version_id,
            row_number() OVER (PARTITION BY a.source_id ORDER BY a.published_sort, a.id) AS ord
          FROM story_member m JOIN article a ON a.id = m.article
          WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id)
          ORDER BY ord, a.published_sort, a.id LIMIT ${DESCRIBED_BY}) p
         JOIN text_body b ON b.text_version_id = p.text_version_id ORDER BY p.ord, p.id`,
      storyId,
    ),
  }));
}

/** Keeps titles and topics that no person has given. */
export function keepWords(
  db: WritableDb,
  { stories }: { stories: ({ storyId: string } & StoryWords)[] },
  context: WriteContext,
): void {
  for (const { storyId, title, topics } of stories) {
    db.run(
      `UPDATE story SET title = iif(title_by = 'analyser', :title, title),
         topics = iif(topics_by = 'analyser', :topics, topics) WHERE story_id = :storyId AND is_locked = 0`,
      { storyId, title, topics: JSON.stringify(topics) },
    );
  }
  context.touch(['stories'], null);
}
