// Claims: checkable statements with the spans where they are made, what speaks for and against them, and each coder's verdict.
// Offsets are UTF-16 into the text in force.
import { randomUUID } from 'node:crypto';
import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Claim, ClaimFields } from '../../../../shared/model/claim.ts';
import type { Quote } from '../../../../shared/text/quote.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue, WritableDb } from '../../db/types.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { type ArticleText, articleText, checkedQuote } from '../spans/index.ts';
import { codeClaims } from './codes.ts';
import { contextsOf } from './contexts.ts';
import { addEvidence, editEvidence, removeEvidence } from './evidence.ts';
import { mergeClaims, mergePreview, splitClaim } from './merge.ts';
import { nextNumber } from './number.ts';
import { articlesOf, claimRows, listClaims, readClaim } from './read.ts';
import { claimsWithWords, similarClaims } from './search.ts';
import { giveVerdict, putVerdict, targetsOf } from './verdicts.ts';

function mentionRow(
  claimId: string,
  article: ArticleText,
  span: { start: number; end: number },
  quote: Quote,
  { requireCoder, at }: WriteContext,
) {
  return {
    mention_id: randomUUID(),
    claim_id: claimId,
    article: article.id,
    text_version_id: article.textVersionId,
    start: span.start,
    end: span.end,
    exact: quote.exact,
    prefix: quote.prefix,
    suffix: quote.suffix,
    status: 'anchored',
    coder: requireCoder().id,
    created_at: at,
  };
}

/** Columns of the fields that stand in the claim itself; the verdict is the coder's. */
function columnsOf({ openQuestion, verdict, verdictReason, ...fields }: Partial<ClaimFields>) {
  const all = { ...fields, open_question: openQuestion };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, SqlValue>;
}

function createClaim(db: WritableDb, input: ParsedInputOf<'claims.create'>, context: WriteContext): Claim {
  const coder = context.requireCoder();
  const article = articleText(db, input.articleId);
  const quote = checkedQuote(article, input);
  const claimId = randomUUID();
  const number = nextNumber(db);
  const { fields } = input;
  const statement = fields.statement ?? input.quote.trim().slice(0, 2000);
  if (statement === '') throw new AppError('INVALID_INPUT', 'Select words, or write the statement of the claim.');
  context.change({ action: 'claim.create', label: `Marked claim ${number}`, article: article.id }, (rows) => {
    rows.insert('claim', {
      ...columnsOf(fields),
      ...{ statement, claim_id: claimId, number, coder: coder.id, created_at: context.at, updated_at: context.at },
    });
    putVerdict(db, rows, claimId, coder, { verdict: fields.verdict, reason: fields.verdictReason }, context.at);
    rows.insert('claim_mention', mentionRow(claimId, article, input, quote, context));
  });
  context.touch(['claims'], [article.articleId]);
  return readClaim(db, claimId, context);
}

function editClaim(db: WritableDb, { claimId, fields }: ParsedInputOf<'claims.edit'>, context: WriteContext): Claim {
  const before = readClaim(db, claimId, context);
  const values = columnsOf(fields);
  const { verdict, verdictReason: reason } = fields;
  const isVerdict = verdict !== undefined || reason !== undefined;
  const stored = { ...before, open_question: before.openQuestion } as unknown as Record<string, SqlValue>;
  const differs = Object.keys(values).some((name) => values[name] !== stored[name]);
  if (differs || isVerdict) {
    const article = before.mentions[0] ? articleText(db, before.mentions[0].articleId).id : null;
    const step = differs
      ? { action: 'claim.edit', label: `Edited claim ${before.number}` }
      : { action: 'claim.verdict', label: `Gave a verdict on claim ${before.number}` };
    context.change({ ...step, article }, (rows) => {
      if (differs) rows.update('claim', { claim_id: claimId }, { ...values, updated_at: context.at });
      if (isVerdict) putVerdict(db, rows, claimId, context.requireCoder(), { verdict, reason }, context.at);
    });
    context.touch(['claims'], articlesOf(before));
  }
  return readClaim(db, claimId, context);
}

