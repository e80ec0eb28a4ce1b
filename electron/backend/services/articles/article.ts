import { AppError } from '../../../../shared/contract/errors.ts';
import {
  type Article,
  type Decision,
  type Direction,
  type MetadataField,
  type OpenDate,
  type Provenance,
  provenances,
  type TextBlock,
} from '../../../../shared/model/article.ts';
import { unpackBlocks } from '../../db/text-version.ts';
import type { ReadableDb } from '../../db/types.ts';
import { waitingDate } from '../sources/dates.ts';

/** What the rest of this room needs to know of an article before it does anything with it. */
export interface StoredArticle {
  id: number;
  articleId: string;
  textVersionId: number;
  title: string;
  sourceId: number | null;
  source: string | null;
  byline: string | null;
  publishedAt: string | null;
  language: string | null;
  direction: Direction;
  url: string | null;
  words: number;
  path: string;
  encoding: string | null;
  warnings: string;
  addedAt: string;
  duplicateGroup: number | null;
}

/** @throws AppError NOT_FOUND */
export function findArticle(db: ReadableDb, articleId: string): StoredArticle {
  const found = db.get<StoredArticle>(
    `SELECT a.id AS id, a.article_id AS articleId, a.text_version_id AS textVersionId, a.title AS title,
       a.source_id AS sourceId, s.name AS source, a.byline AS byline, a.published_at AS publishedAt,
       a.language AS language, a.direction AS direction, a.url AS url, a.words AS words, a.path AS path,
       a.encoding AS encoding, a.warnings AS warnings, a.added_at AS addedAt, a.duplicate_group AS duplicateGroup
     FROM article a LEFT JOIN source s ON s.id = a.source_id WHERE a.article_id = ?`,
    articleId,
  );
  if (!found) throw new AppError('NOT_FOUND', `This project has no article ${articleId}.`, { articleId });
  return found;
}

/** The text that is in force. */
export function textOf(db: ReadableDb, textVersionId: number): string {
  return db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', textVersionId) ?? '';
}

/**
 * An article with its text and everything around it, as the reader and the command line show it.
 * @param coder whose decision and reading position to give, row id
 * @throws AppError NOT_FOUND
 */
export function readArticle(db: ReadableDb, articleId: string, coder: number | null): Article {
  const stored = findArticle(db, articleId);
  const version = db.get<{ number: number; sha256: string; extractor: string; versions: number }>(
    `SELECT number, sha256, extractor, (SELECT count(*) FROM text_version o WHERE o.article = v.article) AS versions
     FROM text_version v WHERE v.id = ?`,
    stored.textVersionId,
  );
  const decided = db.get<{ decision: Decision; reason: string | null }>(
    'SELECT decision, reason FROM triage_decision WHERE article = ? AND coder IS ?',
    stored.id,
    coder,
  );
  const metadata = metadataOf(db, stored);
  const waiting = waitingDate(db, stored);
  // No evidence says it outright: it was open until its source's order of day and month was known.
  const isWaiting = metadata.publishedAt.from === 'none' && metadata.publishedAt.value === waiting?.value;
  if (waiting) {
    if (isWaiting) metadata.publishedAt.from = waiting.from;
    else if (metadata.publishedAt.from === 'user')
      metadata.publishedAt.others.push({ value: waiting.value, from: waiting.from });
  }
  return {
    articleId,
    text: textOf(db, stored.textVersionId),
    textVersionId: String(stored.textVersionId),
    textVersion: version?.number ?? 1,
    textVersions: version?.versions ?? 1,
    textSha256: version?.sha256 ?? '',
    metadata,
    sourceId: stored.sourceId,
    direction: stored.direction,
    words: stored.words,
    removed: removedPassages(db, stored.textVersionId),
    blocks: blocksOf(db, stored.textVersionId),
    openDates: db.all<OpenDate>(
      'SELECT written, day_first AS dayFirst, month_first AS monthFirst, origin AS "from" FROM open_date WHERE article = ?',
      stored.id,
    ),
    original: db.get<Article['original']>(
      'SELECT kept, size AS bytes FROM article_original WHERE article = ?',
      stored.id,
    ) ?? {
      kept: 'none',
      bytes: null,
    },
    extractor: version?.extractor ?? '',
    originalPath: stored.path,
    encoding: stored.encoding,
    addedAt: stored.addedAt,
    decision: decided?.decision ?? 'undecided',
    reason: decided?.reason ?? null,
    warnings: [...(JSON.parse(stored.warnings) as string[]), ...(isWaiting && waiting ? [waiting.basis] : [])],
    lastPosition:
      db.value<number>('SELECT position FROM reading_position WHERE article = ? AND coder IS ?', stored.id, coder) ??
      null,
    duplicateGroup: stored.duplicateGroup === null ? null : groupName(db, stored.duplicateGroup),
    copies: stored.duplicateGroup === null ? [] : copiesOf(db, stored),
  };
}

function metadataOf(db: ReadableDb, stored: StoredArticle): Article['metadata'] {
  const said = db.all<{ field: MetadataField; from: Provenance; value: string | null; chosen: number }>(
    'SELECT field, origin AS "from", value, chosen FROM evidence WHERE article = ?',
    stored.id,
  );
  const sourced = (field: MetadataField, value: string | null) => ({
    value: value === '' ? null : value,
    from: said.find((one) => one.field === field && one.chosen === 1)?.from ?? 'none',
    others: said
      .filter((one) => one.field === field && one.chosen === 0)
      .map((one) => ({ value: one.value, from: one.from }))
      .sort((a, b) => provenances.indexOf(a.from) - provenances.indexOf(b.from)),
  });
  return {
    title: sourced('title', stored.title),
    source: sourced('source', stored.source),
    byline: sourced('byline', stored.byline),
    publishedAt: sourced('publishedAt', stored.publishedAt),
    language: sourced('language', stored.language),
    url: sourced('url', stored.url),
  };
}

function removedPassages(db: ReadableDb, textVersionId: number): Article['removed'] {
  return db
    .all<{ ord: number; start: number; reason: string; text: string; ruleId: string | null }>(
      'SELECT ord, start, reason, text, rule AS ruleId FROM removed_passage WHERE text_version_id = ? ORDER BY start, ord',
      textVersionId,
    )
    .map(({ ord, ...passage }) => ({ passageId: `${textVersionId}:${ord}`, ...passage }));
}

export function blocksOf(db: ReadableDb, textVersionId: number): TextBlock[] {
  return unpackBlocks(db.value<string | null>('SELECT blocks FROM text_body WHERE text_version_id = ?', textVersionId));
}

/** A group is called by the article that heads it. */
function groupName(db: ReadableDb, head: number): string | null {
  return db.value<string>('SELECT article_id FROM article WHERE id = ?', head) ?? null;
}

function copiesOf(db: ReadableDb, stored: StoredArticle): Article['copies'] {
  return db.all<Article['copies'][number]>(
    `SELECT a.article_id AS articleId, a.title AS title, ifnull(s.name, '') AS source
     FROM article a LEFT JOIN source s ON s.id = a.source_id
     WHERE a.duplicate_group = ? AND a.id <> ? ORDER BY a.id`,
    stored.duplicateGroup,
    stored.id,
  );
}
