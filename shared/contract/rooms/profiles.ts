import { query } from '../method.ts';
import { z } from '../schema.ts';
import { namePlace } from './names.ts';
import { sourceRating } from './sources.ts';

const sourceId = z.number().int();
const n = z.number().int().nonnegative();
const one = z.object({ sourceId });
const day = z.string().nullable();

/** Per thousand words, with a 95 % interval; null without words. See electron/analysis/rates. */
const rate = z
  .object({
    perThousand: z.number(),
    low: z.number(),
    high: z.number(),
    /** Times that the counts vary more between articles than chance alone would have them. */
    spread: z.number(),
  })
  .nullable();
export type ProfileRate = z.infer<typeof rate>;

const coveredStory = z.object({
  storyId: z.uuid(),
  title: z.string(),
  /** Of all sources. */
  sources: n,
  articles: n,
  firstDay: day,
  lastDay: day,
});

/** How two sources stand to each other in who has the same text. */
const sharing = z.object({
  sourceId,
  source: z.string(),
  /** Duplicate groups that both have. */
  groups: n,
  /** Of these, by who published first; the rest came out on one day, or are undated. */
  theyFirst: n,
  weFirst: n,
});

/** What one source publishes, misses, reprints and whom it quotes. NOT_FOUND when there is no such source. */
export const profilesRoom = {
  'profiles.articles': query(
    one,
    z.object({
      source: z.string(),
      articles: n,
      words: n,
      /** Articles without a day: undated, or known to the month or year only. */
      withoutDay: n,
      days: z.array(z.object({ day: z.string(), articles: n })),
      languages: z.array(z.object({ language: z.string().nullable(), articles: n })),
      ratings: z.array(sourceRating),
    }),
  ),
  /** Stories it has, stories of its time that it has not, and which other sources have the same ones. */
  'profiles.stories': query(
    z.object({
      sourceId,
      /** Sources a story must have to count as missed. */
      minSources: z.number().int().min(1).max(1000).default(3),
      count: z.number().int().min(1).max(1000).default(200),
    }),
    z.object({
      /** First and last day of its articles; stories of other days cannot be missed. */
      firstDay: day,
      lastDay: day,
      /** Stories of the project with articles. */
      stories: n,
      covered: z.object({
        total: n,
        /** Its first article is earlier, by a day or a known hour, than those of all others. */
        first: n,
        rows: z.array(coveredStory.extend({ own: n, isFirst: z.boolean() })),
      }),
      missed: z.object({ total: n, rows: z.array(coveredStory) }),
      /** Other sources by shared stories, most alike first. */
      others: z.array(
        z.object({
          sourceId,
          source: z.string(),
          shared: n,
          /** Stories of the other. */
          stories: n,
          /** Shared stories, of those that either has. */
          jaccard: z.number(),
        }),
      ),
    }),
  ),
  /** Which of its texts other sources have too, and who had them first. */
  'profiles.copies': query(
    one,
    z.object({
      articles: n,
      /** Articles whose text stands in another source. */
      shared: n,
      /** Of these: published after another source had it, before all others, and what cannot be told. */
      later: n,
      earlier: n,
      unclear: n,
      /** Articles whose text it has more than once itself. */
      ownRepeats: n,
      others: z.array(sharing),
    }),
  ),
  /** Agencies and other sources that bylines and opening lines name. */
  'profiles.agencies': query(
    one,
    z.object({
      /** Newest articles whose opening was read; bylines were read of all. */
      openingsRead: n,
      /** Agencies that are known by name, whatever the corpus. */
      known: z.array(z.string()),
      agencies: z.array(
        z.object({
          name: z.string(),
          /** The source of the corpus that it is. */
          sourceId: sourceId.nullable(),
          articles: n,
          /** Some of them, with the words that say so. */
          places: z.array(
            z.object({
              articleId: z.string(),
              title: z.string(),
              publishedAt: z.string().nullable(),
              from: z.enum(['byline', 'opening']),
              words: z.string(),
              /** UTF-16 offset into the text; null in a byline. */
              start: n.nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Persuasion techniques against all other sources. */
  'profiles.techniques': query(
    one,
    z.object({
      /** Articles and words the analyser has looked at. */
      articles: n,
      words: n,
      others: z.object({ articles: n, words: n, sources: n }),
      labels: z.array(z.object({ label: z.string(), n, rate, othersN: n, othersRate: rate })),
    }),
  ),
  /** Who speaks in its quotations; names that people merged are one. */
  'profiles.quoted': query(
    one.extend({ count: z.number().int().min(1).max(500).default(20) }),
    z.object({
      articles: n,
      /** Quotations in marks, with and without a named speaker. */
      quotations: n,
      named: n,
      words: n,
      speakers: z.object({
        total: n,
        rows: z.array(
          z.object({
            name: z.string(),
            /** As `names.places` takes it. */
            kind: z.enum(['person', 'organisation']),
            quotations: n,
            words: n,
            articles: n,
            /** Other sources that quote the same, and how often. */
            otherSources: n,
            otherQuotations: n,
          }),
        ),
      }),
    }),
  ),
  /** Where a technique, or a speaker, stands in its articles; newest first. */
  'profiles.places': query(
    z.object({
      sourceId,
      what: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('technique'), label: z.string().min(1).max(100) }),
        z.object({
          kind: z.literal('speaker'),
          name: z.string().min(1).max(300),
          of: z.enum(['person', 'organisation']),
        }),
      ]),
      start: n.default(0),
      count: z.number().int().min(1).max(200).default(30),
    }),
    z.object({ total: n, articles: n, places: z.array(namePlace) }),
  ),
  /** Sources side by side by the same measures; all that have articles when none are named. */
  'profiles.compare': query(
    z.object({ sourceIds: z.array(sourceId).max(1000).default([]) }),
    z.object({
      /** Techniques that were found anywhere, most frequent first. */
      labels: z.array(z.string()),
      rows: z.array(
        z.object({
          sourceId,
          source: z.string(),
          articles: n,
          words: n,
          firstDay: day,
          lastDay: day,
          languages: z.array(z.string()),
          stories: n,
          /** Articles whose text another source has as well. */
          shared: n,
          quotations: n,
          named: n,
          speakers: n,
          /** Words in which techniques and quotations were looked for. */
          techniqueWords: n,
          quotationWords: n,
          techniques: z.record(z.string(), z.object({ n, rate })),
        }),
      ),
    }),
  ),
};
