import type { Block, RemovedReason } from '../types.ts';
import { type Attributes, isHidden, isJsonLd, nameOf } from './page-attributes.ts';
import { type ElementName, elementNames, type ImpliedEnd, kindOf, PARAGRAPH } from './page-elements.ts';
import { collectFacts, type FactCapture, type PageFacts } from './page-facts.ts';
import { joinRows } from './page-rows.ts';
import { fold, isBlank, isSpace, tidy } from './page-text.ts';
import { readTokens } from './page-tokens.ts';
import { senseOf, type ZoneHint, zoneHint } from './page-zones.ts';

/** An element of a page that holds runs of text, in a tree as light as finding the article needs. */
export interface PageNode {
  /** In the order in which elements open: a parent comes before its children. */
  index: number;
  parent: PageNode | null;
  tag: string;
  /** Class and id, joined by a space. */
  named: string;
  hint: ZoneHint | null;
  /** The element says that it is the article or its body. */
  body: boolean;
}

/** One run of text on a page, with what its elements tell about it. */
export interface PageBlock extends Block {
  index: number;
  /** Reason to cut that the elements around the block suggest (nav, footer, a class named "related"). */
  zone: RemovedReason | null;
  /** Strength of that hint: an element's own meaning is sure, a class name is a guess. */
  zoneSure: boolean;
  /** Characters of the text inside links. */
  linkChars: number;
  /** Characters of the text inside `b` or `strong`. */
  strongChars: number;
  /** Inside `article` or `main`, or an element marked as article body. */
  inArticle: boolean;
  /** Tag of the innermost block element around the text. */
  tag: string;
  node: PageNode;
  /** Stands in a list item. */
  inItem: boolean;
  /** Stands in a cell of a table. */
  inCell: boolean;
  /** What is cut out of the block: what appears over a word when it is pointed at (`menu`, the default), a credit behind a caption. UTF-16 offsets into the text. */
  overlays: { at: number; text: string; reason?: RemovedReason }[];
}

export interface Page {
  blocks: PageBlock[];
  /** The elements around the blocks, each parent before its children. */
  nodes: PageNode[];
  facts: PageFacts;
  /** Characters in elements that a style or an attribute hides. */
  hiddenChars: number;
}

/** Nodes nested deeper than this are one with the node at this depth: no page means it. */
const DEEPEST = 200;
/** Hidden until fonts or scripts are there, the whole page says nothing by it. */
const ROOTS: ReadonlySet<string> = new Set(['html', 'body']);
/** Elements that a stray end tag looks through before it is taken for stray. */
const STRAY_REACH = 64;
/** The same for an element that may hold many others left open. */
const BLOCK_REACH = 512;

/** An element that is open. */
interface Open {
  tag: string;
  name: ElementName;
  node: PageNode;
  block: boolean;
  kind: Block['kind'];
  /** Not shown: by its tag, or by a style or an attribute. */
  hidden: false | 'tag' | 'style';
  inArticle: boolean;
  inItem: boolean;
  inCell: boolean;
  link: boolean;
  strong: boolean;
  pre: boolean;
  overlay: boolean;
  /** What the names of inline elements around the text say. */
  inlineHint: ZoneHint | null;
  capture: FactCapture | null;
  unseen: 'json-ld' | 'title' | null;
}

/**
 * Reads a page in one pass of the tokeniser into runs of text and the light tree around them. What is left open, closed
 * twice or nested without end costs no more than its length: nothing looks further than `STRAY_REACH` for a partner that
 * may not exist. Scripts, styles, templates and hidden elements are not text.
 * @param options `showHidden` reads what styles and attributes hide, too
 */
