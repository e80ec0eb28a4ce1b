// What people say of the blocks of a story's page: each is one step of undo, and stays when the page is written anew.
import { randomUUID } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { StoryBlock } from '../../../../shared/model/story-sections.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { sentences } from '../../../../shared/text/sentences.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import { nextNumber } from '../claims/number.ts';
import type { ReadContext, WriteContext } from '../handler.ts';
import { articleText, checkedQuote } from '../spans/index.ts';
import { blockNames } from './block-names.ts';
import { requireStory } from './read.ts';

export function setBlock(
  db: WritableDb,
  { storyId, block, isHidden, comment, wording }: ParsedInputOf<'stories.setBlock'>,
  context: WriteContext,
) {
  requireStory(db, storyId);
  const coder = context.requireCoder().id;
  const before = db.get<{ is_hidden: number; comment: string; wording: string }>(
    'SELECT is_hidden, comment, wording FROM story_block WHERE story_id = ? AND block = ?',
    ...[storyId, block],
  ) ?? { is_hidden: 0, comment: '', wording: '' };
  const after = {
    is_hidden: isHidden === undefined ? before.is_hidden : isHidden ? 1 : 0,
    comment: comment ?? before.comment,
    wording: wording ?? before.wording,
  };
  const differs = Object.keys(after).some(
    (name) => after[name as keyof typeof after] !== before[name as keyof typeof before],
  );
  if (!differs) return {};
  const deed =
    after.is_hidden !== before.is_hidden
      ? after.is_hidden === 1
        ? 'Hide'
        : 'Bring back'
      : after.comment !== before.comment
        ? 'Comment on'
        : 'Own words for';
  const label = `${deed} ${blockNames[block]}`;
  context.change({ action: 'story.block', label, article: null }, (rows) => {
    const isBare = after.is_hidden === 0 && after.comment === '' && after.wording === '';
    const key = { story_id: storyId, block };
    if (isBare) rows.delete('story_block', key);
    else rows.put('story_block', { ...key, ...after, coder, updated_at: context.at });
  });
  return {};
}

/** Keys of the article that a passage is in, checked against its text. */
function placed(db: ReadableDb, what: { articleId: string; start: number; end: number; text: string }) {
  const article = articleText(db, what.articleId);
  const { start, end, text } = what;
  const quote = checkedQuote(article, { textVersionId: String(article.textVersionId), start, end, quote: text });
  return { article, quote, row: { article: article.id, text_version_id: article.textVersionId, start, end } };
}

function addCorrection(
  kind: 'out' | 'in',
  { storyId, block, text }: { storyId: string; block: StoryBlock; text: string },
  row: Record<string, SqlValue>,
  context: WriteContext,
) {
  const label = kind === 'out' ? `Take out of ${blockNames[block]}` : `Put into ${blockNames[block]}`;
  context.change({ action: `story.${kind}`, label, article: null }, (rows) =>
    rows.insert('story_correction', {
      ...{ article: null, text_version_id: null, start: null, end: null, ...row },
      ...{ correction_id: randomUUID(), story_id: storyId, block, kind, exact: text },
      ...{ coder: context.requireCoder().id, created_at: context.at },
    }),
  );
}

/** What a person put in goes by taking that back; what the analyser took is kept out from now on. */
export function takeOut(db: WritableDb, input: ParsedInputOf<'stories.takeOut'>, context: WriteContext) {
  const { storyId, block, what } = input;
  requireStory(db, storyId);
  const place = 'articleId' in what ? placed(db, what).row : null;
  const own =
    place &&
    db.value<string>(
      `SELECT correction_id FROM story_correction
       WHERE story_id = ? AND block = ? AND kind = 'in' AND article = ? AND exact = ?`,
      ...[storyId, block, place.article, what.text],
    );
  if (own) return dropCorrection(db, { correctionId: own }, context);
  addCorrection('out', { storyId, block, text: what.text }, place ?? {}, context);
  return {};
}

/** What was taken out before comes back by itself. */
export function putIn(db: WritableDb, input: ParsedInputOf<'stories.putIn'>, context: WriteContext) {
  const { storyId, block, what } = input;
  requireStory(db, storyId);
  const { article, row } = placed(db, what);
  const isMember = db.value('SELECT 1 FROM story_member WHERE story_id = ? AND article = ?', storyId, article.id);
  if (isMember === undefined) {
    throw new AppError(
      'INVALID_INPUT',
      `“${article.title}” is not in this story. Put its sentence into its own story.`,
      {
        articleId: article.articleId,
      },
    );
  }
  const known = db.get<{ correction_id: string; kind: string }>(
    'SELECT correction_id, kind FROM story_correction WHERE story_id = ? AND block = ? AND article = ? AND exact = ?',
    ...[storyId, block, article.id, what.text],
  );
  if (known?.kind === 'out') return dropCorrection(db, { correctionId: known.correction_id }, context);
  if (!known) addCorrection('in', { storyId, block, text: what.text }, row, context);
  return {};
}

