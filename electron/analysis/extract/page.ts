import { Parser } from 'htmlparser2';
import { collectFacts, type FactCapture, type PageFacts } from './page-facts.ts';
import type { Block, RemovedReason } from './types.ts';

/** One run of text on a page, with what its elements tell about it. */
export interface PageBlock extends Block {
  /** Number that marks the block in the skeleton. */
  index: number;
  /** Reason to cut that the elements around the block suggest (nav, footer, a class named "related"). */
  zone: RemovedReason | null;
  /** Strength of that hint: an element's own meaning is sure, a class name is a guess. */
  zoneSure: boolean;
  /** Characters of the text inside links. */
  linkChars: number;
  /** Inside `article` or `main`, or an element marked as article body. */
  inArticle: boolean;
  /** Tag of the element that made the block. */
  tag: string;
}

export interface Page {
  blocks: PageBlock[];
  facts: PageFacts;
  /** The page reduced to structure, text and links, each block in `<span data-block="n">`; for Readability. */
  skeleton: string;
}

const SKIPPED = new Set(
  'script style template noscript svg math canvas object embed iframe audio video map select option datalist textarea head:never applet frame frameset dialog'.split(
    ' ',
  ),
);
const BLOCK_TAGS = new Set(
  'address article aside blockquote body br center dd details dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table caption tbody td tfoot th thead tr ul button'.split(
    ' ',
  ),
);
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Nesting beyond this depth is flattened: no page means it, and recursive libraries overflow on it. */
const DEEPEST = 120;

const ZONE_TAGS: Record<string, RemovedReason> = {
  nav: 'menu',
  footer: 'footer',
  aside: 'read next',
  button: 'share bar',
  menu: 'menu',
};
const ZONE_ROLES: Record<string, RemovedReason> = {
  navigation: 'menu',
  banner: 'menu',
  menu: 'menu',
  menubar: 'menu',
  search: 'menu',
  contentinfo: 'footer',
  complementary: 'read next',
  dialog: 'cookie notice',
  alertdialog: 'cookie notice',
};
const ZONE_CLASSES: [RegExp, RemovedReason][] = [
  [/cookie|consent|gdpr/i, 'cookie notice'],
  [/(?:^|[-_ ])(?:comments?|disqus|respond|replies)(?:$|[-_ ])|comment-?(?:list|form|section|area)/i, 'comments'],
  [/newsletter|mailchimp|signup|sign-up/i, 'newsletter'],
  [/paywall|subscri(?:be|ption)/i, 'subscription notice'],
  [/most-?(?:read|popular|viewed)|popular-posts|trending/i, 'most read'],
  [
    /related|recommend|read-?(?:more|next|also)|more-(?:stories|news|from)|you-may|outbrain|taboola|up-next|teaser|promo(?:$|[-_ ])/i,
    'read next',
  ],
  [
    /(?:^|[-_ ])(?:share|sharing|social|addthis|sharedaddy)|social-?(?:bar|links|share|media)|share-?(?:bar|buttons|tools)/i,
    'share bar',
  ],
  [/breaking-?news|ticker/i, 'ticker'],
  [/(?:^|[-_ ])(?:ad|ads|advert|advertisement|adsense|sponsor(?:ed)?)(?:$|[-_ ])/i, 'advert'],
  [/(?:^|[-_ ])(?:tags?|tag-?list|post-tags|topics)(?:$|[-_ ])/i, 'tags'],
  [/(?:photo|image|img|media|picture)-?(?:credit|source|copyright)|(?:^|[-_ ])credit/i, 'photo credit'],
  [/(?:^|[-_ ])(?:byline|author)(?:$|[-_ ])|author-?(?:name|bio|info|box)/i, 'byline'],
  [/dateline|timestamp|publish-?date|post-?date|(?:^|[-_ ])date(?:$|[-_ ])/i, 'date line'],
  [/breadcrumb|navbar|(?:^|[-_ ])(?:nav|menu|navigation)(?:$|[-_ ])|site-?header|masthead/i, 'menu'],
  [/(?:^|[-_ ])footer(?:$|[-_ ])|site-?footer|copyright/i, 'footer'],
];

interface Frame {
  tag: string;
  written: boolean;
  zone: RemovedReason | null;
  zoneSure: boolean;
  inArticle: boolean;
  kind: Block['kind'];
  capture: FactCapture | null;
  link: boolean;
  itemIn: boolean;
}

