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
  'ENCRYPTED',
  'NO_TEXT_LAYER',
  'MALFORMED_XML',
  'DAMAGED',
  'TRUNCATED',
  'ARCHIVE_TOO_LARGE',
  'OUTSIDE_ARCHIVE',
  'CHANGED_WHILE_READ',
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

/** What a column of a table can hold. */
export const columnFields = [
  'text',
  'html',
  'summary',
  'title',
  'source',
  'byline',
  'publishedAt',
  'language',
  'url',
] as const;
export const columnField = z.enum(columnFields);
export type ColumnField = z.infer<typeof columnField>;

/** Which column of a table holds which field: index from 0; a field that is not named is not read. */
export const columnMapping = z.partialRecord(columnField, z.number().int().nonnegative());
export type ColumnMapping = z.infer<typeof columnMapping>;

export const importOptions = z.object({
  /** Where a source name comes from when neither a URL nor the file declares one. */
  sourceFrom: z.enum(sourceFroms).default('folder'),
  /** Largest single-article file, in bytes. Files of many records are streamed without limit. */
  maxFileBytes: z.number().int().positive().default(100_000_000),
  /** Whether the imported bytes are kept in the project, compressed, or only their place is. */
  originals: z.enum(['project', 'file']).default('project'),
  /** Looks at the folder again whenever something in it changes. */
  watch: z.boolean().default(false),
  /** Column mappings that a person chose, by header; they are remembered. */
  tables: z.array(z.object({ header: z.array(z.string()), mapping: columnMapping })).default([]),
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
    /** In a language that is rare in its source. */
    oddLanguage: z.number().int(),
    unknownSource: z.number().int(),
    replacedCharacters: z.number().int(),
    /** Annotations of these articles whose passage is not in the text as it is now. */
    unplaced: z.number().int(),
  }),
  /** Files whose format is not read, by ending, most first. They are no records. */
  skipped: z.array(z.object({ extension: z.string(), kind: z.string(), files: z.number().int() })),
  /** Copies among the articles of this import, and the groups they are in. */
  copies: z.object({ articles: z.number().int(), groups: z.number().int(), largest: z.number().int() }),
  /** What the pass over whole sources changed; null when it has not run yet. */
  secondPass: z
    .object({ analyser: z.string(), articles: z.number().int(), sources: z.number().int(), rules: z.number().int() })
    .nullable(),
  dates: z.object({
    /** Articles by precision of their date. */
    day: z.number().int(),
    monthOrYear: z.number().int(),
    none: z.number().int(),
    /** Articles whose date awaits the order of day and month, and their sources. */
    open: z.number().int(),
    openSources: z.array(z.object({ sourceId: z.number().int(), name: z.string(), articles: z.number().int() })),
  }),
});
export type ImportReport = z.infer<typeof importReport>;
