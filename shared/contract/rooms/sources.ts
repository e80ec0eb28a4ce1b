import { dateOrder } from '../../model/article.ts';
import { command, job, query } from '../method.ts';
import { z } from '../schema.ts';

/** -2 left, -1 leans left, 0 centre, 1 leans right, 2 right. */
export const lean = z.number().int().min(-2).max(2);
/** 0 very low … 5 very high. */
export const reliability = z.number().int().min(0).max(5);

/** What one rater says of one source. */
export const sourceRating = z.object({
  raterId: z.number().int(),
  rater: z.string(),
  kind: z.enum(['list', 'person']),
  lean: lean.nullable(),
  /** As the rater words it. */
  leanLabel: z.string(),
  reliability: reliability.nullable(),
  reliabilityLabel: z.string(),
  /** Where it was read, or why. */
  basis: z.string(),
  ratedOn: z.string().nullable(),
});
export type SourceRating = z.infer<typeof sourceRating>;

export const sourceRow = z.object({
  sourceId: z.number().int(),
  name: z.string(),
  domain: z.string().nullable(),
  /** Other names and domains by which its articles are recognised. */
  aliases: z.array(z.string()),
  country: z.string(),
  language: z.string(),
  notes: z.string(),
  articles: z.number().int(),
  firstPublished: z.string().nullable(),
  lastPublished: z.string().nullable(),
  dateOrder: z.object({
    order: dateOrder.nullable(),
    /** `articles`: their unambiguous dates all show it. */
    from: z.enum(['user', 'articles']).nullable(),
    /** Articles whose dates show day before month, and month before day. */
    dayFirst: z.number().int(),
    monthFirst: z.number().int(),
    /** Articles whose date still awaits the order. */
    open: z.number().int(),
  }),
  /** Empty: unrated. */
  ratings: z.array(sourceRating),
  /** Rules of the cleaning pass in force. */
  rules: z.number().int(),
});
export type SourceRow = z.infer<typeof sourceRow>;

/** Which column of a list of ratings holds what: index from 0. `domain` or `name` must be there. */
export const ratingMapping = z.object({
  name: z.number().int().nullable(),
  domain: z.number().int().nullable(),
  lean: z.number().int().nullable(),
  reliability: z.number().int().nullable(),
  basis: z.number().int().nullable(),
  ratedOn: z.number().int().nullable(),
  /** The list's words for the five bands; words that are in none are reported, not guessed. */
  leanWords: z.record(z.string(), lean.nullable()),
  reliabilityWords: z.record(z.string(), reliability.nullable()),
});
export type RatingMapping = z.infer<typeof ratingMapping>;

const ratingList = z.string().min(1).max(20_000_000);

