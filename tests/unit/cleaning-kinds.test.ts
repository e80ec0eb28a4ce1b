import { describe, expect, it } from 'vitest';
import { extractPlainText } from '../../electron/analysis/extract/index.ts';
import { linesOf, type OutletLanguage, story } from './support/outlet.ts';

/** An article with something below it, above it or between its paragraphs. */
type Place = 'below' | 'inside' | 'above';

function scrape(language: OutletLanguage, place: Place, furniture: readonly string[]): string {
  const [headline, a, b, ...rest] = story(3, language);
  const own = [headline!, a!, b!, ...rest];
  if (place === 'below') return [...own, ...furniture].join('\n\n');
  if (place === 'above') return [...furniture, ...own].join('\n\n');
  return [headline, a, b, ...furniture, ...rest].join('\n\n');
}

const kinds: [kind: string, reason: string, language: OutletLanguage, place: Place, furniture: string[]][] = [
  [
    'referral spam',
    'affiliate',
    'en',
    'below',
    [
      'Open a Coinmeadow account with our link and receive a bonus of 40 crowns:',
      '- Registration link: https://coinmeadow.example/join?ref=SALT77',
      '- Referral code: SALT77',
    ],
  ],
  [
    'referral spam',
    'affiliate',
    'de',
    'below',
    [
      'Eröffnen Sie ein Konto bei Coinmeadow und erhalten Sie 40 Kronen Bonus:',
      '- Anmeldelink: https://coinmeadow.example/join?ref=SALT77',
      '- Empfehlungscode: SALT77',
    ],
  ],
  [
    'referral spam',
    'affiliate',
    'ru',
    'below',
    [
      'Откройте счёт в Coinmeadow и получите бонус 40 крон:',
      '- Реферальная ссылка: https://coinmeadow.example/join?ref=SALT77',
      '- Промокод: SALT77',
    ],
  ],
  [
    'a disclosure of commissions',
    'affiliate',
    'en',
    'inside',
    ['This article contains affiliate links, and the Courier may earn a commission.'],
  ],
  [
    'a disclosure of commissions',
    'affiliate',
    'de',
    'inside',
    ['Dieser Artikel enthält Affiliate-Links. Bei einem Kauf erhält der Kurier eine Provision.'],
  ],
  [
    'a disclosure of commissions',
    'affiliate',
    'ru',
    'inside',
    ['В статье есть партнёрские ссылки, с покупки редакция получает комиссию.'],
  ],
  [
    'a cookie notice',
    'cookie notice',
    'en',
    'above',
    [
      'We and our partners use cookies to remember your settings and to measure how our pages are read.',
      'Accept all cookies',
    ],
  ],
  [
    'a cookie notice',
    'cookie notice',
    'de',
    'above',
    [
      'Wir verwenden Cookies, um unsere Seiten zu verbessern und Inhalte zu zeigen, die Sie angehen.',
      'Alle akzeptieren',
    ],
  ],
  [
    'a cookie notice',
    'cookie notice',
    'ru',
    'above',
    ['Мы используем файлы cookie, чтобы сайт работал лучше и запоминал ваши настройки.', 'Принять все'],
  ],
  [
    'a subscription notice',
    'subscription notice',
    'en',
    'inside',
    ['You have two free articles left this month. Subscribe now to read everything we print.'],
  ],
  [
    'a subscription notice',
    'subscription notice',
    'de',
    'inside',
    ['Dieser Text ist nur für Abonnenten. Jetzt weiterlesen mit einem Monat zur Probe.'],
  ],
  [
    'a subscription notice',
    'subscription notice',
    'ru',
    'inside',
    ['Полный текст доступен только для подписчиков. Оформите подписку и читайте дальше.'],
  ],
  [
    'a newsletter form',
    'newsletter',
    'en',
    'inside',
    ['Sign up for our morning letter and get the tide times in your inbox.', 'Your email address'],
  ],
  [
    'a newsletter form',
    'newsletter',
    'de',
    'inside',
    ['Melden Sie sich für unseren Newsletter an und lesen Sie jeden Morgen das Wichtigste.', 'Ihre E-Mail-Adresse'],
  ],
  [
    'a newsletter form',
    'newsletter',
    'ru',
    'inside',
    ['Подписывайтесь на нашу рассылку и получайте главное каждое утро.', 'Ваш e-mail'],
  ],
  [
    'a comment form',
    'comments',
    'en',
    'below',
    [
      'Leave a comment',
      'Your email address will not be published. Required fields are marked *',
      'Name *',
      'Post comment',
    ],
  ],
  [
    'a comment form',
    'comments',
    'de',
    'below',
    [
      'Schreiben Sie einen Kommentar',
      'Ihre E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert',
      'Name *',
      'Kommentar abschicken',
    ],
  ],
  [
    'a comment form',
    'comments',
    'ru',
    'below',
    [
      'Добавить комментарий',
      'Ваш адрес email не будет опубликован. Обязательные поля помечены *',
      'Имя *',
      'Отправить комментарий',
    ],
  ],
  [
    'a list of other stories',
    'read next',
    'en',
    'below',
    ['You may also like', 'Old lighthouse sold to a retired baker', 'Why the herring came back to the western quays'],
  ],
  [
    'a list of other stories',
    'read next',
    'de',
    'below',
    [
      'Das könnte Sie auch interessieren',
      'Leuchtturm geht an einen Bäcker im Ruhestand',
      'Warum die Heringe an die Westkais zurückkehren',
    ],
  ],
  [
    'a list of other stories',
    'read next',
    'ru',
    'below',
    ['Читайте также', 'Старый маяк продали пекарю на пенсии', 'Почему сельдь вернулась к западным причалам'],
  ],
  ['a photo credit', 'photo credit', 'en', 'inside', ['Photo: Ilse Marrow / Saltmarsh Courier']],
  ['a photo credit', 'photo credit', 'de', 'inside', ['Foto: Ilse Marrow / Kurier am Watt']],
  ['a photo credit', 'photo credit', 'ru', 'inside', ['Фото: Нина Волошина / «Курьер взморья»']],
];

