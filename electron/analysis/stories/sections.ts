import type { Gap, Side } from '../../../shared/model/story.ts';
import type {
  StoryPlace,
  StorySections,
  StorySentence,
  StorySpeaker,
  StoryStatement,
} from '../../../shared/model/story-sections.ts';
import { fold } from '../../../shared/text/fold.ts';
import type { Span } from '../../../shared/text/span.ts';
import { STOP_WORDS } from '../align/stop-words.ts';
import type { Finding } from '../analysers/analyser.ts';
import { claimAt, claimsWithEvidence } from './evidence.ts';
import { disagreements } from './figure-pairs.ts';
import { type Link, linkSentences, type StorySentenceAt, type WeighedStory, weighStory } from './linked.ts';
import { questionsOf } from './questions.ts';
import { Voices } from './voices.ts';

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
  /** What the analyser `claims` found. */
  claims: readonly Finding[];
}

export interface SectionInput {
  articles: readonly SectionArticle[];
  gap: Gap;
  /** Sentences that people put among the claims: evidence is looked for as for the others. */
  chosen?: readonly { articleId: string; text: string }[];
}

export type WrittenSections = Omit<StorySections, 'signals' | 'basis' | 'corrections'>;

const MOST = { happened: 4, matters: 3, statements: 12, speakers: 20, places: 20 };
/** Sentences from the beginning of an article that may say what happened. */
const LEADING = 6;

/** What is said in a story. Everything given is a place in one of its articles, or built from such places. */
export function writeSections({ articles, gap, chosen = [] }: SectionInput): WrittenSections {
  const weighed = weighStory(articles);
  const links = linkSentences(weighed);
  // Articles without a source count as one source: nothing says that they are several.
  const voices = new Voices(
    articles.map(({ sourceId }) => sourceId ?? -1),
    weighed.sentences,
  );
  const story = new Story(weighed, links, voices);
  const happened = story.happened();
  const statements = story.statements();
  const figures = disagreements(weighed, links, voices, story.place);
  const { claims, unsupported } = claimsWithEvidence(weighed, voices, story.place);
  for (const { articleId, text } of chosen) {
    const at = story.find(articleId, text);
    if (at !== null && !claims.some(({ sentence }) => sentence === at))
      claims.push(claimAt(weighed, voices, story.place, at, null));
  }
  const onlyOneSide = story.onlyOneSide(statements);
  const quoted = speakersOf(articles);
  const heard = voices.count([...articles.keys()]);
  return {
    happened,
    matters: story.matters(new Set(happened.map(({ text }) => text))),
    commonGround: statements.slice(0, MOST.statements),
    onlyOneSide,
    figures,
    quoted,
    claims: claims.map(({ sentence: _sentence, ...claim }) => claim),
    questions: questionsOf({ gap, figures, unsupported, onlyOneSide, quoted, voices: heard }),
  };
}

class Story {
  readonly #articles: readonly SectionArticle[];
  readonly #sentences: readonly StorySentenceAt[];
  readonly #voices: Voices;
  /** For each sentence, the other sentences that say it, best first. */
  readonly #alike: { sentence: number; link: Link }[][];

  constructor({ articles, sentences }: WeighedStory, links: readonly Link[], voices: Voices) {
    this.#articles = articles;
    this.#sentences = sentences;
    this.#voices = voices;
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

  place = (sentence: number, span: Span = this.#sentences[sentence]!): StoryPlace => {
    const { articleId, sourceId, source, text } = this.#article(sentence);
    const { start, end } = span;
    return { articleId, sourceId, source, start, end, text: text.slice(start, end) };
  };

  /** The sentence of an article with these words. */
  find(articleId: string, words: string): number | null {
    const at = this.#sentences.findIndex(({ article, start, end }) => {
      const { articleId: id, text } = this.#articles[article]!;
      return id === articleId && text.slice(start, end) === words;
    });
    return at < 0 ? null : at;
  }

  /** Articles of other voices that have a sentence like this one, each with its likest, one of each voice. */
  #heard(sentence: number, counts: (link: Link, other: number) => boolean = () => true) {
    const own = this.#sentences[sentence]!.article;
    const heard: { article: number; sentence: number; link: Link }[] = [];
    for (const { sentence: other, link } of this.#alike[sentence]!) {
      const { article } = this.#sentences[other]!;
      const isKnown = [own, ...heard.map((one) => one.article)].some((one) => this.#voices.areOne(one, article));
      if (!isKnown && counts(link, other)) heard.push({ article, sentence: other, link });
    }
    return heard;
  }

  /** For each other voice, how alike its likest sentence is; summed. */
  #centrality(sentence: number): { score: number; sources: number } {
    const heard = this.#heard(sentence);
    return { score: heard.reduce((sum, { link }) => sum + link.score, 0), sources: heard.length };
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
              ...this.place(first),
              score: 0,
              reason: 'the beginning of the first article; no other source says the same',
              putIn: null,
            },
          ];
    }
    return this.#pick(ranked, MOST.happened).map(({ i, score, sources }) => ({
      ...this.place(i),
      score: rounded(score),
      reason: `${sources === 1 ? 'one other source says' : `${sources} other sources say`} the same`,
      putIn: null,
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
      ...this.place(i),
      score: rounded(score),
      reason: `names a consequence: “${cue.toLowerCase()}”`,
      putIn: null,
    }));
  }

  /** From the top, one of each source, none that says what one before it says. */
  #pick<One extends { i: number }>(ranked: readonly One[], most: number): One[] {
    const picked: One[] = [];
    for (const one of ranked) {
      if (picked.length === most) break;
      const said = new Set(this.#alike[one.i]!.map(({ sentence }) => sentence));
      const article = (i: number) => this.#sentences[i]!.article;
      const isNew = picked.every(({ i }) => !this.#voices.areOne(article(i), article(one.i)) && !said.has(i));
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
      const others = this.#heard(i, (link, other) => link.kind !== 'differs' && !used.has(other));
      if (others.length === 0) continue;
      used.add(i);
      for (const { sentence } of others) used.add(sentence);
      const alsoBy = others.map(({ sentence, link }) => ({
        ...this.place(sentence),
        kind: link.kind as 'same' | 'reworded',
        score: rounded(link.score),
      }));
      found.push({ said: this.place(i), alsoBy, sources: 1 + others.length });
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
}

const rounded = (score: number) => Math.round(score * 1000) / 1000;

const CONSEQUENCE =
  /\b(?:as a result|this means|which means|that means|will mean|would mean|could mean|at stake|depends? on|puts? at risk|threatens?|will force|would force|could force|affects?|is expected to|are expected to|consequences?|for the first time|no longer)\b/i;

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
