import { z } from '../contract/schema.ts';
import { side } from './story.ts';

const count = z.number().int().nonnegative();

/** Words of an article. UTF-16 offsets into its text in force. */
export const storyPlace = z.object({
  articleId: z.string(),
  sourceId: z.number().int().nullable(),
  source: z.string(),
  start: count,
  end: count,
  text: z.string(),
});
export type StoryPlace = z.infer<typeof storyPlace>;

/** A sentence that stands for what several articles say, and why it was taken. */
export const storySentence = storyPlace.extend({
  score: z.number(),
  reason: z.string(),
});
export type StorySentence = z.infer<typeof storySentence>;

export const storyStatement = z.object({
  /** How one source says it; the others below say the same. */
  said: storyPlace,
  alsoBy: z.array(storyPlace.extend({ kind: z.enum(['same', 'reworded']), score: z.number() })).min(1),
  /** Different sources that say it: two or more. */
  sources: count,
});
export type StoryStatement = z.infer<typeof storyStatement>;

/** Figures for the same thing that do not agree. */
export const storyDisagreement = z.object({
  /** What is counted, as one of the texts words it; empty when nothing is named. */
  counted: z.string(),
  figures: z
    .array(
      z.object({
        value: z.number(),
        unit: z.string(),
        /** The figure as it is written. */
        figure: storyPlace,
        /** The sentence it stands in. */
        sentence: storyPlace,
      }),
    )
    .min(2),
});
export type StoryDisagreement = z.infer<typeof storyDisagreement>;

export const storySpeaker = z.object({
  name: z.string(),
  quotations: count,
  bySource: z.array(z.object({ sourceId: z.number().int().nullable(), source: z.string(), quotations: count })),
  /** The first of them. */
  places: z.array(storyPlace),
});
export type StorySpeaker = z.infer<typeof storySpeaker>;

/** Built from a gap that the story itself shows. */
export const storyQuestion = z.object({
  kind: z.enum(['gap', 'figures']),
  text: z.string(),
  /** What it rests on; none for a coverage gap. */
  places: z.array(storyPlace),
});
export type StoryQuestion = z.infer<typeof storyQuestion>;

/** What is said in a story, taken from its articles word for word. */
export const storySections = z.object({
  happened: z.array(storySentence),
  matters: z.array(storySentence),
  commonGround: z.array(storyStatement),
  /** Said by two or more sources of one side, and by none of another side that covers the story. */
  onlyOneSide: z.array(z.object({ side, missing: z.array(side), statement: storyStatement })),
  figures: z.array(storyDisagreement),
  quoted: z.array(storySpeaker),
  questions: z.array(storyQuestion),
  /** What was found of each label in each source's articles of the story. */
  signals: z.array(
    z.object({
      sourceId: z.number().int().nullable(),
      source: z.string(),
      articles: count,
      words: count,
      labels: z.record(z.string(), count),
      /** The surest of each label, surest first: the words it rests on where these are less than what was found. */
      places: z.array(storyPlace.extend({ label: z.string(), score: z.number(), reason: z.string() })),
    }),
  ),
  basis: z.object({
    analyser: z.string(),
    version: z.string(),
    explanation: z.string(),
    /** Articles that were read, of those that are no copies of another: one of each source first. */
    articles: count,
    of: count,
  }),
});
export type StorySections = z.infer<typeof storySections>;
