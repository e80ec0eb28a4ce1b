import { AppError } from '../../../../shared/contract/errors.ts';
import { learnedCodes } from '../../../analysis/learn/about.ts';
import type { TextToSearch } from '../../../analysis/learn/tasks.ts';
import type { ReadableDb } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

export interface DueText extends TextToSearch {
  id: number;
  articleId: string;
  textVersionId: number;
}

const MOST_CHARACTERS = 500_000;
const MOST_ARTICLES = 100;
/** Articles of which it is asked at once what is due: another reader waits no longer than that. */
const LOOKED_AT = 2000;

/** Included articles first, then those that nobody decided about; excluded ones are not looked through. */
export type Turn = 'included' | 'others';

/** The conditions bind `:me`. Any decision that may be seen counts; who includes outvotes who excludes. */
const decided = (decision: string) =>
  `EXISTS (SELECT 1 FROM triage_decision d WHERE d.article = a.id AND d.decision = '${decision}' AND ${visibleCoders('d.article', 'd.coder')})`;
const turns: Readonly<Record<Turn, string>> = {
  included: decided('include'),
  others: `NOT ${decided('include')} AND NOT ${decided('exclude')}`,
};

/** Row ids go down: the articles that were added last come first. */
export interface DueTexts {
  texts: DueText[];
  /** Row id to go on below; null: there is no more. */
  next: number | null;
}

const isDue = `NOT EXISTS (SELECT 1 FROM analysis_state s WHERE s.analyser = '${learnedCodes.name}' AND s.article = a.id
  AND s.text_version_id = a.text_version_id AND s.version = '${learnedCodes.version}' AND s.settings_key = :key)`;

/** Articles that were not looked through with what is known now. */
export function readDueTexts(
  db: ReadableDb,
  { key, turn, below }: { key: string; turn: Turn; below: number },
  context: ReadContext,
): DueTexts {
  const texts: DueText[] = [];
  let characters = 0;
  let seen = 0;
  let next = below;
  const rows = db.iterate<Omit<DueText, 'text' | 'coded'> & { due: number }>(
    `SELECT a.id, a.article_id AS articleId, a.text_version_id AS textVersionId, a.title, a.language,
       (${turns[turn]} AND ${isDue}) AS due
     FROM article a WHERE a.id < :below ORDER BY a.id DESC LIMIT :most`,
    { key, below, most: LOOKED_AT, ...me(context) },
  );
  for (const { due, ...row } of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    seen++;
    next = row.id;
    if (!due) continue;
    const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.textVersionId) ?? '';
    texts.push({ ...row, text, coded: codesOf(db, row.id, context) });
    characters += text.length;
    if (characters >= MOST_CHARACTERS || texts.length >= MOST_ARTICLES) return { texts, next };
  }
  return { texts, next: seen < LOOKED_AT ? null : next };
}

/** Codes that people gave in an article by themselves: what else there is of them they have not meant. */
function codesOf(db: ReadableDb, article: number, context: ReadContext): string[] {
  return db.column<string>(
    `SELECT DISTINCT c.code_id FROM annotation a JOIN coding c USING (annotation_id)
     WHERE a.article = :article AND a.level = 'span' AND ${visibleCoders('a.article', 'a.coder')}
       AND NOT EXISTS (SELECT 1 FROM suggestion_decision d WHERE d.annotation_id = a.annotation_id)`,
    { article, ...me(context) },
  );
}

/** How many articles are due, all turns together. */
export function countDueTexts(db: ReadableDb, { key }: { key: string }, context: ReadContext): number {
  return (
    db.value<number>(`SELECT count(*) FROM article a WHERE ((${turns.included}) OR (${turns.others})) AND ${isDue}`, {
      key,
      ...me(context),
    }) ?? 0
  );
}
