import type { Look } from '../../../../shared/model/view.ts';
import { visibleCoders } from '../blind/index.ts';

/** An article with fewer words is worth a look. */
export const VERY_SHORT = 40;

/** A source with fewer articles whose language is known has no usual language yet. */
export const LANGUAGE_ARTICLES = 20;
/** A language is odd in a source when at most this share of its articles is written in it, or a single one is. */
export const ODD_SHARE = 0.02;

/**
 * Pairs of source and language that are odd: at most 2 % of the source's articles, or one, where at least 20 of them
 * have a known language. Articles without a known source have no usual language.
 */
export const ODD_LANGUAGES = `SELECT source_id, language FROM (
  SELECT source_id, language, count(*) AS n, sum(count(*)) OVER (PARTITION BY source_id) AS total
  FROM article INDEXED BY article_by_job WHERE source_id IS NOT NULL AND language IS NOT NULL GROUP BY source_id, language
) WHERE total >= ${LANGUAGE_ARTICLES} AND n <= max(1, total * ${ODD_SHARE})`;

const UNPLACED = `SELECT u.article FROM annotation u WHERE u.status = 'unplaced' AND ${visibleCoders('u.article', 'u.coder')}`;

/** What an import's report points at, as a condition about `article a`; takes `:me`. */
export const lookConditions: Readonly<Record<Look, string>> = {
  new: `a.import_outcome = 'imported'`,
  updated: `a.import_outcome = 'updated'`,
  copies: 'a.duplicate_group IS NOT NULL',
  recleaned: `EXISTS (SELECT 1 FROM text_version v WHERE v.id = a.text_version_id AND v.cause = 'cleaning')`,
  veryShort: `a.words < ${VERY_SHORT}`,
  undated: `a.published_sort = ''`,
  openDate: `a.published_sort = '' AND EXISTS (SELECT 1 FROM open_date o WHERE o.article = a.id)`,
  oddLanguage: `(a.source_id, a.language) IN (${ODD_LANGUAGES})`,
  unknownSource: 'a.source_id IS NULL',
  unplaced: `a.id IN (${UNPLACED})`,
};
