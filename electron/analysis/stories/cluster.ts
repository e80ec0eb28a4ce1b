import type { DocumentCounts } from './document-counts.ts';
import { averageLinkage, type Days } from './linkage.ts';
import { allPairs, nearest } from './neighbours.ts';
import type { Terms } from './terms.ts';
import { type ManyTerms, type Vector, weigh, weighWithin } from './vectors.ts';

export const storyFinder = { name: 'stories', version: '1' };

export interface StorySettings {
  /** Days between two neighbouring articles of one story, at most. */
  window: number;
  /** Mean cosine below which two groups of articles are not even of one topic. */
  topic: number;
  /** The same within a topic, over what its members do not all share: below it they tell different events. */
  event: number;
  /** The same where the days of publication have told events apart already. */
  eventDated: number;
}

/** Set on labelled stories of English news, see docs/accuracy.md. */
export const storyDefaults: StorySettings = { window: 7, topic: 0.12, event: 0.075, eventDated: 0.04 };

/** A story may go on longer than the window, as long as it does not pause for longer; but not for ever. */
const LONGEST = 6;
const NEIGHBOURS = 40;
/** Below this a topic is one event: there is too little to tell two apart by. */
const LEAST_TO_PART = 4;
/** Topics up to this size are parted over all their pairs. */
const ALL_PAIRS = 250;
/** Share of a topic's articles that must have a day for it to count as dated. */
const MOSTLY = 0.8;

export interface StoryItem {
  terms: Terms;
  /** Day of publication, in days since 1970; null when unknown. */
  day: number | null;
}

/** Very many articles to be grouped, their terms one at a time. */
export interface StoryItems {
  terms: ManyTerms;
  /** Day of publication of each, in days since 1970; null when unknown. */
  days: readonly (number | null)[];
}

/** The same for articles that are all in memory. */
export const findStories = (
  items: readonly StoryItem[],
  settings: StorySettings = storyDefaults,
  corpus?: DocumentCounts,
): Int32Array =>
  groupArticles(
    { terms: { length: items.length, at: (i) => items[i]!.terms }, days: items.map(({ day }) => day) },
    settings,
    corpus,
  );

/**
 * Groups articles that tell the same event. First by topic: TF-IDF vectors, average linkage among neighbours in a window
 * of days. Then each topic again, with what all its articles share taken back.
 * @param corpus how rare terms are, where the items are only a part of it
 * @returns for each article, the number of the first article of its story; an article alone has its own
 */
export function groupArticles(
  { terms: articles, days }: StoryItems,
  settings: StorySettings = storyDefaults,
  corpus?: DocumentCounts,
): Int32Array {
  const { vectors, terms } = weigh(articles, corpus);
  const mayJoin = within(settings.window);
  const topics = averageLinkage(vectors, {
    threshold: settings.topic,
    neighbours: nearest(vectors, terms, { least: settings.topic / 2, most: NEIGHBOURS, days, window: settings.window }),
    mayJoin,
    days,
  });
  const members = new Map<number, number[]>();
  topics.forEach((topic, i) => {
    const list = members.get(topic);
    if (list) list.push(i);
    else members.set(topic, [i]);
  });
  const stories = Int32Array.from(topics);
  for (const topic of members.values()) {
    if (topic.length < LEAST_TO_PART) continue;
    const events = partTopic(
      topic.map((i) => vectors[i]!),
      topic.map((i) => days[i]!),
      settings,
      terms,
    );
    events.forEach((event, k) => {
      stories[topic[k]!] = topic[event]!;
    });
  }
  return stories;
}

function partTopic(vectors: readonly Vector[], days: (number | null)[], settings: StorySettings, terms: number) {
  const own = weighWithin(vectors);
  const neighbours =
    own.length <= ALL_PAIRS
      ? allPairs(own.length)
      : nearest(own, terms, { least: settings.eventDated / 2, most: NEIGHBOURS, days, window: settings.window });
  const dated = days.filter((day) => day !== null).length;
  const threshold = dated >= days.length * MOSTLY ? settings.eventDated : settings.event;
  return averageLinkage(own, { threshold, neighbours, mayJoin: within(settings.window), days });
}

const within =
  (window: number) =>
  (a: Days | null, b: Days | null): boolean => {
    if (!a || !b) return true;
    const gap = Math.max(a.first, b.first) - Math.min(a.last, b.last);
    const span = Math.max(a.last, b.last) - Math.min(a.first, b.first);
    return gap <= window && span <= window * LONGEST;
  };
