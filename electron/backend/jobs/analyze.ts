import { AppError } from '../../../shared/contract/errors.ts';
import { figuresOf } from '../../../shared/model/accuracy.ts';
import type { SettingValues } from '../../../shared/model/analyser-setting.ts';
import type { AnalyserRow, AnalysisResult } from '../../../shared/model/finding.ts';
import type { AnalysedFindings, AnalyserDescription } from '../../analysis/analysers/run.ts';
import { sentencesAnalyser } from '../../analysis/analysers/sentences.ts';
import { declaredSettings, numberSet, settingsInForce } from '../../analysis/analysers/settings.ts';
import { copyFinder } from '../../analysis/duplicates/index.ts';
import { type StorySettings, storyDefaults, storyFinder } from '../../analysis/stories/index.ts';
import type { WholeCoverage } from '../services/analysis/corpus.ts';
import type { AnalyserInForce, Coverage, DueArticle, DueBatch, Place } from '../services/analysis/due.ts';
import type { AnalysedArticle } from '../services/analysis/keep.ts';
import { settingsKey } from '../services/analysis/settings.ts';
import type { Backend, JobContext, JobRunner } from '../services/backend.ts';
import { findStoriesOf } from './find-stories.ts';
import { workThrough } from './work-through.ts';

export interface AnalyzeInput {
  /** Names of analysers; null: all. */
  only: string[] | null;
}

type Ran = AnalysisResult['ran'][number];

/**
 * Runs the analysers that are due, newest articles first, then looks for stories. What was found is kept batch by batch, so
 * that a cancelled or interrupted job goes on where it stopped; a second run finds nothing to do.
 */
export const analyzeJob: JobRunner<AnalyzeInput, AnalysisResult> = async ({ only }, job) => {
  const described = await job.analyse<AnalyserDescription[]>('analysis/describe', {});
  const analysers = described.filter(({ name }) => only === null || only.includes(name));
  const set = await job.read<Record<string, SettingValues>>('analysis/settings', {});
  const ran = analysers.length > 0 ? await analyseDue(analysers, set, job) : [];
  if (only === null || only.includes(storyFinder.name)) ran.push(await findStoriesOf(job, storySettings(set.stories)));
  return { ran };
};

async function analyseDue(
  analysers: readonly Pick<AnalyserInForce, 'name' | 'version'>[],
  settings: Record<string, SettingValues>,
  job: JobContext,
): Promise<Ran[]> {
  const inForce: AnalyserInForce[] = analysers.map(({ name, version }) => ({
    ...{ name, version, settingsKey: settingsKey(settings[name]) },
  }));
  const { signal } = job;
  const coverage = await job.read<Coverage[]>('analysis/coverage', { analysers: inForce }, { signal });
  const total = Math.max(0, ...coverage.map(({ due }) => due));
  const sums = new Map(inForce.map(({ name, version }) => [name, emptyRun(name, version)]));
  let done = 0;
  const progress = () => job.progress({ done, total: Math.max(total, done), unit: 'articles', phase: 'findings' });

  async function analyse(articles: DueArticle[]) {
    const texts = articles.map(({ text, title, language, due }) => ({ text, title, language, due }));
    const found = await job.analyse<AnalysedFindings[][]>('analysis/findings', { texts, settings }, { signal });
    const kept = articles.map(
      ({ id, articleId, textVersionId }, i): AnalysedArticle => ({ id, articleId, textVersionId, found: found[i]! }),
    );
    await job.write('analysis/keep', { analysers: inForce, articles: kept });
    noteBroken(articles, found, job);
    for (const { analyser, n, ms } of found.flat()) {
      const sum = sums.get(analyser)!;
      sum.articles++;
      sum.findings += n ?? 0;
      sum.seconds += ms / 1000;
    }
    done += articles.length;
    progress();
  }

  progress();
  let after: Place | 'end' = null;
  const next = async () => {
    while (after !== 'end') {
      signal.throwIfAborted();
      const batch: DueBatch = await job.read<DueBatch>('analysis/due', { analysers: inForce, after }, { signal });
      after = batch.next ?? 'end';
      if (batch.articles.length > 0) return batch.articles;
    }
    return null;
  };
  // One more than there are threads, so that none waits for a reading.
  await workThrough(job.poolSize + 1, next, analyse);
  return [...sums.values()].map((sum) => ({ ...sum, seconds: rounded(sum.seconds) }));
}

