import { z } from '../contract/schema.ts';
import { decision } from './article.ts';

export const sortColumns = [
  'relevance',
  'title',
  'source',
  'published',
  'language',
  'words',
  'annotations',
  'decision',
  'added',
  'assigned',
  'likely',
] as const;
export const sortColumn = z.enum(sortColumns);
export type SortColumn = z.infer<typeof sortColumn>;

/** What the report of an import points at. */
export const looks = [
  'new',
  'updated',
  'copies',
  'recleaned',
  'veryShort',
  'undated',
  'openDate',
  'oddLanguage',
  'unknownSource',
  'unplaced',
] as const;
export const look = z.enum(looks);
export type Look = z.infer<typeof look>;

/** What the triage table shows: filters are joined by AND, values of one filter by OR. Empty: the whole corpus. */
export const viewQuery = z.object({
  /** The query language of `shared/text/query.ts`; empty for none. */
  text: z.string().max(2000).default(''),
  sources: z.array(z.number().int()).default([]),
  languages: z.array(z.string()).default([]),
  decisions: z.array(decision).default([]),
  /** Articles with at least one annotation of one of these codes. */
  codeIds: z.array(z.string()).default([]),
  /** First and last day, inclusive, `YYYY-MM-DD`; a less precise date counts by its first day. */
  publishedFrom: z.iso.date().nullable().default(null),
  publishedTo: z.iso.date().nullable().default(null),
  /** Only articles with (true) or without (false) a date, coding, or copies. */
  dated: z.boolean().nullable().default(null),
  coded: z.boolean().nullable().default(null),
  /** Articles of any of these stories. */
  storyIds: z.array(z.string()).default([]),
  /** Only articles that this import job brought in. */
  importJobId: z.string().nullable().default(null),
  /** Only articles that an import's report points at. */
  look: look.nullable().default(null),
  /** Only articles that this round gave the current coder; `left`: and that are not done yet. */
  round: z
    .object({ roundId: z.string(), left: z.boolean().default(false) })
    .nullable()
    .default(null),
  /** One row for each duplicate group. */
  collapseCopies: z.boolean().default(false),
  sort: z.object({ column: sortColumn, descending: z.boolean() }).default({ column: 'published', descending: true }),
});
export type ViewQuery = z.infer<typeof viewQuery>;
export type ViewQueryInput = z.input<typeof viewQuery>;

/** Articles a command acts on: by id, or a whole view less exceptions (so that select-all needs no list of ids). */
export const articleTargets = z.union([
  z.object({ articleIds: z.array(z.string()).min(1).max(10_000) }),
  z.object({ viewId: z.string(), except: z.array(z.string()).max(10_000).default([]) }),
]);
export type ArticleTargets = z.infer<typeof articleTargets>;
