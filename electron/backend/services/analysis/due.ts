import { AppError } from '../../../../shared/contract/errors.ts';
import { oncePerState } from '../../db/once.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';

/** An analyser as it is now: what it found at another version is out of date. */
export interface AnalyserInForce {
  name: string;
  version: string;
  /** See settings.ts; what it found under others is out of date. Left out: what it comes with. */
  settingsKey?: string;
}

/** An article that some analysers have yet to look at. */
export interface DueArticle {
  id: number;
  articleId: string;
  textVersionId: number;
  title: string;
  language: string | null;
  text: string;
  due: string[];
}

/** Where a reading in the order of work stands: the article read last; null at the start. */
export type Place = { sort: string; id: number } | null;

export interface DueBatch {
  articles: DueArticle[];
  /** Null: there is no more. */
  next: Place;
}

/** Characters of text that are read at once, beyond the last text. */
const MOST_CHARACTERS = 500_000;
const MOST_ARTICLES = 100;
/** Articles of which it is asked at once what is due: another reader waits no longer than that. */
const LOOKED_AT = 2000;

/** Articles that are due for one of the analysers, newest first. */
export function readDue(
  db: ReadableDb,
  { analysers, after }: { analysers: readonly AnalyserInForce[]; after: Place },
  context: ReadContext,
): DueBatch {
  const found: DueArticle[] = [];
  let characters = 0;
  let next: Place = null;
  let seen = 0;
  const rows = db.iterate<Omit<DueArticle, 'due' | 'text'> & { sort: string; due: string | null }>(
    `SELECT a.id, a.article_id AS articleId, a.text_version_id AS textVersionId, a.title, a.language,
       a.published_sort AS sort,
       (SELECT json_group_array(j.value ->> 'name') FROM json_each(:analysers) j
          LEFT JOIN analysis_state s ON s.analyser = j.value ->> 'name' AND s.article = a.id
        WHERE s.text_version_id IS NOT a.text_version_id OR s.version IS NOT j.value ->> 'version'
          OR s.settings_key IS NOT coalesce(j.value ->> 'settingsKey', '')) AS due
     FROM article a WHERE (a.published_sort, a.id) < (:sort, :id)
     ORDER BY a.published_sort DESC, a.id DESC LIMIT :most`,
    {
      analysers: JSON.stringify(analysers),
      // Sorts after every date.
      sort: after?.sort ?? '~',
      id: after?.id ?? Number.MAX_SAFE_INTEGER,
      most: LOOKED_AT,
    },
  );
  for (const { sort, due, ...row } of rows) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    next = { sort, id: row.id };
    seen++;
    const names = JSON.parse(due ?? '[]') as string[];
    if (names.length === 0) continue;
    const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.textVersionId) ?? '';
    found.push({ ...row, text, due: names });
    characters += text.length;
    if (characters >= MOST_CHARACTERS || found.length >= MOST_ARTICLES) return { articles: found, next };
  }
  return { articles: found, next: seen < LOOKED_AT ? null : next };
}

/** How far each analyser is. */
export interface Coverage {
  name: string;
  done: number;
  due: number;
  unknownLanguage: number;
  findings: number;
  lastAt: string | null;
}

const counted = oncePerState(() => new Map<string, Coverage[]>());

/** Counted over every article; once until something is written. */
export function readCoverage(db: ReadableDb, { analysers }: { analysers: readonly AnalyserInForce[] }): Coverage[] {
  const known = counted(db);
  const asked = JSON.stringify(analysers);
  const coverage = known.get(asked) ?? countCoverage(db, analysers);
  known.set(asked, coverage);
  return coverage;
}

function countCoverage(db: ReadableDb, analysers: readonly AnalyserInForce[]): Coverage[] {
  const articles = db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;
  return analysers.map(({ name, version, settingsKey = '' }) => {
    const row = db.get<Omit<Coverage, 'name' | 'due'>>(
      `SELECT count(*) AS done, count(*) FILTER (WHERE s.n IS NULL) AS unknownLanguage, coalesce(sum(s.n), 0) AS findings,
         max(s.at) AS lastAt
       FROM analysis_state s CROSS JOIN article a ON a.id = s.article
       WHERE s.analyser = ? AND s.version = ? AND s.settings_key = ? AND s.text_version_id = a.text_version_id`,
      name,
      version,
      settingsKey,
    )!;
    return { name, ...row, due: articles - row.done };
  });
}
