import type { XmlContext } from '../reading.ts';
import { childrenOf, phraseOf, withoutMarkup, wordsOf, type XmlElement } from './xml-tree.ts';

const MARKUP = /<(?:p|div|br|h[1-6]|article|section|ul|ol|span|blockquote|figure|img|a)\b[^>]*>/i;

/** An item of RSS 0.9 to 2.0 or an entry of Atom as a record with the fields' plain names. */
export function feedRecord(item: XmlElement, { shape, feed }: XmlContext): Record<string, unknown> {
  const said = (...names: string[]): string | null => {
    for (const name of names) {
      for (const element of childrenOf(item, name)) {
        const phrase = phraseOf(element);
        if (phrase) return phrase;
      }
    }
    return null;
  };
  const title = childrenOf(item, 'title').map(textConstruct).find(Boolean) ?? null;
  const full = body(item, 'content:encoded', 'content', 'fullText', 'body');
  const short = body(item, 'description', 'summary', 'media:description');
  const record: Record<string, unknown> = {
    title: title && withoutMarkup(title).replace(/\s+/g, ' ').trim(),
    author: authors(item),
    published:
      said('pubDate', 'published', 'dc:date', 'dcterms:issued', 'dcterms:created', 'issued') ?? said('updated'),
    url: shape === 'atom' ? atomLink(item) : (said('link') ?? permalink(item)),
    source: phraseOf(childrenOf(item, 'source')[0]) ?? feed?.title ?? null,
    language: said('dc:language', 'language') ?? item.attributes['xml:lang'] ?? feed?.language ?? null,
  };
  // The whole article where the feed brings it, else its summary; the longer one where a feed mixes them up.
  const best = full && short && short.text.length > full.text.length * 2 ? short : (full ?? short);
  if (best)
    record[best === short && best.text.length < 1500 && !best.html ? 'summary' : best.html ? 'html' : 'text'] =
      best.text;
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ''));
}

function body(item: XmlElement, ...names: string[]): { text: string; html: boolean } | null {
  for (const name of names) {
    for (const element of childrenOf(item, name)) {
      const text = textConstruct(element);
      if (text.trim()) return { text, html: MARKUP.test(text) || /html/.test(element.attributes.type ?? '') };
    }
  }
  return null;
}

/** Text, markup written as text, or (Atom, type xhtml) markup that is part of the feed. */
function textConstruct(element: XmlElement): string {
  return element.children.some((child) => typeof child !== 'string')
    ? element.children.map((child) => (typeof child === 'string' ? escaped(child) : markup(child))).join('')
    : wordsOf(element);
}

function markup(element: XmlElement): string {
  const name = element.name.replace(/^.*:/, '');
  const inner = element.children.map((child) => (typeof child === 'string' ? escaped(child) : markup(child))).join('');
  const href = element.attributes.href;
  return `<${name}${href === undefined ? '' : ` href="${escaped(href)}"`}>${inner}</${name}>`;
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function authors(item: XmlElement): string | null {
  const named = childrenOf(item, 'dc:creator', 'author', 'creator').map((element) => {
    const name = childrenOf(element, 'name')[0];
    const phrase = phraseOf(name ?? element);
    // RSS asks for an address with the name in parentheses.
    return (
      phrase
        ?.slice(0, 300)
        .replace(/^\S+@\S+\s*\((.+)\)$/, '$1')
        .replace(/^\S+@\S+$/, '') || null
    );
  });
  return [...new Set(named.filter((name) => name !== null))].join(', ') || null;
}

function atomLink(item: XmlElement): string | null {
  const links = childrenOf(item, 'link');
  const page = links.find((link) => (link.attributes.rel ?? 'alternate') === 'alternate') ?? links[0];
  return page?.attributes.href ?? null;
}

/** RSS: a guid is an address unless it says that it is none. */
function permalink(item: XmlElement): string | null {
  const guid = childrenOf(item, 'guid')[0];
  const phrase = phraseOf(guid);
  if (guid && phrase && guid.attributes.isPermaLink !== 'false' && /^https?:/i.test(phrase)) return phrase;
  return item.attributes['rdf:about'] ?? item.attributes.about ?? null;
}
