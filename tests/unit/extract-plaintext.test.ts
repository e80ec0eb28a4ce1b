import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractPlainText } from '../../electron/analysis/extract/index.ts';

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/extract/${name}`, import.meta.url)), 'utf8');
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

describe('a dump with menu, ticker, related news and most-read list', () => {
  const article = extractPlainText(fixture('menus-ticker-and-read-next.txt'));

  it('comes out as the article alone', () => {
    expect(article.text.split('\n\n').map((p) => p.slice(0, 24))).toEqual([
      'The council of Varnholm ',
      '"People on the island ha',
      'The first boat is expect',
      'Opponents on the council',
    ]);
  });

  it('reads headline, byline and date from its head', () => {
    expect(article.title).toEqual({
      value: 'Varnholm council votes to reopen the old ferry line',
      from: 'visible text',
    });
    expect(article.byline?.value).toBe('Ilse Marrow');
    expect(article.publishedAt).toEqual({ value: '2031-03-12T18:05', from: 'visible text' });
    expect(article.language).toEqual({ value: 'en', from: 'detected' });
  });

  it('says why each passage was cut', () => {
    const reasonOf = (words: string) => article.removed.find((passage) => passage.text.includes(words))?.reason;
    expect(reasonOf('Harbour Ledger')).toBe('menu');
    expect(reasonOf('crane number four')).toBe('ticker');
    expect(reasonOf('7 Shares')).toBe('share bar');
    expect(reasonOf('Old lighthouse sold')).toBe('read next');
    expect(reasonOf('Herring prices')).toBe('most read');
    expect(reasonOf('Privacy Policy')).toBe('footer');
  });

  it('keeps the place of what was cut from the middle', () => {
    const related = article.removed.find((passage) => passage.text.startsWith('Related News'));
    expect(article.text.slice(0, related!.start).endsWith('during his campaign.')).toBe(true);
    expect(article.text.slice(related!.start).trimStart().startsWith('The first boat')).toBe(true);
  });
});

describe('what is cut', () => {
  it('is referral spam behind an article, with the advert that leads to it', () => {
    const article = extractPlainText(fixture('referral-spam-at-the-end.txt'));
    expect(article.text.endsWith('on Monday evening.')).toBe(true);
    expect(article.removed).toHaveLength(1);
    expect(article.removed[0]).toMatchObject({ reason: 'affiliate', start: article.text.length });
    expect(article.removed[0]!.text).toMatch(/^CoinMeadow Press helps/);
  });

  it('is a list of teasers in full sentences above and below the article', () => {
    const article = extractPlainText(fixture('teasers-around-an-article.txt'));
    expect(article.text.startsWith('Kestrel Bay will build')).toBe(true);
    expect(article.text.endsWith('by the company.')).toBe(true);
    expect(article.text).not.toMatch(/chess|comet|parrot|avalanche/i);
    expect(article.title).toBeNull();
    expect(article.removed.map((passage) => passage.reason)).toEqual([
      'read next',
      'read next',
      'newsletter',
      'comments',
    ]);
  });

  it('is the name of an icon in front of a heading, but not the heading', () => {
    const article = extractPlainText(fixture('icon-words-glued-to-headings.txt'));
    expect(linesOf(article.text)).toContain('Background');
    expect(linesOf(article.text)).toContain('What comes next');
    expect(article.text).not.toMatch(/bookmark_border|keyboard_arrow/);
    const icon = article.removed.find((passage) => passage.text === 'info');
    expect(article.text.slice(icon!.start)).toMatch(/^Background/);
  });

  it('is furniture in Russian and Arabic', () => {
    const russian = extractPlainText(fixture('russian-dump.txt'));
    expect(russian.title?.value).toBe('В Заречье открыли новую библиотеку');
    expect(russian.byline?.value).toBe('Нина Волошина');
    expect(russian.publishedAt?.value).toBe('2031-05-14T10:30');
    expect(russian.text.split('\n\n')).toHaveLength(3);
    expect(russian.text).not.toMatch(/Читайте|Telegram|защищены/);
    const arabic = extractPlainText(fixture('arabic-dump.txt'));
    expect(arabic).toMatchObject({ direction: 'rtl', language: { value: 'ar' }, publishedAt: { value: '2031-05-03' } });
    expect(arabic.text.split('\n\n')).toHaveLength(3);
    expect(arabic.removed.at(-1)).toMatchObject({ reason: 'footer' });
  });
});

describe('what is kept', () => {
  it('are the times of a live blog', () => {
    const { text } = extractPlainText(fixture('live-blog-with-times.txt'));
    expect(linesOf(text).filter((line) => /^\d\d:\d\d$/.test(line))).toEqual(['14:20', '13:05', '12:40', '11:15']);
  });

  it('is a table of results at the end', () => {
    const { text } = extractPlainText(fixture('results-table.txt'));
    expect(linesOf(text).slice(-6)).toEqual([
      'Final standings after five races:',
      '1 Ansa 12 points',
      '2 Merikotka 17 points',
      '3 Saaristo 21 points',
      '4 Tuulia 30 points',
      '5 Lokki 34 points',
    ]);
  });

  it('are the short answers of an interview', () => {
    const { text } = extractPlainText(fixture('interview-with-short-answers.txt'));
    expect(linesOf(text)).toContain('At nine.');
    expect(linesOf(text)).toContain('No.');
    expect(linesOf(text)).toHaveLength(9);
  });

  it('are sentences that only sound like page furniture', () => {
    const sentences = [
      'Both ferries are registered in the name of a trustee, who told the court that he was bound to silence.',
      'The island wants to become a member of the river union before the end of the year, its council said.',
      'The bill, sponsored by two members of the regional parliament, would pay for a boat powered by hydrogen.',
      'Farmers say that it is too late to order new pumps today, because the wells are already turning salty.',
      'By using force the police broke a law that both sides had agreed to in the spring, the judge wrote.',
      'The minister declined to make a comment on the figures that the water board had published on Monday.',
    ];
    const text = sentences.join('\n\n');
    expect(extractPlainText(text)).toMatchObject({ text, removed: [] });
  });

  it('are the line breaks of a text wrapped at a fixed width', () => {
    const wrapped =
      'The weir above the town has not been repaired since the flood, and the\nmiller says that he will not wait for another spring before he closes\nthe sluice.\n\nThe water board answered that it would send an engineer in the first\nweek of May.';
    expect(extractPlainText(wrapped).text).toBe(wrapped);
  });
});

describe('doubts', () => {
  it('says when there is no article text', () => {
    expect(extractPlainText('').warnings).toContain('no article text found');
    const menu = extractPlainText('Home\nNews\nSport\nContact us\n');
    expect(menu.text).toBe('');
    expect(menu.warnings).toContain('no article text found');
    expect(menu.removed.map((passage) => passage.text).join('\n')).toContain('Sport');
  });

  it('does not guess the order of day and month', () => {
    const article = extractPlainText(
      'Weir repaired at last\n\nBy Ana Prado\n03/04/2031\n\nThe weir above the town was repaired on Thursday, eleven years after the flood that broke it, the water board said.',
    );
    expect(article.publishedAt).toBeNull();
    expect(article.warnings).toContain('day or month may come first in the date "03/04/2031"');
  });

  it('falls back on address and file name, and says so', () => {
    const text = 'The weir above the town was repaired on Thursday, eleven years after the flood that broke it.';
    const article = extractPlainText(text, {
      url: 'https://news.valley.example/2031/04/17/weir',
      fileName: '2031-04-18 weir repaired at last.txt',
    });
    expect(article.publishedAt).toEqual({ value: '2031-04-17', from: 'url' });
    expect(article.title).toEqual({ value: 'Weir repaired at last', from: 'file name' });
    expect(article.domain).toBe('valley.example');
    expect(extractPlainText(text, { fileName: '000_51ab96126fa78c.txt' }).title).toBeNull();
  });
});

describe('any text at all', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 60, unit: 'grapheme' }),
    fc.constantFrom(
      'Home',
      '• Sport',
      'Related News',
      'Comments',
      'By Ana Prado',
      '12 March 2031',
      'The council voted on Wednesday to reopen the ferry line that was closed after a storm nine years ago.',
      '"We have waited long enough," said the mayor of the town, who had promised it in his campaign.',
      'infoBackground',
      'https://a.example/?ref=1',
    ),
  );
  const document = fc
    .array(line, { maxLength: 40 })
    .chain((lines) => fc.constantFrom('\n', '\r\n', '\n\n', '\r').map((end) => lines.join(end)));

  it('loses no line: each is in the text or among the removed passages', () => {
    fc.assert(
      fc.property(document, (source) => {
        const { text, removed } = extractPlainText(source);
        const rest = `${text}\n${removed.map((passage) => passage.text).join('\n')}`.replace(/\s+/g, '');
        const whole = source.replace(/\s+/g, '').replace(/^\uFEFF+/, '');
        expect([...rest].sort().join('')).toBe([...whole].sort().join(''));
        for (const wanted of linesOf(source.replace(/\r\n?/g, '\n').replace(/^\uFEFF+/, ''))) {
          const bare = wanted.replace(/\s+/g, '').replace(/^(?:info)(?=\p{Lu})/u, '');
          expect(rest).toContain(bare);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('places removed passages in order and inside the text', () => {
    fc.assert(
      fc.property(document, (source) => {
        const { text, removed } = extractPlainText(source);
        expect(text).not.toMatch(/\r|^\uFEFF|^\s*\n|\n\s*$/);
        let before = 0;
        for (const passage of removed) {
          expect(passage.start).toBeGreaterThanOrEqual(before);
          expect(passage.start).toBeLessThanOrEqual(text.length);
          expect(passage.text.trim()).not.toBe('');
          before = passage.start;
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a headline above lines that say when and by whom', () => {
  const paragraphs = [
    'The council of Varnholm voted on Tuesday to reopen the ferry line, which had been closed since the storm of last winter.',
    'Officials said that the work would take two years, although engineers who had seen the quay warned of higher costs.',
    'Residents who crowded the hall asked why the company would not share in the expense of the new landing stage.',
  ];
  it.each([
    'Published 11:26 pm EST, Tuesday, March 12, 2031',
    'Updated Mar 12, 9:41 AM; Posted Mar 11, 8:19 PM',
    'Wed 12 Mar 2031 18.54 GMT Last modified on Thu 13 Mar 2031 09.10 GMT',
    '12/03/2031 Ilse Marrow All, Ferries, Harbours, News',
    '3/12/31 6:38 AM',
    'By Ilse Marrow imarrow@ledger.example (509) 555-0182',
  ])('“%s” is not the headline', (line) => {
    const article = extractPlainText(['Ferry line to reopen in spring', '', line, '', ...paragraphs].join('\n'));
    expect(article.title?.value).toBe('Ferry line to reopen in spring');
    expect(extractPlainText([line, '', ...paragraphs].join('\n')).title?.value).not.toBe(line);
  });

  it('a headline may begin with a year or a month, and hold a date', () => {
    for (const headline of [
      '2031 was the warmest year on record',
      'March 12 vote will decide on the ferry',
      'May Day march in Varnholm',
    ])
      expect(extractPlainText([headline, '', ...paragraphs].join('\n')).title?.value).toBe(headline);
  });
});

describe('a short headline below a ticker of longer ones', () => {
  const paragraphs = [
    'Совет порта отложил решение о плотине до весны, сообщил в среду его председатель, и просил жителей долины не ждать перемен раньше марта.',
    'Жители восточного берега требуют новой проверки и собрали две тысячи подписей, которые передадут в министерство на следующей неделе.',
    'Инженеры считают, что вода поднимется ещё на полметра, если дожди не прекратятся, и советуют укрепить насыпь у старой мельницы.',
  ];
  const above = [
    'Срочно',
    'Паром остановлен из-за сильного ветра до субботы',
    'Рынок в старом городе закроют на ремонт',
  ];

  it('is known by the byline under it', () => {
    const dump = [...above, '', 'Плотина расколола посёлок', '', 'Автор: Нина Залесская', '', ...paragraphs].join('\n');
    expect(extractPlainText(dump)).toMatchObject({
      title: { value: 'Плотина расколола посёлок' },
      byline: { value: 'Нина Залесская' },
      text: paragraphs.join('\n'),
    });
  });
});

describe('a date whose day and month are open', () => {
  it('is a date line all the same', () => {
    const dump = [
      'The dam at Upper Lenn is inspected again',
      '',
      'By Pell Ashdown',
      '03/04/2025',
      '',
      'Opponents of the dam asked for a second review on Monday, and the council of Upper Lenn gave them an answer at once.',
      '',
      'The engineers who built it will come back in the autumn, said the mayor, and they will bring their instruments with them.',
    ].join('\n');
    const { openDates, removed } = extractPlainText(dump);
    expect(openDates.map((date) => date.written)).toEqual(['03/04/2025']);
    expect(removed.find((passage) => passage.text.includes('03/04/2025'))?.reason).toBe('date line');
  });
});
