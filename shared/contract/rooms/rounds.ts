import { uuid } from '../../model/annotation.ts';
import { viewQuery } from '../../model/view.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';
import { coderName } from './coders.ts';

export const stratifications = ['none', 'proportional', 'equal'] as const;

/** How a sample is drawn and dealt to coders. The same articles, coders and seed always give the same assignments. */
export const sampleDesign = z.object({
  /** The articles to draw from, as the triage table would show them. */
  query: viewQuery,
  /** Articles to draw; null: all of them. */
  size: z.number().int().min(1).max(1_000_000).nullable().default(null),
  /** `proportional`: each source by its share of the articles; `equal`: as many from each source as it can give. */
  stratify: z.enum(stratifications).default('none'),
  coders: z.array(coderName).min(1, 'Choose at least one coder.').max(100),
  /** Percent of the drawn articles that several coders get. */
  overlap: z.number().min(0).max(100).default(20),
  /** How many coders get each of those; null: all of them. */
  sharedBy: z.number().int().min(2).max(100).nullable().default(null),
  seed: z.number().int().min(0).max(4_294_967_295),
});
export type SampleDesign = z.infer<typeof sampleDesign>;
export type SampleDesignInput = z.input<typeof sampleDesign>;

export const samplePreview = z.object({
  /** Articles there were to draw from, and how many are drawn. */
  pool: z.number().int(),
  drawn: z.number().int(),
  /** Of the drawn, how many several coders get. */
  shared: z.number().int(),
  coders: z.array(
    z.object({ name: z.string(), articles: z.number().int(), shared: z.number().int(), words: z.number().int() }),
  ),
  /** Sources of the pool, the largest first. */
  sources: z.array(
    z.object({ source: z.string(), pool: z.number().int(), drawn: z.number().int(), shared: z.number().int() }),
  ),
  /** What a person should know before they create it: sentences. */
  notes: z.array(z.string()),
});
export type SamplePreview = z.infer<typeof samplePreview>;

export const codingRound = z.object({
  roundId: uuid,
  name: z.string(),
  isBlind: z.boolean(),
  isLocked: z.boolean(),
  design: sampleDesign,
  createdBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  articles: z.number().int(),
  /** Of these, how many more than one coder has. */
  shared: z.number().int(),
  coders: z.array(
    z.object({
      name: z.string(),
      isMe: z.boolean(),
      assigned: z.number().int(),
      done: z.number().int(),
      lastDoneAt: z.string().nullable(),
    }),
  ),
});
export type CodingRound = z.infer<typeof codingRound>;

const roundName = z.string().trim().min(1, 'A round needs a name.').max(200);

/** An article that is assigned to the current coder. */
const assignment = z.object({
  roundId: uuid,
  roundName: z.string(),
  /** Place in the coder's order, from 0, and how many there are. */
  position: z.number().int(),
  of: z.number().int(),
  done: z.number().int(),
  doneAt: z.string().nullable(),
});

export const roundsRoom = {
  /** Open ones first, then the newest. */
  'rounds.list': query(z.object({}), z.array(codingRound)),
  /** Who would get how many. Nothing is written. */
  'rounds.preview': query(z.object({ design: sampleDesign }), samplePreview),
  /** Draws and assigns. CONFLICT when nothing was drawn. One step of undo. */
  'rounds.create': command(
    z.object({
      name: roundName,
      isBlind: z.boolean().default(true),
      isLocked: z.boolean().default(true),
      design: sampleDesign,
    }),
    codingRound,
  ),
  'rounds.edit': command(z.object({ roundId: uuid, name: roundName }), codingRound),
  /** From then on everyone sees everyone's work in it, and the codebook is free again. */
  'rounds.end': command(z.object({ roundId: uuid }), codingRound),
  'rounds.reopen': command(z.object({ roundId: uuid }), codingRound),
  /** Removes the round and its assignments; what was coded stays. */
  'rounds.delete': command(z.object({ roundId: uuid }), z.object({})),
  /** The open rounds in which the current coder has this article. */
  'rounds.ofArticle': query(z.object({ articleId: z.string() }), z.array(assignment)),
  /**
   * Marks an article of the current coder as done, or as not done, and says which of their articles comes next: the first that is
   * not done behind this one in their order, else the first of all. NOT_FOUND when it is not theirs.
   */
  'rounds.setDone': command(
    z.object({ roundId: uuid, articleId: z.string(), done: z.boolean() }),
    z.object({ next: z.string().nullable(), left: z.number().int() }),
  ),
};
