import { sentences } from '../../../../shared/text/sentences.ts';
import type { Span } from '../../../../shared/text/span.ts';

/** Finds the sentences of one text around spans; a paragraph is taken apart once, however many spans lie in it. */
export class SentencesOf {
  readonly #text: string;
  readonly #language: string | null;
  readonly #paragraphs = new Map<number, Span[]>();

  constructor(text: string, language: string | null) {
    this.#text = text;
    this.#language = language;
  }

  /** Sentences that share a character with `start` to `end`, white space at its ends aside; UTF-16, in order. */
  touching(start: number, end: number): Span[] {
    const words = this.#text.slice(start, end);
    const from = start + (words.length - words.trimStart().length);
    const to = end - (words.length - words.trimEnd().length);
    const found: Span[] = [];
    for (let at = from; at < to; ) {
      const begin = this.#text.lastIndexOf('\n', at - 1) + 1;
      const stop = this.#text.indexOf('\n', at);
      const until = stop < 0 ? this.#text.length : stop;
      for (const sentence of this.#paragraph(begin, until)) {
        if (sentence.start < to && sentence.end > from) found.push(sentence);
      }
      at = until + 1;
    }
    return found;
  }

  #paragraph(start: number, end: number): Span[] {
    const known = this.#paragraphs.get(start);
    if (known) return known;
    const body = this.#text.slice(start, end);
    const found = sentences(body, this.#language).map((span) => ({ start: start + span.start, end: start + span.end }));
    this.#paragraphs.set(start, found);
    return found;
  }
}
