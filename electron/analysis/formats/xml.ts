import { extractors, extractRecord } from '../extract/index.ts';
import type { ExtractedArticle } from '../extract/types.ts';
import { articleOfBlocks, said } from './blocks-article.ts';
import { feedRecord } from './feed.ts';
import type { FormatInput, Opened } from './index.ts';
import { xmlBlocks } from './xml-blocks.ts';
import { childrenOf, descendant, phraseOf, readXml, withAmpersands, type XmlElement } from './xml-tree.ts';

type XmlInput = Extract<FormatInput, { kind: 'xml' }>;

/** An item of a feed, a TEI document or a document as trafilatura writes it. */
export function openXml(input: XmlInput): Opened {
  const { context } = input;
  const strict = readXml(input.raw, context.namespaces);
  // The mistake that feeds make most; it hides nothing, so it is put right and told.
  const mended = 'problem' in strict ? withAmpersands(input.raw) : null;
  const read = mended === null ? strict : readXml(mended, context.namespaces);
  if ('problem' in read) {
    // An item was cut out at its own end: what is not closed lies within it.
    return read.early && (context.shape === 'tei' || context.shape === 'trafilatura')
      ? failed('TRUNCATED', 'The file ends too early, before all its elements are closed. Copy or download it again.')
      : failed('MALFORMED_XML', `This is not well-formed XML: ${read.problem}. Correct it or export it again.`);
  }
  const { article, extractor } = articleIn(read.root, input);
  if (mended !== null) article.warnings.push('ampersands that should be written &amp; were read as they stand');
  if (read.undeclared.length > 0) {
    article.warnings.push(
      `entities that the file does not explain stay as they are written: ${listed(read.undeclared)}`,
    );
  }
  return {
    article,
    extractor: `${extractor.name} ${extractor.version}`,
    encoding: input.encoding,
    replaced: input.raw.split('\ufffd').length - 1,
    empty:
      context.shape === 'rss' || context.shape === 'atom'
        ? 'This item of the feed holds a headline and a link but no text. Scrape the page it links to.'
        : 'No text was found in this document; its body is empty. Look at the file, or export it again.',
  };
}

const failed = (code: 'TRUNCATED' | 'MALFORMED_XML', reason: string): Opened => ({ failure: { code, reason } });

const listed = (names: readonly string[]) =>
  `${names
    .slice(0, 5)
    .map((name) => `&${name};`)
    .join(' ')}${names.length > 5 ? ' …' : ''}`;

function articleIn(
  root: XmlElement,
  input: XmlInput,
): {
  article: ExtractedArticle;
  extractor: typeof extractors.feed | typeof extractors.tei | typeof extractors.trafilatura;
} {
  const { shape } = input.context;
  if (shape === 'tei') return { article: teiArticle(root, input), extractor: extractors.tei };
  if (shape === 'trafilatura') return { article: trafilaturaArticle(root, input), extractor: extractors.trafilatura };
  // The file's name says nothing about one of its items.
  const article = extractRecord(feedRecord(root, input.context), { folderName: input.folderName });
  return { article, extractor: extractors.feed };
}

function trafilaturaArticle({ attributes, ...root }: XmlElement, input: XmlInput): ExtractedArticle {
  const evidence = said(
    {
      title: attributes.title,
      byline: attributes.author,
      publishedAt: attributes.date,
      source: attributes.sitename || attributes.hostname,
      url: attributes.url || attributes.source,
    },
    'field',
  );
  const element = { ...root, attributes };
  return articleOfBlocks(
    xmlBlocks([...childrenOf(element, 'main', 'text'), ...childrenOf(element, 'comments')], true),
    evidence,
    { folderName: input.folderName, fileName: input.fileName },
    attributes.language ?? null,
  );
}

function teiArticle(root: XmlElement, input: XmlInput): ExtractedArticle {
  const header = descendant(root, 'teiHeader');
  const text = childrenOf(root, 'text')[0];
  const file = header && descendant(header, 'fileDesc');
  const titles = file && descendant(file, 'titleStmt');
  const source = file && descendant(file, 'sourceDesc');
  const published = source && descendant(source, 'publicationStmt', 'imprint', 'bibl');
  const own = file && childrenOf(file, 'publicationStmt')[0];
  const from = (name: string) =>
    (published && descendant(published, name)) ??
    (source && descendant(source, name)) ??
    (own && descendant(own, name));
  const date = from('date');
  const address =
    source && (descendant(source, 'ptr', 'ref')?.attributes.target ?? phraseOf(descendant(source, 'idno')));
  const title =
    titles &&
    (childrenOf(titles, 'title').find((one) => one.attributes.type === 'main') ?? childrenOf(titles, 'title')[0]);
  const journal = source && titlesIn(source).find((one) => /^[js]$/.test(one.attributes.level ?? ''));
  const language =
    descendant(root, 'language')?.attributes.ident ?? root.attributes['xml:lang'] ?? text?.attributes['xml:lang'];
  const madeByTrafilatura = header !== null && /trafilatura/i.test(JSON.stringify(descendant(header, 'appInfo') ?? ''));
  const evidence = said(
    {
      title: phraseOf(title),
      byline: titles && childrenOf(titles, 'author').map(phraseOf).filter(Boolean).join(', '),
      publishedAt: isoDate(date?.attributes.when) ?? isoDate(phraseOf(date)),
      source: phraseOf(journal) ?? phraseOf(from('publisher')),
      url: address && /^https?:/i.test(address) ? address : null,
    },
    'field',
  );
  return articleOfBlocks(
    text ? xmlBlocks([descendant(text, 'body') ?? text], madeByTrafilatura) : [],
    evidence,
    { folderName: input.folderName, fileName: input.fileName },
    language ?? null,
  );
}

function titlesIn(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : child.name === 'title' ? [child] : titlesIn(child),
  );
}

/** A date as precise as it is written; anything that is no ISO date is left to the text. */
const isoDate = (written: string | null | undefined): string | null =>
  /^\d{4}(?:-\d\d(?:-\d\d)?)?(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?$/.exec(written?.trim() ?? '')?.[0] ?? null;
