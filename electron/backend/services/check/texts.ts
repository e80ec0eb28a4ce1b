import { sha256 as hashOf } from '../../../analysis/sha256.ts';
import type { CheckRun } from './index.ts';

const PAGE = 100;

/** Every text version against its hash. */
export function checkTexts({ db, alive, found }: CheckRun): void {
  let last = 0;
  for (;;) {
    const page = db.all<{ id: number; number: number; sha256: string; article_id: string | null; text: string | null }>(
      `SELECT v.id, v.number, v.sha256, a.article_id, b.text
       FROM text_version v LEFT JOIN article a ON a.id = v.article LEFT JOIN text_body b ON b.text_version_id = v.id
       WHERE v.id > ? ORDER BY v.id LIMIT ${PAGE}`,
      last,
    );
    for (const { number, sha256, article_id, text } of page) {
      alive();
      const where = `article ${article_id ?? 'unknown'}, text version ${number}`;
      if (text === null) found('Has no text', where);
      else if (hashOf(text) !== sha256) {
        found('The text is not the one that was imported: its SHA-256 differs', where);
      }
    }
    const end = page.at(-1);
    if (!end) return;
    last = end.id;
  }
}

interface CheckedRow {
  row: number;
  id: string;
  article_id: string | null;
  text_version_id: number;
  owner: number | null;
  article: number;
  start: number | null;
  end: number | null;
  exact: string | null;
}

const SPANS = {
  annotation: `SELECT s.rowid AS row, s.annotation_id AS id, a.article_id, s.article, s.text_version_id, v.article AS owner,
                      s.start, s.end, s.exact
               FROM annotation s LEFT JOIN article a ON a.id = s.article LEFT JOIN text_version v ON v.id = s.text_version_id
               WHERE s.rowid > ? AND s.level = 'span' AND s.status = 'anchored' ORDER BY s.rowid LIMIT 1000`,
  mention: `SELECT s.rowid AS row, s.mention_id AS id, a.article_id, s.article, s.text_version_id, v.article AS owner,
                   s.start, s.end, s.exact
            FROM claim_mention s LEFT JOIN article a ON a.id = s.article LEFT JOIN text_version v ON v.id = s.text_version_id
            WHERE s.rowid > ? AND s.status = 'anchored' ORDER BY s.rowid LIMIT 1000`,
  evidence: `SELECT s.rowid AS row, s.evidence_id AS id, a.article_id, s.article, s.text_version_id, v.article AS owner,
                    s.start, s.end, s.exact
             FROM claim_evidence s LEFT JOIN article a ON a.id = s.article LEFT JOIN text_version v ON v.id = s.text_version_id
             WHERE s.rowid > ? AND s.article IS NOT NULL AND s.status = 'anchored' ORDER BY s.rowid LIMIT 1000`,
} as const;

/** Every placed annotation, mention and passage of evidence: its offsets hold its quote, in a text of its own article. */
export function checkSpans({ db, alive, found }: CheckRun): void {
  for (const kind of ['annotation', 'mention', 'evidence'] as const) {
    let last = 0;
    for (;;) {
      const page = db.all<CheckedRow>(SPANS[kind], last);
      const end = page.at(-1);
      if (!end) break;
      last = end.row;
      // Rows of one text stand together, so that each text is read once a page.
      page.sort((a, b) => a.text_version_id - b.text_version_id || a.row - b.row);
      let text: { id: number; text: string } | undefined;
      for (const span of page) {
        alive();
        if (text?.id !== span.text_version_id) {
          const read = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', span.text_version_id);
          text = { id: span.text_version_id, text: read ?? '' };
        }
        const where = `article ${span.article_id ?? 'unknown'}, ${kind} ${span.id}`;
        if (span.owner !== span.article) found('Refers to the text of another article', where);
        else if (span.start === null || span.end === null) found('Has no offsets, though it counts as placed', where);
        else if (text.text.slice(span.start, span.end) !== span.exact) {
          found(`The text at ${span.start} to ${span.end} is not its quote`, where);
        }
      }
    }
  }
}
