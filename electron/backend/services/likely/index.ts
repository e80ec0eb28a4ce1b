/** The learned order of Triage: `learn.ts` learns it, here it is kept and read. Only the coder's own decisions count. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { LikelyText, OrderAccuracy } from '../../../analysis/learn/likely.ts';
import { learnedOrder, NEEDED_DECISIONS, READ_CHARACTERS } from '../../../analysis/learn/likely-about.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { Coder, ReadContext, RoomHandlers, WriteContext } from '../handler.ts';

/** Articles that get a likelihood, those added last first. */
export const MOST_ORDERED = 100_000;
/** Decisions it is learned from, the last ones first. */
export const MOST_DECISIONS = 10_000;
/** Articles whose words are counted: how rare a word is, so many tell well enough. */
export const MOST_COUNTED = 20_000;
/** After so many changed decisions it is time to learn anew. */
const MANY_CHANGED = 10;

type Viewer = { coder: Coder | null };

function decisionsOf(db: ReadableDb, { coder }: Viewer): { included: number; excluded: number } {
  const rows = db.all<{ decision: string; n: number }>(
    `SELECT decision, n FROM decision_tally WHERE coder = ? AND decision IN ('include', 'exclude')`,
    coder?.id ?? null,
  );
  const of = (decision: string) => rows.find((row) => row.decision === decision)?.n ?? 0;
  return { included: of('include'), excluded: of('exclude') };
}

interface StoredOrder {
  version: string;
  learnedAt: string;
  included: number;
  excluded: number;
  ordered: number;
  accuracy: string;
}

const allArticles = (db: ReadableDb) => db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;

function readState(db: ReadableDb, _input: unknown, viewer: Viewer): OutputOf<'likely.state'> {
  const now = decisionsOf(db, viewer);
  const state = { ...now, needed: NEEDED_DECISIONS, learned: null };
  const stored = db.get<StoredOrder>(
    `SELECT version, learned_at AS learnedAt, included, excluded, ordered, accuracy FROM likely_order WHERE coder = ?`,
    viewer.coder?.id ?? null,
  );
  if (!stored) return state;
  const made =
    db.value<number>(
      `SELECT count(*) FROM triage_decision WHERE coder = :coder AND decision IN ('include', 'exclude') AND decided_at > :at`,
      { coder: viewer.coder?.id ?? null, at: stored.learnedAt },
    ) ?? 0;
  const different = Math.abs(now.included - stored.included) + Math.abs(now.excluded - stored.excluded);
  const changed = Math.max(made, different);
  const { accuracy, ...learned } = stored;
  return {
    ...state,
    learned: {
      ...learned,
      analyser: learnedOrder.name,
      changed,
      isDue: changed >= MANY_CHANGED || stored.version !== learnedOrder.version,
      left: Math.max(0, allArticles(db) - stored.ordered),
      accuracy: JSON.parse(accuracy) as OrderAccuracy,
    },
  };
}

function ofArticle(
  db: ReadableDb,
  { articleId }: { articleId: string },
  { coder }: Viewer,
): OutputOf<'likely.ofArticle'> {
  const row = db.get<{ likely: number; terms: string; wasDecided: number }>(
    `SELECT l.likely, l.terms, l.was_decided AS wasDecided FROM article a JOIN likely l ON l.article = a.id AND l.coder = :coder
     WHERE a.article_id = :articleId`,
    { articleId, coder: coder?.id ?? null },
  );
  if (!row) return null;
  const flat = JSON.parse(row.terms) as (string | number)[];
  const terms = flat.flatMap((term, i) =>
    typeof term === 'string' && i % 2 === 0 ? [{ term, weight: Number(flat[i + 1]) }] : [],
  );
  return { likely: row.likely, terms, wasDecided: row.wasDecided === 1 };
}

/** What there is to learn from, and for. */
export interface OrderPlan {
  /** Row id. */
  coder: number;
  included: number;
  excluded: number;
  articles: number;
  /** Row ids: articles from `floor` to `last` get a likelihood. */
  floor: number;
  last: number;
}

/** @throws AppError NO_CODER, or CONFLICT with too few decisions */
function readPlan(db: ReadableDb, _input: unknown, { coder }: ReadContext): OrderPlan {
  if (!coder) throw new AppError('NO_CODER', 'The order is learned from your own decisions. Enter your name first.');
  const decisions = decisionsOf(db, { coder });
  const { included, excluded } = decisions;
  if (included < NEEDED_DECISIONS || excluded < NEEDED_DECISIONS) {
    throw new AppError(
      'CONFLICT',
      `The order is learned from at least ${NEEDED_DECISIONS} included and ${NEEDED_DECISIONS} excluded articles of your own; so far there are ${included} and ${excluded}.`,
      { reason: 'decisions', included, excluded },
    );
  }
  const floor = db.value<number>('SELECT id FROM article ORDER BY id DESC LIMIT 1 OFFSET ?', MOST_ORDERED - 1);
  const last = db.value<number>('SELECT max(id) FROM article');
  return { coder: coder.id, ...decisions, articles: allArticles(db), floor: floor ?? 0, last: last ?? 0 };
}

