import type { Gap, Side } from '../../../shared/model/story.ts';
import type {
  StoryDisagreement,
  StoryPlace,
  StoryQuestion,
  StorySections,
  StorySentence,
  StorySpeaker,
  StoryStatement,
} from '../../../shared/model/story-sections.ts';
import { fold } from '../../../shared/text/fold.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { Figure } from '../align/figures.ts';
import { STOP_WORDS } from '../align/stop-words.ts';
import type { Finding } from '../analysers/analyser.ts';
import { type Link, linkSentences, type StorySentenceAt, sentencesOfStory } from './linked.ts';

export const sectionWriter = {
  name: 'story sections',
  version: '1',
  explanation:
    'Sentences of the articles, word for word. What happened: those near the beginning of an article that most other sources say too. Common ground: statements that the sentence aligner finds in two or more sources. Questions are built from what is missing.',
} as const;

/** An article of a story. No two are copies of one another. */
export interface SectionArticle {
  articleId: string;
  sourceId: number | null;
  source: string;
  side: Side | null;
  text: string;
  language: string | null;
  /** What the analyser `quotations` found in this text. */
  quotations: readonly Finding[];
}

export interface SectionInput {
  articles: readonly SectionArticle[];
  gap: Gap;
}

export type WrittenSections = Omit<StorySections, 'signals' | 'basis'>;

const MOST = { happened: 4, matters: 3, statements: 12, figures: 8, speakers: 20, places: 20 };
/** Sentences from the beginning of an article that may say what happened. */
const LEADING = 6;

/** What is said in a story. Everything given is a place in one of its articles, or built from such places. */
export function writeSections({ articles, gap }: SectionInput): WrittenSections {
  const sentences = sentencesOfStory(articles);
  const links = linkSentences(sentences, articles);
  const story = new Story(articles, sentences, links);
  const happened = story.happened();
  const statements = story.statements();
  const figures = story.disagreements();
  return {
    happened,
    matters: story.matters(new Set(happened.map(({ text }) => text))),
    commonGround: statements.slice(0, MOST.statements),
    onlyOneSide: story.onlyOneSide(statements),
    figures,
    quoted: speakersOf(articles),
    questions: questionsOf(gap, figures),
  };
}

class Story {
  readonly #articles: readonly SectionArticle[];
  readonly #sentences: readonly StorySentenceAt[];
  readonly #links: readonly Link[];
  /** For each sentence, the other sentences that say it, best first. */
  readonly #alike: { sentence: number; link: Link }[][];

  constructor(articles: readonly SectionArticle[], sentences: readonly StorySentenceAt[], links: readonly Link[]) {
    this.#articles = articles;
    this.#sentences = sentences;
    this.#links = links;
    this.#alike = sentences.map(() => []);
    for (const link of links) {
      this.#alike[link.a]!.push({ sentence: link.b, link });
      this.#alike[link.b]!.push({ sentence: link.a, link });
    }
    for (const list of this.#alike) list.sort((x, y) => y.link.score - x.link.score);
  }

  #article(sentence: number): SectionArticle {
    return this.#articles[this.#sentences[sentence]!.article]!;
  }

  /** Articles without a source count as one source: nothing says that they are several. */
  #source = (sentence: number) => this.#article(sentence).sourceId ?? -1;

