// Claims: checkable statements with the spans where they are made. Offsets are UTF-16 into the text in force.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { Claim, ClaimFields, ClaimMention } from '../../../../shared/model/claim.ts';
import { fold } from '../../../../shared/text/fold.ts';
import type { Quote } from '../../../../shared/text/quote.ts';
import type { ReadableDb, SqlValue, WritableDb } from '../../db/types.ts';
import type { RoomHandlers } from '../handler.ts';
import { type ArticleText, articleText, checkedQuote, placeInForce, type StoredSpan } from '../spans/index.ts';

type ClaimRow = Omit<Claim, 'mentions'>;

const CLAIM = `
  SELECT c.claim_id AS claimId, c.number, c.statement, c.speaker, c.kind, c.verdict, c.note, p.name AS coder,
         c.created_at AS createdAt, c.updated_at AS updatedAt
  FROM claim c JOIN coder p ON p.id = c.coder`;

interface MentionRow extends StoredSpan {
  mention_id: string;
  claim_id: string;
  article_id: string;
  title: string;
  source: string | null;
  language: string | null;
  version_in_force: number;
}

const MENTION = `
  SELECT m.mention_id, m.claim_id, m.text_version_id, m.start, m.end, m.exact, m.prefix, m.suffix, m.status,
         a.article_id, a.title, s.name AS source, a.language, a.text_version_id AS version_in_force
  FROM claim_mention m JOIN article a ON a.id = m.article LEFT JOIN source s ON s.id = a.source_id`;