/** An article as it is read for the order. */
export interface OrderedArticle {
  id: number;
  text: string;
  language: string | null;
}
export interface DecidedArticle extends OrderedArticle {
  included: boolean;
  group: number;
}

const TEXT = `a.id, a.title || char(10) || substr(b.text, 1, ${READ_CHARACTERS}) AS text, a.language`;

function readDecided(db: ReadableDb, plan: Pick<OrderPlan, 'coder'>, context: ReadContext): DecidedArticle[] {
  checkCoder(plan.coder, context);
  return db
    .all<OrderedArticle & { decision: string; group: number }>(
      `SELECT ${TEXT}, t.decision, coalesce(a.duplicate_group, a.id) AS "group"
       FROM (SELECT article, decision FROM triage_decision WHERE coder = :coder AND decision IN ('include', 'exclude')
             ORDER BY decided_at DESC, article LIMIT :most) t
         CROSS JOIN article a ON a.id = t.article JOIN text_body b ON b.text_version_id = a.text_version_id
       ORDER BY a.id`,
      { coder: plan.coder, most: MOST_DECISIONS },
    )
    .map(({ decision, ...row }) => ({ ...row, included: decision === 'include' }));
}

/** What one coder decided is never kept for another: whoever took over meanwhile learns for themselves. */
function checkCoder(coder: number, context: ReadContext): void {
  if (context.coder?.id !== coder) throw new AppError('CANCELLED', 'Somebody else decides now.');
}

const BATCH = 200;

/** Row ids go down. `next`: to go on below; null when there is no more. */
export interface OrderedBatch {
  articles: OrderedArticle[];
  next: number | null;
}

/** @param every 1: all; n: every n-th, by row id */
function readTexts(
  db: ReadableDb,
  { below, floor, every }: { below: number; floor: number; every: number },
): OrderedBatch {
  const articles = db.all<OrderedArticle>(
    `SELECT ${TEXT} FROM article a JOIN text_body b ON b.text_version_id = a.text_version_id
     WHERE a.id < :below AND a.id >= :floor AND a.id % CAST(:every AS INTEGER) = 0 ORDER BY a.id DESC LIMIT ${BATCH}`,
    { below, floor, every },
  );
  return { articles, next: articles.length < BATCH ? null : articles.at(-1)!.id };
}

export interface KeptLikelihood extends LikelyText {
  id: number;
  wasDecided: boolean;
}

function keep(
  db: WritableDb,
  { run, coder, articles }: { run: string; coder: number; articles: readonly KeptLikelihood[] },
  context: WriteContext,
): void {
  checkCoder(coder, context);
  for (const { id, likely, terms, wasDecided } of articles) {
    db.run(
      `INSERT INTO likely (coder, article, likely, terms, was_decided, run) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET likely = excluded.likely, terms = excluded.terms, was_decided = excluded.was_decided,
         run = excluded.run`,
      coder,
      id,
      Math.round(likely * 10_000) / 10_000,
      JSON.stringify(terms.flatMap(({ term, weight }) => [term, weight])),
      wasDecided ? 1 : 0,
      run,
    );
  }
}

function finish(
  db: WritableDb,
  { run, plan, accuracy }: { run: string; plan: OrderPlan; accuracy: OrderAccuracy },
  context: WriteContext,
): void {
  const { coder } = plan;
  checkCoder(coder, context);
  db.run('DELETE FROM likely WHERE coder = ? AND run <> ?', coder, run);
  const ordered = db.value<number>('SELECT count(*) FROM likely WHERE coder = ?', coder) ?? 0;
  db.run(
    `INSERT INTO likely_order (coder, version, learned_at, included, excluded, articles, ordered, accuracy)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET version = excluded.version, learned_at = excluded.learned_at, included = excluded.included,
       excluded = excluded.excluded, articles = excluded.articles, ordered = excluded.ordered, accuracy = excluded.accuracy`,
    coder,
    learnedOrder.version,
    run,
    plan.included,
    plan.excluded,
    plan.articles,
    ordered,
    JSON.stringify(accuracy),
  );
  context.touch(['likely'], null);
}

export const handlers: RoomHandlers = {
  queries: { 'likely.state': readState, 'likely.ofArticle': ofArticle },
  reads: { 'likely/plan': readPlan, 'likely/decided': readDecided, 'likely/texts': readTexts },
  writes: { 'likely/keep': keep, 'likely/finish': finish },
};
