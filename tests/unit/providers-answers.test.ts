/** How each kind of provider is asked, and what is made of its answer: whole, strange, broken, or of another kind. */
import { describe, expect, it } from 'vitest';
import { prepareRequest, previewOf } from '../../electron/backend/providers/prepare.ts';
import type { Answer } from '../../electron/backend/providers/request.ts';
import { searches } from '../../electron/backend/providers/searches.ts';
import { providerAddress } from '../../electron/backend/services/providers/list.ts';
import { AppError } from '../../shared/contract/errors.ts';

const answer = (url: string, body: string, more: Partial<Answer> = {}): Answer => ({
  ...{ status: 200, contentType: 'application/json', body: Buffer.from(body), url: new URL(url), followed: [] },
  ...more,
});
const reasonOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.details.reason;
    throw error;
  }
  return 'read';
};
const provider = (kind: 'mediawiki' | 'kiwix' | 'searxng' | 'openai' | 'ollama', address: string) => ({
  ...{ kind, address, model: kind === 'openai' || kind === 'ollama' ? 'small-one' : '' },
});
const search = (kind: 'mediawiki' | 'kiwix' | 'searxng', address: string, query = 'Lenn bridge') =>
  prepareRequest(provider(kind, address), { what: 'search', query, claimId: null }, [], null).url.href;

describe('an address', () => {
  it.each([
    ['wiki.example.org', 'https://wiki.example.org/'],
    [' http://localhost:8080/kiwix ', 'http://localhost:8080/kiwix'],
    ['https://search.example.org/?lang=de#top', 'https://search.example.org/?lang=de'],
  ])('%j is kept as %s', (typed, kept) => {
    expect(providerAddress('searxng', typed)).toBe(kept);
  });

  it.each([
    '',
    'ftp://wiki.example.org/',
    'file:///etc/hostname',
    'https://me:secret@wiki.example.org/',
    'https://',
    'a b c',
  ])('refuses %j', (typed) => {
    expect(() => providerAddress('searxng', typed)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it('may be missing for fact checks that are read from files', () => {
    expect(providerAddress('claimreview', '')).toBe('');
  });
});

describe('a search', () => {
  it('asks each kind where it listens, and keeps what its address says', () => {
    const query = 'srsearch=Lenn+bridge&srlimit=10';
    expect(search('mediawiki', 'https://wiki.example.org/')).toMatch(
      /^https:\/\/wiki\.example\.org\/w\/api\.php\?action=query&/,
    );
    expect(search('mediawiki', 'https://wiki.example.org/mw/api.php')).toContain(
      `/mw/api.php?action=query&list=search&${query}`,
    );
    expect(search('kiwix', 'http://localhost:8080/')).toBe(
      'http://localhost:8080/search?pattern=Lenn+bridge&pageLength=10&format=xml',
    );
    expect(search('kiwix', 'http://localhost:8080/k/search?content=lenn')).toContain(
      '/k/search?content=lenn&pattern=Lenn+bridge',
    );
    expect(search('searxng', 'https://search.example.org/', 'a&b=c#d')).toBe(
      'https://search.example.org/search?q=a%26b%3Dc%23d&format=json',
    );
  });

  it('reads a MediaWiki: titles, words without markup, addresses as the wiki builds them', () => {
    const told = {
      query: {
        general: { articlepath: '/wiki/$1' },
        search: [
          {
            title: 'Lenn Bridge (1931)',
            snippet:
              'The <span class="searchmatch">bridge</span> over the Lenn &amp; its <script>alert(1)</script>towers',
            timestamp: '2025-03-02T10:00:00Z',
          },
        ],
      },
    };
    const { pages, found } = searches.mediawiki.read(
      answer('https://wiki.example.org/w/api.php?x', JSON.stringify(told)),
    );
    expect({ pages, found }).toEqual({
      found: 1,
      pages: [
        {
          title: 'Lenn Bridge (1931)',
          url: 'https://wiki.example.org/wiki/Lenn_Bridge_(1931)',
          snippet: expect.stringMatching(/^The bridge over the Lenn & its .*towers$/),
          publishedAt: '2025-03-02T10:00:00Z',
        },
      ],
    });
    expect(pages[0]!.snippet).not.toContain('<');
  });

  it('reads a Kiwix server as kiwix-serve 3.3 answers', () => {
    const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><channel><title>Search: ferry</title>
<opensearch:totalResults>1</opensearch:totalResults>
<item><title>Harbour ferry &amp; quay</title><link>/lenn/ferry.html</link><description>It carries 900 people...</description>
<book><title>Lenn</title></book><wordCount>12</wordCount></item></channel></rss>`;
    expect(
      searches.kiwix.read(answer('http://127.0.0.1:8080/search?x', rss, { contentType: 'application/rss+xml' })).pages,
    ).toEqual([
      {
        title: 'Harbour ferry & quay',
        url: 'http://127.0.0.1:8080/lenn/ferry.html',
        snippet: 'It carries 900 people...',
        publishedAt: null,
      },
    ]);
    expect(reasonOf(() => searches.kiwix.read(answer('http://127.0.0.1/', '<rss><channel>')))).toBe('unreadable');
    expect(reasonOf(() => searches.kiwix.read(answer('http://127.0.0.1/', '<feed/>')))).toBe('unreadable');
  });

  it('keeps 50 of 10,000 results and says how many came, and leaves out what is no page', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      title: `Result ${i} ${'long '.repeat(200)}`,
      url: `https://page.example/${i}`,
      content: 'x'.repeat(5000),
      publishedDate: '2025-05-01T00:00:00',
    }));
    const { pages, found } = searches.searxng.read(
      answer('https://s.example/search', JSON.stringify({ results: many })),
    );
    expect({ found, kept: pages.length }).toEqual({ found: 10_000, kept: 50 });
    expect(pages[49]).toMatchObject({ url: 'https://page.example/49', publishedAt: '2025-05-01T00:00:00' });
    expect(Math.max(...pages.map(({ title }) => title.length))).toBeLessThanOrEqual(300);
    expect(Math.max(...pages.map(({ snippet }) => snippet.length))).toBeLessThanOrEqual(1000);
    const odd = [
      'javascript:alert(1)',
      'file:///etc/passwd',
      `https://long.example/${'x'.repeat(5000)}`,
      7,
      null,
      {},
      'https://ok.example/',
    ];
    const results = [...odd.map((url) => ({ title: { a: 1 }, url })), null, 'text', 3];
    const read = searches.searxng.read(answer('https://s.example/search', JSON.stringify({ results })));
    expect(read.pages.map(({ url, title }) => [url, title])).toContainEqual(['https://ok.example/', 'ok.example']);
    expect(read.pages.every(({ url }) => /^https?:/.test(url) && url.length <= 4000)).toBe(true);
  });

  it('says what came instead: a web page, broken JSON, JSON of something else, a refusal', () => {
    const url = 'https://s.example/search';
    const html = '<!DOCTYPE html><html><body>Please sign in</body></html>';
    const reads = (body: string, more: Partial<Answer> = {}) =>
      reasonOf(() => searches.searxng.read(answer(url, body, more)));
    expect(reads(html, { contentType: 'text/html' })).toBe('page');
    expect(reads(html)).toBe('page');
    expect(reads('{"results":[{"title":"cut o')).toBe('unreadable');
    expect(reads('')).toBe('unreadable');
    expect(reads('[1,2]')).toBe('unreadable');
    expect(reads('null')).toBe('unreadable');
    expect(reads('{}', { status: 500 })).toBe('status');
    expect(
      reasonOf(() => searches.mediawiki.read(answer(url, '{"error":{"code":"ratelimited","info":"Too many"}}'))),
    ).toBe('status');
    expect(() => searches.searxng.read(answer(url, html, { status: 403 }))).toThrow(/403.*search\.formats/);
    expect(() =>
      searches.searxng.read(answer(url, '{"error":{"message":"No <b>quota</b> left"}}', { status: 429 })),
    ).toThrow(/s\.example answers 429.*“No quota left”/);
  });
});

