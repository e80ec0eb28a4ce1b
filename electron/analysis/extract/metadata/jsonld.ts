/** What the article object among a page's JSON-LD blocks says. */
export interface JsonLdArticle {
  headline: string | null;
  authors: string[];
  published: string | null;
  publisher: string | null;
  language: string | null;
  url: string | null;
}

const ARTICLE = /(?:Article|BlogPosting|Report|Review|NewsMediaObject|LiveBlogPosting|SocialMediaPosting|Posting)$/;
/** Nested objects beyond this are not followed. */
const DEEPEST = 6;

type Node = Record<string, unknown>;

/** Reads the first article object of a page's JSON-LD; broken blocks are skipped. */
export function readJsonLd(blocks: readonly string[]): JsonLdArticle {
  const nodes: Node[] = [];
  for (const block of blocks) {
    const parsed = parseLoosely(block);
    if (parsed !== undefined) collect(parsed, nodes, 0);
  }
  const byId = new Map(
    nodes.filter((node) => typeof node['@id'] === 'string').map((node) => [node['@id'] as string, node]),
  );
  const resolve = (value: unknown): unknown => {
    if (!isNode(value)) return value;
    const id = value['@id'];
    return typeof id === 'string' && value.name === undefined ? (byId.get(id) ?? value) : value;
  };
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type)));
  const article = articles.find((node) => textOf(node.headline)) ?? articles[0];
  if (!article) {
    const site = nodes.find((node) => typesOf(node).includes('WebSite'));
    return { headline: null, authors: [], published: null, publisher: textOf(site?.name), language: null, url: null };
  }
  const named = article.author ?? article.creator;
  const authors = (Array.isArray(named) ? named : [named])
    .map((author) => nameOf(resolve(author)))
    .filter((name): name is string => name !== null);
  return {
    headline: textOf(article.headline) ?? textOf(article.name),
    authors,
    published: textOf(article.datePublished) ?? textOf(article.uploadDate) ?? textOf(article.dateCreated),
    publisher: nameOf(resolve(Array.isArray(article.publisher) ? article.publisher[0] : article.publisher)),
    language: textOf(article.inLanguage),
    url:
      textOf(article.url) ??
      textOf(isNode(article.mainEntityOfPage) ? article.mainEntityOfPage['@id'] : article.mainEntityOfPage),
  };
}

/** JSON as pages write it: in CDATA or comments, with raw line breaks in strings or trailing semicolons. */
function parseLoosely(block: string): unknown {
  const bare = block
    .replace(/^\s*(?:<!\[CDATA\[|<!--|\/\*.*?\*\/|\/\/\s*<!\[CDATA\[)/, '')
    .replace(/(?:\]\]>|-->|\/\/\s*\]\]>)\s*$/, '')
    .trim()
    .replace(/;$/, '');
  for (const attempt of [bare, bare.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt is more lenient; a block that stays unreadable says nothing.
    }
  }
  return undefined;
}

function collect(value: unknown, into: Node[], depth: number): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const one of value) collect(one, into, depth + 1);
  } else if (isNode(value)) {
    into.push(value);
    for (const key of [
      '@graph',
      'mainEntity',
      'mainEntityOfPage',
      'itemListElement',
      'hasPart',
      'author',
      'publisher',
    ]) {
      if (value[key] !== undefined) collect(value[key], into, depth + 1);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typesOf(node: Node): string[] {
  const type = node['@type'];
  return (Array.isArray(type) ? type : [type]).filter((one): one is string => typeof one === 'string');
}

function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return textOf(value);
  if (!isNode(value)) return null;
  const whole = textOf(Array.isArray(value.name) ? value.name.join(', ') : value.name);
  if (whole) return whole;
  const parts = [textOf(value.givenName), textOf(value.familyName)].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : null;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** Many sites escape their JSON-LD strings as if they were HTML. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value
    .replace(/&#(x?)([0-9a-f]+);/gi, (whole, hex: string, digits: string) => {
      const code = Number.parseInt(digits, hex ? 16 : 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/&([a-z]+);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)
    .trim();
  return text || null;
}
