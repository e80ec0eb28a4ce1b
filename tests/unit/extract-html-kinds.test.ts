import { describe, expect, it } from 'vitest';
import { extractHtml } from '../../electron/analysis/extract/index.ts';

/** Paragraphs of one invented story, for pages of every kind. */
const STORY = [
  'The ferry between Varnholm and the island of Skell will sail again from the first of April, nine years after a storm broke both of its piers.',
  'The council voted for the plan on Tuesday night by eleven votes to four. It lends the harbour company 3.4 million crowns, to be paid back from tickets.',
  'Engineers had warned that the northern pier stands on sand that moves every winter. They now want to drive forty steel piles down to the rock.',
  'About six hundred people live on Skell. Since the storm they have crossed in the mail boat, which takes twelve passengers and sails twice a day.',
  'The owner of the only shop on the island, Berit Aasen, said that she had waited for this vote longer than for anything else in her life.',
  'Opponents of the plan doubt the figures. They point out that the old ferry never carried more than ninety passengers a day outside the summer.',
  'Work on the piers begins in October. Until then the company has to find a ship, since the old one was sold to a fish farm and has rusted away.',
  'A second vote, on the price of tickets, is due before Christmas. The harbour master expects it to be closer than the one on Tuesday.',
];
const p = (text: string) => `<p>${text}</p>`;
const story = (from = 0, to = STORY.length) => STORY.slice(from, to).map(p).join('\n');
const page = (body: string, head = '<title>Ferry to Skell to sail again | Varnholm Herald</title>') =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const MENU =
  '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sea">Shipping</a></li></ul></nav>';
const FOOTER = '<footer><p>© 2031 Varnholm Herald. All rights reserved.</p></footer>';

const paragraphsOf = (html: string) => extractHtml(html).text.split('\n\n');
const removedAs = (html: string, reason: string) =>
  extractHtml(html)
    .removed.filter((passage) => passage.reason === reason)
    .map((passage) => passage.text);

