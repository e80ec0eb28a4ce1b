import type { CutPassage } from '../../../analysis/cleaning/index.ts';
import { cleaners } from '../../../analysis/cleaning/index.ts';
import { keptRuns, movedBlocks } from '../../../analysis/kept-lines.ts';
import { insertRemovedPassage, insertTextVersion, unpackBlocks } from '../../db/text-version.ts';
import type { WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { joinDuplicates, leaveDuplicates } from '../import/duplicates.ts';
import { reanchor } from '../import/reanchor.ts';
import { ANALYSER, type CleanedArticle } from './plan.ts';

export interface WriteInput {
  articles: CleanedArticle[];
  /** The import that the pass belongs to. */
  importJobId: string | null;
}

interface InForce {
  article_id: string;
  text_version_id: number;
  original_sha256: string;
  duplicate_apart: number;
  title: string;
  number: number;
  cause: string;
  extractor: string;
  text: string;
  blocks: string | null;
  /** Somebody coded it, or marked a claim in it. */
  coded: number;
  /** The article came in with this import, and nobody has touched it: nothing refers to its text. */
  untouched: number;
}

const IN_FORCE = `
  SELECT a.article_id, a.text_version_id, a.original_sha256, a.duplicate_apart, a.title, v.number, v.cause, v.extractor,
    b.text, b.blocks,
    EXISTS (SELECT 1 FROM annotation n WHERE n.article = a.id)
      OR EXISTS (SELECT 1 FROM claim_mention m WHERE m.article = a.id)
      OR EXISTS (SELECT 1 FROM claim_evidence e WHERE e.article = a.id) AS coded,
    a.import_job_id IS :job AND a.import_outcome = 'imported' AND v.number = 1
      AND NOT EXISTS (SELECT 1 FROM change c WHERE c.article = a.id) AS untouched
  FROM article a JOIN text_version v ON v.id = a.text_version_id JOIN text_body b ON b.text_version_id = v.id
  WHERE a.id = :id AND a.text_version_id = :version`;

/**
 * Puts cleaned texts in force, as new text versions. An article whose text changed meanwhile is passed over: it is
 * cleaned with the next pass.
 * @returns how many articles have another text or title; that their cuts are told more exactly is no change
 */
export function writeCleaned(db: WritableDb, input: WriteInput, context: WriteContext): number {
  const told: string[] = [];
  let changed = 0;
  let reanchored = false;
  for (const cleaned of input.articles) {
    const old = db.get<InForce>(IN_FORCE, { id: cleaned.id, version: cleaned.textVersionId, job: input.importJobId });
    if (!old) continue;
    const retitled = cleaned.title !== null && cleaned.title !== old.title;
    if (cleaned.text === old.text) replaceRemoved(db, cleaned);
    else {
      addVersion(db, cleaned, old, context.at);
      reanchored ||= old.coded === 1;
    }
    if (retitled) retitle(db, cleaned.id, cleaned.title ?? '');
    if (retitled || cleaned.text !== old.text) changed++;
    told.push(old.article_id);
  }
  // In the transaction that did the work, so that an import that is interrupted and goes on counts each article once.
  if (input.importJobId !== null && changed > 0) {
    db.run(
      `UPDATE job SET checkpoint = json_set(checkpoint, '$.recleaned', ifnull(checkpoint ->> '$.recleaned', 0) + ?)
       WHERE job_id = ? AND checkpoint IS NOT NULL`,
      changed,
      input.importJobId,
    );
  }
  if (told.length > 0) context.touch(reanchored ? ['articles', 'annotations', 'claims'] : ['articles'], told);
  return changed;
}

function addVersion(db: WritableDb, cleaned: CleanedArticle, old: InForce, at: string): void {
  const runs = old.coded === 1 || old.blocks !== null ? keptRuns(old.text, cleaned.text) : [];
  const version = insertTextVersion(db, {
    article: cleaned.id,
    cause: 'cleaning',
    extractor: withPass(old.extractor),
    text: cleaned.text,
    sha256: cleaned.sha256,
    blocks: movedBlocks(unpackBlocks(old.blocks), runs),
    at,
  });
  insertRemoved(db, version, 0, cleaned.removed);
  db.run('UPDATE article SET text_version_id = ?, words = ? WHERE id = ?', version, cleaned.words, cleaned.id);
  if (old.untouched === 1 && old.coded === 0) dropVersion(db, old.text_version_id, version);
  else if (old.coded === 1) reanchor(db, cleaned.id, version, cleaned.text, { versionId: old.text_version_id, runs });
  if (old.duplicate_apart === 0) {
    leaveDuplicates(db, cleaned.id);
    joinDuplicates(db, cleaned.id, old.original_sha256, cleaned.sha256);
  }
}

/** The text that an import wrote moments ago is not kept beside its cleaned form: nothing was ever said of it. */
function dropVersion(db: WritableDb, dropped: number, successor: number): void {
  db.run('DELETE FROM removed_passage WHERE text_version_id = ?', dropped);
  db.run('DELETE FROM text_body WHERE text_version_id = ?', dropped);
  db.run('DELETE FROM text_version WHERE id = ?', dropped);
  db.run('UPDATE text_version SET number = 1 WHERE id = ?', successor);
}

const PASS = ` + ${cleaners.acrossSource.name}`;

/** "Plain-text cleaning 1 + Cleaning across a source 1": the pass is named once, with the version that ran last. */
function withPass(extractor: string): string {
  const at = extractor.indexOf(PASS);
  return `${at === -1 ? extractor : extractor.slice(0, at)} + ${ANALYSER}`;
}

/** New numbers, so that a page that still shows the old passages cannot restore another by mistake. */
function replaceRemoved(db: WritableDb, { textVersionId, removed }: CleanedArticle): void {
  const next =
    db.value<number>('SELECT max(ord) + 1 FROM removed_passage WHERE text_version_id = ?', textVersionId) ?? 0;
  db.run('DELETE FROM removed_passage WHERE text_version_id = ?', textVersionId);
  insertRemoved(db, textVersionId, next, removed);
}

function insertRemoved(db: WritableDb, version: number, from: number, removed: readonly CutPassage[]): void {
  for (const [i, passage] of removed.entries()) insertRemovedPassage(db, version, { ...passage, ord: from + i });
}

/** A better headline was found among the lines; the guess it replaces stays in the evidence if it came from elsewhere. */
function retitle(db: WritableDb, article: number, title: string): void {
  db.run('UPDATE article SET title = ? WHERE id = ?', title, article);
  db.run(`UPDATE evidence SET chosen = 0 WHERE article = ? AND field = 'title'`, article);
  db.run(
    `INSERT INTO evidence (article, field, origin, value, chosen) VALUES (?, 'title', 'visible text', ?, 1)
     ON CONFLICT DO UPDATE SET value = excluded.value, chosen = 1`,
    article,
    title,
  );
}
