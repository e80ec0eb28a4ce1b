import type { Attributes } from './page-attributes.ts';

/** What a page's head and marked-up elements declare, in document order. */
export interface PageFacts {
  lang: string | null;
  documentTitle: string;
  /** Dots in keys are written as colons (`dc.title` and `dc:title` are one). `property` marks Open Graph's way of naming, which wins over `name` where both give a key. */
  metas: { key: string; content: string; property: boolean }[];
  jsonLd: string[];
  canonical: string | null;
  headings: { level: number; text: string; inArticle: boolean }[];
  times: { datetime: string; text: string; published: boolean; inArticle: boolean }[];
  itemprops: { name: string; value: string }[];
  authors: { text: string; sure: boolean; inArticle: boolean }[];
}

/** An open element whose text is being collected. */
export interface FactCapture {
  /** White space as it came; no longer than `LONGEST_CAPTURE` and the piece that passed it. */
  text: string;
  take: (text: string) => void;
  /** What the element says of the elements inside it. */
  around: 'author' | 'comments' | null;
}

/** No heading, name or time is longer; an element that wraps the whole page costs no more than this. */
const LONGEST_CAPTURE = 2_000;

/** Gathers a page's facts from the events of the one pass that reads the page. */
export interface FactCollector {
  facts: PageFacts;
  /** The `html` element opens. */
  root(attributes: Attributes): void;
  /** A `meta`, `link` or `base` anywhere on the page. */
  head(tag: string, attributes: Attributes): void;
  /** Any other visible element opens; what is returned has to be given to `close` when it closes. */
  open(tag: string, attributes: Attributes, inArticle: boolean): FactCapture | null;
  /** Visible text, white space folded. */
  text(piece: string): void;
  close(capture: FactCapture): void;
  /** The raw text of a JSON-LD script or of `title`. */
  unseen(kind: 'json-ld' | 'title', text: string): void;
}

export function collectFacts(): FactCollector {
  const facts: PageFacts = {
    lang: null,
    documentTitle: '',
    metas: [],
    jsonLd: [],
    canonical: null,
    headings: [],
    times: [],
    itemprops: [],
    authors: [],
  };
  /** Open captures that still take text. */
  let listening: FactCapture[] = [];
  /** How many open elements are an author's microdata, and readers' comments. */
  const open = { author: 0, comments: 0 };
  return {
    facts,
    root(attributes) {
      facts.lang ??= attributes.lang ?? attributes['xml:lang'] ?? null;
    },
    head(tag, attributes) {
      readHeadTag(tag, attributes, facts);
      // Pages give an author's name as an empty element inside the author's microdata.
      if (open.author > 0 && attributes.itemprop === 'name' && attributes.content)
        facts.authors.push({ text: attributes.content, sure: true, inArticle: false });
    },
    open(tag, attributes, inArticle) {
      const around = surroundings(tag, attributes);
      const take =
        around === 'comments'
          ? () => {}
          : takerOf(tag, attributes, inArticle, facts, { author: open.author > 0, comments: open.comments > 0 });
      if (!take) return null;
      const capture: FactCapture = { text: '', take, around };
      if (around) open[around]++;
      if (around !== 'comments') listening.push(capture);
      return capture;
    },
    text(piece) {
      if (listening.length === 0) return;
      let full = false;
      for (const capture of listening) {
        capture.text += piece;
        full ||= capture.text.length > LONGEST_CAPTURE;
      }
      if (full) listening = listening.filter((capture) => capture.text.length <= LONGEST_CAPTURE);
    },
    close(capture) {
      const at = listening.lastIndexOf(capture);
      if (at >= 0) listening.splice(at, 1);
      if (capture.around) open[capture.around]--;
      capture.take(capture.text.replace(/\s+/g, ' ').trim());
    },
    unseen(kind, text) {
      if (kind === 'json-ld') facts.jsonLd.push(text);
      else facts.documentTitle = text.replace(/\s+/g, ' ').trim();
    },
  };
}

function readHeadTag(tag: string, attributes: Attributes, facts: PageFacts): void {
  if (tag === 'link' && /\bcanonical\b/i.test(attributes.rel ?? '')) facts.canonical ??= attributes.href ?? null;
  if (tag !== 'meta') return;
  const content = (attributes.content ?? '').trim();
  if (!content) return;
  const names: [string | undefined, boolean][] = [
    [attributes.property, true],
    [attributes.name, false],
    [attributes['http-equiv'], false],
  ];
  for (const [given, property] of names) {
    for (const key of (given ?? '').trim().toLowerCase().split(/\s+/))
      if (key) facts.metas.push({ key: key.replace(/\./g, ':'), content, property });
  }
  if (attributes.itemprop) facts.itemprops.push({ name: attributes.itemprop.toLowerCase(), value: content });
}