function toMention(db: ReadableDb, row: MentionRow): ClaimMention {
  // The text is only needed for a span of an earlier version.
  const text =
    row.text_version_id === row.version_in_force
      ? ''
      : (db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', row.version_in_force) ?? '');
  const place = placeInForce(row, row.version_in_force, text);
  return {
    mentionId: row.mention_id,
    articleId: row.article_id,
    textVersionId: String(row.version_in_force),
    start: place?.start ?? null,
    end: place?.end ?? null,
    quote: { exact: row.exact ?? '', prefix: row.prefix ?? '', suffix: row.suffix ?? '' },
    status: place ? 'anchored' : 'unplaced',
    articleTitle: row.title,
    source: row.source ?? '',
    language: row.language,
  };
}

/** @throws AppError NOT_FOUND */
function readClaim(db: ReadableDb, claimId: string): Claim {
  const row = db.get<ClaimRow>(`${CLAIM} WHERE c.claim_id = ?`, claimId);
  if (!row) throw new AppError('NOT_FOUND', 'This claim no longer exists.', { claimId });
  const mentions = db.all<MentionRow>(`${MENTION} WHERE m.claim_id = ? ORDER BY m.created_at, m.rowid`, claimId);
  return { ...row, mentions: mentions.map((mention) => toMention(db, mention)) };
}

function listClaims(db: ReadableDb, text: string, articleId: string | undefined): Claim[] {
  const wanted = fold(text.trim());
  const found = db.all<ClaimRow>(`${CLAIM} ORDER BY c.number`).filter((claim) => {
    if (wanted === '' || wanted === `${claim.number}` || wanted === `#${claim.number}`) return true;
    return [claim.statement, claim.speaker, claim.note].some((words) => fold(words).includes(wanted));
  });
  const mentions = new Map(found.map((claim) => [claim.claimId, [] as ClaimMention[]]));
  for (const row of db.all<MentionRow>(`${MENTION} ORDER BY m.created_at, m.rowid`)) {
    mentions.get(row.claim_id)?.push(toMention(db, row));
  }
  return found
    .map((claim) => ({ ...claim, mentions: mentions.get(claim.claimId) ?? [] }))
    .filter((claim) => articleId === undefined || claim.mentions.some((mention) => mention.articleId === articleId));
}

/** Never given twice, so that a deleted claim can come back by undo with its number. */
function nextNumber(db: WritableDb): number {
  const highest = db.value<number>('SELECT coalesce(max(number), 0) FROM claim') ?? 0;
  const given = Number(db.value<string>(`SELECT value FROM meta WHERE key = 'last_claim_number'`) ?? 0);
  const number = Math.max(highest, given) + 1;
  db.run(
    `INSERT INTO meta (key, value) VALUES ('last_claim_number', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    String(number),
  );
  return number;
}

function mentionRow(
  claimId: string,
  article: ArticleText,
  span: { start: number; end: number },
  quote: Quote,
  at: string,
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
    created_at: at,
  };
}

function given(fields: Partial<ClaimFields>): Record<string, SqlValue> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export const handlers: RoomHandlers = {
  queries: {
    'claims.list': (db, { text, articleId }) => listClaims(db, text, articleId),
  },

  commands: {
    'claims.create': (db, input, context) => {
      const coder = context.requireCoder();
      const article = articleText(db, input.articleId);
      const quote = checkedQuote(article, input);
      const claimId = randomUUID();
      const number = nextNumber(db);
      const statement = input.fields.statement ?? input.quote.trim().slice(0, 2000);
      if (statement === '') throw new AppError('INVALID_INPUT', 'Select words, or write the statement of the claim.');
      context.change({ action: 'claim.create', label: `Marked claim ${number}`, article: article.id }, (rows) => {
        rows.insert('claim', {
          verdict: 'unverified',
          ...given(input.fields),
          statement,
          claim_id: claimId,
          number,
          coder: coder.id,
          created_at: context.at,
          updated_at: context.at,
        });
        rows.insert('claim_mention', mentionRow(claimId, article, input, quote, context.at));
      });
      context.touch(['claims'], [article.articleId]);
      return readClaim(db, claimId);
    },

    'claims.edit': (db, { claimId, fields }, context) => {
      const before = readClaim(db, claimId);
      const values = given(fields);
      const current = before as unknown as Record<string, SqlValue>;
      if (Object.keys(values).some((name) => values[name] !== current[name])) {
        const article = before.mentions[0]?.articleId;
        const row = article === undefined ? null : articleText(db, article).id;
        context.change({ action: 'claim.edit', label: `Edited claim ${before.number}`, article: row }, (rows) =>
          rows.update('claim', { claim_id: claimId }, { ...values, updated_at: context.at }),
        );
        context.touch(['claims'], [...new Set(before.mentions.map((mention) => mention.articleId))]);
      }
      return readClaim(db, claimId);
    },

    // The same span again is the same mention.
    'claims.addMention': (db, input, context) => {
      const claim = readClaim(db, input.claimId);
      const article = articleText(db, input.articleId);
      const quote = checkedQuote(article, input);
      const there = claim.mentions.some(
        (one) => one.articleId === input.articleId && one.start === input.start && one.end === input.end,
      );
      if (there) return claim;
      const label = `Added a mention to claim ${claim.number}`;
      context.change({ action: 'claim.addMention', label, article: article.id }, (rows) => {
        rows.insert('claim_mention', mentionRow(claim.claimId, article, input, quote, context.at));
        rows.update('claim', { claim_id: claim.claimId }, { updated_at: context.at });
      });
      context.touch(['claims'], [...new Set([...claim.mentions.map((one) => one.articleId), article.articleId])]);
      return readClaim(db, claim.claimId);
    },

    'claims.removeMention': (db, { mentionId }, context) => {
      const mention = db.get<{ claim_id: string; number: number; article: number; article_id: string }>(
        `SELECT m.claim_id, c.number, m.article, a.article_id
         FROM claim_mention m JOIN claim c USING (claim_id) JOIN article a ON a.id = m.article WHERE m.mention_id = ?`,
        mentionId,
      );
      if (!mention) throw new AppError('NOT_FOUND', 'This mention no longer exists.', { mentionId });
      const label = `Removed a mention of claim ${mention.number}`;
      context.change({ action: 'claim.removeMention', label, article: mention.article }, (rows) => {
        rows.delete('claim_mention', { mention_id: mentionId });
        rows.update('claim', { claim_id: mention.claim_id }, { updated_at: context.at });
      });
      context.touch(['claims'], [mention.article_id]);
      return {};
    },

    'claims.delete': (db, { claimId }, context) => {
      const claim = readClaim(db, claimId);
      const article = claim.mentions[0] ? articleText(db, claim.mentions[0].articleId).id : null;
      context.change({ action: 'claim.delete', label: `Deleted claim ${claim.number}`, article }, (rows) => {
        for (const { mentionId } of claim.mentions) rows.delete('claim_mention', { mention_id: mentionId });
        rows.delete('claim', { claim_id: claimId });
      });
      context.touch(['claims'], [...new Set(claim.mentions.map((mention) => mention.articleId))]);
      return {};
    },
  },
};
