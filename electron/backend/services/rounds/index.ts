// Rounds of coding: who codes which articles, whether they see each other's work, and how far they are.
import { randomUUID } from 'node:crypto';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodingRound, SampleDesign, SamplePreview } from '../../../../shared/contract/rooms/rounds.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb } from '../../db/types.ts';
import { planView, readIds } from '../articles/view-plan.ts';
import { refuseWhileBlind } from '../blind/index.ts';
import { findOrAddCoder, foldCoder } from '../coders/names.ts';
import type { ReadContext, RoomHandlers, WriteContext } from '../handler.ts';
import { type Drawn, drawSample, type PoolArticle } from './draw.ts';

/** Articles of the design's query, as the triage table of the current coder would show them. */
function poolOf(db: ReadableDb, { query }: SampleDesign, context: ReadContext): PoolArticle[] {
  const maxId = db.value<number>('SELECT max(id) FROM article') ?? 0;
  const ids = readIds(db, planView(db, query, context.coder?.id ?? null, maxId), maxId);
  return db.all<PoolArticle>(
    `SELECT a.id, a.article_id AS articleId, coalesce(s.name, '') AS source, a.words
     FROM json_each(?) j JOIN article a ON a.id = j.value LEFT JOIN source s ON s.id = a.source_id`,
    JSON.stringify(Array.from(ids)),
  );
}

/** @throws AppError INVALID_INPUT when a coder is named twice */
function refuseDoubles({ coders }: SampleDesign) {
  const seen = new Set<string>();
  for (const name of coders) {
    if (seen.has(foldCoder(name))) throw new AppError('INVALID_INPUT', `${name} is in the list of coders twice.`);
    seen.add(foldCoder(name));
  }
}

function preview(pool: readonly PoolArticle[], drawn: Drawn, design: SampleDesign): SamplePreview {
  const taken = new Set(drawn.articles.map(({ id }) => id));
  const sources = [...Map.groupBy(pool, ({ source }) => source)]
    .map(([source, articles]) => ({
      source,
      pool: articles.length,
      drawn: articles.filter(({ id }) => taken.has(id)).length,
      shared: articles.filter(({ id }) => drawn.shared.has(id)).length,
    }))
    .sort((a, b) => b.pool - a.pool || (a.source < b.source ? -1 : 1));
  const notes: string[] = [];
  if (pool.length === 0) notes.push('No article is left to draw from. Choose other articles.');
  if (design.size !== null && design.size > pool.length && pool.length > 0) {
    notes.push(`Only ${pool.length.toLocaleString('en')} articles are there to draw from: all of them are drawn.`);
  }
  if (design.coders.length < 2 && design.overlap > 0) notes.push('One coder alone shares no articles with anyone.');
  const short = sources.filter((one) => one.drawn < Math.floor(drawn.articles.length / sources.length));
  if (design.stratify === 'equal' && short.length > 0) {
    notes.push(
      `${short.length === 1 ? 'One source has' : `${short.length} sources have`} fewer articles than an equal share.`,
    );
  }
  if (design.coders.length > 1 && drawn.articles.length > 0 && drawn.shared.size === 0) {
    notes.push('No article is given to more than one coder: there will be no agreement to report.');
  }
  return {
    pool: pool.length,
    drawn: drawn.articles.length,
    shared: drawn.shared.size,
    coders: design.coders.map((name, at) => {
      const articles = drawn.byCoder[at] ?? [];
      return {
        name,
        articles: articles.length,
        shared: articles.filter(({ id }) => drawn.shared.has(id)).length,
        words: articles.reduce((sum, { words }) => sum + words, 0),
      };
    }),
    sources,
    notes,
  };
}

interface RoundRow {
  roundId: string;
  name: string;
  is_blind: number;
  is_locked: number;
  sample: string;
  createdBy: string;
  createdAt: string;
  endedAt: string | null;
  articles: number;
  shared: number;
}

