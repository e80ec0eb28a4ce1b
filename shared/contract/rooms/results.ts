import { annotationLevels, annotationStatuses, uuid } from '../../model/annotation.ts';
import { articleId, direction } from '../../model/article.ts';
import { viewQuery } from '../../model/view.ts';
import { query } from '../method.ts';
import { z } from '../schema.ts';
import { coderName } from './coders.ts';

export const periodUnits = ['month', 'year'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/**
 * When two codes count as standing together, always in the work of one coder. `annotation`: given to the same annotation;
 * `overlap`: to spans that share a character; `sentence`: to spans that touch the same sentence; `article`: anywhere in it.
 */
export const closenesses = ['annotation', 'overlap', 'sentence', 'article'] as const;
export type Closeness = (typeof closenesses)[number];

const period = z.string().regex(/^\d{4}(-\d{2})?$/);

/** Which annotations are looked at: conditions joined by AND, values of one condition by OR. Empty: every person's. */
export const passageFilter = z.object({
  /** Articles, as the triage table would show them. */
  query: viewQuery.prefault({}),
  codeIds: z.array(uuid).max(10_000).default([]),
  /** Codes below the chosen ones are meant too. */
  withBelow: z.boolean().default(true),
  /** Only annotations without any code; `codeIds` is empty then. */
  uncoded: z.boolean().default(false),
  /** Names; empty: every person, layers of adjudication left out. */
  coders: z.array(coderName).max(100).default([]),
  level: z.enum(annotationLevels).nullable().default(null),
  /** Words in the quote or the memo, case and accents ignored. */
  words: z.string().trim().max(200).default(''),
  memo: z.enum(['with', 'without']).nullable().default(null),
  /** Percent; annotations without confidence never fit. */
  confidence: z
    .object({ from: z.number().int().min(0).max(100), to: z.number().int().min(0).max(100) })
    .nullable()
    .default(null),
  /** Some coding has this value of the attribute; null: has the attribute's code and no value of it. */
  attribute: z
    .object({ attributeId: uuid, value: z.string().max(2000).nullable() })
    .nullable()
    .default(null),
  /** Whether a mention of a claim shares a character with it. */
  claim: z.enum(['with', 'without']).nullable().default(null),
  /** Articles published in this month or year; null: those whose date does not tell it. */
  period: z
    .object({ unit: z.enum(periodUnits), value: period.nullable() })
    .nullable()
    .default(null),
  /** Only those that stand together with one of these codes. */
  together: z
    .object({ codeIds: z.array(uuid).min(1).max(10_000), within: z.enum(closenesses) })
    .nullable()
    .default(null),
});
export type PassageFilter = z.infer<typeof passageFilter>;
export type PassageFilterInput = z.input<typeof passageFilter>;

export const passageColumns = ['place', 'source', 'published', 'coder', 'created', 'confidence', 'length'] as const;
export const passageSort = z.object({
  /** `place`: by title and place in the article; `length`: of the quote. */
  column: z.enum(passageColumns).default('place'),
  descending: z.boolean().default(false),
});
export type PassageSort = z.infer<typeof passageSort>;

/** One annotation in its context. */
export const passage = z.object({
  annotationId: uuid,
  articleId,
  title: z.string(),
  source: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  direction,
  level: z.enum(annotationLevels),
  /** UTF-16 into the text in force; null for a whole article or a span without a place in it. */
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** The rest of the sentences that the span lies in, each at most 200 UTF-16 units. */
  before: z.string(),
  /** Cut at 600 UTF-16 units, see `isCut`; empty for a whole article. */
  exact: z.string(),
  isCut: z.boolean(),
  after: z.string(),
  codeIds: z.array(uuid),
  coder: z.string(),
  confidence: z.number().int().nullable(),
  memo: z.string(),
  status: z.enum(annotationStatuses),
  createdAt: z.string(),
});
export type Passage = z.infer<typeof passage>;

/** A code, or with `rollUp` a code and all below it, as a row. */
const matrixRow = z.object({
  codeId: uuid,
  /** Annotations with it, and articles with such an annotation. */
  annotations: z.number().int(),
  articles: z.number().int(),
});
const matrixColumn = z.object({
  /** Source's row id (0: unknown), month or year (empty: not known). */
  key: z.string(),
  label: z.string(),
  /** Distinct annotations with any of the rows' codes. */
  annotations: z.number().int(),
  /** Articles in which one of the coders worked: who has an annotation there, or said that an assignment is done. */
  articles: z.number().int(),
  /** Words of these articles, once for each coder who worked on them. */
  words: z.number().int(),
});
/** By places in `rows` and `columns`; cells of nothing are left out. */
const cell = z.object({
  row: z.number().int(),
  column: z.number().int(),
  annotations: z.number().int(),
  articles: z.number().int(),
});

const codesAsked = { filter: passageFilter, rollUp: z.boolean().default(false) };

export const codeMatrix = z.object({
  rows: z.array(matrixRow),
  columns: z.array(matrixColumn),
  cells: z.array(cell),
  /** Distinct annotations, articles and words as in the columns. */
  annotations: z.number().int(),
  articles: z.number().int(),
  words: z.number().int(),
});
export type CodeMatrix = z.infer<typeof codeMatrix>;

export const togetherMatrix = z.object({
  rows: z.array(matrixRow),
  cells: z.array(
    z.object({
      row: z.number().int(),
      column: z.number().int(),
      /** What they have in common: annotations, pairs of overlapping spans, sentences or articles. The same both ways. */
      units: z.number().int(),
      /** Annotations of the row's code that stand together with the column's: what the cell opens. */
      annotations: z.number().int(),
    }),
  ),
  /** Annotations that have no place to compare: of whole articles, or not in the text in force. */
  leftOut: z.number().int(),
});
export type TogetherMatrix = z.infer<typeof togetherMatrix>;

const PAGE = z.number().int().min(1).max(500);
const from = z.number().int().nonnegative().default(0);

export const resultsRoom = {
  /** Coded passages in context. The same question is answered from a list that is kept until something changes. */
  'results.passages': query(
    z.object({ filter: passageFilter, sort: passageSort.prefault({}), start: from, count: PAGE.default(100) }),
    z.object({ total: z.number().int(), articles: z.number().int(), rows: z.array(passage) }),
  ),
  /** These passages as a file, piece by piece: rows of annotations.csv as an export has them, or quotations in Markdown. */
  'results.passagesFile': query(
    z.object({
      filter: passageFilter,
      sort: passageSort.prefault({}),
      format: z.enum(['csv', 'markdown']),
      start: from,
      count: z.number().int().min(1).max(2000).default(1000),
    }),
    z.object({
      text: z.string(),
      total: z.number().int(),
      /** Null: this was the last. */ next: z.number().int().nullable(),
    }),
  ),
  /** How often codes stand together. */
  'results.together': query(z.object({ ...codesAsked, within: z.enum(closenesses) }), togetherMatrix),
  /** Which source's articles have which codes; sources with the most annotations first. */
  'results.bySource': query(z.object(codesAsked), codeMatrix),
  /** The same by month or year, the earliest first; periods without any article that was worked on are left out. */
  'results.byTime': query(z.object({ ...codesAsked, unit: z.enum(periodUnits) }), codeMatrix),
  /** What a methods section has to say, from what the project holds. `missing`: parts that it has nothing for, and why. */
  'results.methods': query(z.object({}), z.object({ markdown: z.string(), missing: z.array(z.string()) })),
};
