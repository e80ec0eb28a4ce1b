import { fold, words } from '../../../shared/text/index.ts';
import { type Figure, figuresIn } from '../align/figures.ts';
import { stem } from '../align/stem.ts';
import { STOP_WORDS } from '../align/stop-words.ts';

/** What a wording is compared by. */
export interface WordingFeatures {
  /** Comparable form of each telling word, with the word as it is first written; a figure's has its value (`#2400`). */
  stems: ReadonlyMap<string, string>;
  /** Stems of words with a capital inside the sentence. */
  names: ReadonlySet<string>;
  figures: readonly Figure[];
  /** Folded, white space made one: equal for the same words. */
  exact: string;
}

const NUMBER_LIKE = /^\p{N}/u;

/** Takes a statement or a quotation of any language; `language` is a BCP 47 tag, null when unknown. */
export function featuresOf(text: string, language: string | null): WordingFeatures {
  const figures = figuresIn(text, { start: 0, end: text.length }, language);
  const nounsHaveCapitals = /^de\b/i.test(language ?? '');
  const stems = new Map<string, string>();
  const names = new Set<string>();
  const tokens = words(text, language);
  let figureAt = 0;
  tokens.forEach(({ start, end }, at) => {
    while (figureAt < figures.length && figures[figureAt]!.end <= start) figureAt++;
    const figure = figures[figureAt];
    if (figure && end > figure.start) return;
    const written = text.slice(start, end);
    const folded = fold(written).replace(/'s$/, '');
    // One letter, or one character of a script that writes no spaces, says nothing by itself.
    const isShort = [...folded].length < 2 && !NUMBER_LIKE.test(folded);
    if (isShort || STOP_WORDS.has(folded)) return;
    const key = stem(folded);
    if (!stems.has(key)) stems.set(key, written);
    if (at > 0 && !nounsHaveCapitals && /^\p{Lu}/u.test(written)) names.add(key);
  });
  for (const figure of figures) stems.set(`#${figure.value}`, figure.text);
  return { stems, names, figures, exact: fold(text).replace(/\s+/g, ' ').trim() };
}
