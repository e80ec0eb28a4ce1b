import { AnalysedText, type Finding } from '../analysers/analyser.ts';
import { countLabels, keepFindings } from '../analysers/kept.ts';
import { type CodeFinder, finderOf } from './find.ts';
import { type CodedArticle, type LearnedCodes, learnCodes } from './learn.ts';

export const learnTask = ({ labels, articles }: { labels: string[]; articles: CodedArticle[] }): LearnedCodes =>
  learnCodes(labels, articles);

export interface LearnedModel {
  /** Another one for whatever was learned anew. */
  key: string;
  learned: LearnedCodes;
}

export interface TextToSearch {
  text: string;
  title: string;
  language: string | null;
  /** Codes that a person has given in it: not looked for. */
  coded: string[];
}

/** As findings are kept, see analysers/kept.ts. */
export interface FoundCodes {
  findings: string | null;
  counts: Record<string, number>;
  n: number;
}

/** Making a model ready takes longer than asking it about a text: the last ones are kept ready. */
const ready = new Map<string, CodeFinder>();
const MOST_READY = 24;

function readyFinder({ key, learned }: LearnedModel): CodeFinder {
  const known = ready.get(key);
  if (known) return known;
  if (ready.size >= MOST_READY) ready.clear();
  const finder = finderOf(learned);
  ready.set(key, finder);
  return finder;
}

/** Looks for everything that was learned; null for a text on which that broke, so that it does not stop the others. */
export function searchTask({
  models,
  texts,
}: {
  models: LearnedModel[];
  texts: TextToSearch[];
}): (FoundCodes | null)[] {
  const finders = models.map(readyFinder);
  return texts.map(({ text, title, language, coded }) => {
    const article = new AnalysedText(text, { language, title });
    const given = new Set(coded);
    let found: Finding[];
    try {
      found = finders.flatMap((find) => find(article)).filter(({ label }) => !given.has(label));
    } catch {
      return null;
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end);
    return { findings: keepFindings(found), counts: countLabels(found), n: found.length };
  });
}
