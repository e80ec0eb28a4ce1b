import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractHtml } from '../../electron/analysis/extract/index.ts';
import { readPage } from '../../electron/analysis/extract/page/page.ts';

const page = readFileSync(
  fileURLToPath(new URL('../fixtures/extract/page-with-everything.html', import.meta.url)),
  'utf8',
);

const PARAGRAPH =
  'The water board of the valley said on Tuesday that it would repair the weir above the town before the winter, because the old gates no longer close and the lower meadows flood after every storm.';
const body = (inner: string, head = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body><article>${inner}</article></body></html>`;
const paragraphs = (n: number) =>
  Array.from({ length: n }, (_, i) => `<p>${PARAGRAPH.replace('Tuesday', `day ${i + 1}`)}</p>`).join('');

describe('a news page', () => {
  const article = extractHtml(page);

  it('gives paragraphs, headings, quotations and list items in order', () => {
    expect(article.text.split('\n\n').map((block) => block.split('\n').length)).toEqual([1, 1, 1, 1, 1, 1, 3, 1]);
    expect(article.text.split('\n\n')[2]).toBe('A furnace for the town');
    expect(article.text.startsWith('The glass works at Ennisby')).toBe(true);
    expect(article.text.endsWith('spoken in favour of it.')).toBe(true);
  });

  it('reads metadata with where it was found, the best evidence first', () => {
    expect(article.title).toEqual({ value: 'Glass works at Ennisby to stay open until 2034', from: 'json-ld' });
    expect(article.byline).toEqual({ value: 'Maud Ferrier, Ivo Stern', from: 'json-ld' });
    expect(article.publishedAt).toEqual({ value: '2031-05-16T19:39+03:00', from: 'json-ld' });
    expect(article.source).toEqual({ value: 'The Ennisby Post', from: 'opengraph' });
    expect(article.url).toEqual({ value: 'https://www.ennisbypost.example/business/glass-works', from: 'meta' });
    expect(article.language).toEqual({ value: 'en', from: 'meta' });
    expect(article.domain).toBe('ennisbypost.example');
  });

  it('keeps every visible block aside with its reason', () => {
    expect(article.removed.map((passage) => passage.reason)).toEqual([
      'cookie notice',
      'menu',
      'headline',
      'byline',
      'date line',
      'photo credit',
      'newsletter',
      'read next',
      'comments',
      'footer',
    ]);
    const newsletter = article.removed.find((passage) => passage.reason === 'newsletter');
    expect(article.text.slice(0, newsletter!.start).endsWith('Lotte Amsel.')).toBe(true);
  });

  it('takes neither scripts nor hidden elements for text', () => {
    const all = article.text + article.removed.map((passage) => passage.text).join('\n');
    expect(all).not.toMatch(/script text|hidden|color:red/);
  });
});

describe('metadata of pages', () => {
  it('cuts the site name off a browser title, and keeps a declared title to the letter', () => {
    const title = (head: string) => extractHtml(body(paragraphs(4), head)).title?.value;
    expect(title('<title>Weir to be repaired in autumn | Valley News</title>')).toBe('Weir to be repaired in autumn');
    expect(
      title(
        '<meta property="og:title" content="Weir to be repaired - Valley News"><meta property="og:site_name" content="Valley News">',
      ),
    ).toBe('Weir to be repaired - Valley News');
    expect(title('<title>Weir – repaired at last</title>')).toBe('Weir – repaired at last');
  });

  it('reads microdata, time elements and visible lines where nothing is declared', () => {
    const visible = extractHtml(
      body(`<h1>Weir to be repaired</h1><p>By Ana Prado</p><p>3 March 2031, 08:15</p>${paragraphs(4)}`),
    );
    expect(visible.byline).toEqual({ value: 'Ana Prado', from: 'visible text' });
    expect(visible.publishedAt).toEqual({ value: '2031-03-03T08:15', from: 'visible text' });
    expect(visible.title).toEqual({ value: 'Weir to be repaired', from: 'visible text' });
    expect(visible.text).not.toMatch(/Ana Prado|March/);
    const marked = extractHtml(
      body(
        `<span itemprop="author">Ana Prado</span><time itemprop="datePublished" datetime="2031-03-03T08:15:00Z">today</time>${paragraphs(4)}`,
      ),
    );
    expect(marked.byline).toEqual({ value: 'Ana Prado', from: 'microdata' });
    expect(marked.publishedAt?.value).toBe('2031-03-03T08:15Z');
  });

  it('leaves an open day-month order open', () => {
    const article = extractHtml(
      body(`<p>03/04/2031</p>${paragraphs(4)}`, '<meta charset="utf-8">').replace('<html>', '<html lang="en">'),
    );
    expect(article.publishedAt).toBeNull();
    expect(article.warnings).toContain('day or month may come first in the date "03/04/2031"');
  });

  it('survives broken JSON-LD and reads the block after it', () => {
    const head =
      '<script type="application/ld+json">{"@type":"NewsArticle", broken</script><script type="application/ld+json">[{"@type":["Thing","ReportageNewsArticle"],"headline":"Weir &amp; gates repaired","datePublished":"2031-03-03"}]</script>';
    const article = extractHtml(body(paragraphs(4), head));
    expect(article.title).toEqual({ value: 'Weir & gates repaired', from: 'json-ld' });
    expect(article.publishedAt?.value).toBe('2031-03-03');
  });

  it('believes the text where it contradicts the declared language', () => {
    const russian =
      'Водный совет долины сообщил во вторник, что до зимы отремонтирует плотину выше города, потому что старые ворота больше не закрываются и нижние луга затапливает после каждой бури. ';
    const article = extractHtml(
      `<html lang="en"><body><article>${`<p>${russian}${russian}</p>`.repeat(4)}</article></body></html>`,
    );
    expect(article.language).toEqual({ value: 'ru', from: 'detected' });
    const arabic =
      'قال مجلس المياه في الوادي يوم الثلاثاء إنه سوف يصلح السد فوق المدينة قبل الشتاء لأن البوابات القديمة لم تعد تغلق. ';
    expect(extractHtml(`<body><article>${`<p>${arabic.repeat(3)}</p>`.repeat(3)}</article></body>`)).toMatchObject({
      direction: 'rtl',
      language: { value: 'ar', from: 'detected' },
    });
  });
});

describe('unusual pages', () => {
  it('says when a page has no text', () => {
    for (const html of [
      '',
      '<html><head><title>Empty page</title></head><body></body></html>',
      '<body><script>let a = 1;</script></body>',
    ]) {
      expect(extractHtml(html)).toMatchObject({ text: '', warnings: ['no article text found'] });
    }
  });

  it('reads fifty thousand nested elements without overflowing', () => {
    const deep = `<body>${'<div>'.repeat(50_000)}${paragraphs(5)}${'</div>'.repeat(50_000)}</body>`;
    const article = extractHtml(deep);
    expect(article.text.split('\n\n')).toHaveLength(5);
    expect(extractHtml(`<body>${'<blockquote><b>'.repeat(20_000)}${paragraphs(5)}`).text).toContain('day 5');
  });

  it('reads markup that is never closed', () => {
    expect(
      extractHtml(
        `<body><article><p>${PARAGRAPH}<p>${PARAGRAPH.replace('Tuesday', 'Monday')}<p>${PARAGRAPH.replace('Tuesday', 'Sunday')}`,
      ).text.split('\n\n'),
    ).toHaveLength(3);
  });

  it('joins the cells of a row and keeps the rows of a table apart', () => {
    const table =
      '<table><tr><th>Crew</th><th>Points</th></tr><tr><td>Ansa</td><td>12</td></tr><tr><td>Merikotka</td><td>17</td></tr></table>';
    const { text } = extractHtml(
      body(`${paragraphs(3)}<p>These are the standings after five races on the lake:</p>${table}${paragraphs(2)}`),
    );
    expect(text).toContain('Ansa\t12\n\nMerikotka\t17');
  });

  it('breaks paragraphs at double line breaks', () => {
    const { text } = extractHtml(
      `<body><div>${PARAGRAPH}<br><br>${PARAGRAPH.replace('Tuesday', 'Monday')}<br/> <br/>${PARAGRAPH.replace('Tuesday', 'Sunday')}</div></body>`,
    );
    expect(text.split('\n\n')).toHaveLength(3);
  });

  it('does not normalise characters', () => {
    const decomposed = PARAGRAPH.replace('weir', 'cafe\u0301');
    expect(extractHtml(body(`<p>${decomposed}</p>${paragraphs(3)}`)).text).toContain('cafe\u0301');
  });
});

describe('pages made to break a reader', { timeout: 60_000 }, () => {
  const five = paragraphs(5);
  it.each([
    ['ten thousand nested elements', `<body>${'<div>'.repeat(10_000)}${five}`],
    ['three hundred thousand nested elements', `<body>${'<div>'.repeat(300_000)}${five}${'</div>'.repeat(300_000)}`],
    [
      'end tags of what was never opened',
      `<body>${'<b><div>'.repeat(50_000)}${five}${'</p></i></section>'.repeat(50_000)}`,
    ],
    ['inline elements closed in the wrong order', `<body><i>${'<b>'.repeat(50_000)}${'</i>'.repeat(50_000)}${five}`],
    [
      'end tags in a cell that reach for what stands around the table',
      `<body><div><table><tr><td>${'<b>'.repeat(20_000)}${'</div>'.repeat(20_000)}${five}`,
    ],
    [
      'names on each of fifty thousand elements',
      `<body>${'<span itemprop="name" class="author">'.repeat(50_000)}${five}`,
    ],
  ])('%s', (_, html) => {
    const { text } = extractHtml(html);
    for (let day = 1; day <= 5; day++) expect(text).toContain(`on day ${day} that`);
  });

  it('a hundred thousand links beside an article', () => {
    const links = '<li><a href="/x">Another story of the day</a></li>'.repeat(100_000);
    const { text, removed } = extractHtml(`<body><ul>${links}</ul><article>${five}</article></body>`);
    expect(text.split('\n\n')).toHaveLength(5);
    expect(removed).toHaveLength(1);
  });

  it('a page that is one paragraph of thirty million characters', () => {
    const { text, removed } = extractHtml(`<body><p>${'weir and gate, '.repeat(2_000_000)}</p></body>`);
    expect(text.length).toBe(2_000_000 * 15 - 1);
    expect(removed).toEqual([]);
  });

  it('frames, plain text without end, and NUL characters', () => {
    expect(
      extractHtml(
        '<html><frameset><frame src="a"><noframes><p>Your browser has no frames.</p></noframes></frameset></html>',
      ).text,
    ).toBe('');
    const plain = extractHtml(`<body>${five}<plaintext>${PARAGRAPH}\n<b>not bold</b>`).text;
    expect(plain).toContain('<b>not bold</b>');
    expect(extractHtml(`<body><p>${PARAGRAPH.replace('water', 'wa\0ter')}</p>${five}`).text).toContain('day 5');
  });
});

describe('any page at all', () => {
  const block = fc.oneof(
    fc.constantFrom(
      `<p>${PARAGRAPH}</p>`,
      '<nav><a href="/">Home</a></nav>',
      '<h2>A heading</h2>',
      '<ul><li>one</li><li>two</li></ul>',
      '<div class="related"><a href="/x">Another story</a></div>',
      '<p>Short.</p>',
      '<div><div>',
      '</div>',
      '<table><tr><td>a</td></tr>',
      '<footer>All rights reserved</footer>',
      '<p>The reeve <span class="tooltip-text">Head of the <div>valley</div></span> said so.</p>',
      '<blockquote class="pullquote">the old gates no longer close and the lower meadows flood</blockquote>',
      '<figure><figcaption>The weir at dusk</figcaption></figure>',
      '<div class="comments"><p>First to say so here.</p></div>',
    ),
    fc.string({ maxLength: 30 }),
  );

  it('loses no visible word: each is kept or among the passages cut out', () => {
    const count = (text: string) => {
      const counts = new Map<string, number>();
      for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
      return counts;
    };
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), (made) => {
        const html = `<body>${made.join('\n')}</body>`;
        const { text, removed } = extractHtml(html);
        const seen = readPage(html)
          .blocks.map((run) => [run.text, ...run.overlays.map((overlay) => overlay.text)].join('\n'))
          .join('\n');
        expect(count([text, ...removed.map((passage) => passage.text)].join('\n'))).toEqual(count(seen));
      }),
      { numRuns: 200 },
    );
  });

  it('tells the kind of every stretch of its text, in order', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), (made) => {
        const { text, blocks } = extractHtml(`<body>${made.join('\n')}</body>`);
        let end = 0;
        for (const stretch of blocks ?? []) {
          expect(text.slice(end, stretch.start).trim()).toBe('');
          expect(stretch.end).toBeGreaterThan(stretch.start);
          end = stretch.end;
        }
        expect(end).toBe(text.length);
      }),
      { numRuns: 100 },
    );
  });

  it('gives passages in order and inside the text, and text without CR or blank ends', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), (blocks) => {
        const { text, removed } = extractHtml(`<body>${blocks.join('\r\n')}</body>`);
        expect(text).not.toMatch(/\r|\uFEFF|^\s|\s$/);
        let before = 0;
        for (const passage of removed) {
          expect(passage.start).toBeGreaterThanOrEqual(before);
          expect(passage.start).toBeLessThanOrEqual(text.length);
          before = passage.start;
        }
      }),
      { numRuns: 100 },
    );
  });
});

it('the name field of a comment form is no byline', () => {
  const page = `<html><head><title>Ferry line to reopen</title></head><body><article><h1>Ferry line to reopen</h1>
    <p>The council of Varnholm voted on Tuesday to reopen the ferry line, closed since the storm of last winter.</p>
    <p>Officials said that the work would take two years, although engineers warned of higher costs.</p></article>
    <p class="comment-form-author"><label for="author">Name (required)</label><input id="author"></p></body></html>`;
  expect(extractHtml(page).byline).toBeNull();
});
