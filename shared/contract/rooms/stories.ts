import { articleId } from '../../model/article.ts';
import { claimKinds } from '../../model/claim.ts';
import { gapSettings, spectrum, storyId, storyMember, storyRow } from '../../model/story.ts';
import {
  correctableBlocks,
  fillableBlocks,
  storyBlock,
  storyEvidence,
  storyPlace,
  storySections,
} from '../../model/story-sections.ts';
import { command, host, query } from '../method.ts';
import { z } from '../schema.ts';

const title = z.string().trim().min(1).max(300);
const one = z.object({ storyId });
/** Articles by day, first to last; days without any are left out. */
const days = z.array(z.object({ day: z.string(), articles: z.number().int() }));
/** A span of the text in force, with its words. */
const passage = z.object({
  articleId,
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string().min(1).max(20_000),
});
const fit = z.object({ topic: z.number(), together: z.number().int(), apart: z.number().int() });
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
  /** What its articles say, word for word, as people put it right. Kept until an article or a finding changes. */
  'stories.sections': host(one, storySections),
  /** Sentences of the story's articles with these words: what can be put into a block. Copies are left out. */
  'stories.sentences': query(
    z.object({ storyId, text: z.string().max(300).default(''), count: z.number().int().min(1).max(200).default(50) }),
    z.object({ total: z.number().int(), sentences: z.array(storyPlace) }),
  ),
  /** The page of a story as one HTML file that needs nothing else. */
  'stories.report': host(one, z.object({ fileName: z.string(), html: z.string() })),
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

  /** Hides a block, brings it back, comments on it, or puts own words beside it: what is not named stays as it is. */
  'stories.setBlock': command(
    z.object({
      storyId,
      block: storyBlock,
      isHidden: z.boolean().optional(),
      comment: z.string().trim().max(5000).optional(),
      wording: z.string().trim().max(5000).optional(),
    }),
    z.object({}),
  ),
  /** Takes one thing out of a block; a speaker or a question by its words. It stays out when the block is written anew. */
  'stories.takeOut': command(
    z.object({
      storyId,
      block: z.enum(correctableBlocks),
      what: z.union([passage, z.object({ text: z.string().min(1).max(5000) })]),
    }),
    z.object({}),
  ),
  /** Puts a sentence of one of the story's articles into a block. INVALID_INPUT when the article is not in the story. */
  'stories.putIn': command(z.object({ storyId, block: z.enum(fillableBlocks), what: passage }), z.object({})),
  /** Takes such a correction back. */
  'stories.dropCorrection': command(z.object({ correctionId: z.uuid() }), z.object({})),
  /** Makes a claim of a sentence, with passages of other sources as its evidence. One step of undo. */
  'stories.recordClaim': command(
    z.object({
      what: passage,
      statement: z.string().trim().min(1).max(2000).optional(),
      speaker: z.string().trim().max(500).default(''),
      kind: z.enum(claimKinds).nullable().default(null),
      /** The same statement elsewhere: becomes a mention. Others become evidence. */
      evidence: z.array(passage.extend({ relation: storyEvidence.shape.relation })).max(200),
    }),
    z.object({ claimId: z.uuid(), number: z.number().int() }),
  ),

  /**
   * What the corrections of people say of the analyser's setting `topic`: how many pairs of articles that they put together or
   * apart come out so at today's value, and at the one that does best. Nothing is set by it.
   */
  'stories.fit': host(
    z.object({}),
    z.object({
      articles: z.number().int(),
      together: z.number().int(),
      apart: z.number().int(),
      now: fit,
      best: fit,
    }),
  ),
  'stories.settings': query(z.object({}), gapSettings),
  'stories.setSettings': command(gapSettings, z.object({})),
};