export const sourcesRoom = {
  'sources.list': query(z.object({}), z.array(sourceRow)),
  /** Setting `dateOrder` dates the articles that waited for it, in the same step of undo. */
  'sources.edit': command(
    z.object({
      sourceId: z.number().int(),
      fields: z
        .object({
          name: z.string().trim().min(1).max(300),
          domain: z.string().trim().max(300).nullable(),
          country: z.string().max(100),
          language: z.string().max(35),
          notes: z.string().max(10_000),
          dateOrder: dateOrder.nullable(),
        })
        .partial(),
    }),
    z.object({}),
  ),
  /** Articles whose date can be read in two ways, with both readings: what choosing an order would make of them. */
  'sources.dateExamples': query(
    z.object({ sourceId: z.number().int(), count: z.number().int().min(1).max(50).default(3) }),
    z.array(
      z.object({
        articleId: z.string(),
        title: z.string(),
        written: z.string(),
        dayFirst: z.string(),
        monthFirst: z.string(),
      }),
    ),
  ),
  /** Makes several sources one: articles move, names and domains become aliases. One step of undo. */
  'sources.merge': command(
    z.object({ intoId: z.number().int(), sourceIds: z.array(z.number().int()).min(1).max(1000) }),
    z.object({ articles: z.number().int() }),
  ),
  /** A further name or domain. CONFLICT when it belongs to another source: merge them instead. */
  'sources.addAlias': command(
    z.object({ sourceId: z.number().int(), alias: z.string().trim().min(1).max(300) }),
    z.object({}),
  ),
  'sources.removeAlias': command(z.object({ sourceId: z.number().int(), alias: z.string() }), z.object({})),

  'ratings.raters': query(
    z.object({}),
    z.array(
      z.object({
        raterId: z.number().int(),
        name: z.string(),
        kind: z.enum(['list', 'person']),
        addedAt: z.string(),
        entries: z.number().int(),
        /** Entries that name a source of this project. */
        matched: z.number().int(),
      }),
    ),
  ),
  /** Reads a list (CSV or TSV) without keeping it: its shape, a guessed mapping, and what that mapping would give. */
  'ratings.preview': query(
    z.object({ csv: ratingList, mapping: ratingMapping.nullable().default(null) }),
    z.object({
      header: z.array(z.string()),
      rows: z.array(z.array(z.string())),
      entries: z.number().int(),
      /** The known shape of list it is. */
      preset: z.enum(['AllSides', 'MBFC']).nullable(),
      mapping: ratingMapping,
      matched: z.array(
        z.object({ sourceId: z.number().int(), source: z.string(), entry: z.string(), lean: lean.nullable() }),
      ),
      /** Words in the lean or reliability column that have no band yet, with how often they occur. */
      unknownWords: z.array(
        z.object({ column: z.enum(['lean', 'reliability']), word: z.string(), entries: z.number().int() }),
      ),
      problems: z.array(z.string()),
    }),
  ),
  /** Keeps a list under the rater's name; a list of that name is replaced. One step of undo. */
  'ratings.import': command(
    z.object({
      rater: z.string().trim().min(1).max(200),
      csv: ratingList,
      mapping: ratingMapping,
      ratedOn: z.iso.date().nullable().default(null),
    }),
    z.object({ entries: z.number().int(), matched: z.number().int(), unrated: z.number().int() }),
  ),
  /** The current coder's own rating; both null takes it back. */
  'ratings.set': command(
    z.object({
      sourceId: z.number().int(),
      lean: lean.nullable(),
      reliability: reliability.nullable(),
      basis: z.string().max(2000).default(''),
    }),
    z.object({}),
  ),
  'ratings.removeRater': command(z.object({ raterId: z.number().int() }), z.object({})),

  /** What the cleaning pass over a source's articles cuts, most frequent first. */
  'cleaning.rules': query(
    z.object({
      sourceId: z.number().int(),
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(500).default(200),
    }),
    z.object({
      total: z.number().int(),
      rules: z.array(
        z.object({
          ruleId: z.string(),
          line: z.string(),
          reason: z.string(),
          documents: z.number().int(),
          on: z.boolean(),
        }),
      ),
      /** The last pass; null before the first. */
      last: z
        .object({ analyser: z.string(), at: z.string(), articles: z.number().int(), changed: z.number().int() })
        .nullable(),
    }),
  ),
  /** An article from which a rule cuts its line now, and where (UTF-16 offset); null when there is none. */
  'cleaning.example': query(
    z.object({ sourceId: z.number().int(), ruleId: z.string() }),
    z.object({ articleId: z.string(), start: z.number().int().nonnegative() }).nullable(),
  ),
  /** Switches rules of a source off or on, and cleans its articles again: new text versions, annotations re-anchored. */
  'cleaning.setRules': job(
    z.object({ sourceId: z.number().int(), ruleIds: z.array(z.string()).min(1).max(10_000), on: z.boolean() }),
    z.object({ jobId: z.string() }),
  ),
  /** Cleans the articles of these sources again; of all when null. */
  'cleaning.start': job(
    z.object({ sourceIds: z.array(z.number().int()).min(1).max(10_000).nullable().default(null) }),
    z.object({ jobId: z.string() }),
  ),
};

/** What a job of kind `clean` ends with. */
export const cleaningResult = z.object({
  sources: z.number().int(),
  articles: z.number().int(),
  changed: z.number().int(),
  rules: z.number().int(),
});
export type CleaningResult = z.infer<typeof cleaningResult>;
