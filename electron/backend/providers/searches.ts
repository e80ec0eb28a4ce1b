// How each kind of search is asked, and how its answer is read. Pages that are no http or https address are left out.
import { readXml, withoutMarkup, type XmlElement } from '../../analysis/formats/xml-tree.ts';
import {
  asList,
  asObject,
  asText,
  oneLine,
  readJson,
  refusePage,
  requireSuccess,
  textOf,
  wrongShape,
} from './answer.ts';
import { providerFailed } from './failure.ts';
import type { Answer } from './request.ts';

export interface FoundPage {
  title: string;
  url: string;
  snippet: string;
  publishedAt: string | null;
}

export interface SearchAnswer {
  /** At most `MOST_RESULTS`. */
  pages: FoundPage[];
  /** All that came. */
  found: number;
}

interface Search {
  accept: string;
  address(base: URL, query: string): URL;
  read(answer: Answer): SearchAnswer;
}

/** Results asked for where a server lets us say, and kept of one that sends more. */
const ASKED_RESULTS = 10;
const MOST_RESULTS = 50;
const MOST_TITLE = 300;
const MOST_SNIPPET = 1000;
const MOST_ADDRESS = 4000;

/** `base` with `/name` at the end of its path unless it is there, and the given parameters; its own stay. */
export function within(base: URL, name: string, parameters: Readonly<Record<string, string>>): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, '');
  if (!path.endsWith(`/${name}`)) url.pathname = `${path}/${name}`;
  for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
  return url;
}

function page(
  base: URL,
  given: { title: unknown; url: unknown; snippet: unknown; publishedAt?: unknown },
): FoundPage[] {
  let url: URL;
  try {
    url = new URL(asText(given.url), base);
  } catch {
    return [];
  }
  if (!/^https?:$/.test(url.protocol) || url.href.length > MOST_ADDRESS) return [];
  return [
    {
      url: url.href,
      title: oneLine(asText(given.title), MOST_TITLE) || url.hostname,
      snippet: oneLine(asText(given.snippet), MOST_SNIPPET),
      publishedAt: oneLine(asText(given.publishedAt), 40) || null,
    },
  ];
}

const kept = (found: number, pages: FoundPage[]): SearchAnswer => ({ found, pages: pages.slice(0, MOST_RESULTS) });

/** The API of MediaWiki: list=search, https://www.mediawiki.org/wiki/API:Search. */
const mediawiki: Search = {
  accept: 'application/json',
  address(base, query) {
    // A bare site: where most wikis have it.
    const api = /\.php$/.test(base.pathname) ? base : within(base, base.pathname === '/' ? 'w/api.php' : 'api.php', {});
    const url = new URL(api);
    const parameters = {
      ...{ action: 'query', list: 'search', srsearch: query, srlimit: `${ASKED_RESULTS}`, srprop: 'snippet|timestamp' },
      ...{ meta: 'siteinfo', siprop: 'general', format: 'json', formatversion: '2' },
    };
    for (const [key, value] of Object.entries(parameters)) url.searchParams.set(key, value);
    return url;
  },
  read(answer) {
    requireSuccess(answer);
    const { error, query } = asObject(readJson(answer));
    if (error) {
      const { code, info } = asObject(error);
      throw providerFailed('status', `${answer.url.host} refuses the search: ${oneLine(asText(info)) || asText(code)}`);
    }
    const { search, general } = asObject(query);
    if (!Array.isArray(search)) throw wrongShape(answer, 'the api.php of a MediaWiki');
    const articles = asText(asObject(general).articlepath);
    const pathOf = (title: string) => {
      const name = encodeURIComponent(title.replaceAll(' ', '_')).replaceAll('%2F', '/').replaceAll('%3A', ':');
      return articles.includes('$1') ? articles.replace('$1', () => name) : `index.php?title=${name}`;
    };
    const pages = search.slice(0, MOST_RESULTS).flatMap((one) => {
      const { title, snippet, timestamp } = asObject(one);
      return asText(title) === ''
        ? []
        : page(answer.url, { title, snippet, url: pathOf(asText(title)), publishedAt: timestamp });
    });
    return kept(search.length, pages);
  },
};

/** kiwix-serve's search as RSS with OpenSearch: https://kiwix-tools.readthedocs.io/en/latest/kiwix-serve.html. */
const kiwix: Search = {
  accept: 'application/rss+xml, application/xml',
  address: (base, query) => within(base, 'search', { pattern: query, pageLength: `${ASKED_RESULTS}`, format: 'xml' }),
  read(answer) {
    requireSuccess(answer);
    const text = textOf(answer);
    refusePage(answer, text, 'a list of results');
    const read = readXml(text);
    if ('problem' in read) {
      throw providerFailed(
        'unreadable',
        `The answer of ${answer.url.host} is not whole: it was to be XML, and ${read.problem}.`,
      );
    }
    const channel = child(read.root, 'channel');
    if (!channel)
      throw providerFailed('unreadable', `${answer.url.host} answers in XML, but not as a Kiwix server does.`);
    const items = channel.children.filter((one): one is XmlElement => typeof one !== 'string' && one.name === 'item');
    const pages = items.slice(0, MOST_RESULTS).flatMap((item) =>
      page(answer.url, {
        title: words(child(item, 'title')),
        url: words(child(item, 'link')).trim(),
        snippet: words(child(item, 'description')),
      }),
    );
    return kept(items.length, pages);
  },
};

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((one): one is XmlElement => typeof one !== 'string' && one.name === name);
const words = (element: XmlElement | undefined): string =>
  element ? element.children.map((one) => (typeof one === 'string' ? one : words(one))).join('') : '';

/** SearXNG's search in JSON: https://docs.searxng.org/dev/search_api.html. */
const searxng: Search = {
  accept: 'application/json',
  address: (base, query) => within(base, 'search', { q: query, format: 'json' }),
  read(answer) {
    requireSuccess(answer, {
      403: 'A SearXNG gives JSON only where its settings allow it: search.formats must name json.',
    });
    const { results } = asObject(readJson(answer));
    if (!Array.isArray(results)) throw wrongShape(answer, 'a SearXNG');
    const pages = asList(results)
      .slice(0, MOST_RESULTS)
      .flatMap((one) => {
        const { title, url, content, publishedDate } = asObject(one);
        return page(answer.url, {
          title: withoutMarkup(asText(title)),
          url,
          snippet: content,
          publishedAt: publishedDate,
        });
      });
    return kept(results.length, pages);
  },
};

export const searches = { mediawiki, kiwix, searxng } as const satisfies Record<string, Search>;
