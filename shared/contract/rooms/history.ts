import { uuid } from '../../model/annotation.ts';
import { command, query } from '../method.ts';
import { z } from '../schema.ts';

const historyEntry = z.object({
  changeId: z.number().int(),
  at: z.string(),
  coder: z.string(),
  /** For people: "Coded “Figure” in …"; never article text beyond a title. */
  label: z.string(),
  /** Where to show it after undo: an article, the codebook, the table. */
  articleId: z.string().nullable(),
  undone: z.boolean(),
});

/** What changes are about. */
export const changeKinds = [
  'annotations',
  'claims',
  'triage',
  'codebook',
  'rounds',
  'articles',
  'sources',
  'merging',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One change with what a table of changes shows of it. */
export const historyRow = historyEntry.extend({
  kind: z.enum(changeKinds),
  /** Such as `annotation.create`, as in history.csv. */
  action: z.string(),
  articleTitle: z.string().nullable(),
  /** Rows of the project that it changed. */
  rows: z.number().int(),
  /** What undo would do about it; null when it is the next step back of the current coder. */
  notUndoable: z.string().nullable(),
});
export type HistoryRow = z.infer<typeof historyRow>;

/** A value before and after, in words; null where there was or is none. */
export const changeDetail = z.object({
  /** "Code", "Memo", "Decision" … */
  what: z.string(),
  /** What it belongs to, where a change touched several things: a quotation, a claim's number, a name. */
  of: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type ChangeDetail = z.infer<typeof changeDetail>;

export const historyRoom = {
  'history.state': query(z.object({}), z.object({ undo: historyEntry.nullable(), redo: historyEntry.nullable() })),
  'history.list': query(
    z.object({ articleId: z.string().optional(), limit: z.number().int().max(1000).default(200) }),
    z.array(historyEntry),
  ),
  /** Who changed what when, the newest first. What a blind round hides is left out. */
  'history.table': query(
    z.object({
      coders: z.array(z.string()).default([]),
      kinds: z.array(z.enum(changeKinds)).default([]),
      articleId: z.string().nullable().default(null),
      /** First and last day, inclusive, `YYYY-MM-DD` in UTC. */
      from: z.iso.date().nullable().default(null),
      to: z.iso.date().nullable().default(null),
      /** Only changes before this one: the next page. */
      before: z.number().int().nullable().default(null),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    z.object({
      /** Of all pages. */
      total: z.number().int(),
      rows: z.array(historyRow),
    }),
  ),
  /** What a change did, before and after; at most 200 values of it. */
  'history.details': query(
    z.object({ changeId: z.number().int() }),
    z.object({ details: z.array(changeDetail), more: z.number().int() }),
  ),
  /** Every change of one annotation, its codes, values and pieces, the newest first. */
  'history.ofAnnotation': query(
    z.object({ annotationId: uuid }),
    z.array(historyRow.extend({ details: z.array(changeDetail) })),
  ),
  /** Takes the current coder's last change back, or does it again. CONFLICT when someone changed the same rows since. */
  'history.undo': command(z.object({}), historyEntry),
  'history.redo': command(z.object({}), historyEntry),
};