describe('a preview', () => {
  it('shows address, headers and body, and of a key only that there is one', () => {
    const given = [{ number: 1, articleId: 'a', source: 'Courier', start: 0, end: 5, text: 'Ferry.' }];
    const ask = { what: 'rewriting', storyId: '3f0c9a52-6a0e-4a53-9d3e-0b5a7c1d2e4f', section: 'happened' } as const;
    const request = prepareRequest(provider('openai', 'https://llm.example/v1'), ask, given, 'sk-secret');
    const shown = previewOf('r1', { providerId: 'p1', name: 'Model' }, request);
    expect(shown).toMatchObject({
      method: 'POST',
      address: 'https://llm.example/v1/chat/completions',
      isLoopback: false,
      isEncrypted: true,
    });
    expect(JSON.stringify(shown)).not.toContain('sk-secret');
    expect(shown.headers).toContainEqual({ name: 'authorization', value: 'Bearer (your key)' });
    expect(shown.body).toContain('[1] (Courier) Ferry.');
    expect(shown.body).not.toContain(ask.storyId);
    expect(prepareRequest(provider('ollama', 'http://localhost:11434/'), ask, given, null).url.href).toBe(
      'http://localhost:11434/api/chat',
    );
    expect(prepareRequest(provider('openai', 'http://localhost:1234/'), ask, given, null).url.href).toBe(
      'http://localhost:1234/v1/chat/completions',
    );
  });

  it('is refused for a question that the kind cannot answer', () => {
    const rewriting = {
      what: 'rewriting',
      storyId: '3f0c9a52-6a0e-4a53-9d3e-0b5a7c1d2e4f',
      section: 'happened',
    } as const;
    const invalid = expect.objectContaining({ code: 'INVALID_INPUT' });
    expect(() => prepareRequest(provider('searxng', 'https://s.example/'), rewriting, [], null)).toThrow(invalid);
    expect(() => prepareRequest(provider('ollama', 'https://s.example/'), { what: 'feed' }, [], null)).toThrow(invalid);
  });
});
