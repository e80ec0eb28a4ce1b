import { z } from '../contract/schema.ts';

/** Why a file or record could not be imported. */
export const importFailureCodes = [
  'EMPTY_FILE',
  'UNREADABLE',
  'BINARY',
  'TOO_LARGE',
  'UNKNOWN_FORMAT',
  'NO_TEXT',
  'MALFORMED_JSON',
  'MALFORMED_CSV',
  'NO_RECORDS',
  'NO_TEXT_FIELD',
  'LINK_LOOP',
  'UNEXPECTED',
] as const;
export const importFailureCode = z.enum(importFailureCodes);
export type ImportFailureCode = z.infer<typeof importFailureCode>;

export const importFailure = z.object({
  /** Relative to the imported folder, `/` between parts; a record inside a file as `path#L5000` or `path#12`. */
  path: z.string(),
  code: importFailureCode,
  /** What is wrong and what to do, in one or two sentences. */
  reason: z.string(),
});
export type ImportFailure = z.infer<typeof importFailure>;

/** Records: found = imported + updated + unchanged + failed. Duplicates are counted in `imported` as well. */
export const importCounts = z.object({
  found: z.number().int(),
  imported: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  duplicates: z.number().int(),
  failed: z.number().int(),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const sourceFroms = ['folder', 'parent', 'none'] as const;

export const importOptions = z.object({
  /** Where a source name comes from when neither a URL nor the file declares one. */
  sourceFrom: z.enum(sourceFroms).default('folder'),
  /** Largest single-article file, in bytes. Files of many records are streamed without limit. */
  maxFileBytes: z.number().int().positive().default(100_000_000),
});
export type ImportOptions = z.infer<typeof importOptions>;

export const importReport = z.object({
  jobId: z.string(),
  /** What the person chose: folder or file names. */
  roots: z.array(z.string()),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  seconds: z.number(),
  counts: importCounts,
  failures: z.array(importFailure),
  /** True when more failures exist than are listed here. */
  failuresCut: z.boolean(),
  /** Words cut out, by reason, and words kept: for "what was cut". */
  removedWords: z.record(z.string(), z.number().int()),
  keptWords: z.number().int(),
  worthALook: z.object({
    veryShort: z.number().int(),
    undated: z.number().int(),
    unknownSource: z.number().int(),
    replacedCharacters: z.number().int(),
    /** Annotations of these articles whose passage is not in the text as it is now. */
    unplaced: z.number().int(),
  }),
});
export type ImportReport = z.infer<typeof importReport>;