/** The same span again is the same mention. */
function addMention(db: WritableDb, input: ParsedInputOf<'claims.addMention'>, context: WriteContext): Claim {
  const claim = readClaim(db, input.claimId, context);
  const article = articleText(db, input.articleId);
  const quote = checkedQuote(article, input);
  const there = claim.mentions.some(
    (one) => one.articleId === input.articleId && one.start === input.start && one.end === input.end,
  );
  if (there) return claim;
  const label = `Added a mention to claim ${claim.number}`;
  context.change({ action: 'claim.addMention', label, article: article.id }, (rows) =>
    rows.insert('claim_mention', mentionRow(claim.claimId, article, input, quote, context)),
  );
  context.touch(['claims'], [...new Set([...articlesOf(claim), article.articleId])]);
  return readClaim(db, claim.claimId, context);
}

function removeMention(db: WritableDb, mentionId: string, context: WriteContext): void {
  const mention = db.get<{ claim_id: string; number: number; article: number }>(
    'SELECT m.claim_id, c.number, m.article FROM claim_mention m JOIN claim c USING (claim_id) WHERE m.mention_id = ?',
    mentionId,
  );
  if (!mention) throw new AppError('NOT_FOUND', 'This mention no longer exists.', { mentionId });
  const articles = articlesOf(readClaim(db, mention.claim_id, context));
  const label = `Removed a mention of claim ${mention.number}`;
  context.change({ action: 'claim.removeMention', label, article: mention.article }, (rows) =>
    rows.delete('claim_mention', { mention_id: mentionId }),
  );
  context.touch(['claims'], articles);
}

/** Deletes a claim with all that hangs on it, verdicts that are hidden from the coder included. */
function deleteRows(db: WritableDb, rows: TrackedRows, claimId: string): void {
  const hanging = [
    ['claim_mention', 'SELECT mention_id FROM claim_mention WHERE claim_id = ?'],
    ['claim_evidence', 'SELECT evidence_id FROM claim_evidence WHERE claim_id = ?'],
    ['claim_verdict', 'SELECT claim_id, coder FROM claim_verdict WHERE claim_id = ?'],
    ['claim_coding', 'SELECT claim_id, code_id, coder FROM claim_coding WHERE claim_id = ?'],
  ] as const;
  for (const [table, sql] of hanging) {
    for (const key of db.all<Record<string, SqlValue>>(sql, claimId)) rows.delete(table, key);
  }
  rows.delete('claim', { claim_id: claimId });
}

function deleteClaims(db: WritableDb, claimIds: readonly string[], context: WriteContext): number {
  const targets = targetsOf(db, claimIds);
  const [only] = targets.length === 1 ? targets : [];
  const first = only && readClaim(db, only.claim_id, context).mentions[0];
  const label = only ? `Deleted claim ${only.number}` : `Deleted ${targets.length} claims`;
  const articles = targets.flatMap(({ claim_id }) => articlesOf(readClaim(db, claim_id, context)));
  const article = first ? articleText(db, first.articleId).id : null;
  context.change({ action: 'claim.delete', label, article }, (rows) => {
    for (const { claim_id } of targets) deleteRows(db, rows, claim_id);
  });
  context.touch(['claims'], targets.length > 200 ? null : [...new Set(articles)]);
  return targets.length;
}

export const handlers: RoomHandlers = {
  queries: {
    'claims.list': (db, input, context) => listClaims(db, input, context),
    'claims.table': (db, { text }, context) => claimRows(db, claimsWithWords(db, text, context), context),
    'claims.get': (db, { claimId }, context) => readClaim(db, claimId, context),
    'claims.contexts': (db, { claimId }, context) => contextsOf(db, claimId, context),
    'claims.similar': similarClaims,
    'claims.mergePreview': (db, { claimIds }, context) => mergePreview(db, claimIds, context),
  },

  commands: {
    'claims.create': createClaim,
    'claims.edit': editClaim,
    'claims.giveVerdict': giveVerdict,
    'claims.code': codeClaims,
    'claims.addMention': addMention,
    'claims.removeMention': (db, { mentionId }, context) => {
      removeMention(db, mentionId, context);
      return {};
    },
    'claims.split': splitClaim,
    'claims.addEvidence': addEvidence,
    'claims.editEvidence': editEvidence,
    'claims.removeEvidence': (db, { evidenceId }, context) => {
      removeEvidence(db, evidenceId, context);
      return {};
    },
    'claims.merge': mergeClaims,
    'claims.delete': (db, { claimId }, context) => {
      deleteClaims(db, [claimId], context);
      return {};
    },
    'claims.deleteMany': (db, { claimIds }, context) => ({ deleted: deleteClaims(db, claimIds, context) }),
  },
};
