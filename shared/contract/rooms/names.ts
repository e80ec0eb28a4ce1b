import { command, query } from '../method.ts';
import { z } from '../schema.ts';

export const nameKinds = ['person', 'organisation', 'place'] as const;
export const nameKind = z.enum(nameKinds);
export type NameKind = z.infer<typeof nameKind>;

const name = z.string().trim().min(1).max(300);
const n = z.number().int().nonnegative();

/** A name as it stands in the texts. */
const variant = z.object({
  name: z.string(),
  /** Mentions of this kind. */
  mentions: n,
  /** Quotations in marks that it speaks. */
  quotations: n,
});

/** One person, organisation or place: one name, or several that a person said mean the same. */
export const nameRow = variant.extend({
  /** Null: nobody merged anything into it. */
  groupId: z.uuid().nullable(),
  /** Articles that name it, or quote it. */
  articles: n,
  /** Most mentioned first; the name alone where nothing was merged. */
  variants: z.array(variant),
});
export type NameRow = z.infer<typeof nameRow>;

/** A span that names or quotes someone. Offsets UTF-16 into the text version that the analyser looked at. */
export const namePlace = z.object({
  articleId: z.string(),
  title: z.string(),
  source: z.string(),
  publishedAt: z.string().nullable(),
  start: n,
  end: n,
  /** The words of the span. */
  text: z.string(),
  /** The sentence or so around it: before and after. */
  before: z.string(),
  after: z.string(),
  /** For people: the rule, and the words it rests on. */
  reason: z.string(),
  /** 0 to 1. */
  score: z.number(),
  /** False: the text has changed since. */
  isCurrent: z.boolean(),
});
export type NamePlace = z.infer<typeof namePlace>;

const page = { start: n.default(0), count: z.number().int().min(1).max(200).default(50) };

/** People, organisations and places that analysers found; which names mean the same is said by people, and can be undone. */
export const namesRoom = {
  /** Most mentioned first. A speaker counts as a person, unless the name is more often one of an organisation. */
  'names.list': query(
    z.object({
      kind: nameKind,
      text: z.string().max(300).default(''),
      onlyMerged: z.boolean().default(false),
      start: n.default(0),
      count: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      total: n,
      rows: z.array(nameRow),
      /** Names of each kind, before any filter. */
      kinds: z.object({ person: n, organisation: n, place: n }),
      /** Articles whose names were looked for. */
      articles: n,
    }),
  ),
  /** Names that could mean the same, by their words alone. Nothing is merged by itself. */
  'names.suggest': query(
    z.object({ kind: nameKind, count: z.number().int().min(1).max(200).default(50) }),
    z.array(
      z.object({
        /** As `names.list` shows it. */
        name: z.string(),
        variant: z.string(),
        mentions: n,
        /** Why: the last name alone, the first letters, the same letters. */
        reason: z.string(),
        /** Articles that have both. */
        together: n,
        /** Other names that the variant would fit as well. */
        others: n,
      }),
    ),
  ),
  'names.places': query(
    z.object({
      kind: nameKind,
      name,
      /** Only where it is named, or only where it is quoted. */
      only: z.enum(['mentions', 'quotations']).nullable().default(null),
      exceptSourceId: z.number().int().nullable().default(null),
      ...page,
    }),
    z.object({ total: n, articles: n, places: z.array(namePlace) }),
  ),
  /** Says that names mean the same; groups among them become one. `name`: how it is shown. One step of undo. */
  'names.merge': command(
    z.object({ kind: nameKind, names: z.array(name).min(2).max(500), name: name.optional() }),
    z.object({ groupId: z.uuid() }),
  ),
  /** Takes variants out of what they were merged into; each stands for itself again. One step of undo. */
  'names.split': command(z.object({ kind: nameKind, variants: z.array(name).min(1).max(500) }), z.object({})),
  /** Shows a person, organisation or place under another name; the texts stay as they are. */
  'names.rename': command(z.object({ kind: nameKind, name, to: name }), z.object({})),
};
