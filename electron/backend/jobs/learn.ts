import type { CodedArticle, LearnedCodes } from '../../analysis/learn/index.ts';
import type { FoundCodes, LearnedModel } from '../../analysis/learn/tasks.ts';
import type { JobContext, JobRunner } from '../services/backend.ts';
import type { DueText, DueTexts, Turn } from '../services/learning/due.ts';
import type { LearningPlan } from '../services/learning/index.ts';
import type { SearchedArticle } from '../services/learning/keep.ts';
import { workThrough } from './work-through.ts';

/** What a job of kind `learn` ends with. */
export interface LearnResult {
  /** Codes that were learned anew in this run. */
  codes: number;
  /** Articles that were looked through. */
  articles: number;
  suggestions: number;
  /** Articles that wait for the next run, see MOST_ARTICLES. */
  left: number;
}

/** Articles that one run looks through, included ones first: beyond them suggestions are no help to anybody today. */
export const MOST_ARTICLES = 20_000;

/**
 * Learns each group of codes whose coding changed since, then looks through the articles, included ones first, excluded ones not.
 * What was learned and found is kept as it comes: a cancelled or interrupted run goes on where it stopped, and a second one finds
 * nothing to do.
 * @throws AppError CONFLICT while a blind round hides what others coded
 */
export const learnJob: JobRunner<Record<never, never>, LearnResult> = async (_input, job) => {
  await job.read('learning/refuseWhileBlind', {});
  const codes = await learnChanged(job);
  const { groups, key } = await job.read<LearningPlan>('learning/plan', {});
  await job.write('learning/forgetOthers', { groupIds: groups.map(({ groupId }) => groupId) });
  if (groups.length === 0) return { codes, articles: 0, suggestions: 0, left: 0 };
  return { codes, ...(await search(job, key)) };
};

/** @returns how many codes were learned anew */
async function learnChanged(job: JobContext): Promise<number> {
  const { signal } = job;
  const { groups, current } = await job.read<LearningPlan>('learning/plan', {}, { signal });
  const changed = groups.filter(({ groupId }) => !current.includes(groupId));
  const total = changed.reduce((sum, { labels }) => sum + labels.length, 0);
  let done = 0;
  for (const group of changed) {
    signal.throwIfAborted();
    job.progress({ done, total, unit: 'codes', phase: 'learning' });
    const { labels } = group;
    const articles = await job.read<CodedArticle[]>('learning/examples', { labels }, { signal });
    const learned = await job.analyse<LearnedCodes>('learn/codes', { labels, articles }, { signal });
    await job.write('learning/keep', { group, learned });
    done += labels.length;
  }
  return done;
}

async function search(job: JobContext, key: string): Promise<Omit<LearnResult, 'codes'>> {
  const { signal } = job;
  const models = await job.read<LearnedModel[]>('learning/models', {}, { signal });
  const due = await job.read<number>('learning/countDue', { key }, { signal });
  const total = Math.min(due, MOST_ARTICLES);
  let read = 0;
  let articles = 0;
  let suggestions = 0;
  const progress = () =>
    job.progress({ done: articles, total: Math.max(total, articles), unit: 'articles', phase: 'searching' });

  const turns: Turn[] = ['included', 'others'];
  let below: number = Number.MAX_SAFE_INTEGER;
  const next = async () => {
    while (turns.length > 0 && read < MOST_ARTICLES) {
      signal.throwIfAborted();
      const batch: DueTexts = await job.read<DueTexts>('learning/due', { key, turn: turns[0]!, below }, { signal });
      if (batch.next === null) turns.shift();
      below = batch.next ?? Number.MAX_SAFE_INTEGER;
      if (batch.texts.length === 0) continue;
      const texts = batch.texts.slice(0, MOST_ARTICLES - read);
      read += texts.length;
      return texts;
    }
    return null;
  };

  async function look(texts: DueText[]) {
    const given = texts.map(({ text, title, language, coded }) => ({ text, title, language, coded }));
    const found = await job.analyse<(FoundCodes | null)[]>('learn/search', { models, texts: given }, { signal });
    const kept = texts.flatMap(({ id, articleId, textVersionId }, i): SearchedArticle[] => {
      const own = found[i];
      if (own) return [{ id, articleId, textVersionId, found: own }];
      job.log.warn({ jobId: job.jobId, articleId }, 'looking for learned codes broke on an article');
      return [];
    });
    await job.write('learning/found', { key, articles: kept });
    articles += texts.length;
    suggestions += kept.reduce((sum, { found: { n } }) => sum + n, 0);
    progress();
  }

  progress();
  // One more than there are threads, so that none waits for a reading.
  await workThrough(job.poolSize + 1, next, look);
  return { articles, suggestions, left: Math.max(0, due - articles) };
}
