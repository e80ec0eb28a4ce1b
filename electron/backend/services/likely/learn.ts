import { AppError } from '../../../../shared/contract/errors.ts';
import type { LearnedFromDecisions, LikelyText } from '../../../analysis/learn/likely.ts';
import { newTermCounts, type TermCounts } from '../../../analysis/learn/likely-about.ts';
import { workThrough } from '../../jobs/work-through.ts';
import type { Backend } from '../backend.ts';
import {
  type DecidedArticle,
  type KeptLikelihood,
  MOST_COUNTED,
  MOST_ORDERED,
  type OrderedBatch,
  type OrderPlan,
} from './index.ts';

type Threads = Pick<Backend, 'read' | 'write' | 'analyse' | 'poolSize' | 'now'>;

/** Words as they were counted, for learning again soon. */
interface Counted {
  counts: TermCounts;
  articles: number;
  /** Row ids of decided articles that were counted besides every `every`-th one. */
  decided: Set<number>;
  every: number;
}

/** The words are counted anew when the corpus has grown or shrunk by this share. */
const GROWN = 0.05;

/** Likelihoods that are written in one transaction: the next decision never waits long. */
const WRITTEN = 1000;

export interface LikelyLearning {
  /** Learns the order of the current coder. Who asks while that is under way waits for the same. */
  learn(): Promise<{ learnedAt: string }>;
  /** Stops what is under way and forgets everything: the project or the coder is another one. */
  leave(): Promise<void>;
}

/**
 * Learns in the background, with decisions and reading going on: texts are read a batch at a time and forgotten. In memory are 8 MB
 * of counts and weights, at most 10,000 decided texts, and what comes of at most 100,000 articles.
 */
export function createLikelyLearning(backend: Threads): LikelyLearning {
  let counted: Counted | null = null;
  let running: { abort: AbortController; done: Promise<{ learnedAt: string }> } | null = null;

  /** Goes through articles from the last one on; `each` may be under way for several batches at once. */
  async function through(
    { floor, last }: OrderPlan,
    every: number,
    signal: AbortSignal,
    each: (batch: OrderedBatch['articles']) => Promise<void>,
  ) {
    let below: number | null = last + 1;
    const next = async () => {
      signal.throwIfAborted();
      if (below === null) return null;
      const batch: OrderedBatch = await backend.read<OrderedBatch>('likely/texts', { below, floor, every }, { signal });
      below = batch.next;
      return batch.articles;
    };
    // One more than there are threads, so that none waits for a reading.
    await workThrough(backend.poolSize + 1, next, each);
  }

  async function countWords(plan: OrderPlan, decided: DecidedArticle[], signal: AbortSignal): Promise<Counted> {
    const isOld = !counted || Math.abs(plan.articles - counted.articles) > GROWN * counted.articles;
    const every = Math.ceil(Math.min(plan.articles, MOST_ORDERED) / MOST_COUNTED) || 1;
    const now: Counted = isOld
      ? {
          counts: newTermCounts(),
          articles: plan.articles,
          decided: new Set(),
          every,
        }
      : counted!;
    const { counts } = now;
    if (isOld) {
      await through(plan, every, signal, (texts) => backend.analyse('likely/count', { counts, texts }, { signal }));
    }
    // Rare words of decided articles are what matters most.
    const texts = decided.filter(
      ({ id }) => !now.decided.has(id) && (id % now.every !== 0 || id < plan.floor || id > plan.last),
    );
    for (const { id } of texts) now.decided.add(id);
    if (texts.length > 0) await backend.analyse('likely/count', { counts, texts }, { signal });
    return now;
  }

  async function run(signal: AbortSignal): Promise<{ learnedAt: string }> {
    const learnedAt = backend.now().toISOString();
    const plan = await backend.read<OrderPlan>('likely/plan', {}, { signal });
    const decided = await backend.read<DecidedArticle[]>('likely/decided', plan, { signal });
    counted = await countWords(plan, decided, signal);
    const { counts } = counted;
    const learned = await backend.analyse<LearnedFromDecisions>('likely/learn', { counts, texts: decided }, { signal });
    const kept: KeptLikelihood[] = decided.map(({ id }, i) => ({ id, wasDecided: true, ...learned.decided[i]! }));
    const isDecided = new Set(decided.map(({ id }) => id));
    await through(plan, 1, signal, async (all) => {
      const texts = all.filter(({ id }) => !isDecided.has(id));
      const { order } = learned;
      const found = await backend.analyse<LikelyText[]>('likely/texts', { order, texts }, { signal });
      for (const [i, { id }] of texts.entries()) kept.push({ id, wasDecided: false, ...found[i]! });
    });
    // Kept together at the end, so that no list is opened in an order that is half one and half another for long.
    for (let at = 0; at < kept.length; at += WRITTEN) {
      signal.throwIfAborted();
      await backend.write('likely/keep', { run: learnedAt, coder: plan.coder, articles: kept.slice(at, at + WRITTEN) });
    }
    await backend.write('likely/finish', { run: learnedAt, plan, accuracy: learned.accuracy });
    return { learnedAt };
  }

  return {
    learn() {
      if (running) return running.done;
      const abort = new AbortController();
      const done = run(abort.signal).finally(() => {
        if (running?.abort === abort) running = null;
      });
      running = { abort, done };
      return done;
    },
    async leave() {
      const last = running;
      running = null;
      counted = null;
      last?.abort.abort(new AppError('CANCELLED', 'Cancelled.'));
      await last?.done.catch(() => {});
    },
  };
}
