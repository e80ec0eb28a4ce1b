import { z } from '../contract/schema.ts';
import { finding } from './finding.ts';

const count = z.number().int().nonnegative();

/** A finding offered as coding. Offsets are UTF-16 into `textVersionId`. */
export const suggestion = finding
  .pick({ start: true, end: true, label: true, score: true, reason: true, words: true })
  .extend({
    textVersionId: z.string(),
    /** Name and version; `codes` is what was learned from the project's own coding, its labels are ids of codes. */
    analyser: z.string(),
    version: z.string(),
    /** The code it would become; null while nobody said which code the label stands for. */
    codeId: z.string().nullable(),
    /** What this coder said of it. */
    decision: z.enum(['open', 'accepted', 'changed', 'rejected']),
    /** The annotation it became. */
    annotationId: z.string().nullable(),
  });
export type Suggestion = z.infer<typeof suggestion>;

/** What was learned of a code. */
export const learnedCode = z.object({
  codeId: z.string(),
  /** Coded spans, and rejected suggestions, it was learned from; articles they stand in. */
  examples: count,
  rejected: count,
  articles: count,
  /** Spans and articles it takes before a code is learned. */
  needed: z.object({ examples: count, articles: count }),
  /** `too few`, `never`, `current`, or `stale`: its coding changed since. */
  state: z.enum(['too few', 'never', 'current', 'stale']),
  learnedAt: z.string().nullable(),
  /** By span, partial overlap counted in part, each article left out once in some fold; null before it was learned. */
  accuracy: z.object({ precision: z.number(), recall: z.number(), f1: z.number(), folds: count }).nullable(),
  /** Open suggestions of it. */
  open: count,
});
export type LearnedCode = z.infer<typeof learnedCode>;
