import type { WireError } from '../contract/channel.ts';
import { z } from '../contract/schema.ts';

export const jobKinds = [
  'import',
  'export',
  'copy',
  'clean',
  'reextract',
  'merge',
  'agreement',
  'analyze',
  'learn',
] as const;
export const jobStates = ['waiting', 'running', 'interrupted', 'done', 'failed', 'cancelled'] as const;

export const jobProgress = z.object({
  /** Work done and work known of so far, in `unit`s; `total` null while still counting. */
  done: z.number().int(),
  total: z.number().int().nullable(),
  unit: z.string(),
  /** Units a second over the last seconds; null until known. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** A short line on what is being done now: a file name, never article text. */
  note: z.string(),
  /** Which part of the work this is, for a job of several: an import is `reading`, `cleaning`, `dates` or `copies`. */
  phase: z.string().optional(),
});
export type JobProgress = z.infer<typeof jobProgress>;

export const jobRow = z.object({
  jobId: z.string(),
  kind: z.enum(jobKinds),
  /** For people: "Importing lectern-scrape". */
  title: z.string(),
  state: z.enum(jobStates),
  progress: jobProgress,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  error: z.custom<WireError>().nullable(),
  /** What the job ended with; shape by kind, see the rooms. */
  result: z.unknown().nullable(),
});
export type JobRow = z.infer<typeof jobRow>;