function listRounds(db: ReadableDb, context: ReadContext, roundId: string | null = null): CodingRound[] {
  const rounds = db.all<RoundRow>(
    `SELECT r.round_id AS roundId, r.name, r.is_blind, r.is_locked, r.sample, c.name AS createdBy,
       r.created_at AS createdAt, r.ended_at AS endedAt,
       coalesce(s.articles, 0) AS articles, coalesce(s.shared, 0) AS shared
     FROM coding_round r JOIN coder c ON c.id = r.created_by
     LEFT JOIN (SELECT round_id, count(*) AS articles, sum(coders > 1) AS shared FROM
       (SELECT round_id, count(*) AS coders FROM assignment GROUP BY round_id, article) GROUP BY round_id) s USING (round_id)
     WHERE :roundId IS NULL OR r.round_id = :roundId
     ORDER BY r.ended_at IS NOT NULL, r.created_at DESC, r.round_id`,
    { roundId },
  );
  const coders = db.all<Omit<CodingRound['coders'][number], 'isMe'> & { roundId: string; isMe: number }>(
    `SELECT s.round_id AS roundId, c.name, c.id IS :me AS isMe, count(*) AS assigned, count(s.done_at) AS done,
       max(s.done_at) AS lastDoneAt
     FROM assignment s JOIN coder c ON c.id = s.coder WHERE :roundId IS NULL OR s.round_id = :roundId
     GROUP BY s.round_id, s.coder ORDER BY c.id`,
    { roundId, me: context.coder?.id ?? null },
  );
  const byRound = Map.groupBy(coders, (coder) => coder.roundId);
  return rounds.map(({ is_blind, is_locked, sample, ...round }) => ({
    ...round,
    isBlind: is_blind === 1,
    isLocked: is_locked === 1,
    design: JSON.parse(sample) as SampleDesign,
    coders: (byRound.get(round.roundId) ?? []).map(({ roundId: _, isMe, ...coder }) => ({
      ...coder,
      isMe: isMe === 1,
    })),
  }));
}

/** @throws AppError NOT_FOUND */
function requireRound(db: ReadableDb, roundId: string, context: ReadContext): CodingRound {
  const [round] = listRounds(db, context, roundId);
  if (!round) throw new AppError('NOT_FOUND', 'This round no longer exists.', { roundId });
  return round;
}

/** One step of undo about a round; what it hides or shows again concerns every room that shows coding. */
function change(context: WriteContext, action: string, label: string, write: (rows: TrackedRows) => unknown) {
  context.change({ action: `round.${action}`, label, article: null }, write);
  context.touch(['rounds', 'articles', 'triage', 'annotations', 'claims', 'codebook', 'coders'], null);
}

function createRound(
  db: Parameters<typeof findOrAddCoder>[0],
  input: { name: string; isBlind: boolean; isLocked: boolean; design: SampleDesign },
  context: WriteContext,
): CodingRound {
  const creator = context.requireCoder();
  const { name, design } = input;
  refuseDoubles(design);
  const drawn = drawSample(poolOf(db, design, context), design);
  if (drawn.articles.length === 0) {
    throw new AppError('CONFLICT', 'No article is there to draw from. Choose other articles for the round.');
  }
  const coders = design.coders.map((coder) => findOrAddCoder(db, coder, context.at));
  const roundId = randomUUID();
  const sample = JSON.stringify({ ...design, coders: coders.map((coder) => coder.name) });
  change(context, 'create', `Created the round “${name}”`, (rows) => {
    rows.insert('coding_round', {
      round_id: roundId,
      name,
      is_blind: Number(input.isBlind),
      is_locked: Number(input.isLocked),
      sample,
      created_by: creator.id,
      created_at: context.at,
      ended_at: null,
    });
    for (const [at, coder] of coders.entries()) {
      const articles = drawn.byCoder[at] ?? [];
      rows.insertMany(
        'assignment',
        articles.map(({ id }, ord) => ({ round_id: roundId, coder: coder.id, article: id, ord, done_at: null })),
      );
    }
  });
  return requireRound(db, roundId, context);
}

/** The first article that is not done behind a place in a coder's order, else the first of all. */
function nextOf(db: ReadableDb, roundId: string, coder: number, ord: number): string | null {
  const first = `SELECT a.article_id FROM assignment s JOIN article a ON a.id = s.article
    WHERE s.round_id = :roundId AND s.coder = :coder AND s.done_at IS NULL AND s.ord > :ord ORDER BY s.ord LIMIT 1`;
  return (
    db.value<string>(first, { roundId, coder, ord }) ?? db.value<string>(first, { roundId, coder, ord: -1 }) ?? null
  );
}

function setEnded(db: ReadableDb, roundId: string, ended: boolean, context: WriteContext): CodingRound {
  const round = requireRound(db, roundId, context);
  if ((round.endedAt !== null) === ended) return round;
  change(context, ended ? 'end' : 'reopen', `${ended ? 'Ended' : 'Reopened'} the round “${round.name}”`, (rows) =>
    rows.update('coding_round', { round_id: roundId }, { ended_at: ended ? context.at : null }),
  );
  return requireRound(db, roundId, context);
}

