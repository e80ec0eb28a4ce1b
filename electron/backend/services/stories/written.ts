// The sections of a story as they were written last, so that its page opens at once. Kept under a hash of all that they rest on.
import { createHash } from 'node:crypto';
import type { Gap } from '../../../../shared/model/story.ts';
import { sectionWriter } from '../../../analysis/stories/section-writer.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import type { AnalysedSections, StoryCorrections } from './corrections.ts';
import type { Leans } from './lean.ts';

/** Stories whose sections are kept: those that were written last. */
const MOST_KEPT = 5000;

/**
 * Hash of what the sections rest on: texts, sources, leans, what the analysers found and by which version, the gap, and the
 * sentences that people want evidence for.
 */
export function writtenKey(
  db: ReadableDb,
  storyId: string,
  { gap, leans, corrections }: { gap: Gap; leans: Leans; corrections: StoryCorrections },
): string {
  const hash = createHash('sha256');
  const chosen = corrections.corrections.flatMap(({ kind, block, text }) =>
    kind === 'in' && block === 'claims' ? [text] : [],
  );
  hash.update(JSON.stringify([sectionWriter.version, gap, chosen]));
  const rows = db.iterate<{ sourceId: number | null; basis: string }>(
    `SELECT a.source_id AS sourceId,
       a.id || ' ' || a.text_version_id || ' ' || coalesce(a.source_id, '') || ' ' || coalesce(o.name, '') || ' '
         || coalesce(a.duplicate_group, '') || ' ' || a.published_sort || ' ' || coalesce(a.language, '') || ' '
         || coalesce(q.version || q.settings_key || q.text_version_id || coalesce(q.n, '-'), '') || ' '
         || coalesce(c.version || c.settings_key || c.text_version_id || coalesce(c.n, '-'), '') || ' '
         || coalesce(t.version || t.settings_key || t.text_version_id || coalesce(t.n, '-'), '') AS basis
     FROM story_member m CROSS JOIN article a ON a.id = m.article LEFT JOIN source o ON o.id = a.source_id
       LEFT JOIN analysis_state q ON q.analyser = 'quotations' AND q.article = a.id
       LEFT JOIN analysis_state c ON c.analyser = 'claims' AND c.article = a.id
       LEFT JOIN analysis_state t ON t.analyser = 'techniques' AND t.article = a.id
     WHERE m.story_id = ? ORDER BY a.id`,
    storyId,
  );
  for (const { sourceId, basis } of rows) hash.update(`${basis} ${leans.of(sourceId) ?? ''}\n`);
  return hash.digest('hex');
}

export function readWritten(db: ReadableDb, storyId: string, key: string): AnalysedSections | null {
  const kept = db.value<string>('SELECT sections FROM story_written WHERE story_id = ? AND key = ?', storyId, key);
  return kept === undefined ? null : (JSON.parse(kept) as AnalysedSections);
}

/** Told to nobody: what stands here could have been written anew. */
export function keepWritten(
  db: WritableDb,
  { storyId, key, sections }: { storyId: string; key: string; sections: AnalysedSections },
  { at }: WriteContext,
): void {
  db.run(
    'INSERT OR REPLACE INTO story_written (story_id, key, sections, at) VALUES (?, ?, ?, ?)',
    ...[storyId, key, JSON.stringify(sections), at],
  );
  db.run(
    `DELETE FROM story_written WHERE story_id IN
       (SELECT story_id FROM story_written ORDER BY at DESC LIMIT -1 OFFSET ${MOST_KEPT})`,
  );
}
