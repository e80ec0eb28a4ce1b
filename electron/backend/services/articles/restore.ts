import { createHash } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import { anchor, makeQuote, shiftForInsertion } from '../../../../shared/text/quote.ts';
import { wordCount } from '../../../../shared/text/segmentation.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import { findArticle, textOf } from './article.ts';

interface Passage {
  ord: number;
  start: number;
  reason: string;
  text: string;
}

/**
 * Puts a removed passage back where it was cut out: a new text version, with every annotation and claim mention moved
 * along. The earlier version stays, so that undo goes back to it.
 * @throws AppError NOT_FOUND, STALE when the passage belongs to a text version that is no longer in force
 */
export function restorePassage(
  db: WritableDb,
  { articleId, passageId }: { articleId: string; passageId: string },
  context: WriteContext,
): void {
  const stored = findArticle(db, articleId);
  const [versionId, ord] = passageId.split(':').map(Number);
  if (versionId !== stored.textVersionId) {
    throw new AppError(
      'STALE',
      'The text of this article has changed since. Open it again, then restore the passage.',
      {
        articleId,
        passageId,
      },
    );
  }
  const passages = db.all<Passage>(
    'SELECT ord, start, reason, text FROM removed_passage WHERE text_version_id = ? ORDER BY start, ord',
    stored.textVersionId,
  );
  const passage = passages.find((candidate) => candidate.ord === ord);
  if (!passage) {
    throw new AppError('NOT_FOUND', 'This passage is in the text already.', { articleId, passageId });
  }
  const oldText = textOf(db, stored.textVersionId);
  const inserted = withLineBreaks(oldText, passage.start, passage.text);
  const newText = oldText.slice(0, passage.start) + inserted + oldText.slice(passage.start);
  const newVersion = addTextVersion(db, stored.id, stored.textVersionId, newText, context.at);
  for (const other of passages) {
    if (other === passage) continue;
    const follows = other.start > passage.start || (other.start === passage.start && other.ord > passage.ord);
    db.run(
      'INSERT INTO removed_passage (text_version_id, ord, start, reason, text) VALUES (?, ?, ?, ?, ?)',
      newVersion,
      other.ord,
      follows ? other.start + inserted.length : other.start,
      other.reason,
      other.text,
    );
  }
  const label = `Restored a passage of ${stored.title === '' ? 'an article' : `“${stored.title}”`}`;
  context.change({ action: 'articles.restorePassage', label, article: stored.id }, (rows) => {
    rows.update(
      'article',
      { id: stored.id },
      { text_version_id: newVersion, words: wordCount(newText, stored.language) },
    );
    const from = { versionId: stored.textVersionId, text: oldText };
    const insertion = { at: passage.start, length: inserted.length };
    moveSpans(db, rows, stored.id, from, { versionId: newVersion, text: newText }, insertion);
  });
  context.touch(['articles', 'annotations', 'claims'], [articleId]);
}

const lineBreaksAtEnd = (text: string) => text.length - text.replace(/\n+$/, '').length;
const lineBreaksAtStart = (text: string) => text.length - text.replace(/^\n+/, '').length;

/** The passage as a paragraph of its own, set off as the text sets off its paragraphs; inside a line, with spaces. */
function withLineBreaks(text: string, at: number, passage: string): string {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const own = passage.replace(/^\n+|\n+$/g, '');
  const cutInLine = before !== '' && after !== '' && !before.endsWith('\n') && !after.startsWith('\n');
  if (cutInLine && !own.includes('\n')) {
    const space = (left: string, right: string) => (/\s$/.test(left) || /^\s/.test(right) ? '' : ' ');
    return space(before, own) + own + space(own, after);
  }
  const gap = text.includes('\n\n') ? 2 : 1;
  const lead = before === '' ? 0 : Math.max(0, gap - lineBreaksAtEnd(before));
  const trail = after.trim() === '' ? 0 : Math.max(0, gap - lineBreaksAtStart(after));
  return '\n'.repeat(lead) + own + '\n'.repeat(trail);
}

function addTextVersion(db: WritableDb, article: number, from: number, text: string, at: string): number {
  const id = db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at)
     SELECT :article, (SELECT max(number) + 1 FROM text_version WHERE article = :article), :sha256, 'restore', extractor, :at
     FROM text_version WHERE id = :from`,
    { article, from, sha256: createHash('sha256').update(text).digest('hex'), at },
  ).lastInsertRowid;
  db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', id, text);
  return id;
}

interface Version {
  versionId: number;
  text: string;
}

interface Insertion {
  /** UTF-16 offset in the text before. */
  at: number;
  length: number;
}

type MovedSpan = StoredSpan & { key: string; exact: string };

const SPAN_COLUMNS = 'text_version_id, start, end, exact, prefix, suffix, status';

function moveSpans(
  db: WritableDb,
  rows: TrackedRows,
  article: number,
  from: Version,
  to: Version,
  insertion: Insertion,
): void {
  const version = { text_version_id: to.versionId };
  const whole = db.column<string>(
    `SELECT annotation_id FROM annotation WHERE article = ? AND level = 'article'`,
    article,
  );
  for (const annotation_id of whole) rows.update('annotation', { annotation_id }, version);
  const spans = db.all<MovedSpan>(
    `SELECT annotation_id AS key, ${SPAN_COLUMNS} FROM annotation WHERE article = ? AND level = 'span'`,
    article,
  );
  for (const span of spans) {
    rows.update('annotation', { annotation_id: span.key }, { ...version, ...moveSpan(span, from, to, insertion) });
  }
  const mentions = db.all<MovedSpan>(
    `SELECT mention_id AS key, ${SPAN_COLUMNS} FROM claim_mention WHERE article = ?`,
    article,
  );
  for (const mention of mentions) {
    rows.update(
      'claim_mention',
      { mention_id: mention.key },
      { ...version, ...moveSpan(mention, from, to, insertion) },
    );
  }
}

/**
 * Shifted exactly where that is possible. A span that was torn apart, that had no place before, or that another text
 * version's offsets were kept for (undo leaves such ones), is sought by its quote; words are never exchanged for others.
 */
function moveSpan(span: MovedSpan, from: Version, to: Version, insertion: Insertion): Record<string, SqlValue> {
  const { exact } = span;
  const old = placeInForce(span, from.versionId, from.text);
  const shifted = old && shiftForInsertion(old, insertion.at, insertion.length);
  const place =
    shifted && to.text.slice(shifted.start, shifted.end) === exact
      ? shifted
      : anchor(to.text, {
          ...(old ?? { start: 0, end: 0 }),
          quote: { exact, prefix: span.prefix ?? '', suffix: span.suffix ?? '' },
        });
  if (!place) return { start: null, end: null, status: 'unplaced' };
  return { start: place.start, end: place.end, status: 'anchored', ...makeQuote(to.text, place.start, place.end) };
}
