import { fold, type Span, words } from '../../../shared/text/index.ts';
import { type SpeakerName, sameSpeakers } from './speakers.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

export const quotationMatcher = {
  name: 'Quotations lined up',
  version: '1',
  explanation:
    'Quotations of different articles are one when they have the same words, when the words of one stand in the other in their order, or, of one speaker, when at least half of their telling words are the same. Names that differ by a first name or its initial are one speaker.',
} as const;

/** A quotation as the analyser `quotations` found it. UTF-16 offsets into the article's text. */
export interface FoundQuotation extends Span {
  /** `direct` or `indirect`. */
  label: string;
  speaker?: { name: string } | null;
}

export interface QuotedArticle {
  text: string;
  language: string | null;
  quotations: readonly FoundQuotation[];
}

/** Beside the fullest version of it: its words, a part of them, other words; `alone`: nobody else has it. */
export type QuotationKind = 'full' | 'same' | 'cut' | 'reworded' | 'alone';

export interface LinedUpQuotation extends Span {
  label: string;
  kind: QuotationKind;
  /** As this article names the speaker; null when it names none. */
  speaker: string | null;
}

export interface QuotationRow {
  /** For each article; several where one cuts it in pieces. */
  cells: LinedUpQuotation[][];
}

export interface QuotedSpeaker {
  /** Null: nobody is named. */
  name: string | null;
  variants: string[];
  /** Quotations in each article. */
  counts: number[];
  rows: QuotationRow[];
}

/** Quotations of an article that are lined up; of more, the first. */
const MOST_QUOTATIONS = 400;
/** Fewer words are met by chance when nobody, or somebody else, is named. */
const LEAST_UNNAMED = 5;
const LEAST_OF_ONE = 3;
const LEAST_LIKENESS = 0.5;
const LEAST_TELLING = 3;
/** A quotation is the other one cut when at most so many stretches of it were taken. */
const MOST_CUTS = 3;

interface Quotation extends FoundQuotation {
  article: number;
  /** Folded words, and the same in a row. */
  words: string[];
  joined: string;
  telling: Set<string>;
  person: SpeakerName | null;
}

/** Puts the quotations of several articles side by side, by who says them. Those with most articles first. */
export function lineUpQuotations(articles: readonly QuotedArticle[]): QuotedSpeaker[] {
  const people = sameSpeakers(
    articles.flatMap(({ quotations }) => quotations.flatMap(({ speaker }) => speaker?.name ?? [])),
  );
  const all = articles.flatMap((article, number) =>
    article.quotations.slice(0, MOST_QUOTATIONS).map((one) => read(one, article, number, people)),
  );
  return bySpeaker(grouped(all), articles.length);
}

function read(
  one: FoundQuotation,
  { text, language }: QuotedArticle,
  article: number,
  people: ReadonlyMap<string, SpeakerName>,
): Quotation {
  const body = text.slice(one.start, one.end);
  const folded = words(body, language).map(({ start, end }) => fold(body.slice(start, end)));
  const telling = new Set(folded.filter((word) => !STOP_WORDS.has(word)).map(stem));
  return {
    ...one,
    article,
    words: folded,
    joined: folded.join(' '),
    telling,
    person: one.speaker ? people.get(one.speaker.name)! : null,
  };
}

interface Match {
  x: number;
  y: number;
  isReworded: boolean;
  likeness: number;
}

/** Groups of the same quotation, in no order: equal ones at once, then surest matches first. */
function grouped(all: readonly Quotation[]): Quotation[][] {
  const forms = [...Map.groupBy(all, formOf).values()].map((members) => ({ members }));
  const of = [...forms];
  const matches = matchesAmong(forms.map(({ members }) => members[0]!));
  matches.sort((m, n) => Number(m.isReworded) - Number(n.isReworded) || n.likeness - m.likeness);
  for (const { x, y, isReworded } of matches) {
    const [one, other] = [of[x]!, of[y]!];
    if (one === other) continue;
    // Rewordings of rewordings end elsewhere: one quotation of each article at most.
    const articles = new Set(one.members.map(({ article }) => article));
    if (isReworded && other.members.some(({ article }) => articles.has(article))) continue;
    one.members = [...one.members, ...other.members];
    for (const [i, set] of of.entries()) if (set === other) of[i] = one;
  }
  return [...new Set(of)].map(({ members }) => members);
}

/** Equal for quotations that are one by their words; a few words are so only in one person's mouth. */
const formOf = ({ words, joined, person }: Quotation): string =>
  words.length >= LEAST_UNNAMED ? joined : `${joined}\n${person?.name ?? ''}`;

/** A word in more quotations than this brings no two together. */
const MOST_POSTINGS = 400;

function matchesAmong(forms: readonly Quotation[]): Match[] {
  const found: Match[] = [];
  const postings = new Map<string, number[]>();
  forms.forEach((one, x) => {
    const near = new Set<number>();
    for (const word of one.telling) {
      const known = postings.get(word);
      if (known && known.length <= MOST_POSTINGS) for (const y of known) near.add(y);
      if (known) known.push(x);
      else postings.set(word, [x]);
    }
    for (const y of near) {
      const match = matchOf(one, forms[y]!);
      if (match) found.push({ x, y, ...match });
    }
  });
  return found;
}