export function readPage(html: string, { showHidden = false } = {}): Page {
  const collector = collectFacts();
  const { facts } = collector;
  const blocks: PageBlock[] = [];
  const nodes: PageNode[] = [{ index: 0, parent: null, tag: '', named: '', hint: null, body: false }];
  const nameOfTag = elementNames();
  const root: Open = {
    tag: '',
    name: nameOfTag(''),
    node: nodes[0]!,
    block: true,
    kind: 'paragraph',
    hidden: false,
    inArticle: false,
    inItem: false,
    inCell: false,
    link: false,
    strong: false,
    pre: false,
    overlay: false,
    inlineHint: null,
    capture: null,
    unseen: null,
  };
  const stack: Open[] = [root];
  let top = root;
  let depth = 0;
  /** How many elements of each name are open, by the name's index. */
  const openCount: number[] = new Array(256).fill(0);
  const P = nameOfTag('p').index;
  let foreign = 0;
  let unseenText = '';
  let hiddenChars = 0;

  // The run of text being read. Its last character is kept apart: reading it off a growing string would copy the string.
  let text = '';
  let end = '';
  let linkChars = 0;
  let strongChars = 0;
  let breaks = 0;
  let runOpen = root;
  let runHint: ZoneHint | null = null;
  let lastInItem = false;
  let overlayText = '';
  let overlays: PageBlock['overlays'] = [];

  const flush = () => {
    if (text) {
      const body = runOpen.pre ? text.replace(/^\n+|\s+$/g, '') : text.includes('\n') ? tidy(text) : text.trim();
      if (body) {
        const { kind, node, inItem, inCell } = runOpen;
        const item = kind === 'item' || inItem;
        blocks.push({
          index: blocks.length,
          text: body,
          kind: kind === 'paragraph' && inItem ? 'item' : kind,
          keep: false,
          reason: 'other',
          gap: item && lastInItem ? '\n' : '\n\n',
          zone: runHint?.reason ?? null,
          zoneSure: false,
          linkChars: Math.min(linkChars, body.length),
          strongChars: Math.min(strongChars, body.length),
          inArticle: runOpen.inArticle,
          tag: node.tag,
          node,
          inItem,
          inCell,
          overlays,
        });
        lastInItem = item;
        overlays = [];
      }
    }
    text = '';
    end = '';
    linkChars = 0;
    strongChars = 0;
    breaks = 0;
  };

  const say = (piece: string) => {
    if (top.overlay) {
      overlayText += piece;
      return;
    }
    if (!text) {
      runOpen = top;
      runHint = top.inlineHint;
    } else if (runHint !== top.inlineHint && piece !== ' ') runHint = null;
    text += piece;
    end = piece[piece.length - 1]!;
    if (top.link) linkChars += piece.length;
    if (top.strong) strongChars += piece.length;
  };

  const closeOverlay = () => {
    const shown = overlayText.replace(/\s+/g, ' ').trim();
    if (shown) overlays.push({ at: text.trimEnd().length, text: shown });
    overlayText = '';
  };

  const pop = () => {
    const gone = stack.pop()!;
    openCount[gone.name.index]!--;
    const below = stack[stack.length - 1]!;
    if (gone.overlay) {
      if (gone.block) overlayText += ' ';
      if (!below.overlay) closeOverlay();
    } else if (gone.block && !gone.hidden) flush();
    if (gone.capture) collector.close(gone.capture);
    if (gone.unseen) {
      collector.unseen(gone.unseen, unseenText);
      unseenText = '';
    }
    if (gone.node !== below.node) depth--;
    if (gone.name.foreign) foreign--;
    top = below;
  };

  const closeImplied = ({ closes, until }: ImpliedEnd) => {
    const last = Math.max(1, stack.length - STRAY_REACH);
    for (let i = stack.length - 1; i >= last; i--) {
      const { tag } = stack[i]!;
      if (closes.has(tag)) {
        while (stack.length > i) pop();
        return;
      }
      if (until.has(tag)) return;
    }
  };

  const lineBreak = () => {
    if (!text || top.hidden || top.overlay) return;
    breaks++;
    if (breaks >= 2) flush();
    else if (end !== '\n') {
      text += '\n';
      end = '\n';
    }
  };

  const openElement = (name: ElementName, attributes: Attributes) => {
    const { tag, block } = name;
    if (tag === 'meta' || tag === 'link' || tag === 'base') {
      if (!top.hidden) collector.head(tag, attributes);
      return;
    }
    if (tag === 'br') return lineBreak();
    if (tag === 'hr') {
      if (!top.hidden && !top.overlay) flush();
      return;
    }
    if (name.void) return;
    if (name.closesParagraph && openCount[P]! > 0) closeImplied(PARAGRAPH);
    for (const implied of name.implies) closeImplied(implied);
    if (name.heading && top.name.heading) pop();
    if (tag === 'html') collector.root(attributes);

    const sense = senseOf(attributes.class, attributes.id);
    const hidden =
      top.hidden ||
      (name.unseen ? 'tag' : !showHidden && !ROOTS.has(tag) && (sense.earOnly || isHidden(attributes)) && 'style');
    const open: Open = {
      tag,
      name,
      node: top.node,
      block,
      kind: top.kind,
      hidden,
      inArticle: top.inArticle,
      inItem: top.inItem,
      inCell: top.inCell,
      link: top.link,
      strong: top.strong,
      pre: top.pre,
      overlay: top.overlay,
      inlineHint: block ? null : top.inlineHint,
      capture: null,
      unseen: null,
    };
    if (hidden) {
      if (tag === 'script' && isJsonLd(attributes)) open.unseen = 'json-ld';
      else if (tag === 'title' && !foreign && !facts.documentTitle) open.unseen = 'title';
      if (name.foreign) foreign++;
    } else {
      if (top.overlay) {
        if (block) overlayText += ' ';
      } else if (block) {
        flush();
        const body =
          tag === 'article' || tag === 'main' || attributes.role === 'main' || attributes.itemprop === 'articleBody';
        open.inArticle ||= body;
        open.inItem ||= tag === 'li';
        open.inCell ||= tag === 'td' || tag === 'th';
        open.kind = kindOf(tag, top.kind);
        open.pre ||= tag === 'pre' || tag === 'xmp' || tag === 'plaintext';
        if (depth < DEEPEST) {
          open.node = {
            index: nodes.length,
            parent: top.node,
            tag,
            named: nameOf(attributes),
            hint: zoneHint(tag, attributes.role, sense.hint),
            body: body || sense.body,
          };
          nodes.push(open.node);
          depth++;
        }
      } else if (tag === 'a') open.link ||= attributes.href !== undefined;
      else if (tag === 'b' || tag === 'strong') open.strong = true;
      if (!block) {
        open.inlineHint = sense.hint ?? open.inlineHint;
        open.overlay ||= text !== '' && tag !== 'a' && sense.overlay;
      }
      open.capture = collector.open(tag, attributes, open.inArticle);
    }
    stack.push(open);
    openCount[name.index] = (openCount[name.index] ?? 0) + 1;
    top = open;
  };

  const closeElement = ({ tag, index, block, fenced }: ElementName) => {
    if (tag === 'br') return lineBreak();
    if (!openCount[index]) {
      if (tag === 'p' && !top.hidden) flush();
      return;
    }
    if (top.tag === tag) return pop();
    for (let i = stack.length - 1, steps = 0; i > 0; i--) {
      const open = stack[i]!;
      if (open.tag === tag) {
        while (stack.length > i) pop();
        return;
      }
      // An inline element ends where its block does; its end tag does not end the blocks opened inside it.
      if (!block && open.block) {
        if (tag === 'a') top.link = false;
        return;
      }
      if (fenced && open.name.fence) return;
      if (++steps > (block ? BLOCK_REACH : STRAY_REACH)) return;
    }
  };

  const hear = (data: string) => {
    const piece = top.pre ? data.replace(/\r\n?/g, '\n') : fold(data);
    if (piece === ' ') {
      if (top.overlay || (text && !isSpace(end))) say(' ');
      collector.text(' ');
      return;
    }
    if (!piece) return;
    breaks = 0;
    say(piece[0] === ' ' && isSpace(end) ? piece.slice(1) : piece);
    collector.text(piece);
  };

  readTokens(html, {
    isForeign: () => foreign > 0,
    open(tag, attributes, selfClosing) {
      openElement(nameOfTag(tag), attributes);
      if (selfClosing && foreign > 0 && top.tag === tag) pop();
    },
    close: (tag) => closeElement(nameOfTag(tag)),
    text(start, stop) {
      if (!top.hidden) hear(isBlank(html, start, stop) && !top.pre ? ' ' : html.slice(start, stop));
      else if (top.unseen) unseenText += html.slice(start, stop);
      else if (top.hidden === 'style') hiddenChars += stop - start;
    },
    character(character) {
      if (!top.hidden) hear(character);
      else if (top.unseen) unseenText += character;
      else if (top.hidden === 'style') hiddenChars += character.length;
    },
  });
  while (stack.length > 1) pop();
  flush();
  return { blocks: joinRows(blocks), nodes, facts, hiddenChars };
}
