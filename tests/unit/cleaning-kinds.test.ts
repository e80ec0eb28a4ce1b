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
