import { z } from '../contract/schema.ts';
import { claimKinds } from './claim.ts';
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

/** Parts of a story's page that people can comment on and hide. */
export const storyBlocks = [
  ...(['coverage', 'gap', 'timeline', 'happened', 'matters', 'commonGround', 'signals', 'figures'] as const),
  ...(['onlyOneSide', 'quoted', 'claims', 'questions', 'headlines'] as const),
] as const;
export const storyBlock = z.enum(storyBlocks);
export type StoryBlock = z.infer<typeof storyBlock>;

/** Blocks that one thing can be taken out of: a sentence, a figure, a speaker, a question. */
export const correctableBlocks = [
  ...(['happened', 'matters', 'commonGround', 'signals', 'figures', 'onlyOneSide', 'quoted', 'claims'] as const),
  'questions',
] as const;
/** Blocks that a sentence of the story's articles can be put into. */
export const fillableBlocks = ['happened', 'matters', 'claims'] as const;

/** Who put something right, and when (ISO 8601 UTC). */
const put = z.object({ correctionId: z.uuid(), coder: z.string(), at: z.string() });

/** A sentence that stands for what several articles say, and why it was taken. */
export const storySentence = storyPlace.extend({
  score: z.number(),
  reason: z.string(),
  /** The person who put it there; null: the analyser took it. */
  putIn: put.nullable(),
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
  kind: z.enum(['gap', 'figures', 'one source', 'one side', 'quotations']),
  text: z.string(),
  /** What it rests on; none for a coverage gap. */
  places: z.array(storyPlace),
});
export type StoryQuestion = z.infer<typeof storyQuestion>;

export const claimRelations = ['same', 'figure', 'denies', 'related'] as const;
export type ClaimRelation = (typeof claimRelations)[number];

/** A passage of another source that bears on a claim: a suggestion, found by words and rules. */
export const storyEvidence = storyPlace.extend({
  /** It says the same; says it with another figure; denies it; is about the same. */
  relation: z.enum(claimRelations),
  /** How alike the two sentences are, 0 to 1. */
  score: z.number(),
  reason: z.string(),
});
export type StoryEvidence = z.infer<typeof storyEvidence>;

/** A sentence of the story that could be checked, with what other sources say of it. */
export const storyClaim = z.object({
  said: storyPlace,
  kind: z.enum(claimKinds),
  /** How check-worthy it is, 0 to 1, and why, as the analyser of claims has it; 0 for one that a person put there. */
  score: z.number(),
  reason: z.string(),
  /** Who says it in its article, where it stands in a quotation. */
  speaker: z.string(),
  /** Of other sources alone: what denies it and other figures first, then the same, then what is about the same. */
  evidence: z.array(storyEvidence),
  putIn: put.nullable(),
});
export type StoryClaim = z.infer<typeof storyClaim>;

/** What people did to one block of the page. */
export const blockCorrection = z.object({
  block: storyBlock,
  /** Hidden blocks are empty here: in exports and on the page. */
  isHidden: z.boolean(),
  comment: z.string(),
  /** Own words that stand beside what the analyser took; empty: none. */
  wording: z.string(),
  /** Who wrote or hid it last; empty when only single things were taken out or put in. */
  coder: z.string(),
  at: z.string(),
  /** Things that people took out. */
  out: z.array(put.extend({ text: z.string(), source: z.string() })),
  /** How many sentences they put in. */
  in: count,
});
export type BlockCorrection = z.infer<typeof blockCorrection>;

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
  claims: z.array(storyClaim),
  /** Blocks that people commented on, hid or corrected, in the order of `storyBlocks`. */
  corrections: z.array(blockCorrection),
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