export function dropCorrection(
  db: WritableDb,
  { correctionId }: ParsedInputOf<'stories.dropCorrection'>,
  context: WriteContext,
) {
  const known = db.get<{ block: StoryBlock; kind: string }>(
    'SELECT block, kind FROM story_correction WHERE correction_id = ?',
    correctionId,
  );
  if (!known) throw new AppError('NOT_FOUND', 'This correction was taken back already.', { correctionId });
  const label = `${known.kind === 'out' ? 'Bring back into' : 'Take back what was put into'} ${blockNames[known.block]}`;
  context.change({ action: 'story.drop', label, article: null }, (rows) =>
    rows.delete('story_correction', { correction_id: correctionId }),
  );
  return {};
}

const MOST_READ = 200;

/** Sentences of the story's articles with all the words asked for, in the order of publication. */
export function sentencesOfStory(
  db: ReadableDb,
  { storyId, text: asked, count }: ParsedInputOf<'stories.sentences'>,
  context: ReadContext,
): OutputOf<'stories.sentences'> {
  requireStory(db, storyId);
  const wanted = fold(asked).split(/\s+/u).filter(Boolean);
  const articles = db.all<{
    articleId: string;
    sourceId: number | null;
    source: string;
    text: string;
    language: string | null;
  }>(
    `SELECT a.article_id AS articleId, a.source_id AS sourceId, coalesce(o.name, '') AS source, b.text, a.language
     FROM story_member m CROSS JOIN article a ON a.id = m.article JOIN text_body b ON b.text_version_id = a.text_version_id
       LEFT JOIN source o ON o.id = a.source_id
     WHERE m.story_id = ? AND (a.duplicate_group IS NULL OR a.duplicate_group = a.id)
     ORDER BY a.published_sort = '', a.published_sort, a.id LIMIT ${MOST_READ}`,
    storyId,
  );
  const found: OutputOf<'stories.sentences'>['sentences'] = [];
  let total = 0;
  for (const { text, language, ...article } of articles) {
    if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    for (const { start, end } of sentences(text, language)) {
      const sentence = text.slice(start, end);
      const folded = fold(sentence);
      if (!wanted.every((word) => folded.includes(word))) continue;
      total++;
      if (found.length < count) found.push({ ...article, start, end, text: sentence });
    }
  }
  return { total, sentences: found };
}

const STANCES = { denies: 'refutes', figure: 'refutes', related: 'context' } as const;

/** A claim with its sentence and those that say the same as mentions, the other passages as evidence. */
export function recordClaim(
  db: WritableDb,
  { what, statement, speaker, kind, evidence }: ParsedInputOf<'stories.recordClaim'>,
  context: WriteContext,
): OutputOf<'stories.recordClaim'> {
  const coder = context.requireCoder().id;
  const own = placed(db, what);
  const others = evidence.map(({ relation, ...passage }) => ({ relation, ...placed(db, passage) }));
  const claimId = randomUUID();
  const number = nextNumber(db);
  const made = { coder, created_at: context.at };
  context.change({ action: 'claim.create', label: `Recorded claim ${number}`, article: own.article.id }, (rows) => {
    rows.insert('claim', {
      ...{ claim_id: claimId, number, statement: statement ?? what.text.trim().slice(0, 2000), speaker, kind },
      ...{ ...made, updated_at: context.at },
    });
    for (const { row, quote } of [own, ...others.filter(({ relation }) => relation === 'same')]) {
      rows.insert('claim_mention', {
        ...{ mention_id: randomUUID(), claim_id: claimId, ...row, ...quote, status: 'anchored', ...made },
      });
    }
    for (const { relation, row, quote } of others) {
      // Who says the same supports it too: the passage is both.
      const stance = relation === 'same' ? 'supports' : STANCES[relation];
      rows.insert('claim_evidence', {
        ...{ evidence_id: randomUUID(), claim_id: claimId, stance, url: null, title: '', note: '' },
        ...{ ...row, ...quote, status: 'anchored', ...made, updated_at: context.at },
      });
    }
  });
  context.touch(['claims'], [...new Set([own, ...others].map(({ article }) => article.articleId))]);
  return { claimId, number };
}