describe('an article is found', () => {
  it('in its own element, with headings, list and quotation told apart', () => {
    const html = page(
      `${MENU}<article><h1>Ferry to Skell to sail again</h1>${story(0, 3)}<h2>Waiting on the island</h2>${story(3, 5)}
      <blockquote>“We were always told next year, and then next year again.”</blockquote>
      <p>The plan has three parts:</p><ul><li>two piers on steel piles,</li><li>a ship for eighty passengers,</li><li>a ticket office in the old smokehouse.</li></ul>
      ${story(5)}</article>${FOOTER}`,
    );
    const { text, blocks } = extractHtml(html);
    const kinds = blocks!.map(({ start, end, kind }) => [kind, text.slice(start, end).slice(0, 12)]);
    expect(kinds).toEqual([
      ['paragraph', 'The ferry be'],
      ['paragraph', 'The council '],
      ['paragraph', 'Engineers ha'],
      ['heading', 'Waiting on t'],
      ['paragraph', 'About six hu'],
      ['paragraph', 'The owner of'],
      ['quote', '“We were alw'],
      ['paragraph', 'The plan has'],
      ['item', 'two piers on'],
      ['item', 'a ship for e'],
      ['item', 'a ticket off'],
      ['paragraph', 'Opponents of'],
      ['paragraph', 'Work on the '],
      ['paragraph', 'A second vot'],
    ]);
    expect(text.slice(blocks!.at(-1)!.start)).toBe(STORY.at(-1));
  });

  it('in a soup of unnamed elements, each paragraph in one of its own', () => {
    const soup = STORY.map((text) => `<div><div>${text}</div></div>`).join('<div></div>');
    const links = Array.from({ length: 12 }, (_, i) => `<div><a href="/${i}">Harbour news of week ${i}</a></div>`).join(
      '',
    );
    const html = page(`<div><div>${links}</div><div><div>${soup}</div></div><div>${links}</div></div>`);
    expect(paragraphsOf(html)).toEqual(STORY);
  });

  it('when it is cut into several containers of one kind with other things between them', () => {
    const part = (from: number, to: number) =>
      `<div class="chunk grid-${from}"><div class="inner">${story(from, to)}</div></div>`;
    const html = page(
      `${MENU}<div class="layout">${part(0, 2)}<div class="ad-slot"><p>Buy rope and canvas at half price today</p></div>${part(2, 6)}<div class="newsletter-box"><p>Get the shipping news in your inbox every morning, free of charge.</p></div>${part(6, 8)}</div>${FOOTER}`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
    expect(removedAs(html, 'newsletter')).toEqual([
      'Get the shipping news in your inbox every morning, free of charge.',
    ]);
  });

  it('between teasers that stand before and after it', () => {
    const teaser = (title: string, text: string) =>
      `<div class="card"><h3><a href="/t">${title}</a></h3><p>${text}</p></div>`;
    const before = [
      teaser('Herring catch falls for a third year', 'Boats came home half empty, the fishers of the bay report.'),
      teaser('Lighthouse keeper retires', 'Forty years of lamp oil and fog: a visit to the last of them.'),
    ].join('');
    const after = [
      teaser('Bridge closed to lorries', 'The detour adds an hour, and the dairy is not amused.'),
      teaser('Choir looks for basses', 'Nobody under sixty has come forward so far.'),
      teaser('Winter market moves to the quay', 'The square is being paved until the spring.'),
    ].join('');
    const html = page(
      `<div class="wrap"><div>${before}</div><div class="main-text">${story()}<div>${after}</div></div></div>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
    expect(removedAs(html, 'read next').join('\n')).toContain('Choir looks for basses');
  });

  it('above a comment section that is longer than itself', () => {
    const comment = (i: number) =>
      `<li class="comment"><div>Reader ${i} says:</div><p>I took that ferry every week for ${i + 3} years, and I tell you the northern pier was never safe in a westerly wind, whatever the company says about its steel piles.</p></li>`;
    const thread = Array.from({ length: 40 }, (_, i) => comment(i)).join('');
    const inside = page(`<div class="post-wrap">${story()}<ol class="comment-list">${thread}</ol></div>`);
    expect(paragraphsOf(inside)).toEqual(STORY);
    expect(removedAs(inside, 'comments').join('\n')).toContain('Reader 39 says:');
    const unnamed = page(`<div>${story()}<h3>40 comments</h3>${thread.replaceAll(' class="comment"', '')}</div>`);
    expect(paragraphsOf(unnamed)).toEqual(STORY);
  });

  it('once, where a page strings further articles to it for endless scrolling', () => {
    const other = STORY.map((text) => p(text.replace(/ferry|pier|ship/g, 'tunnel'))).join('');
    const item = (title: string, text: string) =>
      `<div class="scroll-item"><h1>${title}</h1><p class="author">By Ivo Stern</p><div>${text}</div></div>`;
    const html = page(
      `<div id="feed">${item('Ferry to Skell to sail again', story())}${item('Tunnel to Skell', other)}${item('Tunnel again', other)}</div>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
  });

  it('on a mobile page of AMP with its own elements', () => {
    const html = `<!doctype html><html ⚡ lang="en"><head><title>Ferry to Skell to sail again</title></head><body>
      <amp-sidebar id="menu"><ul><li><a href="/">Home</a></li><li><a href="/sea">Shipping</a></li></ul></amp-sidebar>
      <amp-img src="f.jpg"></amp-img><section>${story(0, 4)}<amp-ad type="x"></amp-ad>${story(4)}</section>
      <amp-social-share type="email"></amp-social-share></body></html>`;
    expect(paragraphsOf(html)).toEqual(STORY);
  });

  it('in one cell of an old layout table', () => {
    const html = page(
      `<table><tr><td width="150"><a href="/">Home</a><br><a href="/n">News</a><br><a href="/s">Shipping</a></td><td>${STORY.join('<br><br>')}</td></tr></table>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
  });
});

describe('an article that is not in sight', () => {
  it('is read where the page hides it until a script has run, and the reader is told', () => {
    const html = page(`<main><p>Loading…</p></main><div style="display:none">${story()}</div>`);
    const { text, warnings } = extractHtml(html);
    expect(text.split('\n\n')).toEqual(STORY);
    expect(warnings).toContain('the article stands in a part of the page that is hidden at first');
  });

  it('is taken from what the page declares for search engines, and the reader is told', () => {
    const declared = JSON.stringify({ '@graph': [{ '@type': 'NewsArticle', articleBody: STORY.join('\n\n') }] });
    const html = page('<div id="root">Please wait.</div>', `<script type="application/ld+json">${declared}</script>`);
    const { text, warnings, removed } = extractHtml(html);
    expect(text.split('\n\n')).toEqual(STORY);
    expect(warnings.join()).toContain('declares for search engines');
    expect(removed.map((passage) => passage.text)).toEqual(['Please wait.']);
  });

  it('stays unread where a page only hides a menu', () => {
    const html = page(`<article>${story()}</article><div hidden>${story(0, 2)}</div>`);
    expect(paragraphsOf(html)).toEqual(STORY);
  });
});

describe('furniture inside an article', () => {
  it('a cookie dialog and a notice of a paywall are cut with their reasons', () => {
    const html = page(
      `<article>${story(0, 3)}<div class="consent-layer" role="dialog"><p>We and our partners use cookies to measure how this page is read.</p><button>Accept all</button></div>
      ${story(3)}<div class="paywall"><p>Read on with a subscription. The first month costs one crown.</p></div></article>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
    expect(removedAs(html, 'cookie notice').join('\n')).toContain('We and our partners use cookies');
    expect(removedAs(html, 'subscription notice')).toEqual([
      'Read on with a subscription. The first month costs one crown.',
    ]);
  });

  it('a list of links to other stories goes, a list of links that comes again and again is the article', () => {
    const links = (names: string[]) => `<ul>${names.map((name) => `<li><a href="/x">${name}</a></li>`).join('')}</ul>`;
    const related = page(
      `<article>${story(0, 4)}${links(['Herring catch falls for a third year', 'Lighthouse keeper retires after forty years'])}${story(4)}</article>`,
    );
    expect(paragraphsOf(related)).toEqual(STORY);
    const titled = page(
      `<article>${story(0, 4)}<h2>Other ships</h2>${links(['Herring boats of the bay in pictures', 'Lighthouse tender for sale'])}<h2>The island</h2>${story(4)}</article>`,
    );
    expect(paragraphsOf(titled)).toEqual([...STORY.slice(0, 4), 'The island', ...STORY.slice(4)]);
    const guide = page(
      `<article>${STORY.slice(0, 5)
        .map((text, i) => p(text) + links([`Ticket office number ${i + 1}`, `Timetable of the pier ${i + 1}`]))
        .join('')}</article>`,
    );
    expect(extractHtml(guide).text).toContain('Timetable of the pier 3');
  });

  it('a box that says Advertisement goes with the link in it', () => {
    const ad =
      '<div class="banner"><small>Advertisement</small><br><a href="/c/3">Boilers that outlast the winter</a></div>';
    const html = page(`<article>${story(0, 4)}${ad}${story(4)}</article>`);
    expect(paragraphsOf(html)).toEqual(STORY);
    expect(removedAs(html, 'advert').join('\n')).toContain('Boilers that outlast the winter');
  });

  it('a pull quote is not text twice', () => {
    const html = page(
      `<article>${story(0, 4)}<aside class="pullquote"><p>They now want to drive forty steel piles down to the rock.</p></aside>${story(4)}</article>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
    const inQuote = page(
      `<article>${story(0, 4)}<blockquote>They now want to drive forty steel piles down to the rock.</blockquote>${story(4)}</article>`,
    );
    expect(paragraphsOf(inQuote)).toEqual(STORY);
  });

  it('pictures of a gallery, above the first paragraph or behind the last are kept aside with their captions', () => {
    const slide = (i: number) =>
      `<li><img src="${i}.jpg"><div class="caption">Picture ${i}: the pier at low water, seen from the mail boat on a calm day.</div></li>`;
    const html = page(
      `<article><figure><img src="a.jpg"><figcaption>The old pier as the storm left it, nine years ago.</figcaption></figure>${story(0, 5)}<div class="gallery"><ul>${[1, 2, 3, 4].map(slide).join('')}</ul></div>${story(5)}
      <figure><figcaption>The mail boat sails twice a day, with twelve passengers at most.</figcaption></figure></article>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
    expect(removedAs(html, 'photo credit').join('\n')).toMatch(/The old pier[\s\S]*Picture 4[\s\S]*The mail boat/);
  });

  it('a picture that names only its owner or its subject has no caption', () => {
    for (const line of ['Photo: Ada Quill/Coast Pictures', 'Berit Aasen', '(Image: COAST PICTURES)', '© Ada Quill']) {
      const html = page(
        `<article>${story(0, 5)}<figure><img src="a.jpg"><figcaption>${line}</figcaption></figure>${story(5)}</article>`,
      );
      expect(paragraphsOf(html)).toEqual(STORY);
      expect(removedAs(html, 'photo credit')).toEqual([line]);
    }
  });

  it('what appears over a name when it is pointed at is cut out of the sentence', () => {
    const html = page(
      `<article>${p(STORY[0]!)}<p>The owner of the only shop, <span class="person"><a href="/p">Berit Aasen</a><span class="hovercard-box">Berit Aasen <a href="/1">Shop on Skell saved by its customers</a></span></span>, said that she had waited long for this vote.</p>${story(1)}</article>`,
    );
    const { text, removed } = extractHtml(html);
    expect(text.split('\n\n')[1]).toBe(
      'The owner of the only shop, Berit Aasen, said that she had waited long for this vote.',
    );
    const card = removed.find((passage) => passage.text.includes('saved by its customers'))!;
    expect(text.slice(0, card.start).endsWith('Berit Aasen')).toBe(true);
  });

  it('a note that is hidden from the eye is no text', () => {
    const html = page(
      `<article>${story(0, 4)}<p class="sr-only">Picture of a pier, end of the description.</p>${story(4)}</article>`,
    );
    expect(paragraphsOf(html)).toEqual(STORY);
  });
});

describe('a caption that describes its picture', () => {
  const SAID = 'Workers measure the northern pier at low water on Monday.';
  const between = (picture: string) => extractHtml(page(`<article>${story(0, 5)}${picture}${story(5)}</article>`));

  it.each([
    ['of a figure', `<figure><img src="a.jpg"><figcaption>${SAID}</figcaption></figure>`],
    [
      'by the name of its element',
      `<div class="image"><img src="a.jpg"><p class="wp-caption-text caption">${SAID}</p></div>`,
    ],
  ])('stays between the paragraphs as a caption: %s', (_, picture) => {
    const { text, blocks } = between(picture);
    expect(text.split('\n\n')).toEqual([...STORY.slice(0, 5), SAID, ...STORY.slice(5)]);
    const captions = blocks!.filter(({ kind }) => kind === 'caption');
    expect(captions.map(({ start, end }) => text.slice(start, end))).toEqual([SAID]);
  });

  it.each([
    'Photo: Ada Quill/Coast Pictures',
    '(Ada Quill/Coast Pictures)',
    '© Ada Quill',
    'Credit: Coast Pictures',
    '[File: Reuters]',
  ])('stays without the credit behind it: %s', (credit) => {
    const { text, removed } = between(`<figure><figcaption>${SAID} ${credit}</figcaption></figure>`);
    expect(text.split('\n\n')[5]).toBe(SAID);
    expect(removed).toEqual([{ text: credit, start: text.indexOf(SAID) + SAID.length, reason: 'photo credit' }]);
  });

  it('in a script without spaces', () => {
    const { text } = between('<figure><figcaption>周一退潮时，工人正在测量北码头。</figcaption></figure>');
    expect(text).toContain('工人正在测量北码头');
  });
});

describe('articles of other forms are kept whole', () => {
  it('a live blog keeps its times and entries', () => {
    const entry = (time: string, text: string) => `<div class="entry"><time>${time}</time>${p(text)}</div>`;
    const html = page(
      `<article><p>The council of Varnholm decides tonight whether the ferry to Skell will sail again. We report from the hall.</p>${[
        entry('19:04', STORY[1]!),
        entry('19:31', STORY[2]!),
        entry('20:12', STORY[4]!),
        entry('20:47', STORY[5]!),
        entry('21:15', STORY[7]!),
      ].join('')}</article>`,
    );
    const { text } = extractHtml(html);
    for (const time of ['19:04', '19:31', '20:12', '20:47', '21:15']) expect(text).toContain(time);
    expect(text).toContain(STORY[7]);
  });

  it('an interview keeps its questions and its short answers', () => {
    const turns = [
      ['Did you expect this vote?', 'No.'],
      [
        'What will you do on the first of April?',
        'Stand on the pier with everybody else, and probably weep a little, I have to admit.',
      ],
      [
        'Were you afraid that it would fail?',
        'Every day. Four of them had promised me to vote for it, and two of those did not.',
      ],
      ['And if the piles do not hold?', 'They will hold.'],
      ['Will the shop grow?', 'I have ordered a second counter and a proper freezer, which is a start for an island.'],
    ];
    const html = page(
      `<article>${p(STORY[4]!)}${turns.map(([q, a]) => `<p><strong>${q}</strong></p><p>${a}</p>`).join('')}${p(STORY[7]!)}</article>`,
    );
    expect(paragraphsOf(html)).toEqual([STORY[4], ...turns.flat(), STORY[7]]);
  });

  it('a listicle keeps its numbered headings', () => {
    const html = page(
      `<div class="story-body">${STORY.slice(0, 5)
        .map((text, i) => `<h2>${i + 1}. ${['Vote', 'Piers', 'Money', 'People', 'Ship'][i]}</h2>${p(text)}`)
        .join('')}</div>`,
    );
    const text = paragraphsOf(html);
    expect(text).toHaveLength(10);
    expect(text[8]).toBe('5. Ship');
  });

  it('a table of results stays between its paragraphs, a row a line with its cells', () => {
    const rows = [
      ['Party', 'Yes', 'No'],
      ['Harbour List', '6', '0'],
      ['Farmers', '2', '3'],
      ['Free Voters', '3', '1'],
    ];
    const table = `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    const html = page(`<article>${story(0, 3)}<p>This is how the parties voted:</p>${table}${story(3)}</article>`);
    const { text, blocks } = extractHtml(html);
    expect(text).toContain('Harbour List\t6\t0');
    expect(blocks!.filter((block) => block.kind === 'row')).toHaveLength(4);
    expect(text.indexOf('Free Voters')).toBeLessThan(text.indexOf(STORY[3]!));
  });

  it('questions of readers with their answers', () => {
    const qa = [
      ['Can I take a bicycle?', 'Yes. The ship has room for ten bicycles on the open deck, first come, first served.'],
      ['Are dogs allowed on board?', 'On a lead, and not in the saloon, where the company wants to serve soup again.'],
      [
        'What does a ticket cost?',
        'Nobody knows yet: the council votes on prices before Christmas, and it may well be close.',
      ],
    ];
    const html = page(
      `<main>${p(STORY[0]!)}<dl>${qa.map(([q, a]) => `<dt>${q}</dt><dd>${a}</dd>`).join('')}</dl>${p(STORY[6]!)}</main>`,
    );
    const { text } = extractHtml(html);
    for (const turn of qa.flat()) expect(text).toContain(turn);
    expect(text.endsWith(STORY[6]!)).toBe(true);
  });

  it('a list of sources at the end, given as bare addresses', () => {
    const sources = ['harbour', 'storm', 'piles'].map((name) => `https://records.varnholm.example/${name}`);
    const html = page(
      `<article>${story()}${sources.map((url) => `<p><a href="${url}">${url}</a></p>`).join('')}</article>`,
    );
    expect(paragraphsOf(html)).toEqual([...STORY, ...sources]);
    const one = page(`<article>${story(0, 4)}<p>https://video.example/embed/3</p>${story(4)}</article>`);
    expect(paragraphsOf(one)).toEqual(STORY);
  });

  it('a plan that repeats its sentences on purpose', () => {
    const day = (name: string) =>
      `<h2>${name}</h2><p>Mail boat at eight, with the post and twelve passengers at most, weather permitting.</p><p>Mail boat at four, for goods only, and for the doctor if she is needed.</p>`;
    const html = page(
      `<article>${story(0, 2)}${['Monday', 'Tuesday', 'Wednesday', 'Thursday'].map(day).join('')}</article>`,
    );
    expect(extractHtml(html).text.match(/Mail boat at eight/g)).toHaveLength(4);
  });

  it('an Arabic page, from right to left', () => {
    const arabic = [
      'قال مجلس بلدة فارنهولم مساء الثلاثاء إن العبارة إلى جزيرة سكيل ستبحر من جديد في أول أبريل، بعد تسع سنوات من العاصفة التي حطمت رصيفيها.',
      'وحذر المهندسون من أن الرصيف الشمالي يقوم على رمال تتحرك كل شتاء، ويريدون الآن غرس أربعين عمودا من الفولاذ حتى الصخر.',
      'ويعيش على الجزيرة نحو ستمئة شخص، يعبرون منذ العاصفة في قارب البريد الذي يتسع لاثني عشر راكبا ويبحر مرتين في اليوم.',
      'ويبدأ العمل في الرصيفين في أكتوبر، وعلى الشركة حتى ذلك الحين أن تجد سفينة، لأن القديمة بيعت وصدئت.',
    ];
    const html = `<html lang="ar" dir="rtl"><body><div class="menu"><a href="/">الرئيسية</a> <a href="/n">أخبار</a></div><div>${arabic.map(p).join('')}</div><div><h3>اقرأ أيضا</h3><ul><li><a href="/1">تراجع صيد الرنجة للعام الثالث</a></li></ul></div></body></html>`;
    const article = extractHtml(html);
    expect(article.text.split('\n\n')).toEqual(arabic);
    expect(article.direction).toBe('rtl');
  });

  it('a Chinese page, whose sentences have no spaces', () => {
    const chinese = [
      '瓦恩霍尔姆镇议会周二晚间投票决定，开往斯凯尔岛的渡轮将于四月一日恢复航行。',
      '九年前的一场风暴摧毁了两座码头。工程师警告说，北码头建在每年冬天都会移动的沙地上。',
      '岛上住着大约六百人。风暴之后，他们只能乘坐每天两班的邮船往返。',
      '码头工程将于十月开始。在此之前，公司必须找到一艘船。',
    ];
    const html = `<html lang="zh"><head><title>渡轮恢复航行</title></head><body><ul><li><a href="/">首页</a></li><li><a href="/n">新闻</a></li></ul><div>${chinese.map(p).join('')}</div><div><a href="/1">鲱鱼捕获量连续三年下降</a></div></body></html>`;
    expect(extractHtml(html).text.split('\n\n')).toEqual(chinese);
  });
});
