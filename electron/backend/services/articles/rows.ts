import { type ArticleRow, type Decision, HIT_END, HIT_START } from '../../../../shared/model/article.ts';
import type { ReadableDb } from '../../db/types.ts';
import { visibleAnnotations } from '../blind/index.ts';

interface StoredRow {
  id: number | null;
  articleId: string;
  title: string;
  source: string | null;
  publishedAt: string | null;
  language: string | null;
  direction: 'ltr' | 'rtl';
  byline: string | null;
  url: string | null;
  words: number;
  decision: Decision | null;
  reason: string | null;
  annotations: number;
  duplicateGroup: number | null;
  originalPath: string;
  addedAt: string;
  likely: number | null;
}

/**
 * Rows of the table in the order of `ids`, null where there is no such article.
 * @param coder whose decisions to show, row id
 * @param match FTS5 expression for the snippets; null for none
 */
export function readRows(
  db: ReadableDb,
  ids: readonly number[],
  coder: number | null,
  match: string | null,
): (ArticleRow | null)[] {
  const list = JSON.stringify(ids);
  const stored = db.all<StoredRow>(
    `SELECT a.id AS id, a.article_id AS articleId, a.title AS title, s.name AS source, a.published_at AS publishedAt,
       a.language AS language, a.direction AS direction, a.byline AS byline, a.url AS url, a.words AS words,
       t.decision AS decision, t.reason AS reason, ${visibleAnnotations('a')} AS annotations,
       a.duplicate_group AS duplicateGroup, a.path AS originalPath, a.added_at AS addedAt,
       l.likely AS likely
     FROM json_each(:ids) j
       LEFT JOIN article a ON a.id = j.value
       LEFT JOIN source s ON s.id = a.source_id
       LEFT JOIN triage_decision t ON t.article = a.id AND t.coder = :coder
       LEFT JOIN likely l ON l.article = a.id AND l.coder = :coder
     ORDER BY j.key`,
    { ids: list, coder, me: coder },
  );
  const copies = groupSizes(db, stored);
  const snippets = match === null ? null : readSnippets(db, ids, match);
  return stored.map(({ id, duplicateGroup, ...row }) =>
    id === null
      ? null
      : {
          ...row,
          source: row.source ?? '',
          decision: row.decision ?? 'undecided',
          copies: (duplicateGroup !== null && copies.get(duplicateGroup)) || 1,
          snippet: snippets?.get(id) ?? null,
        },
  );
}

function groupSizes(db: ReadableDb, rows: readonly StoredRow[]): Map<number, number> {
  const sizes = new Map<number, number>();
  for (const { duplicateGroup } of rows) {
    if (duplicateGroup === null || sizes.has(duplicateGroup)) continue;
    const size = db.value<number>('SELECT count(*) FROM article WHERE duplicate_group = ?', duplicateGroup);
    sizes.set(duplicateGroup, size ?? 1);
  }
  return sizes;
}

// Three characters in a row that no text has: single private-use characters do occur in scrapes.
const MARK_START = '\uE000\uFDD0\uE000';
const MARK_END = '\uE000\uFDD1\uE000';
const MARK = /\uE000([\uFDD0\uFDD1])\uE000/;

/** Words of text around the hits. */
const SNIPPET_WORDS = 24;

// Looking a row up in the matches costs about as much as passing over a thousand of them, and with a prefix far more,
// since the lists of all words that begin so are joined anew for each row.
const FEW_ROWS = 64;
const HAS_PREFIX = /" \*/;

// Numbers are bound as floating point, and FTS5 takes no notice of a rowid that is no integer: hence CAST.
const SNIPPET = `SELECT rowid AS id, snippet(article_fts, 1, :start, :end, '…', ${SNIPPET_WORDS}) AS snippet
  FROM article_fts WHERE article_fts MATCH :match`;

function readSnippets(db: ReadableDb, ids: readonly number[], match: string): Map<number, string> {
  type Row = { id: number; snippet: string };
  const marks = { match, start: MARK_START, end: MARK_END };
  const rows =
    ids.length <= FEW_ROWS && !HAS_PREFIX.test(match)
      ? // One row is asked for: FTS5 would go on through all later matches in search of another.
        ids.flatMap((id) => db.get<Row>(`${SNIPPET} AND rowid = CAST(:id AS INTEGER)`, { ...marks, id }) ?? [])
      : db.all<Row>(`${SNIPPET} AND +rowid IN (SELECT value FROM json_each(:ids))`, {
          ...marks,
          ids: JSON.stringify(ids),
        });
  return new Map(rows.map((row) => [row.id, asSnippet(row.snippet)]));
}

function asSnippet(marked: string): string {
  return marked
    .split(MARK)
    .map((part) => {
      if (part === '\uFDD0') return HIT_START;
      if (part === '\uFDD1') return HIT_END;
      return part.replaceAll(HIT_START, '').replaceAll(HIT_END, '').replace(/\s+/g, ' ');
    })
    .join('');
}