/**
 * Reads a page in one pass of a streaming parser, without building a tree: nesting of any depth costs no stack.
 * Scripts, styles, templates and hidden elements are not text.
 */
export function readPage(html: string): Page {
  const collector = collectFacts();
  const { facts } = collector;
  const blocks: PageBlock[] = [];
  const out: string[] = ['<html><body>'];
  const frames: Frame[] = [];
  const root: Frame = {
    tag: '',
    written: false,
    zone: null,
    zoneSure: false,
    inArticle: false,
    kind: 'paragraph',
    capture: null,
    link: false,
    itemIn: false,
  };
  let top = root;
  let skipDepth = 0;
  let special: { kind: 'json-ld' | 'title'; text: string } | null = null;
  let depth = 0;

  let text = '';
  // The last character, kept apart: reading it off a growing string would copy the string each time.
  let end = '';
  let inline = '';
  let linkChars = 0;
  let linkOpen = false;
  let breaks = 0;
  let pre = 0;
  let blockFrame = root;
  let lastItemList = false;

  const closeLink = () => {
    if (linkOpen) inline += '</a>';
    linkOpen = false;
  };
  const flush = () => {
    closeLink();
    const body = pre ? text.replace(/^\n+|\s+$/g, '') : text.replace(/ *\n */g, '\n').trim();
    if (body) {
      const index = blocks.length;
      const item = blockFrame.kind === 'item' || blockFrame.itemIn;
      blocks.push({
        index,
        text: body,
        kind: blockFrame.kind,
        keep: false,
        reason: blockFrame.zone ?? 'other',
        gap: item && lastItemList ? '\n' : '\n\n',
        zone: blockFrame.zone,
        zoneSure: blockFrame.zoneSure,
        linkChars,
        inArticle: blockFrame.inArticle,
        tag: blockFrame.tag,
      });
      lastItemList = item;
      // Navigation and footers are never the article; leaving them out makes the skeleton smaller.
      if (!blockFrame.zoneSure) out.push(`<span data-block="${index}">`, inline, '</span>');
    }
    text = '';
    end = '';
    inline = '';
    linkChars = 0;
    breaks = 0;
  };
  const say = (piece: string) => {
    if (!text) blockFrame = top;
    text += piece;
    end = piece.at(-1) ?? end;
    const escaped = escapeHtml(piece);
    if (top.link) {
      if (!linkOpen) inline += '<a>';
      linkOpen = true;
      linkChars += piece.length;
    } else closeLink();
    inline += escaped;
  };

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (skipDepth > 0) {
          if (!VOID.has(tag)) skipDepth++;
          if (tag === 'script' && isJsonLd(attributes)) special = { kind: 'json-ld', text: '' };
          return;
        }
        if (tag === 'meta' || tag === 'link' || tag === 'base') {
          collector.head(tag, attributes);
          return;
        }
        if (tag === 'html') collector.root(attributes);
        if (tag === 'title' && !facts.documentTitle) {
          special = { kind: 'title', text: '' };
          skipDepth = 1;
          return;
        }
        if (SKIPPED.has(tag) || isHidden(attributes)) {
          if (VOID.has(tag)) return;
          skipDepth = 1;
          if (tag === 'script' && isJsonLd(attributes)) special = { kind: 'json-ld', text: '' };
          return;
        }
        if (tag === 'br') {
          if (text) {
            breaks++;
            if (breaks >= 2) {
              flush();
              out.push('<br><br>');
            } else if (end !== '\n') {
              text += '\n';
              end = '\n';
              closeLink();
              inline += '<br>';
            }
          }
          return;
        }
        if (tag === 'img' || tag === 'input') {
          if (tag === 'img' && !text) out.push('<img src="i.jpg">');
          return;
        }
        if (VOID.has(tag) && tag !== 'hr') return;
        const isBlock = BLOCK_TAGS.has(tag);
        const isCell = tag === 'td' || tag === 'th';
        if (isBlock) {
          if (isCell && text && top.tag !== 'body' && blockFrame.kind === 'row') {
            text += '\t';
            end = '\t';
          } else flush();
        }
        if (tag === 'hr') return;
        depth++;
        const named = `${attributes.class ?? ''} ${attributes.id ?? ''}`;
        const frame: Frame = {
          tag,
          written: isBlock && depth < DEEPEST && !isCell,
          zone: top.zone,
          zoneSure: top.zoneSure,
          inArticle:
            top.inArticle ||
            tag === 'article' ||
            tag === 'main' ||
            attributes.role === 'main' ||
            attributes.itemprop === 'articleBody',
          kind: isBlock ? kindOf(tag, top) : top.kind,
          capture: null,
          link: top.link || (tag === 'a' && attributes.href !== undefined),
          itemIn: top.itemIn || tag === 'li',
        };
        if (!frame.zoneSure) setZone(frame, tag, attributes, named);
        frame.capture = collector.open(tag, attributes, frame.inArticle);
        frame.written &&= !frame.zoneSure;
        if (frame.written) {
          out.push(`<${tag}${named.trim() ? ` class="${escapeHtml(named.slice(0, 200))}"` : ''}>`);
        }
        if (tag === 'pre') pre++;
        frames.push(frame);
        top = frame;
      },
      ontext(data) {
        if (special) {
          special.text += data;
          return;
        }
        if (skipDepth > 0) return;
        const piece = pre
          ? data.replace(/\r\n?/g, '\n')
          : data.replace(/[\s\u200B\uFEFF]+/g, (s) => (s.includes('\u00A0') && s.length === 1 ? s : ' '));
        if (!piece) return;
        if (piece === ' ') {
          if (text && end.trim() !== '') say(' ');
          collector.text(' ');
          return;
        }
        breaks = 0;
        say(end !== '' && end.trim() === '' && piece.startsWith(' ') ? piece.slice(1) : piece);
        collector.text(piece);
      },
      onclosetag(tag) {
        if (skipDepth > 0) {
          if (special && (tag === 'script' || tag === 'title')) {
            collector.unseen(special.kind, special.text);
            special = null;
          }
          if (!VOID.has(tag)) skipDepth--;
          return;
        }
        if (VOID.has(tag) || tag === 'br') return;
        if (top.tag !== tag) return;
        const isCell = tag === 'td' || tag === 'th';
        if (BLOCK_TAGS.has(tag) && !isCell) flush();
        if (tag === 'a') closeLink();
        if (top.capture) collector.close(top.capture);
        if (top.written) out.push(`</${tag}>`);
        if (tag === 'pre') pre--;
        depth--;
        frames.pop();
        top = frames.at(-1) ?? root;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  flush();
  out.push('</body></html>');
  return { blocks, facts, skeleton: out.join('') };
}

