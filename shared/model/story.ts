import { z } from '../contract/schema.ts';

export const sides = ['left', 'centre', 'right'] as const;
export const side = z.enum(sides);
export type Side = z.infer<typeof side>;

const count = z.number().int().nonnegative();

/** Sources by the lean that the project's raters give them. Each source counts once. */
export const spectrum = z.object({
  /** Left, leans left, centre, leans right, right. */
  bands: z.tuple([count, count, count, count, count]),
  unrated: count,
  rated: count,
  /** The two bands of each side together. */
  sides: z.object({ left: count, centre: count, right: count }),
});
export type Spectrum = z.infer<typeof spectrum>;

/** The rule by which a gap is found. It is shown with every gap. */
export const gapSettings = z.object({
  /** Rated sources a story must have for the rule to say anything. */
  minRated: z.number().int().min(1).max(1000).default(5),
  /** A side is low when its share of the rated sources is at most this, 0 to 1, */
  maxShare: z.number().min(0).max(0.5).default(0.2),
  /** and the strongest side has at least so many times as many. */
  minRatio: z.number().min(1).max(100).default(2),
  /** Raters whose ratings count; null: all. Several that disagree: the middle, else the band nearer to the centre. */
  raterIds: z.array(z.number().int()).max(1000).nullable().default(null),
});
export type GapSettings = z.infer<typeof gapSettings>;

/** What the rule says of a story: an estimate. */
export const gap = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('gap'),
    side,
    /** Of the rated sources, 0 to 1. */
    share: z.number(),
    strongest: side,
    strongestShare: z.number(),
  }),
  z.object({ kind: z.literal('none') }),
  /** These sides have equally few: none is the gap. */
  z.object({ kind: z.literal('tie'), sides: z.array(side), share: z.number() }),
  z.object({ kind: z.literal('too few'), rated: count, needed: count }),
]);
export type Gap = z.infer<typeof gap>;

export const storyId = z.uuid();
const by = z.enum(['analyser', 'person']);

/** A row of the list of stories. */
export const storyRow = z.object({
  storyId,
  title: z.string(),
  titleBy: by,
  topics: z.array(z.string()),
  topicsBy: by,
  /** No analyser adds to it or takes from it. */
  isLocked: z.boolean(),
  /** Name and version of what found it; empty for one that a person made. */
  analyser: z.string(),
  articles: count,
  /** Without copies of one another. */
  distinct: count,
  sources: count,
  /** First and last day of publication, `2025-05-16`; null when no article has one. */
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  spectrum,
  gap,
});
export type StoryRow = z.infer<typeof storyRow>;

/** An article of a story. */
export const storyMember = z.object({
  articleId: z.string(),
  title: z.string(),
  sourceId: z.number().int().nullable(),
  source: z.string(),
  /** The band its source counts under; null: unrated. */
  lean: z.number().int().min(-2).max(2).nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  direction: z.enum(['ltr', 'rtl']),
  words: count,
  /** Head of its duplicate group; null for the head itself and for an article without copies. */
  copyOf: z.string().nullable(),
  /** Who put it here. */
  by,
});
export type StoryMember = z.infer<typeof storyMember>;