describe('cut, and named as what it is', () => {
  it.each(kinds)('%s (%s, %s, %s)', (_, reason, language, place, furniture) => {
    const article = extractPlainText(scrape(language, place, furniture));
    expect(linesOf(article.text)).toEqual(story(3, language).slice(1));
    const reasons = new Map(
      article.removed.flatMap((passage) => linesOf(passage.text).map((line) => [line, passage.reason] as const)),
    );
    for (const line of furniture) expect([line, reasons.get(line)]).toEqual([line, reason]);
  });
});

describe('an article', () => {
  const [headline, a, b, c, d] = story(3) as [string, string, string, string, string];
  const cleaned = (lines: readonly string[]) => extractPlainText(lines.join('\n\n'));

  it.each([
    ['About Ilse Marrow', 'Ilse has written on ferries for the Courier since she could tie a bowline.'],
    ['Über Ilse Marrow', 'Ilse schreibt für den Kurier über Fähren, seit sie einen Palstek binden kann.'],
    ['Sobre Ilse Marrow', 'Ilse escribe sobre barcos en el Correo desde que sabe hacer un nudo.'],
  ])('ends before a note on its author (%s)', (heading, note) => {
    const { text, removed } = cleaned([headline, a, b, c, d, heading, note]);
    expect(linesOf(text)).toEqual([a, b, c, d]);
    expect(removed.at(-1)).toMatchObject({ text: `${heading}\n\n${note}`, reason: 'byline' });
  });

  it('loses links to other stories that shout between its paragraphs, not its short headings', () => {
    const { text } = cleaned([headline, a, 'HERRING PRICES FALL TO LOWEST IN YEARS', b, c, 'WHAT IT COSTS', d]);
    expect(linesOf(text)).toEqual([a, b, c, 'WHAT IT COSTS', d]);
  });

  it('keeps its numbered parts above a foot that is longer than all of them', () => {
    const parts = [0, 1, 2, 3, 4, 5].flatMap((n) => [
      `${n + 1}. Look at the plans of ${2031 + n}`,
      ...story(n).slice(1),
    ]);
    const opening = story(8)[1]!;
    const lede = 'Nobody had expected the parrots to stay, yet they have nested in the old crane for a third winter.';
    const links = ['Harbour radio', 'All the tides', 'Boats for sale', 'The weather mast', 'Crosswords by Odell'];
    const foot = Array.from({ length: 12 }, () => [...links, lede]).flat();
    const { text } = cleaned(['Six plans for the coast and what they cost', opening, ...parts, ...foot]);
    expect(linesOf(text)).toEqual([opening, ...parts]);
  });

  it('loses the ledes of other stories behind its last paragraph, and what stands below them', () => {
    const more =
      'Carpenters, masons and divers from the whole northern district have offered their help, among them several who ' +
      'repaired the granite breakwater after the flood. Engineers measured cracks, drained cellars, replaced rotten ' +
      'beams and photographed every window before autumn. Neighbours collected coins in jars at markets, concerts and ' +
      'school plays; children painted posters, grandparents knitted scarves, and fishermen promised free mussels to ' +
      'anyone who carries bricks on Saturdays.';
    const { text } = cleaned([
      headline,
      a,
      b,
      c,
      more,
      d,
      'A parrot won the chess cup.',
      'Comet seen twice',
      'Contact us',
    ]);
    expect(linesOf(text)).toEqual([a, b, c, more, d]);
  });

  it('in a script without spaces is not taken for a list of ledes', () => {
    const lines = [
      '港町の古い灯台を来年までに建て直す計画が決まった',
      '町議会は火曜日、嵐で壊れた灯台を来年までに建て直すことを決めた。',
      '費用はおよそ三千万クローネで、港の基金から支払われることになっている。',
      '工事は春に始まり、秋の終わりには新しい灯りがともる見込みだと町は説明した。',
      '町長は「長いあいだ待っていた。これでまた先の話ができる」と述べた。',
      '一方で、住宅のほうが先だという声もあり、反対の署名が集まっている。',
      '漁師たちは灯台の光がなければ夜の漁は危ないと話している。',
      '次の会議は来月開かれ、細かい日程が話し合われる予定だ。',
      '建物の一部は小さな博物館として使われ、子どもたちも訪れることができる。',
      '完成の日には港で祭りが開かれ、古い船も集まるという。',
    ];
    const article = cleaned([...lines, '関連記事', 'ニシンの値段が下がる', 'お問い合わせ']);
    expect(linesOf(article.text)).toEqual(lines.slice(1));
  });
});
