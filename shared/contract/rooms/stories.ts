import { articleId } from '../../model/article.ts';
import { gapSettings, spectrum, storyId, storyMember, storyRow } from '../../model/story.ts';
import { storySections } from '../../model/story-sections.ts';
import { command, host, query } from '../method.ts';
import { z } from '../schema.ts';

const title = z.string().trim().min(1).max(300);
const one = z.object({ storyId });
/** Articles by day, first to last; days without any are left out. */
const days = z.array(z.object({ day: z.string(), articles: z.number().int() }));
const several = z.array(articleId).min(1).max(10_000);

export const storySorts = ['newest', 'articles', 'sources', 'title'] as const;

/** Stories: articles about the same event, as an analyser found them and people put them right. */
export const storiesRoom = {
  /** Stories with articles. `job` of kind `analyze` finds them. */
  'stories.list': query(
    z.object({
      /** Words of the title or a topic. */
      text: z.string().max(300).default(''),
      onlyGaps: z.boolean().default(false),
      sort: z.enum(storySorts).default('newest'),
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      total: z.number().int(),
      rows: z.array(storyRow.extend({ days })),
      /** The rule the gaps were found by. */
      settings: gapSettings,
      /** The same shares over all sources of the project that have articles. */
      baseline: spectrum,
      /** Articles that were not compared with the others yet. */
      due: z.number().int(),
    }),
  ),
  'stories.get': query(
    one,
    storyRow.extend({
      settings: gapSettings,
      baseline: spectrum,
      days,
      /** The story's sources, most articles first, with what each rater asked says of them. */
      bySource: z.array(
        z.object({
          sourceId: z.number().int().nullable(),
          source: z.string(),
          articles: z.number().int(),
          firstPublished: z.string().nullable(),
          lean: z.number().int().nullable(),
          ratings: z.array(z.object({ rater: z.string(), lean: z.number().int(), ratedOn: z.string().nullable() })),
        }),
      ),
    }),
  ),
  /** The articles of a story, by date. */
  'stories.members': query(
    z.object({
      storyId,
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(1000).default(200),
    }),
    z.object({ total: z.number().int(), members: z.array(storyMember) }),
  ),
  /** What its articles say, word for word. Worked out anew each time: it takes a moment for a large story. */
  'stories.sections': host(one, storySections),
  /** The story of an article; null when it is in none. */
  'stories.ofArticle': query(z.object({ articleId }), z.object({ storyId, title: z.string() }).nullable()),
  /** The same for many; those in no story are left out. */
  'stories.ofArticles': query(
    z.object({ articleIds: z.array(articleId).max(1000) }),
    z.array(z.object({ articleId: z.string(), storyId, title: z.string() })),
  ),

  // What a person says below stays when stories are looked for again. Each is one step of undo; copies go along.
  'stories.rename': command(z.object({ storyId, title }), z.object({})),
  'stories.setTopics': command(
    z.object({ storyId, topics: z.array(z.string().trim().min(1).max(100)).max(20) }),
    z.object({}),
  ),
  'stories.lock': command(z.object({ storyId, locked: z.boolean() }), z.object({})),
  /** Puts the articles of other stories into one; the others are gone. CONFLICT when one of them is locked. */
  'stories.merge': command(
    z.object({ intoId: storyId, storyIds: z.array(storyId).min(1).max(1000) }),
    z.object({ articles: z.number().int() }),
  ),
  /** Makes a new story of some articles of one. INVALID_INPUT when none of them or all of its articles are named. */
  'stories.split': command(z.object({ storyId, articleIds: several, title: title.optional() }), one),
  /** Puts articles into a story, or takes them out of any (null). */
  'stories.move': command(
    z.object({ articleIds: several, toId: storyId.nullable() }),
    z.object({ articles: z.number().int() }),
  ),
  /** Makes a story of articles, wherever they are. */
  'stories.create': command(z.object({ articleIds: several, title: title.optional() }), one),

  'stories.settings': query(z.object({}), gapSettings),
  'stories.setSettings': command(gapSettings, z.object({})),
};
