import { z } from '../contract/schema.ts';

/** Where a piece of metadata came from. `user`: a person typed it; it outranks everything else. */
export const provenances = [
  'user',
  'json-ld',
  'opengraph',
  'meta',
  'microdata',
  'visible text',
  'field',
  'front matter',
  'sidecar',
  'url',
  'file name',
  'folder name',
  'detected',
  'none',
] as const;
export const provenance = z.enum(provenances);
export type Provenance = z.infer<typeof provenance>;

/** Letters, digits, `-`, `_`: the same in every project that imports the same folder. */
export const articleId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const direction = z.enum(['ltr', 'rtl']);
export type Direction = z.infer<typeof direction>;

export const metadataFields = ['title', 'source', 'byline', 'publishedAt', 'language', 'url'] as const;
export const metadataField = z.enum(metadataFields);
export type MetadataField = z.infer<typeof metadataField>;

/** A day, month or year, or a minute with or without a zone; as precise as it is known. */
export const publishedAt = z
  .string()
  .regex(
    /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/,
    'A date is written 2025, 2025-05, 2025-05-16, 2025-05-16T19:39 or 2025-05-16T19:39+03:00.',
  );
export const publishedPrecisions = ['year', 'month', 'day', 'minute', 'minute with zone'] as const;
export const publishedPrecision = z.enum(publishedPrecisions);
export type PublishedPrecision = z.infer<typeof publishedPrecision>;

export const decisions = ['include', 'maybe', 'exclude', 'undecided'] as const;
export const decision = z.enum(decisions);
export type Decision = z.infer<typeof decision>;

/** A row of the triage table. */
export const articleRow = z.object({
  articleId,
  title: z.string(),
  /** Name of the outlet; empty when unknown. */
  source: z.string(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  direction,
  byline: z.string().nullable(),
  url: z.string().nullable(),
  words: z.number().int(),
  /** Decision of the current coder. */
  decision,
  reason: z.string().nullable(),
  annotations: z.number().int(),
  /** Articles in the same duplicate group, this one included; 1 when it has no copies. */
  copies: z.number().int(),
  originalPath: z.string(),
  addedAt: z.string(),
  /** With a full-text query: the best passage, hits between U+E000 and U+E001. */
  snippet: z.string().nullable(),
  /** How likely this coder includes it, 0 to 1, see the room `likely`; null until that was learned. A suggestion, no decision. */
  likely: z.number().nullable(),
});
export type ArticleRow = z.infer<typeof articleRow>;

/** Private-use characters around a hit in a snippet; article text that holds them is shown without. */
export const HIT_START = '\uE000';
export const HIT_END = '\uE001';

export const removedPassage = z.object({
  passageId: z.string(),
  text: z.string(),
  /** UTF-16 offset in the article's text where the passage was cut out. */
  start: z.number().int().nonnegative(),
  reason: z.string(),
  /** The rule of the source that cut it; null where the document alone decided. */
  ruleId: z.string().nullable(),
});
export type RemovedPassage = z.infer<typeof removedPassage>;

/** A metadata value with its evidence; `value` null when unknown. */
export const sourcedValue = z.object({
  value: z.string().nullable(),
  from: provenance,
  /** What other origins say instead. */
  others: z.array(z.object({ value: z.string().nullable(), from: provenance })),
});

export const blockKinds = ['heading', 'item', 'quote', 'row', 'caption'] as const;
export const blockKind = z.enum(blockKinds);
export type BlockKind = z.infer<typeof blockKind>;

/** What a part of a text is, where it is no plain paragraph. UTF-16 offsets. */
export const textBlock = z.object({ start: z.number().int(), end: z.number().int(), kind: blockKind });
export type TextBlock = z.infer<typeof textBlock>;

export const dateOrders = ['day first', 'month first'] as const;
export const dateOrder = z.enum(dateOrders);
export type DateOrder = z.infer<typeof dateOrder>;

/** A date as written whose day-month order is open, read both ways. */
export const openDate = z.object({
  written: z.string(),
  dayFirst: z.string(),
  monthFirst: z.string(),
  from: provenance,
});
export type OpenDate = z.infer<typeof openDate>;

/** Why an article is in a duplicate group. */
export const duplicateKinds = ['bytes', 'text', 'near'] as const;
export const duplicateKind = z.enum(duplicateKinds);
export type DuplicateKind = z.infer<typeof duplicateKind>;

/** An article as the reader shows it. Offsets are UTF-16 into `text`. */
export const article = z.object({
  articleId,
  text: z.string(),
  textVersionId: z.string(),
  /** 1 for the first version. */
  textVersion: z.number().int().positive(),
  textVersions: z.number().int().positive(),
  /** SHA-256 of the UTF-8 text, hexadecimal. */
  textSha256: z.string(),
  metadata: z.object({
    title: sourcedValue,
    source: sourcedValue,
    byline: sourcedValue,
    publishedAt: sourcedValue,
    language: sourcedValue,
    url: sourcedValue,
  }),
  sourceId: z.number().int().nullable(),
  direction,
  words: z.number().int(),
  removed: z.array(removedPassage),
  blocks: z.array(textBlock),
  openDates: z.array(openDate),
  /** Where the imported bytes are; `none` for articles of before originals were kept. */
  original: z.object({
    kept: z.enum(['project', 'file', 'none']),
    /** Before compression. */
    bytes: z.number().int().nullable(),
  }),
  /** Name and version of the procedure that made the text. */
  extractor: z.string(),
  originalPath: z.string(),
  encoding: z.string().nullable(),
  addedAt: z.string(),
  decision,
  reason: z.string().nullable(),
  warnings: z.array(z.string()),
  /** Where this coder last was in the article, as a UTF-16 offset. */
  lastPosition: z.number().int().nullable(),
  duplicateGroup: z.string().nullable(),
  copies: z.array(z.object({ articleId, title: z.string(), source: z.string() })),
});
export type Article = z.infer<typeof article>;