export const handlers: RoomHandlers = {
  queries: {
    'rounds.list': (db, _input, context) => listRounds(db, context),
    'rounds.preview'(db, { design }, context) {
      refuseDoubles(design);
      const pool = poolOf(db, design, context);
      return preview(pool, drawSample(pool, design), design);
    },
    'rounds.ofArticle'(db, { articleId }, { coder }): OutputOf<'rounds.ofArticle'> {
      return db.all(
        `SELECT r.round_id AS roundId, r.name AS roundName, s.done_at AS doneAt,
           (SELECT count(*) FROM assignment o WHERE o.round_id = s.round_id AND o.coder = s.coder AND o.ord < s.ord) AS position,
           (SELECT count(*) FROM assignment o WHERE o.round_id = s.round_id AND o.coder = s.coder) AS "of",
           (SELECT count(o.done_at) FROM assignment o WHERE o.round_id = s.round_id AND o.coder = s.coder) AS done
         FROM article a JOIN assignment s ON s.article = a.id JOIN coding_round r USING (round_id)
         WHERE a.article_id = :articleId AND s.coder IS :me AND r.ended_at IS NULL
         ORDER BY r.created_at, r.round_id`,
        { articleId, me: coder?.id ?? null },
      );
    },
  },
  reads: {
    'rounds/refuseExport': (db) =>
      refuseWhileBlind(
        db,
        'A dataset',
        'End the round first. Someone who does not code in it may export all the same: --include-blind on the command line.',
      ),
  },
  commands: {
    'rounds.create': createRound,
    'rounds.edit'(db, { roundId, name }, context) {
      const round = requireRound(db, roundId, context);
      change(context, 'edit', `Renamed the round “${round.name}” to “${name}”`, (rows) =>
        rows.update('coding_round', { round_id: roundId }, { name }),
      );
      return requireRound(db, roundId, context);
    },
    'rounds.end': (db, { roundId }, context) => setEnded(db, roundId, true, context),
    'rounds.reopen': (db, { roundId }, context) => setEnded(db, roundId, false, context),
    'rounds.delete'(db, { roundId }, context) {
      const round = requireRound(db, roundId, context);
      change(context, 'delete', `Deleted the round “${round.name}”`, (rows) => {
        const keys = db.all<{ coder: number; article: number }>(
          'SELECT coder, article FROM assignment WHERE round_id = ?',
          roundId,
        );
        for (const key of keys) rows.delete('assignment', { round_id: roundId, ...key });
        rows.delete('coding_round', { round_id: roundId });
      });
      return {};
    },
    'rounds.setDone'(db, { roundId, articleId, done }, context) {
      const coder = context.requireCoder();
      const mine = db.get<{
        article: number;
        ord: number;
        done_at: string | null;
        title: string;
        ended_at: string | null;
      }>(
        `SELECT s.article, s.ord, s.done_at, a.title, r.ended_at
         FROM article a JOIN assignment s ON s.article = a.id JOIN coding_round r USING (round_id)
         WHERE a.article_id = ? AND s.round_id = ? AND s.coder = ?`,
        articleId,
        roundId,
        coder.id,
      );
      if (!mine) throw new AppError('NOT_FOUND', 'This article was not assigned to you in that round.', { articleId });
      if (mine.ended_at !== null) {
        throw new AppError('CONFLICT', 'This round has ended. Reopen it to go on with it.', { roundId });
      }
      if ((mine.done_at !== null) !== done) {
        const label = `${done ? 'Marked as done' : 'Marked as not done'}: “${mine.title || 'an article without a title'}”`;
        const key = { round_id: roundId, coder: coder.id, article: mine.article };
        context.change({ action: done ? 'round.done' : 'round.notDone', label, article: mine.article }, (rows) =>
          rows.update('assignment', key, { done_at: done ? context.at : null }),
        );
        context.touch(['rounds'], [articleId]);
      }
      const left = db.value<number>(
        'SELECT count(*) FROM assignment WHERE round_id = ? AND coder = ? AND done_at IS NULL',
        roundId,
        coder.id,
      );
      return { next: nextOf(db, roundId, coder.id, mine.ord), left: left ?? 0 };
    },
  },
};
