import type { ReadableDb } from '../../db/types.ts';

export interface SourceName {
  id: number;
  name: string;
  domain: string | null;
  articles: number;
}

/** Stands for "no source known" among the source ids of a query, and '' for "no language known" among its languages. */
export const NO_SOURCE = 0;
export const NO_LANGUAGE = '';

/** Every source in the order a table shows them. */
export function sourcesByName(db: ReadableDb): SourceName[] {
  return db.all<SourceName>(
    `SELECT id, name, domain, article_count AS articles FROM source ORDER BY name COLLATE NOCASE, id`,
  );
}

/** The language tags that articles have, in order. Steps from one to the next in the index instead of scanning it. */
export function usedLanguages(db: ReadableDb): string[] {
  return db.column<string>(
    `WITH RECURSIVE used (language) AS (
       SELECT (SELECT min(language) FROM article WHERE language IS NOT NULL)
       UNION ALL
       SELECT (SELECT min(language) FROM article WHERE language > used.language) FROM used
       WHERE used.language IS NOT NULL
     )
     SELECT language FROM used WHERE language IS NOT NULL`,
  );
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'code' });

/** English name of a BCP 47 tag; the tag itself when it is none. */
export function languageLabel(language: string | null): string {
  if (!language) return 'Unknown language';
  try {
    return languageNames.of(language) ?? language;
  } catch {
    return language;
  }
}