/** One of them is the other cut, or one person says the same in other words. */
function matchOf(one: Quotation, other: Quotation): { isReworded: boolean; likeness: number } | null {
  const isOnePerson = one.person !== null && one.person === other.person;
  const [short, long] = one.words.length <= other.words.length ? [one, other] : [other, one];
  if (short.words.length >= (isOnePerson ? LEAST_OF_ONE : LEAST_UNNAMED)) {
    if (cutsFrom(short.words, long.words) !== null) {
      return { isReworded: false, likeness: short.words.length / long.words.length };
    }
  }
  if (!isOnePerson || one.article === other.article) return null;
  let shared = 0;
  for (const word of one.telling) if (other.telling.has(word)) shared++;
  const likeness = (2 * shared) / (one.telling.size + other.telling.size);
  return shared >= LEAST_TELLING && likeness >= LEAST_LIKENESS ? { isReworded: true, likeness } : null;
}

/** In how few stretches, up to MOST_CUTS, the words stand in the longer text in its order; null: they do not. */
function cutsFrom(short: readonly string[], long: readonly string[]): number | null {
  let cuts = 0;
  let from = 0;
  for (let at = 0; at < short.length; ) {
    let best = 0;
    let bestAt = -1;
    for (let start = from; start < long.length; start++) {
      let length = 0;
      while (at + length < short.length && long[start + length] === short[at + length]) length++;
      if (length > best) {
        best = length;
        bestAt = start;
      }
    }
    // Single words stand in their order in any text.
    if (best < 2) return null;
    cuts++;
    if (cuts > MOST_CUTS) return null;
    at += best;
    from = bestAt + best;
  }
  return cuts;
}

function bySpeaker(groups: readonly Quotation[][], articles: number): QuotedSpeaker[] {
  const speakers = new Map<SpeakerName | null, Quotation[][]>();
  for (const group of groups) {
    const person = mostNamed(group);
    speakers.set(person, [...(speakers.get(person) ?? []), group]);
  }
  const numbers = Array.from({ length: articles }, (_, i) => i);
  const inArticles = (group: readonly Quotation[]) => new Set(group.map(({ article }) => article)).size;
  return [...speakers]
    .map(([person, own]): QuotedSpeaker => {
      const quotations = own.flat();
      return {
        name: person?.name ?? null,
        variants: [...(person?.variants ?? [])].sort(),
        counts: numbers.map((article) => quotations.filter((one) => one.article === article).length),
        rows: own
          .toSorted((x, y) => inArticles(y) - inArticles(x) || firstOf(x) - firstOf(y))
          .map((group) => rowOf(group, numbers)),
      };
    })
    .sort((x, y) => {
      const quoting = ({ counts }: QuotedSpeaker) => counts.filter((n) => n > 0).length;
      const total = ({ counts }: QuotedSpeaker) => counts.reduce((sum, n) => sum + n, 0);
      const unnamed = ({ name }: QuotedSpeaker) => Number(name === null);
      return unnamed(x) - unnamed(y) || quoting(y) - quoting(x) || total(y) - total(x);
    });
}

const firstOf = (group: readonly Quotation[]) => Math.min(...group.map(({ article, start }) => article * 1e9 + start));

/** Whom most of the articles name. */
function mostNamed(group: readonly Quotation[]): SpeakerName | null {
  const named = new Map<SpeakerName, number>();
  for (const { person } of group) if (person) named.set(person, (named.get(person) ?? 0) + 1);
  return [...named].sort((x, y) => y[1] - x[1])[0]?.[0] ?? null;
}

function rowOf(group: readonly Quotation[], articles: readonly number[]): QuotationRow {
  const fullest = fullestOf(group);
  const isAlone = group.every(({ article }) => article === fullest.article);
  const kindOf = (one: Quotation): QuotationKind => {
    if (isAlone) return 'alone';
    if (one === fullest) return 'full';
    if (one.joined === fullest.joined) return 'same';
    return cutsFrom(one.words, fullest.words) === null ? 'reworded' : 'cut';
  };
  return {
    cells: articles.map((article) =>
      group
        .filter((one) => one.article === article)
        .sort((x, y) => x.start - y.start)
        .map((one) => ({
          start: one.start,
          end: one.end,
          label: one.label,
          kind: kindOf(one),
          speaker: one.speaker?.name ?? null,
        })),
    ),
  };
}

/** The one that most others are cut from; of several the longest. */
function fullestOf(group: readonly Quotation[]): Quotation {
  const forms = [...Map.groupBy(group, ({ joined }) => joined).values()].map(([one]) => one!);
  const cut = (from: Quotation) =>
    forms.filter((one) => one !== from && cutsFrom(one.words, from.words) !== null).length;
  return forms
    .map((one) => ({ one, cut: forms.length > MOST_FORMS ? 0 : cut(one) }))
    .reduce((best, next) =>
      next.cut > best.cut || (next.cut === best.cut && next.one.words.length > best.one.words.length) ? next : best,
    ).one;
}
/** Wordings of one quotation that are measured against each other. */
const MOST_FORMS = 40;
