import { fold } from '../../../shared/text/fold.ts';
import { words } from '../../../shared/text/segmentation.ts';
import { stem } from '../align/stem.ts';
import { STOP_WORDS } from '../align/stop-words.ts';
import type { DocumentCounts } from './document-counts.ts';
import { hashOf, type StoryText } from './terms.ts';

/** What an analyser calls a story, and what it is about. */
export interface StoryWords {
  title: string;
  /** Most telling first. */
  topics: string[];
}

const MOST_TOPICS = 5;
/** Words of a name at most: longer runs of capitals are headings. */
const LONGEST_NAME = 4;
/** Share of the articles that have a topic, at least. */
const LEAST_SHARE = 0.4;

interface Candidate {
  /** As it is written, with how often. */
  forms: Map<string, number>;
  /** How rare it is: in so many articles of the corpus. */
  documents: number;
  /** In so many articles of the story, and how often in all. */
  articles: number;
  count: number;
  stems: string[];
}

const UPPER = /^\p{Lu}/u;
const LETTER = /\p{L}/u;
const GAP_IN_NAME = /^[ \u00a0-]+$/u;
const OPENS = /[.!?…:;\n"“”„«»()]/u;

/**
 * Telling terms of a story: a term counts by how often the story's articles have it and how few others of the corpus do
 * (class-based TF-IDF). Names of several words stay together; the form written most often is shown.
 */
export function describeStory(articles: readonly StoryText[], corpus: DocumentCounts): StoryWords {
  const candidates = new Map<string, Candidate>();
  for (const { title, text, language } of articles) {
    const seen = new Set<string>();
    for (const part of [title, text]) collect(part, language, candidates, seen, corpus);
    for (const key of seen) candidates.get(key)!.articles++;
  }
  const least = Math.max(Math.min(2, articles.length), articles.length * LEAST_SHARE);
  const scored = [...candidates.values()]
    .filter((candidate) => candidate.articles >= least)
    .map((candidate) => ({
      ...candidate,
      score:
        (candidate.articles / articles.length) *
        (1 + Math.log(candidate.count / articles.length + 1)) *
        Math.log(1 + corpus.articles / candidate.documents) *
        (candidate.stems.length > 1 ? 1.3 : 1),
    }))
    .sort((a, b) => b.score - a.score || b.count - a.count);
  const chosen: typeof scored = [];
  for (const candidate of scored) {
    if (chosen.length === MOST_TOPICS) break;
    const overlaps = chosen.some(({ stems }) => candidate.stems.some((one) => stems.includes(one)));
    if (!overlaps) chosen.push(candidate);
  }
  return { title: tellingTitle(articles, scored.slice(0, 20)), topics: chosen.map(({ forms }) => mostUsed(forms)) };
}

function collect(
  text: string,
  language: string | null,
  candidates: Map<string, Candidate>,
  seen: Set<string>,
  corpus: DocumentCounts,
) {
  let name: { start: number; end: number; stems: string[] } | null = null;
  let last = 0;
  const note = (start: number, end: number, stems: string[]) => {
    const key = stems.join(' ');
    let candidate = candidates.get(key);
    if (!candidate) {
      candidate = { forms: new Map(), documents: documentsOf(stems, corpus), articles: 0, count: 0, stems };
      candidates.set(key, candidate);
    }
    const form = text.slice(start, end);
    candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1);
    candidate.count++;
    seen.add(key);
  };
  const endName = () => {
    if (name && name.stems.length > 1 && name.stems.length <= LONGEST_NAME) note(name.start, name.end, name.stems);
    name = null;
  };
  for (const { start, end } of words(text, language)) {
    const between = text.slice(last, start);
    last = end;
    const word = text.slice(start, end).replace(/['’]s$/u, '');
    const folded = fold(word);
    const isTelling = folded.length > 2 && LETTER.test(word) && !STOP_WORDS.has(folded);
    const isName = UPPER.test(word) && isTelling;
    if (name && (!isName || !GAP_IN_NAME.test(between))) endName();
    if (!isTelling) continue;
    const own = stem(folded);
    const opens = start === 0 || OPENS.test(between);
    // What opens a sentence is written with a capital anyway: it is shown without where it also stands elsewhere.
    note(start, start + word.length, [own]);
    if (!isName || (opens && !name)) {
      name = isName ? { start, end: start + word.length, stems: [own] } : null;
      continue;
    }
    if (name) {
      name.end = start + word.length;
      name.stems.push(own);
    } else name = { start, end: start + word.length, stems: [own] };
  }
  endName();
}

/** Of a name, how many articles have its rarest pair of neighbouring words. Terms beyond those kept count as in one. */
function documentsOf(stems: readonly string[], corpus: DocumentCounts): number {
  const hashes =
    stems.length === 1 ? [hashOf(stems[0]!)] : stems.slice(1).map((word, i) => hashOf(`${stems[i]} ${word}`));
  return Math.max(1, Math.min(...hashes.map((hash) => corpus.of(hash))));
}

const mostUsed = (forms: ReadonlyMap<string, number>): string =>
  [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]?.[0] ?? '';

/** The title that says most of what the story is about, in the fewest words. */
function tellingTitle(articles: readonly StoryText[], telling: readonly (Candidate & { score: number })[]): string {
  const weights = new Map(
    telling.filter(({ stems }) => stems.length === 1).map(({ stems, score }) => [stems[0]!, score]),
  );
  const rated = articles
    .filter(({ title }) => title.trim() !== '')
    .map(({ title, language }) => {
      const stems = new Set(words(title, language).map(({ start, end }) => stem(fold(title.slice(start, end)))));
      const sum = [...stems].reduce((total, one) => total + (weights.get(one) ?? 0), 0);
      return { title: title.trim(), score: sum / Math.sqrt(Math.max(4, stems.size)) };
    })
    .sort((a, b) => b.score - a.score || a.title.length - b.title.length);
  return rated[0]?.title ?? opening(articles[0]?.text ?? '');
}

/** For articles without any title: how the first of them begins. */
function opening(text: string): string {
  const line = text.trim().split('\n', 1)[0]!;
  const short = line.length > LONGEST_OPENING ? `${line.slice(0, LONGEST_OPENING).replace(/\s+\S*$/u, '')}…` : line;
  return short === '' ? '…' : short;
}
const LONGEST_OPENING = 90;
