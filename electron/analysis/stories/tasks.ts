// What the analysis pool does for stories. Inputs and outputs survive a structured clone; long lists are in memory that
// threads share.
import { type Clusters, clusterFresh } from './add.ts';
import { groupArticles, type StorySettings } from './cluster.ts';
import { describeStory, type StoryWords } from './describe.ts';
import { DocumentCounts, type SharedCounts } from './document-counts.ts';
import { type CorrectedArticles, type FoundFit, fitToCorrections } from './fit.ts';
import { sectionWriter } from './section-writer.ts';
import { type SectionInput, writeSections } from './sections.ts';
import { countDocuments, dayAt, packTerms, type StoredTerms, termsAt } from './stored-terms.ts';
import { type StoryText, termsOf } from './terms.ts';

export const storyTerms = (texts: readonly StoryText[]): Uint8Array[] => texts.map((text) => packTerms(termsOf(text)));

export const storyCounts = ({ stored }: { stored: StoredTerms }): SharedCounts => countDocuments(stored).shared();

/** All articles in clusters, those that tell an event alone too. */
export function storyClusters({ stored, settings }: { stored: StoredTerms; settings: StorySettings }): Clusters {
  const items = {
    terms: { length: stored.days.length, at: (i: number) => termsAt(stored, i) },
    days: Array.from(stored.days, (_, i) => dayAt(stored, i)),
  };
  const clusters = new Map<number, number[]>();
  groupArticles(items, settings).forEach((first, item) => {
    const list = clusters.get(first);
    if (list) list.push(item);
    else clusters.set(first, [item]);
  });
  return [...clusters.values()];
}

export interface FreshInput {
  stored: StoredTerms;
  fresh: Int32Array;
  stories: Int32Array;
  counts: SharedCounts;
  settings: StorySettings;
}
export const freshClusters = ({ stored, fresh, stories, counts, settings }: FreshInput): Clusters =>
  clusterFresh(stored, fresh, stories, DocumentCounts.from(counts), settings);

export interface FitInput extends CorrectedArticles {
  settings: { window: number; topic: number };
  /** Articles of the corpus that say how rare a term is. */
  sample: StoredTerms;
}
export const storyFit = ({ settings, sample, ...corrected }: FitInput): FoundFit =>
  fitToCorrections(corrected, settings, countDocuments(sample));

export function storyWords({ stories, counts }: { stories: StoryText[][]; counts: SharedCounts }): StoryWords[] {
  const corpus = DocumentCounts.from(counts);
  return stories.map((articles) => describeStory(articles, corpus));
}

export function storySections(input: SectionInput) {
  const { name, version, explanation } = sectionWriter;
  return { ...writeSections(input), basis: { analyser: name, version, explanation } };
}
