import type { SettingValues } from '../../shared/model/analyser-setting.ts';
import { answerCodings, answerSpans, type Continuum, observedDisorder, shuffledDisorders } from './agreement/index.ts';
import { compareTask, quotationsTask, statementsTask, versionDifference } from './align/tasks.ts';
import { analyseTexts, describeAnalysers, type TextToAnalyse } from './analysers/run.ts';
import { readClaimReviews } from './claim-reviews/index.ts';
import { cleanWith, type SourceDocument, type SourceModel } from './cleaning/index.ts';
import { compareTexts, differenceOf, findCandidates, sketchTexts, sortSketches } from './duplicates/index.ts';
import { importRecord } from './import-record.ts';
import {
  countTerms,
  type DecidedText,
  type LearnedOrder,
  learnOrder,
  likelyTexts,
  type OrderedText,
} from './learn/likely.ts';
import type { TermCounts } from './learn/likely-about.ts';
import { learnTask, searchTask } from './learn/tasks.ts';
import { prepare } from './prepare.ts';
import { readArticlesAgain } from './read-again.ts';
import {
  freshClusters,
  storyClusters,
  storyCounts,
  storyFit,
  storySections,
  storyTerms,
  storyWords,
} from './stories/tasks.ts';

// biome-ignore lint/suspicious/noExplicitAny: each task types its own input where it is declared.
type Task = (input: any, isCancelled?: () => boolean) => unknown;

/** What the analysis pool can do, by name. Inputs and outputs survive a structured clone. */
export const tasks: Record<string, Task> = {
  'agreement/codings': answerCodings,
  'agreement/disorder': ({ continua, coders }: { continua: Continuum[]; coders: number }) =>
    observedDisorder(continua, coders),
  /** A few at a time, so that cancelling never waits long. */
  'agreement/shuffles': (input: { continua: Continuum[]; coders: number; seed: number; from: number; to: number }) =>
    shuffledDisorders(input.continua, input.coders, input.seed, input.from, input.to),
  'agreement/spans': answerSpans,
  'analysis/describe': describeAnalysers,
  'analysis/findings': ({ texts, settings }: { texts: TextToAnalyse[]; settings: Record<string, SettingValues> }) =>
    analyseTexts(texts, () => performance.now(), settings),
  /** A batch, so that the source's rules travel once. */
  'cleaning/documents': ({
    model,
    documents,
    switchedOff,
  }: {
    model: SourceModel;
    documents: SourceDocument[];
    switchedOff: string[];
  }) => {
    const options = { switchedOff: new Set(switchedOff) };
    return documents.map((document) => cleanWith(model, document, options));
  },
  'claimReviews/read': (bytes: Uint8Array) => readClaimReviews(new TextDecoder().decode(bytes)),
  'compare/align': compareTask,
  'compare/quotations': quotationsTask,
  'compare/statements': statementsTask,
  'compare/versions': versionDifference,
  'duplicates/candidates': findCandidates,
  'duplicates/compare': compareTexts,
  'duplicates/difference': differenceOf,
  'duplicates/sketch': sketchTexts,
  'duplicates/sort': sortSketches,
  'import/prepare': prepare,
  'import/record': importRecord,
  'learn/codes': learnTask,
  'learn/search': searchTask,
  'likely/count': ({ counts, texts }: { counts: TermCounts; texts: OrderedText[] }) => countTerms(counts, texts),
  'likely/learn': ({ counts, texts }: { counts: TermCounts; texts: DecidedText[] }) => learnOrder(counts, texts),
  'likely/texts': ({ order, texts }: { order: LearnedOrder; texts: OrderedText[] }) => likelyTexts(order, texts),
  'originals/again': readArticlesAgain,
  'stories/clusters': storyClusters,
  'stories/counts': storyCounts,
  'stories/fit': storyFit,
  'stories/fresh': freshClusters,
  'stories/sections': storySections,
  'stories/terms': storyTerms,
  'stories/words': storyWords,
};
