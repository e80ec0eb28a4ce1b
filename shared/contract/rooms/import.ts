import { columnMapping, importOptions, importReport } from '../../model/import.ts';
import { host, job, query } from '../method.ts';
import { z } from '../schema.ts';

/** What to import: paths of the backend's machine, or files that the page has uploaded. */
export const importOrigin = z.union([
  z.object({ paths: z.array(z.string()).min(1) }),
  z.object({ uploadId: z.string() }),
  /** The folder offered with `--folder`. */
  z.object({ offeredFolder: z.literal(true) }),
  z.object({ sampleCorpus: z.literal(true) }),
]);

export const folderSurvey = z.object({
  roots: z.array(z.string()),
  /** All that were found: those of `kinds`, and what could not be reached. */
  files: z.number().int(),
  bytes: z.number().int(),
  /** Counts by kind of file, most first; `readable` false for formats that cannot be imported. */
  kinds: z.array(z.object({ kind: z.string(), extension: z.string(), files: z.number().int(), readable: z.boolean() })),
  /**
   * Guessed sources, most first: the domain that pages declare, else the folder's name. `known`: the project has it. Counts by
   * page are estimated from those looked at where these are not all.
   */
  sources: z.array(
    z.object({ name: z.string(), files: z.number().int(), from: z.enum(['page', 'folder']), known: z.boolean() }),
  ),
  /** Web pages, and how many of them were asked which site they declare. */
  pages: z.number().int(),
  pagesLookedAt: z.number().int(),
  /** Encodings by the beginning of each file that was looked at, most first. */
  encodings: z.array(z.object({ encoding: z.string(), files: z.number().int() })),
  /** How many files `encodings` counts; fewer than `files` in a large folder. */
  encodingsOf: z.number().int(),
  /** Tables, one for each header that occurs: what the columns are taken for, until a person says otherwise. */
  tables: z.array(
    z.object({
      /** One file that has this header, and how many do. */
      path: z.string(),
      files: z.number().int(),
      header: z.array(z.string()),
      /** The first rows, cells cut at 200 characters. */
      rows: z.array(z.array(z.string())),
      mapping: columnMapping,
      /** `remembered`: chosen by a person for this header before. */
      from: z.enum(['guess', 'remembered', 'chosen']),
      /** Why it cannot be imported like this: no column holds text. */
      problem: z.string().nullable(),
    }),
  ),
  /** A few files as they would come in; nothing is written. */
  dryRun: z.array(
    z.object({
      path: z.string(),
      kind: z.string(),
      encoding: z.string().nullable(),
      title: z.string().nullable(),
      titleFrom: z.string(),
      byline: z.string().nullable(),
      bylineFrom: z.string(),
      source: z.string().nullable(),
      sourceFrom: z.string(),
      publishedAt: z.string().nullable(),
      publishedFrom: z.string(),
      language: z.string().nullable(),
      direction: z.enum(['ltr', 'rtl']),
      bytes: z.number().int(),
      words: z.number().int(),
      text: z.string(),
      removed: z.array(z.object({ text: z.string(), start: z.number().int(), reason: z.string() })),
      problem: z.string().nullable(),
      warnings: z.array(z.string()),
      /** Records in the file, when it holds several. */
      records: z.number().int().nullable(),
      /** Name and version of the procedure that read it. */
      extractor: z.string().nullable(),
    }),
  ),
});
export type FolderSurvey = z.infer<typeof folderSurvey>;

export const importRoom = {
  /** Walks the origin and dry-runs up to ten files; `skip` shows ten others. */
  'import.survey': host(
    z.object({ origin: importOrigin, options: importOptions.prefault({}), skip: z.number().int().default(0) }),
    folderSurvey,
  ),
  'import.start': job(
    z.object({ origin: importOrigin, options: importOptions.prefault({}) }),
    z.object({ jobId: z.string() }),
  ),
  /** Imports the files again that this import could not read. CONFLICT when there are none, or they lie in an upload that is gone. */
  'import.retry': job(z.object({ jobId: z.string() }), z.object({ jobId: z.string() })),
  /** A report as a table for a file: every failure and everything worth a look. CSV, RFC 4180, UTF-8. */
  'import.reportTable': query(z.object({ jobId: z.string() }), z.object({ csv: z.string() })),
  /**
   * An article of an import from which something was cut for this reason, and where it stood (UTF-16 offset): the next one
   * behind `after`, and the first again behind the last. Null when there is none.
   */
  'import.sample': query(
    z.object({ jobId: z.string(), reason: z.string().max(200), after: z.string().nullable().default(null) }),
    z.object({ articleId: z.string(), start: z.number().int().nonnegative() }).nullable(),
  ),
  /** Folders of this project that are looked at again when something in them changes, and those that could be. */
  'import.watched': query(
    z.object({}),
    z.array(
      z.object({
        rootId: z.number().int(),
        location: z.string(),
        title: z.string(),
        articles: z.number().int(),
        on: z.boolean(),
        since: z.string().nullable(),
      }),
    ),
  ),
  'import.watch': host(z.object({ rootId: z.number().int(), on: z.boolean() }), z.object({})),
  'import.report': query(z.object({ jobId: z.string() }), importReport),

  // Upload from a browser, in pieces of at most 4 MB. Paths are relative, `/` between parts, and stay inside the upload.
  'import.beginUpload': host(
    z.object({ title: z.string().max(200), files: z.number().int(), bytes: z.number().int() }),
    z.object({ uploadId: z.string() }),
  ),
  'import.uploadPiece': host(
    z.object({
      uploadId: z.string(),
      path: z.string().min(1).max(1000),
      offset: z.number().int().nonnegative(),
      bytes: z.instanceof(Uint8Array),
    }),
    z.object({ received: z.number().int() }),
  ),
  /** Throws the uploaded files away; an import that was started keeps them until it ends. */
  'import.dropUpload': host(z.object({ uploadId: z.string() }), z.object({})),
};
