import { Parser } from 'htmlparser2';
import { SaxesParser } from 'saxes';

/** An element; names without prefix where the prefix is the element's own language, else with a known prefix. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

export type XmlRead = { root: XmlElement; undeclared: string[] } | { problem: string; early: boolean };

/** Nesting beyond this depth is flattened: no document means it. */
const DEEPEST = 200;

/** Prefixes under which the modules of feeds are known, by address. */
const MODULES: Readonly<Record<string, string>> = {
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://search.yahoo.com/mrss/': 'media',
};
/** Languages whose elements carry no prefix here. */
const OWN = /tei-c\.org|2005\/Atom|purl\.org\/rss\/1\.0\/$|w3\.org\/1999\/02\/22-rdf/;

/**
 * Reads one document or element strictly. Nothing outside the text is ever asked for: entities that a document type declares
 * stay as they are written, those of HTML are known.
 * @param namespaces `xmlns…` attributes of the elements around it.
 * @returns the tree, with names of undeclared entities; or what is wrong, with its line; `early`: the text ends too soon.
 */
export function readXml(raw: string, namespaces: Readonly<Record<string, string>> = {}): XmlRead {
  const parser = new SaxesParser({ xmlns: false, position: true });
  Object.assign(parser.ENTITIES, htmlEntities(raw));
  const prefixes = new Map<string, string>();
  const declare = (attributes: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) prefixes.set(name.slice('xmlns:'.length), value);
    }
  };
  declare(namespaces);
  const known = (name: string): string => {
    const at = name.indexOf(':');
    const address = prefixes.get(at < 0 ? '' : name.slice(0, at));
    const local = at < 0 ? name : name.slice(at + 1);
    if (address === undefined) return name;
    const module = MODULES[address];
    return module ? `${module}:${local}` : OWN.test(address) ? local : name;
  };
  const top: XmlElement = { name: '', attributes: {}, children: [] };
  const open: XmlElement[] = [top];
  const undeclared = new Set<string>();
  let depth = 0;
  // Behind the document type, whose own entities are none of the text's.
  let begins = 0;
  let problem: { problem: string; early: boolean } | null = null;

  parser.on('error', (error) => {
    if (/undefined entity/.test(error.message)) return;
    problem ??= {
      problem: `${wording(error.message)} (line ${parser.line} of it)`,
      early: /unclosed/.test(error.message),
    };
  });
  parser.on('opentag', ({ name, attributes }) => {
    declare(attributes);
    if (depth === 0) begins = parser.position;
    depth++;
    const element: XmlElement = { name: known(name), attributes, children: [] };
    open.at(-1)!.children.push(element);
    if (depth <= DEEPEST) open.push(element);
  });
  parser.on('closetag', () => {
    if (depth <= DEEPEST && open.length > 1) open.pop();
    depth--;
  });
  const take = (text: string) => {
    open.at(-1)!.children.push(text);
  };
  parser.on('text', take);
  parser.on('cdata', take);
  // In pieces, so that what is broken at its beginning is not read to its end.
  for (let at = 0; at < raw.length && !problem; at += PIECE) parser.write(raw.slice(at, at + PIECE));
  if (!problem) parser.close();
  if (problem) return problem;
  for (const [, name] of raw.slice(begins).matchAll(ENTITY)) {
    if (parser.ENTITIES[name!] === undefined) undeclared.add(name!);
  }
  const root = top.children.find((child) => typeof child !== 'string');
  return root ? { root, undeclared: [...undeclared] } : { problem: 'it holds no element', early: true };
}

const PIECE = 1 << 16;
const ENTITY = /&([A-Za-z][A-Za-z0-9]*);/g;

/** Entities that HTML defines and that stand in the text: feeds use them without declaring them. */
function htmlEntities(raw: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [written, name] of raw.matchAll(ENTITY)) {
    if (found[name!] !== undefined || /^(?:amp|lt|gt|quot|apos)$/.test(name!)) continue;
    const meant = withoutMarkup(written);
    if (meant !== written) found[name!] = meant;
  }
  return found;
}

/** Ampersands that stand alone, written as they have to be; null when there are none. Marked sections stay as they are. */
export function withAmpersands(raw: string): string | null {
  const parts: string[] = [];
  let at = 0;
  const mend = (to: number) =>
    parts.push(raw.slice(at, to).replace(/&(?!#\d+;|#x[\da-f]+;|[a-z][a-z\d]*;)/gi, '&amp;'));
  for (let mark = raw.indexOf('<!', at); mark >= 0; mark = raw.indexOf('<!', at)) {
    const ending = raw.startsWith('<![CDATA[', mark) ? ']]>' : raw.startsWith('<!--', mark) ? '-->' : '>';
    const end = raw.indexOf(ending, mark);
    if (end < 0) break;
    mend(mark);
    at = end + ending.length;
    parts.push(raw.slice(mark, at));
  }
  mend(raw.length);
  const mended = parts.join('');
  return mended === raw ? null : mended;
}

/** The words of a piece of HTML, its entities read. */
export function withoutMarkup(html: string): string {
  if (!/[<&]/.test(html)) return html;
  let text = '';
  const parser = new Parser({
    ontext: (piece) => {
      text += piece;
    },
  });
  parser.end(html);
  return text;
}

/** The parser's words name what it met; ours say it without a word of the text. */
function wording(message: string): string {
  if (/unclosed/.test(message)) return 'it ends before all its elements are closed';
  if (/unexpected close tag|unmatched closing/.test(message)) return 'an element is closed that is not the open one';
  if (/entity/.test(message)) return 'an ampersand stands alone; it has to be written &amp;';
  if (/attribute/.test(message)) return 'an attribute is not written as it has to be';
  if (/disallowed character/.test(message)) return 'a character stands where none may stand';
  return 'something unexpected stands there';
}

/** The first element of that name below, however deep. */
export function descendant(element: XmlElement, ...names: string[]): XmlElement | null {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (names.includes(child.name)) return child;
    const inner = descendant(child, ...names);
    if (inner) return inner;
  }
  return null;
}

/** Elements of these names directly below. */
export const childrenOf = (element: XmlElement, ...names: string[]): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string' && names.includes(child.name));

/** All words in it. */
export const wordsOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : wordsOf(child))).join('');

/** Its words with white space folded; null when there are none. */
export function phraseOf(element: XmlElement | null | undefined): string | null {
  return element ? wordsOf(element).replace(/\s+/g, ' ').trim() || null : null;
}