const emptyRun = (analyser: string, version: string): Ran => ({
  analyser,
  version,
  articles: 0,
  findings: 0,
  seconds: 0,
});
const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** Texts that an analyser broke on stay due; the log says which. */
function noteBroken(articles: readonly DueArticle[], found: readonly AnalysedFindings[][], { log, jobId }: JobContext) {
  articles.forEach(({ articleId, due }, i) => {
    const ended = new Set(found[i]!.map(({ analyser }) => analyser));
    const analysers = due.filter((name) => !ended.has(name));
    if (analysers.length > 0) log.warn({ jobId, articleId, analysers }, 'analyser broke on an article');
  });
}

/** What an analyser is called, its settings with what is set, and how far it is. Those that run by themselves come last. */
export async function readAnalysers(backend: Pick<Backend, 'read' | 'analyse'>): Promise<AnalyserRow[]> {
  const described = await backend.analyse<AnalyserDescription[]>('analysis/describe', {});
  const set = await backend.read<Record<string, SettingValues>>('analysis/settings', {});
  const analysers = described.map(({ name, version }) => ({ name, version, settingsKey: settingsKey(set[name]) }));
  const coverage = new Map(
    (await backend.read<Coverage[]>('analysis/coverage', { analysers })).map((row) => [row.name, row]),
  );
  const rows = described.map(({ languages, accuracy, settings, ...row }) => ({
    ...row,
    languages: languages && [...languages],
    accuracy: [...accuracy],
    settings: [...settings],
    values: { ...settingsInForce(row.name, set[row.name]) },
    counts: 'findings' as const,
    isRun: true,
    ...coverage.get(row.name)!,
  }));
  const stories = { version: storyFinder.version, settingsKey: JSON.stringify(storySettings(set.stories)) };
  const whole = await backend.read<WholeCoverage>('analysis/wholeCoverage', { stories });
  return [...rows, ...corpusAnalysers(whole, set)];
}

/** How stories are found under what is set. */
const storySettings = (set: SettingValues | undefined): StorySettings => {
  const values = settingsInForce('stories', set);
  return { ...storyDefaults, window: numberSet(values, 'window'), topic: numberSet(values, 'topic') };
};

/** What works on all articles at once, or on demand. */
function corpusAnalysers(whole: WholeCoverage, set: Record<string, SettingValues>): AnalyserRow[] {
  const common = { languages: null, threshold: 0, settings: [], values: {}, unknownLanguage: 0 };
  return [
    {
      ...common,
      name: storyFinder.name,
      version: storyFinder.version,
      title: 'Stories',
      explanation:
        'Articles about one event: those whose telling words are alike within some days of each other, first by topic, then by what is particular to the event. What a person merged, split, moved or locked stays.',
      accuracy: figuresOf('stories'),
      settings: [...declaredSettings('stories')],
      values: { ...settingsInForce('stories', set.stories) },
      ...{ counts: 'stories', isRun: true, ...whole.stories },
    },
    {
      ...common,
      name: 'duplicates',
      version: copyFinder.version,
      title: 'Copies',
      explanation:
        'Articles with the same bytes, the same text, or nearly so: runs of five words that one has of the other. Looked for at the end of each import.',
      accuracy: figuresOf('copies'),
      ...{ counts: 'copies', isRun: false, ...whole.copies },
    },
    {
      ...common,
      name: sentencesAnalyser.name,
      version: sentencesAnalyser.version,
      title: sentencesAnalyser.title,
      explanation: `${sentencesAnalyser.explanation} Worked out whenever they are needed, and not kept.`,
      accuracy: [],
      ...{ counts: 'nothing', isRun: false, done: whole.articles, due: 0, findings: 0, lastAt: null },
    },
  ];
}

/** @throws AppError INVALID_INPUT for a name that no analyser has */
export async function checkAnalysers(backend: Pick<Backend, 'analyse'>, only: readonly string[] | null): Promise<void> {
  if (only === null) return;
  const described = await backend.analyse<AnalyserDescription[]>('analysis/describe', {});
  const names = [...described.map(({ name }): string => name), storyFinder.name];
  const unknown = only.filter((name) => !names.includes(name));
  if (only.length === 0 || unknown.length > 0) {
    const what = unknown.length > 0 ? `There is no analyser ${unknown.join(', ')}` : 'Name an analyser';
    throw new AppError('INVALID_INPUT', `${what}: one of ${names.join(', ')}.`, { analysers: names });
  }
}
