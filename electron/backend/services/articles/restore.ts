import { AppError } from '../../../../shared/contract/errors.ts';
import type { TextBlock } from '../../../../shared/model/article.ts';
import { withLineBreaks } from '../../../../shared/text/put-back.ts';
import { anchor, makeQuote, shiftForInsertion } from '../../../../shared/text/quote.ts';
import { wordCount } from '../../../../shared/text/segmentation.ts';
import type { Span } from '../../../../shared/text/span.ts';
import { sha256 } from '../../../analysis/sha256.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import { insertRemovedPassage, insertTextVersion, type StoredPassage } from '../../db/text-version.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { placeInForce, type StoredSpan } from '../spans/index.ts';
import { blocksOf, findArticle, textOf } from './article.ts';

/**
 * Puts removed passages back where they were cut out: one new text version, with every annotation and claim mention
 * moved along, and cleaning leaves them in from then on. The earlier version stays, so that undo, in one step, goes back
 * to it.
 * @throws AppError NOT_FOUND, STALE when a passage belongs to a text version that is no longer in force
 */
export function restorePassages(
  db: WritableDb,
  { articleId, passageIds }: { articleId: string; passageIds: readonly string[] },
  context: WriteContext,
): void {
  const stored = findArticle(db, articleId);
  const passages = db.all<StoredPassage>(
    'SELECT ord, start, reason, text, rule FROM removed_passage WHERE text_version_id = ? ORDER BY start, ord',
    stored.textVersionId,
  );
  const wanted = new Set(passageIds.map((passageId) => wantedOrd(passageId, articleId, stored.textVersionId)));
  const chosen = passages.filter((passage) => wanted.has(passage.ord));
  if (chosen.length < wanted.size) {
    throw new AppError('NOT_FOUND', 'This passage is in the text already.', { articleId, passageIds });
  }
  const oldText = textOf(db, stored.textVersionId);
  let newText = oldText;
  const insertions: Insertion[] = [];
  // From the last to the first, so that the places of those still to come stay what they are.
  for (const passage of chosen.toReversed()) {
    const inserted = withLineBreaks(newText, passage.start, passage.text);
    newText = newText.slice(0, passage.start) + inserted + newText.slice(passage.start);
    insertions.push({ at: passage.start, length: inserted.length, ord: passage.ord });
  }
  const blocks = shiftedBlocks(db, stored.textVersionId, insertions);
  const newVersion = insertTextVersion(db, {
    article: stored.id,
    cause: 'restore',
    extractor: db.value<string>('SELECT extractor FROM text_version WHERE id = ?', stored.textVersionId)!,
    text: newText,
    sha256: sha256(newText),
    blocks,
    at: context.at,
  });
  for (const other of passages) {
    if (wanted.has(other.ord)) continue;
    const moved = insertions
      .filter(({ at, ord }) => other.start > at || (other.start === at && other.ord > ord))
      .reduce((sum, { length }) => sum + length, 0);
    insertRemovedPassage(db, newVersion, { ...other, start: other.start + moved });
  }
  const what = chosen.length === 1 ? 'a passage' : `${chosen.length} passages`;
  const label = `Restored ${what} of ${stored.title === '' ? 'an article' : `“${stored.title}”`}`;
  context.change({ action: 'articles.restorePassages', label, article: stored.id }, (rows) => {
    rows.update(
      'article',
      { id: stored.id },
      { text_version_id: newVersion, words: wordCount(newText, stored.language) },
    );
    for (const { text } of chosen) rows.put('kept_passage', { article: stored.id, sha256: sha256(text), text });
    const from = { versionId: stored.textVersionId, text: oldText };
    moveSpans(db, rows, stored.id, from, { versionId: newVersion, text: newText }, insertions);
  });
  context.touch(['articles', 'annotations', 'claims'], [articleId]);
}

/** The passage's number within the text in force. */
function wantedOrd(passageId: string, articleId: string, textVersionId: number): number {
  const [versionId, ord] = passageId.split(':').map(Number);
  if (versionId !== textVersionId || ord === undefined) {
    throw new AppError(
      'STALE',
      'The text of this article has changed since. Open it again, then restore the passage.',
      {
        articleId,
        passageId,
      },
    );
  }
  return ord;
}

/** The blocks of a text where passages came back in between: a passage has no blocks, one that is torn apart is none. */
function shiftedBlocks(db: WritableDb, textVersionId: number, insertions: readonly Insertion[]): TextBlock[] {
  return blocksOf(db, textVersionId).flatMap(({ kind, ...span }) => {
    const place = insertions.reduce<Span | null>((at, one) => at && shiftForInsertion(at, one.at, one.length), span);
    return place ? [{ ...place, kind }] : [];
  });
}

interface Version {
  versionId: number;
  text: string;
}

/** One of several, from the last in the text to the first. */
interface Insertion {
  /** UTF-16 offset in the text before. */
  at: number;
  length: number;
  ord: number;
}

type MovedSpan = StoredSpan & { key: string; exact: string };

const SPAN_COLUMNS = 'text_version_id, start, end, exact, prefix, suffix, status';

function moveSpans(
  db: WritableDb,
  rows: TrackedRows,
  article: number,
  from: Version,
  to: Version,
  insertions: readonly Insertion[],
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
    rows.update('annotation', { annotation_id: span.key }, { ...version, ...moveSpan(span, from, to, insertions) });
  }
  const mentions = db.all<MovedSpan>(
    `SELECT mention_id AS key, ${SPAN_COLUMNS} FROM claim_mention WHERE article = ?`,
    article,
  );
  for (const mention of mentions) {
    rows.update(
      'claim_mention',
      { mention_id: mention.key },
      { ...version, ...moveSpan(mention, from, to, insertions) },
    );
  }
  const passages = db.all<MovedSpan>(
    `SELECT evidence_id AS key, ${SPAN_COLUMNS} FROM claim_evidence WHERE article = ?`,
    article,
  );
  for (const passage of passages) {
    rows.update(
      'claim_evidence',
      { evidence_id: passage.key },
      { ...version, ...moveSpan(passage, from, to, insertions) },
    );
  }
}

/**
 * Shifted exactly where that is possible. A span that was torn apart, that had no place before, or that another text
 * version's offsets were kept for (undo leaves such ones), is sought by its quote; words are never exchanged for others.
 */
function moveSpan(
  span: MovedSpan,
  from: Version,
  to: Version,
  insertions: readonly Insertion[],
): Record<string, SqlValue> {
  const { exact } = span;
  const old = placeInForce(span, from.versionId, from.text);
  const shifted = insertions.reduce<typeof old>(
    (place, { at, length }) => place && shiftForInsertion(place, at, length),
    old,
  );
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
