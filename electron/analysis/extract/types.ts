import type { DateOrder, MetadataField, OpenDate } from '../../../shared/model/article.ts';

/** Where a piece of metadata was read. */
export type Provenance =
  | 'json-ld'
  | 'opengraph'
  | 'meta'
  | 'microdata'
  | 'visible text'
  | 'field'
  | 'front matter'
  | 'sidecar'
  | 'file name'
  | 'folder name'
  | 'url'
  | 'detected'
  | 'user'
  | 'none';

/** A value and the evidence it rests on. */
export interface Sourced<T> {
  value: T;
  from: Provenance;
}

/** What one origin says of a field. */
export interface Evidence extends Sourced<string> {
  field: MetadataField;
}

/** Why a passage was cut out of an article. A fixed vocabulary: stored in projects and shown to the researcher. */
export type RemovedReason =
  | 'menu'
  | 'ticker'
  | 'share bar'
  | 'read next'
  | 'most read'
  | 'newsletter'
  | 'cookie notice'
  | 'subscription notice'
  | 'affiliate'
  | 'advert'
  | 'comments'
  | 'photo credit'
  | 'footer'
  | 'byline'
  | 'date line'
  | 'headline'
  | 'tags'
  | 'other';

/** Text that extraction cut out, with the place it came from. */
export interface RemovedPassage {
  /** The passage as it stood, lines separated by LF. */
  text: string;
  /** UTF-16 offset in the article's text where the passage was cut out. */
  start: number;
  reason: RemovedReason;
}

/** A stretch of the article's text that was one element of its page: for showing headings, lists and quotations as such. */
export interface TextBlock {
  /** UTF-16 offsets into the article's text. */
  start: number;
  end: number;
  kind: Exclude<Block['kind'], 'line'>;
}

/** What extraction makes of one document. */
export interface ExtractedArticle {
  /** The article's own words, LF only, without leading or trailing blank lines; characters are never normalised. */
  text: string;
  /** In document order; `start` never decreases and lies in 0..text.length. */
  removed: RemovedPassage[];
  /** Where the document's format tells: in order, not overlapping, all of the text but the line breaks between them. */
  blocks?: TextBlock[];
  title: Sourced<string> | null;
  byline: Sourced<string> | null;
  /**
   * ISO 8601, as precise as known: `2025`, `2025-05`, `2025-05-16`, `2025-05-16T19:39`, `2025-05-16T19:39+03:00`,
   * `2025-05-16T16:39Z`. A zone is given only where the document names an offset, GMT, UTC or Z.
   */
  publishedAt: Sourced<string> | null;
  /** BCP 47 primary tag, lower case. */
  language: Sourced<string> | null;
  direction: 'ltr' | 'rtl';
  url: Sourced<string> | null;
  /** The site's own name where the document declares it. */
  source: Sourced<string> | null;
  /** Registrable domain of `url`. */
  domain: string | null;
  /**
   * What each origin says of each field, best first within a field, one value per field and origin; `title` and the
   * others above are the first of their field. May hold values that agree.
   */
  evidence: Evidence[];
  /** Dates whose day-month order is open, where nothing better dates the article. */
  openDates: OpenDate[];
  /** The order that the document's own numeric dates show; evidence of its source's habit. */
  dateOrder: DateOrder | null;
  /** Doubts in plain words, for the import report. */
  warnings: string[];
}

/** What is known about a document beside its content. */
export interface ExtractContext {
  url?: string;
  /** Name of the file without its folders. */
  fileName?: string;
  /** Name of the folder that directly holds the file. */
  folderName?: string;
}

/** One run of text of a document: a paragraph, heading, list item, table row or line, kept or cut. */
export interface Block {
  /** Without surrounding white space; may hold single line breaks. */
  text: string;
  kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'row' | 'caption' | 'line';
  keep: boolean;
  reason: RemovedReason;
  /** How the block is joined to a kept block before it. */
  gap: '\n' | '\n\n';
}