function kindOf(tag: string, above: Frame): Block['kind'] {
  if (/^h[1-6]$/.test(tag)) return 'heading';
  if (tag === 'li' || tag === 'dd' || tag === 'dt') return 'item';
  if (tag === 'blockquote') return 'quote';
  if (tag === 'tr' || tag === 'td' || tag === 'th') return 'row';
  if (tag === 'figcaption' || tag === 'figure') return 'caption';
  return above.kind === 'quote' || above.kind === 'caption' ? above.kind : 'paragraph';
}

function isHidden(attributes: Record<string, string>): boolean {
  if (attributes.hidden !== undefined && attributes.hidden !== 'false') return true;
  const style = attributes.style;
  if (style && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
  return attributes['aria-hidden'] === 'true' && !/fallback-image/.test(attributes.class ?? '');
}

function isJsonLd(attributes: Record<string, string>): boolean {
  return /^application\/(?:ld\+json|json\+ld)/i.test(attributes.type ?? '');
}

/** The innermost sure hint wins; a class name never overrides an element's meaning, nor reaches into an article body. */
function setZone(frame: Frame, tag: string, attributes: Record<string, string>, named: string): void {
  const byTag = ZONE_TAGS[tag] ?? ZONE_ROLES[(attributes.role ?? '').toLowerCase()];
  if (tag === 'body' || tag === 'html' || tag === 'article' || tag === 'main') return;
  if (byTag) {
    frame.zone = byTag;
    frame.zoneSure = tag === 'nav' || tag === 'footer' || tag === 'menu';
  }
  if (named.length > 1 && named.length < 300) {
    for (const [pattern, reason] of ZONE_CLASSES) {
      if (pattern.test(named)) {
        frame.zone = reason;
        break;
      }
    }
  }
}

function escapeHtml(text: string): string {
  return /[&<>"]/.test(text)
    ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    : text;
}
