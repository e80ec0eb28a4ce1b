/** News pages of any number, the same for the same seed: everything around an article that real pages have. */
import { seededRandom, wordAt } from './corpus.ts';
import type { NewsArticle } from './news.ts';

export interface SyntheticPage {
  path: string;
  html: string;
  /** The article's paragraphs, by which an extraction can be checked. */
  paragraphs: string[];
}

/** Median length of a page, in bytes; lengths are log-normal around it. */
const MEDIAN_BYTES = 115_000;
const SPREAD = 0.45;
const OUTLETS = 12;

// Prose needs them to look like prose: an extractor counts commas and common words.
const COMMON =
  'the of and to in a that was for on said with by at from it as is were an has have had be not this which they after'.split(
    ' ',
  );

/** @param told what stands in it; left out: words in sentences, about nothing */
export function makePage(number: number, told?: NewsArticle): SyntheticPage {
  const random = seededRandom(1000 + number);
  const upTo = (n: number) => Math.floor(random() * n);
  const word = () => (random() < 0.45 ? COMMON[upTo(COMMON.length)]! : wordAt(Math.floor(6000 ** random()) + 40));
  const phrase = (count: number) => Array.from({ length: count }, word).join(' ');
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const sentence = () => `${capital(phrase(6 + upTo(10)))}, ${phrase(4 + upTo(9))}.`;
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  const outlet = number % OUTLETS;
  const title = told?.title ?? capital(phrase(7 + upTo(5)));
  const wordsWanted = told ? 0 : 300 + upTo(900);
  const paragraphs = [...(told?.paragraphs ?? [])];
  for (let words = 0; words < wordsWanted; ) {
    const text = Array.from({ length: 2 + upTo(4) }, sentence).join(' ');
    paragraphs.push(text);
    words += text.split(' ').length;
  }
  const site = `https://outlet-${outlet}.example`;
  const day = new Date(Date.UTC(2025, 0, 1 + (number % 300))).toISOString();

  const menu = (name: string, items: number) =>
    `<nav class="${name}"><ul>${Array.from(
      { length: items },
      () =>
        `<li class="${name}__item"><a href="/${wordAt(upTo(900))}/" data-track="${name}">${capital(word())}</a></li>`,
    ).join('')}</ul></nav>`;
  const card = () =>
    `<div class="card card--teaser" data-id="${upTo(1e9)}"><a class="card__link" href="/${wordAt(upTo(9000))}-${upTo(1e6)}.html">` +
    `<picture><source srcset="/img/${upTo(1e6)}.webp 1x, /img/${upTo(1e6)}@2x.webp 2x"><img loading="lazy" alt="${phrase(4)}" src="/img/${upTo(1e6)}.jpg"></picture>` +
    `<h3 class="card__title">${capital(phrase(8))}</h3></a><span class="card__time">${upTo(24)} hours ago</span></div>`;
  const advert = () =>
    `<div class="ad-slot" id="ad-${upTo(1e6)}" data-sizes="[[300,250],[728,90]]"><span class="ad-label">Advertisement</span><script>window.slots=window.slots||[];window.slots.push({id:${upTo(1e6)},k:"${word()}"});</script></div>`;
  const state = (bytes: number) => {
    const items: string[] = [];
    for (let size = 0; size < bytes; ) {
      const item = JSON.stringify({
        id: upTo(1e9),
        slug: wordAt(upTo(9000)),
        headline: phrase(8),
        tags: [word(), word()],
      });
      items.push(item);
      size += item.length;
    }
    return `<script>window.__STATE__={"items":[${items.join(',')}]};</script>`;
  };
  const styles = (bytes: number) => {
    const rules: string[] = [];
    for (let size = 0; size < bytes; ) {
      const rule = `.${wordAt(upTo(9000))}__${wordAt(upTo(900))}{margin:${upTo(40)}px ${upTo(40)}px;color:#${upTo(4096).toString(16).padStart(3, '0')}}`;
      rules.push(rule);
      size += rule.length;
    }
    return `<style>${rules.join('\n')}</style>`;
  };
  const icons = Array.from(
    { length: 12 },
    (_, i) =>
      `<symbol id="i${i}" viewBox="0 0 24 24"><path d="M${upTo(24)} ${upTo(24)}h${upTo(9)}v${upTo(9)}z"/></symbol>`,
  ).join('');

  const body: string[] = [];
  for (const [index, paragraph] of paragraphs.entries()) {
    const [first = '', ...rest] = paragraph.split(' ');
    body.push(`<p class="story__text"><a href="/tag/${first.toLowerCase()}">${first}</a> ${rest.join(' ')}</p>`);
    if (index === 1)
      body.push(`<figure><img src="/img/${upTo(1e6)}.jpg" alt=""><figcaption>${sentence()}</figcaption></figure>`);
    if (index % 4 === 3) body.push(advert());
    if (index === 4) body.push(`<aside class="related"><h4>Read next</h4>${card()}${card()}</aside>`);
  }
  const comments = Array.from(
    { length: upTo(20) },
    () => `<li class="comment"><b>${capital(word())}</b><p>${sentence()}</p></li>`,
  ).join('');
  const ld = JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: title,
    datePublished: day,
    author: { '@type': 'Person', name: `${capital(wordAt(upTo(9000)))} ${capital(wordAt(upTo(9000)))}` },
    publisher: { '@type': 'Organization', name: `Outlet ${outlet}` },
  });
  const fixed =
    `<body class="page page--story"><svg style="display:none">${icons}</svg><header class="site-header">${menu('main-menu', 40)}${menu('sub-menu', 25)}</header>` +
    `<div class="ticker"><span>Breaking</span><a href="/live">${capital(phrase(9))}</a></div><main><article class="story"><h1>${title}</h1>` +
    `<div class="byline">By ${capital(wordAt(upTo(9000)))}</div><div class="share"><a href="#">Share</a><a href="#">Post</a></div>${body.join('\n')}</article>` +
    `<section class="most-read"><h2>Most read</h2>${Array.from({ length: 12 + upTo(16) }, card).join('\n')}</section>` +
    `<section class="comments"><h2>Comments</h2><ol>${comments}</ol></section></main>` +
    `<footer>${menu('footer-menu', 60)}<p>© 2025 Outlet ${outlet}. All rights reserved.</p></footer>`;
  const wanted = MEDIAN_BYTES * Math.exp(SPREAD * gaussian());
  const left = Math.max(4_000, wanted - fixed.length);
  const html =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Outlet ${outlet}</title>` +
    `<link rel="canonical" href="${site}/${number}.html"><meta property="og:title" content="${title}">` +
    `<meta property="article:published_time" content="${day}"><meta name="description" content="${phrase(18)}">` +
    `<script type="application/ld+json">${ld}</script>${styles(left * 0.3)}${state(left * 0.35)}</head>${fixed}${state(left * 0.35)}</body></html>`;
  return { path: `outlet-${outlet}/${number}.html`, html, paragraphs };
}