/** Containers of what readers wrote; the classes of whole pages and articles that merely allow comments are none. */
const COMMENTS =
  /(?:^|\s)(?:comments?|comment-?list|comment-?(?:body|section|area|thread|container|wrapper)|comments-?(?:list|section|area|container|wrapper)|disqus_thread|respond|replies)(?:\s|$)/i;
const AUTHOR = /(?:^|[-_ ])(?:byline|author|writtenby|p-author|dateline)(?:$|[-_ ])|byline/i;

/** What a class or an id says of readers' comments and of an author. */
interface Speaks {
  comments: boolean;
  /** A form's, too. */
  aboutComments: boolean;
  author: boolean;
}

const SILENT: Speaks = { comments: false, aboutComments: false, author: false };
const spoken = new Map<string, Speaks>();
const MOST_SPOKEN = 20_000;
/** Longer names are not worth remembering. */
const LONGEST_NAME = 100;

function speaks(name: string | undefined): Speaks {
  if (!name) return SILENT;
  const before = spoken.get(name);
  if (before) return before;
  const found: Speaks = {
    comments: COMMENTS.test(name),
    aboutComments: /comment|respond/i.test(name),
    author: AUTHOR.test(name),
  };
  const said = found.comments || found.aboutComments || found.author ? found : SILENT;
  if (name.length > LONGEST_NAME) return said;
  // A cache of what pages of one site repeat; what it answers is the same with and without it.
  if (spoken.size >= MOST_SPOKEN) spoken.clear();
  // A copy: a name as it was cut out of the page would hold the whole page in memory.
  spoken.set(`${name} `.slice(0, -1), said);
  return said;
}

function surroundings(tag: string, attributes: Attributes): FactCapture['around'] {
  if (attributes.itemprop === 'author') return 'author';
  if (tag === 'body' || tag === 'html' || tag === 'article' || tag === 'main') return null;
  return speaks(attributes.class).comments || speaks(attributes.id).comments ? 'comments' : null;
}

/** What becomes of the element's text where it is a heading, a time, an author or microdata. */
function takerOf(
  tag: string,
  attributes: Attributes,
  inArticle: boolean,
  facts: PageFacts,
  within: { author: boolean; comments: boolean },
): ((text: string) => void) | null {
  const takers: ((text: string) => void)[] = [];
  if (tag === 'h1' || tag === 'h2') {
    const entry = { level: Number(tag[1]), text: '', inArticle };
    facts.headings.push(entry);
    takers.push((text) => {
      entry.text = text;
    });
  }
  if (tag === 'time' || (attributes.datetime && tag !== 'del' && tag !== 'ins')) {
    const published =
      /publish|pubdate|created|date-?posted|entry-date/i.test(
        `${attributes.class ?? ''} ${attributes.id ?? ''} ${attributes.itemprop ?? ''}`,
      ) || attributes.pubdate !== undefined;
    const datetime = attributes.datetime ?? '';
    takers.push((text) => facts.times.push({ datetime, text, published, inArticle }));
  }
  const itemprop = attributes.itemprop?.toLowerCase();
  if (itemprop && /^(?:headline|author|name|datepublished|publisher|articlesection|creator)$/.test(itemprop)) {
    const given = attributes.content ?? attributes.datetime;
    if (given) facts.itemprops.push({ name: itemprop, value: given.trim() });
    else takers.push((text) => text && facts.itemprops.push({ name: itemprop, value: text }));
  }
  const sure =
    (attributes.rel !== undefined && /\bauthor\b/i.test(attributes.rel)) ||
    itemprop === 'author' ||
    (within.author && itemprop === 'name');
  const byClass = speaks(attributes.class);
  const byId = speaks(attributes.id);
  // The field of a comment form in which a reader names himself is no byline.
  const asksForName = within.comments || byClass.aboutComments || byId.aboutComments;
  if ((sure && !within.comments) || (!asksForName && (byClass.author || byId.author))) {
    takers.push((text) => text && text.length < 200 && facts.authors.push({ text, sure, inArticle }));
  }
  if (takers.length === 0) return null;
  return (text) => {
    for (const take of takers) take(text);
  };
}
