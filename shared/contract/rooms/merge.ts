import { job, query } from '../method.ts';
import { z } from '../schema.ts';

export const conflictKinds = [
  'article',
  'text',
  'code',
  'attribute',
  'relation kind',
  'annotation',
  'relation',
  'claim',
  'verdict',
  'decision',
  'round',
  'adjudication',
] as const;

/** Where the two projects disagree. Nothing of the open project was overwritten. */
export const mergeConflict = z.object({
  kind: z.enum(conflictKinds),
  /** What was found and what was done about it: a sentence without article text beyond a title. */
  what: z.string(),
  articleId: z.string().nullable(),
  /** Of the annotation, code, claim …; null for what has none. */
  id: z.string().nullable(),
});
export type MergeConflict = z.infer<typeof mergeConflict>;

export const mergeCounts = z.object({
  added: z.number().int(),
  /** Changed in the other project since it had what stands here. */
  updated: z.number().int(),
  unchanged: z.number().int(),
});
export type MergeCounts = z.infer<typeof mergeCounts>;

/** What merging one file did. */
export const mergeReport = z.object({
  path: z.string(),
  name: z.string(),
  projectId: z.string(),
  sha256: z.string(),
  at: z.string(),
  /** Articles of the other project, and how many of them this one has. */
  articles: z.object({ there: z.number().int(), common: z.number().int() }),
  /** Names of the coders whose work is in the other file. */
  coders: z.array(z.string()),
  annotations: mergeCounts,
  codes: mergeCounts,
  claims: mergeCounts,
  decisions: mergeCounts,
  relations: mergeCounts,
  rounds: mergeCounts,
  /** Annotations and mentions that found no place in this project's text: they are kept, as unplaced. */
  unplaced: z.number().int(),
  /** At most 10,000 are listed. */
  conflicts: z.array(mergeConflict),
  conflictCount: z.number().int(),
  /** The verified copy of this project as it was before. */
  backup: z.string().nullable(),
  seconds: z.number(),
});
export type MergeReport = z.infer<typeof mergeReport>;

/** What a merging job ends with. */
export const mergeResult = z.object({ reports: z.array(mergeReport) });

export const mergeRoom = {
  /**
   * Takes the work in other project files of the same corpus in, one after the other; each is one step of undo. The files are
   * never written to. Result of the job: `mergeResult`.
   */
  'merge.start': job(
    z.object({ paths: z.array(z.string().min(1)).min(1, 'Choose at least one project file.').max(100) }),
    z.object({ jobId: z.string() }),
  ),
  /** What was merged so far, the newest first. */
  'merge.reports': query(z.object({}), z.array(mergeReport)),
};
