import { cleanWith, createLineStatistics, type SourceDocument } from '../../../electron/analysis/cleaning/index.ts';
import { extractPlainText } from '../../../electron/analysis/extract/index.ts';

/** Stories of a made-up coast, in three languages: a headline and four paragraphs, no line of which another one has. */
const WORDS = {
  en: {
    places: ['Varnholm', 'Kestrel Bay', 'Upper Tamsin', 'Orlo', 'Saint Merrow', 'Greyfield', 'Pellworth', 'Dunmarsh'],
    things: ['ferry', 'library', 'bakery', 'lighthouse', 'tram', 'orchard', 'swimming hall', 'post office'],
    story: (place: string, thing: string, n: number) => [
      `${place} will rebuild its old ${thing} by ${2031 + n}`,
      `The council of ${place} voted on Tuesday to rebuild the ${thing} that a storm had damaged ${n + 2} winters ago.`,
      `"We have waited for the ${thing} for ${n + 2} years, and now ${place} can plan again," the mayor said after the vote.`,
      `Work is to begin in spring and will cost about ${n + 3},400 crowns, which the harbour fund of ${place} pays.`,
      `Opponents of the ${thing} said that ${place} needs ${n + 20} new flats more than anything else.`,
    ],
  },
  de: {
    places: [
      'Falkenried',
      'Morsbüttel',
      'Klein Undeloh',
      'Sankt Wieben',
      'Ostervik',
      'Halmstein',
      'Grotau',
      'Lindesee',
    ],
    things: ['Fähre', 'Bücherei', 'Mühle', 'Sternwarte', 'Brücke', 'Schwimmhalle', 'Schmiede', 'Post'],
    story: (place: string, thing: string, n: number) => [
      `${place} baut die alte ${thing} bis ${2031 + n} wieder auf`,
      `Der Rat von ${place} hat am Dienstag beschlossen, die ${thing} nach ${n + 2} Jahren wieder aufzubauen.`,
      `„Wir haben ${n + 2} Jahre auf die ${thing} gewartet, und nun kann ${place} wieder planen“, sagte die Bürgermeisterin.`,
      `Die Arbeiten sollen im Frühjahr beginnen und etwa ${n + 3}400 Kronen kosten, die der Hafen von ${place} bezahlt.`,
      `Gegner der ${thing} sagten, dass ${place} zuerst ${n + 20} neue Wohnungen braucht.`,
    ],
  },
  ru: {
    places: ['Заречье', 'Верхний Тамсин', 'Орлово', 'Седой Яр', 'Каменка', 'Морошкино', 'Липовец', 'Дальний Бор'],
    things: ['паром', 'мост', 'маяк', 'музей', 'сад', 'каток', 'вокзал', 'завод'],
    story: (place: string, thing: string, n: number) => [
      `В городе ${place} восстановят старый ${thing} к ${2031 + n} году`,
      `Совет города ${place} во вторник решил восстановить ${thing}, который закрыли ${n + 2} зимы назад после бури.`,
      `«Мы ждали этого ${n + 2} года, и теперь ${place} снова может строить планы на ${thing}», — сказала глава совета.`,
      `Работы начнутся весной и обойдутся в ${n + 3} тысячи крон, которые заплатит порт города ${place}.`,
      `Противники решения говорят, что городу ${place} нужнее ${n + 20} новых квартир, чем ${thing}.`,
    ],
  },
};

export type OutletLanguage = keyof typeof WORDS;

/** The n-th story: headline first. */
export function story(n: number, language: OutletLanguage = 'en'): string[] {
  const { places, things, story: tell } = WORDS[language];
  return tell(places[n % places.length]!, things[(n + Math.floor(n / places.length)) % things.length]!, n);
}

/** A scrape as the import sees it: its lines cleaned alone, and what was cut kept aside. */
export function scraped(id: string, lines: readonly string[], more: Partial<SourceDocument> = {}): SourceDocument {
  const article = extractPlainText(lines.join('\n'));
  return {
    id,
    text: article.text,
    removed: article.removed,
    title: article.title?.value ?? null,
    titleIsGuess: true,
    kind: 'dump',
    keptByPerson: [],
    language: article.language?.value ?? null,
    ...more,
  };
}

/** A document stored as it is, nothing cut yet. */
export function uncut(id: string, lines: readonly string[], more: Partial<SourceDocument> = {}): SourceDocument {
  return { id, text: lines.join('\n'), removed: [], title: null, kind: 'dump', keptByPerson: [], ...more };
}

export function modelOf(documents: Iterable<SourceDocument>) {
  const statistics = createLineStatistics();
  for (const document of documents) statistics.add(document);
  return statistics.model();
}

/** Cleans every document of a source with what the source repeats. */
export function cleanSource(documents: readonly SourceDocument[], switchedOff: readonly string[] = []) {
  const model = modelOf(documents);
  const options = { switchedOff: new Set(switchedOff) };
  return { model, cleaned: documents.map((document) => cleanWith(model, document, options)) };
}

/** The lines of a text, blank ones left out. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
