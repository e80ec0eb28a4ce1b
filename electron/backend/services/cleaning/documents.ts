import type { SourceDocument, StoredPassage } from '../../../analysis/cleaning/index.ts';
import { extractors } from '../../../analysis/extract/extractors.ts';
import type { ReadableDb } from '../../db/types.ts';

/** An article's text in force with what cleaning must know of it. */
export interface CleanableArticle {
  id: number;
  textVersionId: number;
  words: number;
  document: SourceDocument;
}

interface Stored {
  id: number;
  article_id: string;
  text_version_id: number;
  title: string;
  language: string | null;
  words: number;
  text: string;
  extractor: string;
  title_from: string | null;
}

const STORED = `
  SELECT a.id, a.article_id, a.text_version_id, a.title, a.language, a.words, b.text, v.extractor,
    (SELECT e.origin FROM evidence e WHERE e.article = a.id AND e.field = 'title' AND e.chosen = 1) AS title_from
  FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id JOIN text_version v ON v.id = a.text_version_id
  WHERE a.id = ?`;

/** Row ids of a source's articles, in order. */
export const articlesOfSource = (db: ReadableDb, sourceId: number): number[] =>
  db.column<number>('SELECT id FROM article WHERE source_id = ? ORDER BY id', sourceId);

/**
 * Null when the article is gone.
 * @param guarded whether what people put back or coded is looked up, so that it is not cut
 */
export function cleanableArticle(db: ReadableDb, id: number, guarded: boolean): CleanableArticle | null {
  const stored = db.get<Stored>(STORED, id);
  if (!stored) return null;
  const kind = kindOf(stored.extractor);
  return {
    id,
    textVersionId: stored.text_version_id,
    words: stored.words,
    document: {
      id: stored.article_id,
      text: stored.text,
      removed: db.all<StoredPassage>(
        'SELECT text, start, reason, rule FROM removed_passage WHERE text_version_id = ? ORDER BY start, ord',
        stored.text_version_id,
      ),
      title: stored.title === '' ? null : stored.title,
      kind,
      keptByPerson: guarded ? [...putBack(db, id), ...codedLines(db, id, stored)] : [],
      titleIsGuess: kind === 'dump' && (stored.title_from === 'visible text' || stored.title_from === 'file name'),
      language: stored.language,
    },
  };
}

function kindOf(extractor: string): SourceDocument['kind'] {
  const made = (by: { name: string }) => extractor.startsWith(by.name);
  return made(extractors.html) ? 'page' : made(extractors.plainText) ? 'dump' : 'record';
}

const putBack = (db: ReadableDb, id: number) =>
  db.column<string>('SELECT text FROM kept_passage WHERE article = ? ORDER BY sha256', id);

/** A line in which a person coded something is part of the article: its annotation must keep its words. */
function codedLines(db: ReadableDb, id: number, { text, text_version_id }: Stored): string[] {
  const spans = db.all<{ start: number; end: number }>(
    `SELECT start, end FROM annotation
     WHERE article = :id AND text_version_id = :version AND status = 'anchored' AND start IS NOT NULL
     UNION SELECT start, end FROM claim_mention
     WHERE article = :id AND text_version_id = :version AND status = 'anchored' AND start IS NOT NULL
     UNION SELECT start, end FROM claim_evidence
     WHERE article = :id AND text_version_id = :version AND status = 'anchored' AND start IS NOT NULL`,
    { id, version: text_version_id },
  );
  return spans.map(({ start, end }) => {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const to = text.indexOf('\n', end - 1);
    return text.slice(from, to === -1 ? text.length : to);
  });
}
