import { AnalysedText, type Analyser } from '../../electron/analysis/analysers/index.ts';
import { claims } from '../../electron/analysis/claims/index.ts';
import { quotations } from '../../electron/analysis/quotations/index.ts';
import { findStories, storyFinder, termsOf } from '../../electron/analysis/stories/index.ts';
import { techniques } from '../../electron/analysis/techniques/index.ts';
import { readLabelled } from './labelled.ts';
import { averagePrecision, bCubed } from './ranking.ts';
import { scoreCounts } from './shingles.ts';
import { overlap, partialOverlap } from './spans.ts';

interface Figure {
  task: string;
  analyser: string;
  figures: Record<string, number>;
  documents: number;
}

const named = (analyser: { name: string; version: string }) => `${analyser.name} ${analyser.version}`;
const english = (text: string) => new AnalysedText(text, { language: 'en' });
const shown = (analyser: Analyser, text: string) =>
  analyser.find(english(text)).filter(({ score }) => score >= analyser.threshold);

/** Stories among articles without dates. */
export function stories(rows: readonly { title: string; text: string; story: string }[]): Figure {
  const items = rows.map(({ title, text }) => ({ terms: termsOf({ title, text, language: 'en' }), day: null }));
  const figures = bCubed(
    [...findStories(items)],
    rows.map(({ story }) => story),
  );
  return { task: 'stories without dates, B-cubed', analyser: named(storyFinder), figures, documents: rows.length };
}

/** Sentences that are worth checking: any finding, and the ranking by the highest score. */
export function checkWorthy(rows: readonly { text: string; label: 0 | 1 }[]): Figure {
  const best = rows.map(({ text }) => Math.max(0, ...claims.find(english(text)).map(({ score }) => score)));
  const positive = rows.map(({ label }) => label === 1);
  const count = (isFound: boolean, isRight: boolean) =>
    best.filter((score, i) => score >= claims.threshold === isFound && positive[i] === isRight).length;
  return {
    task: 'check-worthy sentences',
    analyser: named(claims),
    figures: {
      ...scoreCounts(count(true, true), count(true, false), count(false, true)),
      'average precision': averagePrecision(best, positive),
    },
    documents: rows.length,
  };
}

/** Techniques on articles of our own in the manner of news and opinion; every third was not looked at while the words were collected. */
export function newsManner(file: URL): Figure[] {
  const articles = readLabelled(file);
  const parts: [string, typeof articles][] = [
    ['technique spans, news manner', articles.filter((_, i) => i % 3 !== 2)],
    ['technique spans, news manner, set aside', articles.filter((_, i) => i % 3 === 2)],
  ];
  return parts.map(([task, part]) => ({
    task,
    analyser: named(techniques),
    figures: {
      ...partialOverlap(part.map(({ text, techniques: labelled }) => ({ found: shown(techniques, text), labelled }))),
      'loaded sentences, macro-F1': loadedSentences(part),
    },
    documents: part.length,
  }));
}

/** Sentences with a loaded word or a name for people, told from those without; the mean of the F1 of both kinds. */
function loadedSentences(articles: ReturnType<typeof readLabelled>): number {
  const counts = { right: 0, extra: 0, missed: 0, clean: 0 };
  const isLoaded = ({ label }: { label: string }) => label === 'Loaded_Language' || label === 'Name_Calling';
  for (const { text, techniques: labelled } of articles) {
    const mine = shown(techniques, text).filter(isLoaded);
    const theirs = labelled.filter(isLoaded);
    for (const sentence of english(text).sentences) {
      const has = (spans: readonly { start: number; end: number }[]) =>
        spans.some((span) => overlap(span, sentence) > 0);
      if (has(theirs)) counts[has(mine) ? 'right' : 'missed']++;
      else counts[has(mine) ? 'extra' : 'clean']++;
    }
  }
  const { right, extra, missed, clean } = counts;
  return right / (2 * right + extra + missed) + clean / (2 * clean + extra + missed);
}

/** On the articles that were written and labelled for this project. */
export function ownArticles(file: URL): Figure[] {
  const articles = readLabelled(file);
  let [found, right, quoted, quotedFound, withSpeaker, speakerRight] = [0, 0, 0, 0, 0, 0];
  for (const { text, quotations: labelled } of articles) {
    const mine = shown(quotations, text);
    found += mine.length;
    right += mine.filter((one) => labelled.some(({ content }) => overlap(content, one) > 0)).length;
    for (const { content, speaker, isMarked } of labelled) {
      if (!isMarked) continue;
      quoted++;
      const matched = mine.filter((one) => overlap(content, one) > 0);
      if (matched.length === 0) continue;
      quotedFound++;
      if (!speaker) continue;
      withSpeaker++;
      if (matched.some((one) => one.speaker && overlap(one.speaker, speaker) > 0)) speakerRight++;
    }
  }
  const spans = articles.map(({ text, techniques: labelled }) => ({ found: shown(techniques, text), labelled }));
  return [
    {
      task: 'quotations, articles of our own',
      analyser: named(quotations),
      figures: { precision: right / found, 'quoted found': quotedFound / quoted, speaker: speakerRight / withSpeaker },
      documents: articles.length,
    },
    {
      task: 'technique spans, articles of our own',
      analyser: named(techniques),
      figures: partialOverlap(spans),
      documents: articles.length,
    },
  ];
}
