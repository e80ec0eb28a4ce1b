import { viewQuery } from '../../model/view.ts';
import { command, host, job, query } from '../method.ts';
import { z } from '../schema.ts';

export const exportProfiles = ['analysis', 'excel'] as const;

export const exportResult = z.object({
  /** Folder on the backend's machine; null when it was made for download. */
  path: z.string().nullable(),
  /** Path of the zip on the web host's own origin; null on a desktop. */
  downloadUrl: z.string().nullable(),
  files: z.array(z.object({ path: z.string(), rows: z.number().int().nullable(), sha256: z.string() })),
  losses: z.array(
    z.object({
      what: z.string(),
      count: z.number().int(),
      why: z.string(),
      /** Annotations or cells came out otherwise than they stand in the project; else the format has no place for it. */
      isWarning: z.boolean().optional(),
    }),
  ),
});
export type ExportResult = z.infer<typeof exportResult>;

export const unplaced = z.object({ row: z.number().int(), annotationId: z.string().nullable(), reason: z.string() });

/** A cell that was left out; the rest of its row was read. */
export const refusedValue = z.object({
  row: z.number().int(),
  annotationId: z.string().nullable(),
  column: z.string(),
  /** Cut at 200 UTF-16 units. */
  value: z.string(),
  /** What may stand there. */
  reason: z.string(),
});

export const exportRoom = {
  /** How much an export would hold. */
  'export.preview': query(
    z.object({ query: viewQuery.nullable().default(null) }),
    z.object({
      articles: z.number().int(),
      annotations: z.number().int(),
      codings: z.number().int(),
      claims: z.number().int(),
      codes: z.number().int(),
      coders: z.number().int(),
    }),
  ),
  /** Writes a dataset; `out` is a folder that must not exist yet or, on a web host, null for a zip download. */
  'export.start': job(
    z.object({
      format: z.literal('csv'),
      profile: z.enum(exportProfiles).default('analysis'),
      out: z.string().nullable(),
      overwrite: z.boolean().default(false),
      /**
       * A dataset holds everyone's work: while a blind round hides some of it, it is only written when this says so. Otherwise
       * CONFLICT, with `reason: 'blind'` and the round in `details`.
       */
      despiteBlind: z.boolean().default(false),
      /** Null: the whole corpus. */
      query: viewQuery.nullable().default(null),
    }),
    z.object({ jobId: z.string() }),
  ),
  /** Reads annotations back from our own CSV, and relations between them. One step of undo. */
  'annotate.fromCsv': command(
    z.object({
      /** The text of `annotations.csv`, or of `relations.csv` alone, decoded. */
      csv: z.string(),
      /** The text of `relations.csv`, read with the annotations. */
      relationsCsv: z.string().nullable().default(null),
      /** Fills only empty coder cells. */
      coder: z.string().nullable().default(null),
      /** Refuses codes and attributes that the codebook lacks. */
      strict: z.boolean().default(false),
      dryRun: z.boolean().default(false),
    }),
    z.object({
      added: z.number().int(),
      unchanged: z.number().int(),
      replaced: z.number().int(),
      codesCreated: z.number().int(),
      /** Attributes that the codebook lacked; as text, since the file says no more of them. */
      attributesCreated: z.number().int(),
      unplaced: z.array(unplaced),
      refusedValues: z.array(refusedValue),
      relations: z.object({
        added: z.number().int(),
        unchanged: z.number().int(),
        replaced: z.number().int(),
        /** Kinds that the codebook lacked, made by name and direction. */
        kindsCreated: z.number().int(),
        unplaced: z.array(z.object({ row: z.number().int(), relationId: z.string().nullable(), reason: z.string() })),
      }),
    }),
  ),
  /** Removes a finished download from the web host. */
  'export.dropDownload': host(z.object({ jobId: z.string() }), z.object({})),
};
