import type { DeclaredSetting, SettingValues } from '../../../shared/model/analyser-setting.ts';
import { type FoundName, foundNames } from '../entities/found-names.ts';
import { AnalysedText, type Analyser, knowsLanguage, thresholdUnder } from './analyser.ts';
import { availableAnalysers, loadAnalyser } from './index.ts';
import { countLabels, keepFindings } from './kept.ts';
import { declaredSettings, settingsInForce } from './settings.ts';

/** Worked out when they are needed: keeping them would take more room than the texts. */
const NOT_KEPT: ReadonlySet<string> = new Set(['sentences']);

/** What there is to know of an analyser but its procedure; survives a structured clone. */
export type AnalyserDescription = Omit<Analyser, 'find'> & { settings: readonly DeclaredSetting[] };

/** The analysers whose findings a project keeps. */
export async function describeAnalysers(): Promise<AnalyserDescription[]> {
  const names = availableAnalysers.filter((name) => !NOT_KEPT.has(name));
  return Promise.all(
    names.map(async (name) => {
      const { find: _find, ...description } = (await loadAnalyser(name))!;
      return { ...description, settings: declaredSettings(name) };
    }),
  );
}

export interface TextToAnalyse {
  text: string;
  title: string;
  language: string | null;
  /** Names of the analysers that are due. */
  due: string[];
}

/** What one analyser found in one text. */
export interface AnalysedFindings {
  analyser: string;
  /** See kept.ts; null when nothing was found. */
  findings: string | null;
  counts: Record<string, number>;
  /** Names with how often; null for an analyser that finds none. */
  names: FoundName[] | null;
  /** Null: it does not know the language. */
  n: number | null;
  /** Processor time it took, in milliseconds. */
  ms: number;
}

/**
 * Runs the analysers that are due over texts; a text is prepared once for all of them.
 * @param clock milliseconds, from whenever
 * @param set what people set, by the analyser's name
 * @returns for each text, what came of it: nothing for an analyser that broke on it
 */
export async function analyseTexts(
  texts: readonly TextToAnalyse[],
  clock: () => number,
  set: Readonly<Record<string, SettingValues>> = {},
): Promise<AnalysedFindings[][]> {
  const names = [...new Set(texts.flatMap(({ due }) => due))];
  const analysers = new Map((await Promise.all(names.map(loadAnalyser))).map((one, i) => [names[i]!, one]));
  const settings = new Map(names.map((name) => [name, settingsInForce(name, set[name])]));
  return texts.map(({ text, title, language, due }) => {
    const article = new AnalysedText(text, { language, title });
    return due.flatMap((name) => {
      const analyser = analysers.get(name);
      return (analyser && findingsOf(analyser, article, settings.get(name)!, clock)) ?? [];
    });
  });
}

/** Null when the analyser breaks: one odd text must not keep all others from being looked at. */
function findingsOf(
  analyser: Analyser,
  article: AnalysedText,
  settings: SettingValues,
  clock: () => number,
): AnalysedFindings | null {
  const started = clock();
  try {
    const isKnown = knowsLanguage(analyser, article.language);
    const least = thresholdUnder(analyser, settings);
    const found = isKnown ? analyser.find(article, settings).filter(({ score }) => score >= least) : [];
    return {
      analyser: analyser.name,
      findings: keepFindings(found),
      counts: countLabels(found),
      names: foundNames(analyser.name, found, article.text, article.language),
      n: isKnown ? found.length : null,
      ms: clock() - started,
    };
  } catch {
    return null;
  }
}