  #place(sentence: number, span: Span = this.#sentences[sentence]!): StoryPlace {
    const { articleId, sourceId, source, text } = this.#article(sentence);
    const { start, end } = span;
    return { articleId, sourceId, source, start, end, text: text.slice(start, end) };
  }

  /** For each other source, how alike its likest sentence is; summed. */
  #centrality(sentence: number): { score: number; sources: number } {
    const best = new Map<number, number>();
    for (const { sentence: other, link } of this.#alike[sentence]!) {
      const source = this.#source(other);
      if (source !== this.#source(sentence)) best.set(source, Math.max(best.get(source) ?? 0, link.score));
    }
    return { score: [...best.values()].reduce((sum, score) => sum + score, 0), sources: best.size };
  }

  happened(): StorySentence[] {
    const leading = [...this.#sentences.keys()].filter((i) => this.#sentences[i]!.order < LEADING);
    const ranked = leading
      .map((i) => ({ i, ...this.#centrality(i) }))
      .map((one) => ({ ...one, score: one.score / (1 + 0.15 * this.#sentences[one.i]!.order) }))
      .filter(({ sources }) => sources > 0)
      .sort((a, b) => b.score - a.score || a.i - b.i);
    if (ranked.length === 0) {
      // Nobody repeats anybody: how the first article begins.
      const [first] = leading;
      return first === undefined
        ? []
        : [
            {
              ...this.#place(first),
              score: 0,
              reason: 'the beginning of the first article; no other source says the same',
            },
          ];
    }
    return this.#pick(ranked, MOST.happened).map(({ i, score, sources }) => ({
      ...this.#place(i),
      score: rounded(score),
      reason: `${sources === 1 ? 'one other source says' : `${sources} other sources say`} the same`,
    }));
  }

  matters(taken: ReadonlySet<string>): StorySentence[] {
    const ranked = [...this.#sentences.keys()].flatMap((i) => {
      const { text, language } = this.#article(i);
      const { start, end, order } = this.#sentences[i]!;
      const sentence = text.slice(start, end);
      const cue = (language ?? 'en').startsWith('en') ? CONSEQUENCE.exec(sentence)?.[0] : undefined;
      if (cue === undefined || taken.has(sentence) || sentence.endsWith('?')) return [];
      const { score, sources } = this.#centrality(i);
      return [{ i, score: 0.5 + score, sources, cue, order }];
    });
    ranked.sort((a, b) => b.score - a.score || a.order - b.order || a.i - b.i);
    return this.#pick(ranked, MOST.matters).map(({ i, score, cue }) => ({
      ...this.#place(i),
      score: rounded(score),
      reason: `names a consequence: “${cue.toLowerCase()}”`,
    }));
  }

  /** From the top, one of each source, none that says what one before it says. */
  #pick<One extends { i: number }>(ranked: readonly One[], most: number): One[] {
    const picked: One[] = [];
    for (const one of ranked) {
      if (picked.length === most) break;
      const said = new Set(this.#alike[one.i]!.map(({ sentence }) => sentence));
      const isNew = picked.every(({ i }) => this.#source(i) !== this.#source(one.i) && !said.has(i));
      if (isNew) picked.push(one);
    }
    return picked;
  }

  /** What two or more sources say without contradicting each other, said by most first. */
  statements(): StoryStatement[] {
    const order = [...this.#sentences.keys()]
      .map((i) => ({ i, ...this.#centrality(i) }))
      .sort((a, b) => b.sources - a.sources || b.score - a.score || a.i - b.i);
    const used = new Set<number>();
    const found: StoryStatement[] = [];
    for (const { i } of order) {
      if (used.has(i)) continue;
      const sources = new Set([this.#source(i)]);
      const alsoBy: StoryStatement['alsoBy'] = [];
      for (const { sentence, link } of this.#alike[i]!) {
        if (used.has(sentence) || link.kind === 'differs' || sources.has(this.#source(sentence))) continue;
        sources.add(this.#source(sentence));
        used.add(sentence);
        alsoBy.push({ ...this.#place(sentence), kind: link.kind, score: rounded(link.score) });
      }
      if (alsoBy.length === 0) continue;
      used.add(i);
      found.push({ said: this.#place(i), alsoBy, sources: sources.size });
    }
    return found.sort((a, b) => b.sources - a.sources);
  }

  onlyOneSide(statements: readonly StoryStatement[]): StorySections['onlyOneSide'] {
    const sideOf = new Map(this.#articles.map(({ articleId, side }) => [articleId, side]));
    const covering = new Set(this.#articles.flatMap(({ side }) => side ?? []));
    return statements.flatMap((statement) => {
      const sides = new Set(
        [statement.said, ...statement.alsoBy].map(({ articleId }) => sideOf.get(articleId) ?? null),
      );
      const [side] = sides;
      if (sides.size !== 1 || !side) return [];
      const missing = [...covering].filter((one) => one !== side);
      return missing.length > 0 ? [{ side, missing, statement }] : [];
    });
  }

  /** Whether the article of a sentence has this value for the same thing in any of its sentences. */
  #gives(sentence: number, { value, counted }: Figure): boolean {
    const { article } = this.#sentences[sentence]!;
    return this.#sentences.some(
      (one) =>
        one.article === article &&
        one.figures.some((figure) => figure.value === value && figure.counted.some((name) => counted.includes(name))),
    );
  }

  /** Figures that linked sentences give for the same thing and that do not agree, those of one thing together. */
  disagreements(): StoryDisagreement[] {
    const sets = new FigureSets();
    for (const { a, b, figures } of this.#links) {
      figures?.a.forEach((figure, k) => {
        const other = figures.b[k]!;
        // An article that gives both figures tells two things, or tells of the disagreement itself.
        if (this.#gives(a, other) || this.#gives(b, figure)) return;
        sets.join({ sentence: a, figure }, { sentence: b, figure: other });
      });
    }
    return sets
      .all()
      .map((set) => ({
        counted: countedIn(set.map(({ figure }) => figure)),
        figures: set
          .sort((x, y) => x.figure.value - y.figure.value || x.sentence - y.sentence)
          .map(({ sentence, figure }) => ({
            value: figure.value,
            unit: figure.unit ?? '',
            figure: this.#place(sentence, figure),
            sentence: this.#place(sentence),
          })),
      }))
      .sort((x, y) => y.figures.length - x.figures.length)
      .slice(0, MOST.figures);
  }
}

const rounded = (score: number) => Math.round(score * 1000) / 1000;

const CONSEQUENCE =
  /\b(?:as a result|this means|which means|that means|will mean|would mean|could mean|at stake|depends? on|puts? at risk|threatens?|will force|would force|could force|affects?|is expected to|are expected to|consequences?|for the first time|no longer)\b/i;

interface PlacedFigure {
  sentence: number;
  figure: Figure;
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

const countedIn = (figures: readonly Figure[]): string => figures.find(({ unit }) => unit)?.unit ?? '';

/** Who is quoted, by how many quotations; spellings of a name that differ only in case or accents are one. */
function speakersOf(articles: readonly SectionArticle[]): StorySpeaker[] {
  const speakers = new Map<string, StorySpeaker>();
  for (const { articleId, sourceId, source, text, quotations } of articles) {
    for (const { start, end, speaker } of quotations) {
      if (!speaker) continue;
      const key = fold(speaker.name);
      if (STOP_WORDS.has(key)) continue;
      const known = speakers.get(key) ?? { name: speaker.name, quotations: 0, bySource: [], places: [] };
      speakers.set(key, known);
      known.quotations++;
      const own = known.bySource.find((one) => one.sourceId === sourceId);
      if (own) own.quotations++;
      else known.bySource.push({ sourceId, source, quotations: 1 });
      if (known.places.length < MOST.places) {
        known.places.push({ articleId, sourceId, source, start, end, text: text.slice(start, end) });
      }
    }
  }
  return [...speakers.values()]
    .sort((a, b) => b.bySource.length - a.bySource.length || b.quotations - a.quotations || (a.name < b.name ? -1 : 1))
    .slice(0, MOST.speakers);
}

const SIDE_WORDS: Record<Side, string> = { left: 'on the left', centre: 'in the centre', right: 'on the right' };

function questionsOf(gap: Gap, figures: readonly StoryDisagreement[]): StoryQuestion[] {
  const questions: StoryQuestion[] = [];
  if (gap.kind === 'gap') {
    const share = Math.round(gap.share * 100);
    questions.push({
      kind: 'gap',
      text: `How do sources ${SIDE_WORDS[gap.side]} tell it? They are ${share} % of the rated sources here.`,
      places: [],
    });
  }
  for (const { counted, figures: given } of figures) {
    const values = [...new Map(given.map(({ value, figure }) => [value, figure.text])).values()];
    questions.push({
      kind: 'figures',
      text: `Which figure${counted ? ` for ${counted}` : ''} is right: ${listed(values)}?`,
      places: given.map(({ figure }) => figure),
    });
  }
  return questions;
}

const listed = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
