import type { RemovedReason } from '../extract/types.ts';

/** A line of this many words is long enough to belong to one article and its copies only. */
export const LONG_WORDS = 8;

/** What a project stores of an article, as far as cleaning needs it: enough to rebuild the whole document. */
export interface SourceDocument {
  id: string;
  /** The kept text, LF only. */
  text: string;
  /** What was cut, in document order. */
  removed: readonly StoredPassage[];
  title: string | null;
  /**
   * `page`: extracted from HTML, whose markup already told furniture from text. `record`: a scraper's text field.
   * `dump`: a plain-text rendering of a whole page.
   */
  kind: 'page' | 'dump' | 'record';
  /** Texts of the passages that a person put back: never cut. */
  keptByPerson: readonly string[];
  /** The title was read from the document's lines or from its file name: a better headline may take its place. */
  titleIsGuess?: boolean;
  /** BCP 47 primary tag, for reading dates. */
  language?: string | null;
}

export interface StoredPassage {
  text: string;
  /** UTF-16 offset in the kept text where the passage was cut out. */
  start: number;
  /** A `RemovedReason`. */
  reason: string;
  /** The rule that cut it, if cleaning across the source did. */
  rule?: string | null;
  /** A person put it back: it is kept like a text in `keptByPerson`. */
  restored?: boolean;
}

/** One line that repeats across a source's articles and looks like furniture. */
export interface SourceRule {
  /** Hash of the line; the same in every source. */
  ruleId: string;
  /** The line as written, white space collapsed. */
  line: string;
  reason: RemovedReason;
  /** How many different articles of the source have it; copies of one article count once. */
  documents: number;
  /** Of how many different articles. */
  of: number;
  /**
   * `anywhere`: also alone between an article's paragraphs. `edges`: above or below the article, or beside other such
   * lines. `below`: only below it, for the headline of one article is a link under others.
   */
  where: 'anywhere' | 'edges' | 'below';
}

/** What a source's articles have in common. Plain JSON; made anew when the source grows. */
export interface SourceModel {
  version: 1;
  /** Documents seen, copies included. */
  documents: number;
  /** Most widespread first. */
  rules: SourceRule[];
}

export interface LineStatistics {
  add(document: SourceDocument): void;
  model(): SourceModel;
}

export interface CleanOptions {
  /** Rules that a person switched off: their lines stay, or come back. */
  switchedOff: ReadonlySet<string>;
}

export interface CutPassage {
  text: string;
  /** UTF-16 offset in the cleaned text. */
  start: number;
  reason: RemovedReason;
  /** The rule that cut it; the first one where a passage holds the lines of several (see `rulesIn`). */
  rule: string | null;
}

export interface CleanedDocument {
  text: string;
  /** In document order. */
  removed: CutPassage[];
  /** The title to show: another than the document's own only where that was a guess. */
  title: string | null;
  /** Text, title or removed passages differ from what was given. */
  changed: boolean;
  /**
   * The text differs, so that a new text version is due. Where only `changed` holds, passages have another reason, rule
   * or division, and the text's offsets stand.
   */
  textChanged: boolean;
}
