import { fold, type Span, sentences, words } from '../../../shared/text/index.ts';
import { type Figure, figuresIn } from './figures.ts';
import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

export interface AlignableArticle {
  id: string;
  text: string;
  /** BCP 47, null if not known. */
  language: string | null;
}

export interface SentenceToken extends Span {
  /** Comparable form; a number that is a figure has its value here (`#2400`). */
  stem: string;
  kind: 'content' | 'stop' | 'figure';
  /** Written with a capital inside the sentence; never so in German. */
  isName: boolean;
}

/** A sentence with what it is compared by. Offsets are UTF-16 into the article's text. */
export interface SentenceFeatures extends Span {
  tokens: SentenceToken[];
  figures: Figure[];
  /** Case, spaces and quotation marks made alike: equal for sentences that are the same word for word. */
  exact: string;
  /** How often each stem occurs, stop words left out. */
  counts: Map<string, number>;
  trigrams: Set<string>;
}

export function sentencesOf(article: AlignableArticle): SentenceFeatures[] {
  return sentences(article.text, article.language).map((span) => featuresOf(article, span));
}

/** What a sentence is compared by. `span`: UTF-16 offsets into the article's text. */
export function featuresOf({ text, language }: AlignableArticle, span: Span): SentenceFeatures {
  const body = text.slice(span.start, span.end);
  const figures = figuresIn(text, span, language);
  const nounsHaveCapitals = /^de\b/i.test(language ?? '');
  const tokens: SentenceToken[] = [];
  let next = 0;
  for (const word of words(body, language)) {
    const [start, end] = [word.start + span.start, word.end + span.start];
    // Words and figures both stand in reading order.
    while (next < figures.length && figures[next]!.end <= start) next++;
    const figure = figures[next];
    if (figure && figure.start < end) {
      if (tokens.at(-1)?.end !== figure.end) {
        tokens.push({ start: figure.start, end: figure.end, stem: `#${figure.value}`, kind: 'figure', isName: false });
      }
      continue;
    }
    const folded = fold(body.slice(word.start, word.end)).replace(/'s$/, '');
    const isName = !nounsHaveCapitals && tokens.length > 0 && /^\p{Lu}/u.test(body.slice(word.start));
    tokens.push({ start, end, stem: stem(folded), kind: STOP_WORDS.has(folded) ? 'stop' : 'content', isName });
  }
  const counts = new Map<string, number>();
  for (const token of tokens) if (token.kind !== 'stop') counts.set(token.stem, (counts.get(token.stem) ?? 0) + 1);
  return { ...span, tokens, figures, exact: exactForm(body), counts, trigrams: trigramsOf(tokens) };
}

function exactForm(body: string): string {
  return body
    .normalize('NFC')
    .toLowerCase()
    .replace(/["'“”„«»‘’‚‹›`´]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

function trigramsOf(tokens: SentenceToken[]): Set<string> {
  const found = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'content') continue;
    const padded = ` ${token.stem} `;
    for (let i = 0; i + 3 <= padded.length; i++) found.add(padded.slice(i, i + 3));
  }
  return found;
}
