import type { ImportOptions } from '../../../../../shared/model/import.ts';
import { childrenOf, phraseOf, readXml, type XmlElement } from '../../../../analysis/formats/xml-tree.ts';
import type { XmlContext } from '../../../../analysis/reading.ts';
import { sha256 } from '../../../../analysis/sha256.ts';
import { failures } from '../files/failures.ts';
import type { WalkedFile } from '../files/walk.ts';
import { documentUnit } from './document-unit.ts';
import { openRecordText } from './record-text.ts';
import { namesOf, type Unit } from './unit.ts';
import { xmlPieces } from './xml-pieces.ts';

/** The outermost element stands within so many UTF-16 units. */
const BEGINNING = 16_384;

/** What a file is by its outermost element: the element that holds one article, or the whole file. */
function shapeOf(root: string, head: string): { shape: XmlContext['shape']; record: string | null } | 'page' | null {
  const name = root.replace(/^.*:/, '');
  if (name === 'rss' || name === 'RDF') return { shape: 'rss', record: 'item' };
  if (name === 'feed') return { shape: 'atom', record: 'entry' };
  if (name === 'teiCorpus') return { shape: 'tei', record: 'TEI' };
  if (name === 'TEI' || name === 'TEI.2') return { shape: 'tei', record: null };
  if (name === 'html') return 'page';
  const doc = head.search(/<doc[\s>]/);
  const trafilatura = doc >= 0 && /<main[\s/>]/.test(head.slice(doc));
  return trafilatura ? { shape: 'trafilatura', record: name === 'doc' ? null : 'doc' } : null;
}

/**
 * The items of a feed, the texts of a TEI corpus, or the one document of an XML file. Items are cut out before they are
 * parsed: a broken one does not hide the others.
 */
export async function* xmlUnits(file: WalkedFile, options: ImportOptions): AsyncGenerator<Unit> {
  const text = await openRecordText(file.content, true);
  if (text.binary) {
    yield await documentUnit(file, 'text', options);
    return;
  }
  // A short piece of it: comments that never end would be looked for again and again.
  const beginning = text.head.slice(0, BEGINNING).replace(/<!--[\s\S]*?-->/g, '');
  const root = /<(?![?!])([^\s/>]+)/.exec(beginning)?.[1];
  if (root === undefined) {
    const failure = text.head.trim() === '' ? failures.empty() : failures.malformedXml('it holds no element');
    yield { record: '', failure };
    return;
  }
  const found = shapeOf(root, text.head);
  if (found === 'page') yield await documentUnit(file, 'html', options);
  else if (found === null) yield { record: '', failure: failures.unknownXml(root) };
  else if (found.record === null) yield await wholeUnit(file, found.shape, options, text.encoding);
  else yield* itemUnits(file, found.shape, found.record, options, text);
}

async function wholeUnit(
  file: WalkedFile,
  shape: XmlContext['shape'],
  options: ImportOptions,
  encoding: string,
): Promise<Unit> {
  const bytes = await file.content.bytes(options.maxFileBytes);
  const raw = new TextDecoder(encoding).decode(bytes);
  return {
    record: '',
    originalSha256: sha256(bytes),
    input: { ...namesOf(file), kind: 'xml', raw, context: { shape, namespaces: {}, feed: null }, encoding },
    weight: raw.length * 2,
  };
}

async function* itemUnits(
  file: WalkedFile,
  shape: XmlContext['shape'],
  record: string,
  options: ImportOptions,
  text: { encoding: string; chunks(): AsyncGenerator<string> },
): AsyncGenerator<Unit> {
  let context: XmlContext = { shape, namespaces: {}, feed: null };
  let count = 0;
  for await (const piece of xmlPieces(text.chunks(), record, options.maxFileBytes)) {
    if ('before' in piece) {
      context = contextOf(shape, piece.before);
      continue;
    }
    const name = String(++count);
    if ('failure' in piece) {
      yield { record: name, failure: piece.failure };
      continue;
    }
    const { raw } = piece;
    yield {
      record: name,
      originalSha256: sha256(raw),
      input: { ...namesOf(file), kind: 'xml', raw, context, encoding: text.encoding },
      weight: raw.length * 2,
    };
  }
  if (count === 0) yield { record: '', failure: failures.noRecords() };
}

/** What stands before the first item: name, address and language of the feed, and what its prefixes mean. */
function contextOf(shape: XmlContext['shape'], before: string): XmlContext {
  const namespaces: Record<string, string> = {};
  for (const [, name, , double, single] of before.matchAll(/\s(xmlns(?::[\w.-]+)?)\s*=\s*("([^"]*)"|'([^']*)')/g)) {
    namespaces[name!] ??= double ?? single ?? '';
  }
  if (shape !== 'rss' && shape !== 'atom') return { shape, namespaces, feed: null };
  const read = readXml(closed(before));
  const root = 'root' in read ? read.root : null;
  const channel = root && (childrenOf(root, 'channel')[0] ?? root);
  const link = channel && childrenOf(channel, 'link');
  return {
    shape,
    namespaces,
    feed: {
      title: channel && phraseOf(childrenOf(channel, 'title')[0]),
      url: link ? addressIn(link) : null,
      language:
        (channel && phraseOf(childrenOf(channel, 'language', 'dc:language')[0])) ||
        root?.attributes['xml:lang'] ||
        null,
    },
  };
}

const addressIn = (links: readonly XmlElement[]): string | null =>
  phraseOf(links[0]) ??
  (links.find((link) => (link.attributes.rel ?? 'alternate') === 'alternate') ?? links[0])?.attributes.href ??
  null;

/** The beginning of a feed with the elements closed that are open there. */
function closed(before: string): string {
  const open: string[] = [];
  for (const [whole, name] of before
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^>[]*(?:\[[\s\S]*?\])?\s*>|<\?[\s\S]*?\?>/g, '')
    .matchAll(/<\/?([^\s/>!?]+)(?:"[^"]*"|'[^']*'|[^"'>])*>/g)) {
    if (whole.startsWith('</')) open.pop();
    else if (!whole.endsWith('/>')) open.push(name!);
  }
  return (
    before +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}
