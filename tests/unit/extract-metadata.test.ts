import { describe, expect, it } from 'vitest';
import { applySidecar, extractHtml, extractRecord } from '../../electron/analysis/extract/index.ts';
import { disagreeing } from '../../electron/analysis/extract/metadata/evidence.ts';

const PARAGRAPHS = Array.from(
  { length: 4 },
  (_, i) =>
    `<p>The water board of the valley said on Tuesday, for the ${i + 1}. time, that it would repair the weir above the town before the winter, and that the lower meadows would stay dry.</p>`,
).join('');

const page = (head: string, above = '', below = '') =>
  extractHtml(
    `<html lang="en"><head>${head}</head><body><article>${above}${PARAGRAPHS}</article>${below}</body></html>`,
  );
const jsonLd = (article: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', '@type': 'NewsArticle', ...article })}</script>`;
const said = (article: ReturnType<typeof extractHtml>, field: string) =>
  article.evidence.filter((one) => one.field === field).map((one) => [one.from, one.value]);

describe('evidence', () => {
  const head = `${jsonLd({ headline: 'Weir to be repaired', datePublished: '2031-03-04T08:15:00Z', author: { '@type': 'Person', name: 'Ana Prado' } })}
    <meta property="og:title" content="Weir will be repaired | Valley News">
    <meta property="article:published_time" content="2031-03-04T09:15:00+01:00">
    <meta name="author" content="By Ana Prado">
    <meta name="date" content="2031-03-07">
    <title>Weir to be repaired in autumn | Valley News</title>`;
  const above = '<h1>Weir to be repaired</h1><p class="byline">By Leo Munk</p><p class="date">Updated 7 March 2031</p>';

  it('keeps one value of each origin, the best first', () => {
    const article = page(head, above);
    expect(said(article, 'title')).toEqual([
      ['json-ld', 'Weir to be repaired'],
      ['opengraph', 'Weir will be repaired | Valley News'],
      ['meta', 'Weir to be repaired in autumn'],
      ['visible text', 'Weir to be repaired'],
    ]);
    expect(said(article, 'publishedAt')).toEqual([
      ['json-ld', '2031-03-04T08:15Z'],
      ['opengraph', '2031-03-04T09:15+01:00'],
      ['meta', '2031-03-07'],
      ['visible text', '2031-03-07'],
    ]);
    expect(article.byline).toEqual({ value: 'Ana Prado', from: 'json-ld' });
    for (const field of ['title', 'byline', 'publishedAt']) {
      const origins = said(article, field).map(([from]) => from);
      expect(new Set(origins).size).toBe(origins.length);
    }
  });

  it('is worth storing where it differs: not the same instant, the same name, or the same words in other case', () => {
    const kept = disagreeing(page(head, above).evidence);
    const values = (field: string) => kept.filter((one) => one.field === field).map((one) => one.value);
    expect(values('publishedAt')).toEqual(['2031-03-04T08:15Z', '2031-03-07']);
    expect(values('byline')).toEqual(['Ana Prado', 'Leo Munk']);
    expect(values('title')).toEqual([
      'Weir to be repaired',
      'Weir will be repaired | Valley News',
      'Weir to be repaired in autumn',
    ]);
    expect(
      disagreeing([
        { field: 'byline', value: 'ANA PRADO and Leo Munk', from: 'json-ld' },
        { field: 'byline', value: 'By Leo Munk, Ana Prado', from: 'meta' },
        { field: 'publishedAt', value: '2031-03-04T08:15Z', from: 'json-ld' },
        { field: 'publishedAt', value: '2031-03-04', from: 'url' },
        { field: 'publishedAt', value: '2031-03-04T03:15', from: 'visible text' },
        { field: 'publishedAt', value: '2031-03-04T03:20', from: 'file name' },
      ]).map((one) => one.value),
    ).toEqual(['ANA PRADO and Leo Munk', '2031-03-04T08:15Z', '2031-03-04T03:20']);
  });

  it('keeps the declared and the detected language', () => {
    const article = extractHtml(`<html lang="de"><body><article>${PARAGRAPHS}</article></body></html>`);
    expect(article.language).toEqual({ value: 'en', from: 'detected' });
    expect(said(article, 'language')).toEqual([
      ['detected', 'en'],
      ['meta', 'de'],
    ]);
  });

  it('of a sidecar stands behind what the page declares and before what is merely seen', () => {
    const sidecar = { title: 'Weir (saved)', authors: ['Leo Munk'], date: '2031-03-05' };
    const declared = applySidecar(page(head, above), sidecar);
    expect(declared.title).toEqual({ value: 'Weir to be repaired', from: 'json-ld' });
    expect(said(declared, 'title')).toContainEqual(['sidecar', 'Weir (saved)']);
    const seen = applySidecar(page('', above), sidecar);
    expect(seen.title).toEqual({ value: 'Weir (saved)', from: 'sidecar' });
    expect(seen.publishedAt).toEqual({ value: '2031-03-05', from: 'sidecar' });
  });

  it('of a record is the document, and wins over the page in its HTML field', () => {
    const html = `<html><head>${head}</head><body><article>${PARAGRAPHS}</article></body></html>`;
    const article = extractRecord({ html, title: 'Weir, as catalogued', date: '2031-03-04' });
    expect(article.title).toEqual({ value: 'Weir, as catalogued', from: 'field' });
    expect(article.byline).toEqual({ value: 'Ana Prado', from: 'json-ld' });
    // The same day, told with its minute and zone.
    expect(article.publishedAt).toEqual({ value: '2031-03-04T08:15Z', from: 'json-ld' });
  });

  it('of an address and a file name is the last resort', () => {
    const html = `<html><body><article>${PARAGRAPHS}</article></body></html>`;
    const context = {
      url: 'https://www.valleynews.example/2031/03/04/weir.html',
      fileName: '2031-03-09_weir-to-be-repaired.html',
    };
    const article = extractHtml(html, context);
    expect(article.publishedAt).toEqual({ value: '2031-03-04', from: 'url' });
    expect(said(article, 'publishedAt')).toContainEqual(['file name', '2031-03-09']);
    expect(article.title).toEqual({ value: 'Weir to be repaired', from: 'file name' });
  });
});

describe('the title of a page that declares none', () => {
  const titled = (browser: string, ...headings: string[]) =>
    page(`<title>${browser}</title>`, headings.map((heading) => `<h1>${heading}</h1>`).join('')).title?.value;

  it('is the browser title without the last piece, where a headline remains', () => {
    expect(titled('Weir to be repaired before winter | Valley News')).toBe('Weir to be repaired before winter');
    expect(titled('Weir repaired – at last')).toBe('Weir repaired – at last');
  });

  it('is the piece of it that stands as a headline on the page', () => {
    expect(titled('Valley News: Weir to be repaired', 'Weir to be repaired')).toBe('Weir to be repaired');
    expect(titled('Weir to be repaired - Rivers - Valley News', 'Weir to be repaired')).toBe('Weir to be repaired');
    expect(titled('Weir to be repaired in autumn | Valley News', 'Weir to be repaired')).toBe(
      'Weir to be repaired in autumn',
    );
  });

  it('is the one headline of the page where the browser title is the site alone', () => {
    expect(titled('Valley News', 'Weir above the town to be repaired')).toBe('Weir above the town to be repaired');
    expect(titled('Valley News', 'Weir')).toBe('Valley News');
  });
});

describe('the address of a page', () => {
  const canonical = '<link rel="canonical" href="https://www.valleynews.example/weir">';
  const at = (url: string) =>
    extractHtml(`<html><head>${canonical}</head><body><article>${PARAGRAPHS}</article></body></html>`, { url });

  it('is the declared one of the same site', () => {
    expect(at('https://m.valleynews.example/weir?ref=a').url?.value).toBe('https://www.valleynews.example/weir');
  });

  it('is where it was fetched when it declares another site, as copies of agency stories do', () => {
    expect(at('https://hillpost.example/copied/weir').domain).toBe('hillpost.example');
  });

  it('is the declared one when it was fetched from an archive', () => {
    const archived = at('https://archive.example/web/20310401/https://www.valleynews.example/weir');
    expect(archived.domain).toBe('valleynews.example');
  });
});

describe('dates of pages', () => {
  const dated = (line: string, head = '', url = '') =>
    extractHtml(
      `<html><head>${head}</head><body><article><h1>Weir to be repaired</h1><p>${line}</p>${PARAGRAPHS}</article></body></html>`,
      url ? { url } : {},
    );

  it('stay open where the order is, with both readings', () => {
    const article = dated('Published 03/04/2031 10:30');
    expect(article.publishedAt).toBeNull();
    expect(article.openDates).toEqual([
      {
        written: '03/04/2031 10:30',
        dayFirst: '2031-04-03T10:30',
        monthFirst: '2031-03-04T10:30',
        from: 'visible text',
      },
    ]);
    expect(article.warnings).toContain('day or month may come first in the date "03/04/2031 10:30"');
    expect(article.dateOrder).toBeNull();
  });

  it('are settled, and show the order, where another origin gives one of the readings', () => {
    const url = 'https://www.valleynews.example/2031/04/03/weir';
    const article = dated('Published 03/04/2031', '', url);
    expect(article.publishedAt).toEqual({ value: '2031-04-03', from: 'url' });
    expect(article).toMatchObject({ openDates: [], dateOrder: 'day first', warnings: [] });
    expect(dated('Published 03/04/2031', jsonLd({ datePublished: '2031-03-04T22:00Z' }))).toMatchObject({
      openDates: [],
      dateOrder: 'month first',
    });
  });

  it('show the order of their source where they can be read in one way only', () => {
    expect(dated('Published 25/04/2031')).toMatchObject({
      publishedAt: { value: '2031-04-25', from: 'visible text' },
      dateOrder: 'day first',
    });
  });

  it('are unknown where the page says only how long ago it was', () => {
    const article = dated('2 hours ago');
    expect(article.publishedAt).toBeNull();
    expect(article.warnings).toEqual([
      'relative date "2 hours ago": the day is not known without the day it was saved',
    ]);
    expect(dated('2 hours ago', '<meta name="date" content="2031-03-04">').warnings).toEqual([]);
  });
});

describe('authors of pages', () => {
  const byline = (head: string, above = '', below = '') => page(head, above, below).byline?.value;

  it('are all those that JSON-LD names, whatever the form', () => {
    expect(byline(jsonLd({ author: [{ '@type': 'Person', name: 'Ana Prado' }, 'Leo Munk'] }))).toBe(
      'Ana Prado, Leo Munk',
    );
    expect(byline(jsonLd({ author: { '@type': 'Person', givenName: 'Ana', familyName: 'Prado' } }))).toBe('Ana Prado');
    expect(byline(jsonLd({ creator: ['Ana Prado'] }))).toBe('Ana Prado');
    expect(
      byline(
        `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Weir","author":{"@id":"#a"}},{"@type":"Person","@id":"#a","name":"Ana Prado"}]}</script>`,
      ),
    ).toBe('Ana Prado');
  });

  it('are the name inside microdata, not the note about the person', () => {
    const box =
      '<div itemprop="author" itemscope><a><span itemprop="name">Ana Prado</span></a> writes about rivers</div>';
    expect(byline('', box)).toBe('Ana Prado');
    expect(byline('', '<span itemprop="author" itemscope><meta itemprop="name" content="Ana Prado"></span>')).toBe(
      'Ana Prado',
    );
  });

  it('are together where a line of the page has them together', () => {
    const line = '<p class="byline">By <a rel="author">Ana Prado</a> and <a rel="author">Leo Munk</a></p>';
    expect(byline('', line)).toBe('Ana Prado and Leo Munk');
  });

  it('are neither readers who comment, nor accounts, addresses or handles', () => {
    const comments = '<div id="comments"><p><span class="comment-author author">Ivo Lantz</span> says</p></div>';
    expect(byline('', '', comments)).toBeUndefined();
    expect(byline('<meta name="author" content="siteadmin">')).toBeUndefined();
    expect(byline('<meta name="author" content="@valleynews">')).toBeUndefined();
    expect(byline('<meta property="article:author" content="https://social.example/valleynews">')).toBeUndefined();
  });

  it('are the site itself only where nobody else is named', () => {
    const site = '<meta property="og:site_name" content="Valley News"><meta name="author" content="Valley News">';
    expect(byline(site)).toBe('Valley News');
    expect(byline(site, '<p>By Ana Prado</p>')).toBe('Ana Prado');
  });
});

describe('the source of a page', () => {
  it('is its own name, not the agency or the company that JSON-LD calls publisher', () => {
    const source = (publisher: string) =>
      page(
        `${jsonLd({ publisher: { name: publisher } })}<meta property="og:site_name" content="Valley News"><link rel="canonical" href="https://www.valleynews.example/a">`,
      ).source?.value;
    expect(source('Continental Press Agency')).toBe('Valley News');
    expect(source('Valley Media Ltd')).toBe('Valley News');
    expect(source('The Valley News')).toBe('The Valley News');
  });
});

describe('metadata made to hurt', () => {
  it('is read in bounded time and leaves nothing absurd behind', () => {
    const much = 'Weir | '.repeat(20_000);
    const article = page(
      `<title>${much}</title><meta property="og:title" content="${much}"><meta name="author" content="${'Ana '.repeat(50_000)}">
       ${jsonLd({ headline: much, author: Array.from({ length: 20_000 }, (_, i) => `Ana Prado${i}`), datePublished: '2'.repeat(100_000) })}`,
      `<h1>Weir to be repaired</h1><p class="byline">${'By Ana '.repeat(5_000)}</p><p>بقلم ${'ع'.repeat(120)}1</p><p>作者：${'李'.repeat(120)}1</p>`,
    );
    expect(article.title).toEqual({ value: 'Weir to be repaired', from: 'visible text' });
    expect(article.publishedAt).toBeNull();
    expect(article.evidence.every((one) => one.value.length <= 2_000)).toBe(true);
  });
});

describe('a headline in a script without spaces', () => {
  it('is told from the site behind it, where the page shows it alone or has only the browser title', () => {
    const browser = '<title>水坝争议再起居民要求复查 | 凌川早报</title>';
    expect(page(browser, '<h1>水坝争议再起居民要求复查</h1>').title?.value).toBe('水坝争议再起居民要求复查');
    expect(page(browser).title?.value).toBe('水坝争议再起居民要求复查');
    expect(page('<title>渡轮停航三天 | 凌川早报</title>', '<h1>渡轮停航三天</h1>').title?.value).toBe('渡轮停航三天');
  });
});
