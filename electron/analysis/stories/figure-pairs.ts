import type { StoryDisagreement, StoryPlace } from '../../../shared/model/story-sections.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { Figure } from '../align/figures.ts';
import type { Link, WeighedStory } from './linked.ts';
import type { Voices } from './voices.ts';

const MOST = 8;

/** A measure is named by two words or more: cubic metres, square miles. */
const LEAST_OF_MEASURE = 2;
/** What both sentences have besides the measure: one word where a third article gives both figures, else two. */
const LEAST_CONTEXT = 2;
/** One measure of different things comes in any size; a figure that another source has wrong is of the same order. */
const SAME_ORDER = 2;

interface PlacedFigure {
  sentence: number;
  figure: Figure;
}

/**
 * Figures for the same thing that do not agree. Found in linked sentences; and for a measure of several words also where two
 * sources word the sentence around it quite differently, as partisans do.
 */
export function disagreements(
  story: WeighedStory,
  links: readonly Link[],
  voices: Voices,
  place: (sentence: number, span?: Span) => StoryPlace,
): StoryDisagreement[] {
  const sets = new FigureSets();
  const given = figuresGiven(story);
  const gives = (article: number, { value, counted }: Figure) =>
    counted.some((name) => given.get(name)?.some((one) => one.article === article && one.value === value));
  const articleOf = (sentence: number) => story.sentences[sentence]!.article;
  // An article that gives both figures tells two things, or tells of the disagreement itself.
  const isRival = (one: PlacedFigure, other: PlacedFigure) =>
    !gives(articleOf(one.sentence), other.figure) && !gives(articleOf(other.sentence), one.figure);
  for (const { a, b, figures } of links) {
    figures?.a.forEach((figure, k) => {
      const pair = [
        { sentence: a, figure },
        { sentence: b, figure: figures.b[k]! },
      ] as const;
      if (isRival(...pair)) sets.join(...pair);
    });
  }
  for (const [one, other] of sameMeasure(story, voices)) {
    if (!isRival(one, other)) continue;
    const isDiscussed = story.articles.some((_, article) => gives(article, one.figure) && gives(article, other.figure));
    if (contextOf(story, one, other) >= (isDiscussed ? 1 : LEAST_CONTEXT)) sets.join(one, other);
  }
  return sets
    .all()
    .map((set) => ({
      counted: countedIn(story, set),
      figures: set
        .sort((x, y) => x.figure.value - y.figure.value || x.sentence - y.sentence)
        .map(({ sentence, figure }) => ({
          value: figure.value,
          unit: figure.unit ?? '',
          figure: place(sentence, figure),
          sentence: place(sentence),
        })),
    }))
    .sort((x, y) => y.figures.length - x.figures.length)
    .slice(0, MOST);
}

/** What a figure is for, as a text words it: “cubic metres”, “dock workers”, or a currency. */
function countedIn({ articles, sentences }: WeighedStory, set: readonly PlacedFigure[]): string {
  const named = set.find(({ figure }) => figure.unit !== '');
  if (!named) return '';
  const { unit, end, counted } = named.figure;
  if (counted.length < LEAST_OF_MEASURE) return unit;
  const { text } = articles[sentences[named.sentence]!.article]!;
  return /^[^\p{L}]{0,2}(\p{L}+ \p{L}+)/u.exec(text.slice(end, end + 60))?.[1] ?? unit;
}

/** Whether two figures are for one measure named by two words or more, differ, and are of one order. */
export function areOfOneMeasure(a: Figure, b: Figure): boolean {
  const named = a.counted.filter((name) => b.counted.includes(name)).length;
  const [x, y] = [a.value, b.value];
  return named >= LEAST_OF_MEASURE && x !== y && Math.max(x, y) <= SAME_ORDER * Math.min(x, y);
}

/** By each word that names what is counted, the figures given for it. */
function figuresGiven({ sentences }: WeighedStory): Map<string, { article: number; value: number }[]> {
  const given = new Map<string, { article: number; value: number }[]>();
  for (const { article, figures } of sentences) {
    for (const { value, counted } of figures) {
      for (const name of counted) {
        const list = given.get(name);
        if (list) list.push({ article, value });
        else given.set(name, [{ article, value }]);
      }
    }
  }
  return given;
}

/** Pairs of different figures for one measure, of one order, by different voices and in one language. */
function* sameMeasure({ sentences, languages }: WeighedStory, voices: Voices): Generator<[PlacedFigure, PlacedFigure]> {
  const byMeasure = new Map<string, PlacedFigure[]>();
  sentences.forEach(({ figures }, sentence) => {
    for (const figure of figures) {
      if (figure.counted.length < LEAST_OF_MEASURE) continue;
      const measure = figure.counted.slice(0, LEAST_OF_MEASURE).join(' ');
      const list = byMeasure.get(measure);
      if (list) list.push({ sentence, figure });
      else byMeasure.set(measure, [{ sentence, figure }]);
    }
  });
  for (const list of byMeasure.values()) {
    for (const [i, one] of list.entries()) {
      for (const other of list.slice(i + 1)) {
        const [a, b] = [sentences[one.sentence]!.article, sentences[other.sentence]!.article];
        if (areOfOneMeasure(one.figure, other.figure) && languages[a] === languages[b] && !voices.areOne(a, b))
          yield [one, other];
      }
    }
  }
}

/** Different words that both sentences have besides those that name the measure. */
function contextOf({ sentences }: WeighedStory, one: PlacedFigure, other: PlacedFigure): number {
  const counts = sentences[other.sentence]!.counts;
  const measure = new Set([...one.figure.counted, ...other.figure.counted]);
  return [...sentences[one.sentence]!.counts.keys()].filter(
    (stem) => counts.has(stem) && !measure.has(stem) && !stem.startsWith('#'),
  ).length;
}

/** Figures that disagree in pairs, put together where a pair shares one. */
class FigureSets {
  readonly #of = new Map<string, Set<PlacedFigure>>();
  readonly #known = new Map<string, PlacedFigure>();

  join(one: PlacedFigure, other: PlacedFigure) {
    const sets = [one, other].map((placed) => {
      const key = `${placed.sentence} ${placed.figure.start}`;
      if (!this.#known.has(key)) {
        this.#known.set(key, placed);
        this.#of.set(key, new Set([placed]));
      }
      return this.#of.get(key)!;
    });
    const [into, from] = sets as [Set<PlacedFigure>, Set<PlacedFigure>];
    if (into === from) return;
    for (const placed of from) {
      into.add(placed);
      this.#of.set(`${placed.sentence} ${placed.figure.start}`, into);
    }
  }

  all(): PlacedFigure[][] {
    return [...new Set(this.#of.values())].map((set) => [...set]);
  }
}
