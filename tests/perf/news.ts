/**
 * Articles in the manner of news, the same for the same numbers: people who are quoted, organisations, places, figures, claims
 * that can be checked, and some heated words. Everything in them is made up.
 */
import { wordAt } from './corpus.ts';

type Random = () => number;

/** What several articles tell of, each in other words. */
export interface NewsEvent {
  place: string;
  people: { name: string; role: string }[];
  organisations: string[];
  subject: (typeof SUBJECTS)[number];
  /** Figures that belong to it; articles repeat them, now and then wrongly. */
  figures: number[];
  /** Words that no other event has. */
  own: string[];
  /** Days after the first day of the corpus. */
  day: number;
}

export interface NewsArticle {
  title: string;
  paragraphs: string[];
}

const FIRST = [
  'Anna',
  'Peter',
  'Maria',
  'James',
  'Elena',
  'Thomas',
  'Sarah',
  'David',
  'Julia',
  'Martin',
  'Laura',
  'Daniel',
];
const ROLES = ['Mayor', 'Minister', 'Professor', 'Senator', 'Governor', 'President', 'Dr', 'Councillor'];
const BODIES = ['Institute', 'Council', 'University', 'Agency', 'Ministry of Works', 'Party', 'Bank', 'Association'];
const SUBJECTS = [
  { thing: 'the harbour bridge', field: 'transport', act: 'closed', effect: 'ferries ran every hour' },
  {
    thing: 'the new school fee',
    field: 'education',
    act: 'approved',
    effect: 'parents gathered in front of the town hall',
  },
  { thing: 'the flood barrier', field: 'water', act: 'inspected', effect: 'families left the lower streets' },
  { thing: 'the hospital wing', field: 'health', act: 'opened', effect: 'nurses moved to longer shifts' },
  { thing: 'the grain tariff', field: 'trade', act: 'raised', effect: 'bakers asked for help with prices' },
  { thing: 'the border crossing', field: 'migration', act: 'shut', effect: 'lorries waited along the old road' },
  { thing: 'the power station', field: 'energy', act: 'sold', effect: 'bills rose in every district' },
  { thing: 'the rent law', field: 'housing', act: 'rejected', effect: 'tenants wrote to the court' },
];
const HEATED = [
  'reckless',
  'disgraceful',
  'a catastrophe for everyone who lives here',
  'brutal',
  'shameful',
  'a historic triumph',
  'corrupt to the core',
  'an insult to hard-working families',
  'nothing short of a scandal',
];
const SAID = ['said', 'told reporters', 'warned', 'insisted', 'explained', 'argued', 'added'];

export function newsEvent(random: Random, days: number): NewsEvent {
  const upTo = (n: number) => Math.floor(random() * n);
  const of = <T>(list: readonly T[]): T => list[upTo(list.length)]!;
  const madeUp = () => capital(wordAt(upTo(18_000)) + wordAt(upTo(140)));
  const place = madeUp();
  return {
    place,
    people: Array.from({ length: 3 }, () => ({ name: `${of(FIRST)} ${madeUp()}`, role: of(ROLES) })),
    organisations: [`${place} ${of(BODIES)}`, `${madeUp()} ${of(BODIES)}`],
    subject: of(SUBJECTS),
    figures: Array.from({ length: 5 }, () => 12 + upTo(900)),
    own: Array.from({ length: 40 }, () => wordAt(upTo(20_000)) + wordAt(upTo(2000))),
    day: upTo(days),
  };
}

export function newsArticle(event: NewsEvent, words: number, random: Random): NewsArticle {
  const paragraphs = [];
  for (let left = words; left > 0; ) {
    const paragraph = Array.from({ length: 2 + Math.floor(random() * 3) }, () => sentence(event, random)).join(' ');
    paragraphs.push(paragraph);
    left -= paragraph.split(' ').length;
  }
  const { place, subject, own } = event;
  return {
    title: `${place}: ${subject.thing} ${subject.act} after ${pick(own, random)} ${pick(own, random)}`,
    paragraphs,
  };
}

/** Parts are worked out only for the sentence that is taken. */
function sentence(event: NewsEvent, random: Random): string {
  const { place, subject, people, organisations } = event;
  const upTo = (n: number) => Math.floor(random() * n);
  const person = pick(people, random);
  const last = person.name.split(' ')[1]!;
  const body = pick(organisations, random);
  const word = () => pick(event.own, random);
  const heated = () => pick(HEATED, random);
  const said = pick(SAID, random);
  // One in twenty is told otherwise elsewhere.
  const figure = () => pick(event.figures, random) + (random() < 0.05 ? 1 + upTo(30) : 0);
  const common = () => wordAt(Math.floor(20_000 ** random()) - 1);
  switch (upTo(14)) {
    case 0:
      return `“We have seen ${figure()} cases of ${word()} since March, and ${subject.thing} is not safe,” ${said} ${person.role} ${person.name}.`;
    case 1:
      return `${person.name}, who leads the ${body}, ${said} that ${subject.effect} while the ${word()} ${common()} stayed as it was.`;
    case 2:
      return `“Nobody in ${place} asked for this ${word()},” ${last} ${said}, “and the ${common()} will pay for it.”`;
    case 3:
      return `About ${figure()} people were hurt in ${place} on Tuesday, according to the ${body}, and ${figure()} homes lost their ${word()}.`;
    case 4:
      return `Spending on ${subject.field} rose by ${figure() % 90} percent between 2019 and 2023, to $${figure()} million, more than in any other region.`;
    case 5:
      return `Critics called the ${word()} plan ${heated()}, and asked why ${subject.thing} had been ${subject.act} at all.`;
    case 6:
      return `Either the ${body} stops the ${word()} now or ${place} will never recover from it.`;
    case 7:
      return `The ${body} has ${subject.act} ${subject.thing} after months of talks about the ${word()}, the ${common()} and the ${common()}.`;
    case 8:
      return `In ${place}, ${subject.effect}, and the ${word()} of the ${common()} was put off until the autumn.`;
    case 9:
      return `“It is ${heated()},” ${said} ${person.name}. “My neighbours remember the ${word()} of 1998, when ${figure()} workers lost their jobs.”`;
    case 10:
      return `He added that the ${common()} had been known to the ${body} for ${2 + upTo(20)} years.`;
    case 11:
      return `The report, which runs to ${figure()} pages, finds that every third ${word()} in ${place} is older than the ${common()}.`;
    case 12:
      return `Unemployment in ${place} fell to ${(figure() % 110) / 10} percent last year, the lowest since records began, while the ${word()} ${common()} shrank.`;
    default:
      return `Those who love ${place} know what is at stake, and they will not be silenced by ${word()} elites or by the ${common()}.`;
  }
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
