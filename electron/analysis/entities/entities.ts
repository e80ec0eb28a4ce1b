import { words } from '../../../shared/text/segmentation.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { AnalysedText, Analyser, Finding } from '../analysers/analyser.ts';
import { countryNames } from './countries.ts';
import {
  AUXILIARY,
  BEFORE_PLACE,
  LINKS,
  NO_NAME,
  OF_PLACES,
  OFFICE,
  ORGANISATION,
  PART_OF_PLACE,
  PLACE,
  PLACE_NOUN,
  REPORTS,
} from './cues.ts';

export type EntityKind = 'person' | 'organisation' | 'place';

const THRESHOLD = 0.5;

interface Word extends Span {
  raw: string;
  isCapital: boolean;
  /** Opens a sentence, so that its capital says nothing. */
  opens: boolean;
  /** What stands between it and the word before. */
  gap: string;
}

interface Candidate extends Span {
  name: string;
  parts: string[];
  votes: Partial<Record<EntityKind, number>>;
  /** Two or three capitalised words: a person's name by its shape alone, which many mentions make no surer. */
  isShaped: boolean;
  why: string[];
  opens: boolean;
}

const CAPITAL = /^\p{Lu}/u;
const ACRONYM = /^(?:\p{Lu}{2,6}|(?:\p{Lu}\.){2,})$/u;
let countries: ReadonlySet<string> | undefined;

/** People, organisations and places by their shape and by what stands around them; languages with capitals for names. */
function find(article: AnalysedText): Finding[] {
  countries ??= countryNames(['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'sv', 'tr']);
  const candidates = candidatesOf(article);
  const kinds = kindsByName(candidates);
  return candidates.flatMap((candidate) => {
    const votes = withShape(candidate);
    const own = best(votes);
    const shared = kinds.get(keyOf(candidate)) ?? null;
    const kind = shared ?? own;
    if (!kind) return [];
    const weight = votes[kind.kind] ?? kind.weight * 0.8;
    return [
      {
        start: candidate.start,
        end: candidate.end,
        label: kind.kind,
        score: Math.min(0.98, 0.35 + 0.25 * weight),
        reason: candidate.why.length > 0 ? candidate.why.join(', ') : 'named like this elsewhere in the article',
        details: { name: candidate.name },
      },
    ];
  });
}

function candidatesOf(article: AnalysedText): Candidate[] {
  const { text } = article;
  const starts = new Set(article.sentences.map(({ start }) => start));
  let last = 0;
  const list: Word[] = words(text, article.language).map(({ start, end }) => {
    const raw = text.slice(start, end);
    const gap = text.slice(last, start);
    last = end;
    return { start, end, raw, gap, isCapital: CAPITAL.test(raw), opens: starts.has(start) || /[\n"“„«(:]/u.test(gap) };
  });
  const found: Candidate[] = [];
  for (let i = 0; i < list.length; i++) {
    const first = list[i]!;
    if (!first.isCapital || NO_NAME.has(first.raw) || OFFICE.has(first.raw)) continue;
    let end = i;
    for (let j = i + 1; j < list.length; j++) {
      const word = list[j]!;
      if (!/^[ \u00a0'’.-]+$/u.test(word.gap) || (/\. $/.test(word.gap) && list[j - 1]!.raw.length > 2)) break;
      if (OFFICE.has(word.raw)) {
        // “Finance Secretary Lars Holt”: what stands before the office belongs to it.
        end = -1;
        break;
      }
      if (word.isCapital && !(NO_NAME.has(word.raw) && word.raw !== 'The')) end = j;
      else if (!LINKS.has(word.raw) || j - end > 2) break;
      else if (word.raw === 'and' && !ORGANISATION.has(list[end]!.raw)) break;
      else if ((word.raw === 'of' || word.raw === 'for') && isPersonSoFar(list.slice(i, j))) break;
    }
    if (end === -1) continue;
    const part = list.slice(i, end + 1);
    const candidate: Candidate = {
      start: first.start,
      end: list[end]!.end,
      name: text
        .slice(first.start, list[end]!.end)
        .replace(/\s+/gu, ' ')
        .replace(/['’]s$/u, ''),
      parts: part.map(({ raw }) => raw.replace(/['’]s$/u, '')),
      votes: {},
      isShaped: false,
      why: [],
      opens: first.opens,
    };
    candidate.end = candidate.start + text.slice(candidate.start, candidate.end).replace(/['’]s$/u, '').length;
    vote(candidate, first, list[i - 1], list[i - 2], list[end + 1]);
    found.push(candidate);
    i = end;
  }
  // A single word at the beginning of a sentence is a name only where it is one elsewhere too.
  const inside = new Set(found.filter(({ opens, parts }) => !opens || parts.length > 1).flatMap(({ parts }) => parts));
  return found.filter(
    ({ opens, parts, votes }) => !opens || parts.length > 1 || inside.has(parts[0]!) || votes.place === 3,
  );
}

/** “Ivo Brandt of the Ferry Guild” is two names; “Bank of Lenn” is one. */
const isPersonSoFar = (words: readonly Word[]): boolean =>
  words.length >= 2 &&
  words.every(({ raw }) => /^\p{Lu}[\p{Ll}’'-]+$/u.test(raw) && !ORGANISATION.has(raw) && !PLACE.has(raw));

function vote(
  candidate: Candidate,
  first: Word,
  before: Word | undefined,
  before2: Word | undefined,
  after: Word | undefined,
) {
  const add = (kind: EntityKind, weight: number, why: string) => {
    candidate.votes[kind] = (candidate.votes[kind] ?? 0) + weight;
    candidate.why.push(why);
  };
  const { parts, name } = candidate;
  if (countries!.has(name)) return add('place', 3, 'a country');
  const isClose = /^[ \u00a0.]*$/u.test(first.gap);
  if (parts.some((part) => ORGANISATION.has(part)))
    add('organisation', 2, `“${parts.find((part) => ORGANISATION.has(part))}” in the name`);
  else if (PLACE.has(parts.at(-1)!) || (PLACE.has(parts[0]!) && parts.length > 1))
    add('place', 2, `“${parts.find((part) => PLACE.has(part))}” in the name`);
  else if (parts.length > 1 && PART_OF_PLACE.has(parts[0]!)) add('place', 1.5, `“${parts[0]}” in the name`);
  else if (parts.length === 1 && ACRONYM.test(name)) add('organisation', 1, 'capitals only');
  if (before && OFFICE.has(before.raw) && isClose) add('person', 2, `an office before it: ${before.raw}`);
  else if (before2 && before && OFFICE.has(before2.raw) && isClose)
    add('person', 0.5, `an office before it: ${before2.raw}`);
  if (after && REPORTS.has(after.raw.toLowerCase()) && /^,? $/.test(after.gap)) {
    add('person', parts.length > 1 ? 1.2 : 0.8, `followed by “${after.raw}”`);
  }
  if (after && /^, $/.test(after.gap) && /^\d{1,2}$/.test(after.raw)) add('person', 1.5, 'an age behind it');
  // “said Lenn would pay”: the name is what is talked of.
  const acts = after !== undefined && AUXILIARY.has(after.raw) && after.gap === ' ';
  if (before && REPORTS.has(before.raw.toLowerCase()) && before.raw !== 'called' && !(acts && parts.length === 1))
    add('person', 1, `behind “${before.raw}”`);
  if (before && BEFORE_PLACE.has(before.raw.toLowerCase()) && parts.length <= 3)
    add('place', before.raw === 'from' ? 0.8 : 1.2, `behind “${before.raw}”`);
  if (after?.gap === ' ' && PLACE_NOUN.has(after.raw)) add('place', 1.5, `before “${after.raw}”`);
  if (before?.raw === 'of' && before2 && OF_PLACES.has(before2.raw)) add('place', 1.2, `behind “${before2.raw} of”`);
  const isPlain = parts.every((part) => /^\p{Lu}[\p{Ll}’'-]+$/u.test(part) || LINKS.has(part));
  const isLong = parts.length < 2 || parts.length > 3;
  if (isLong || !isPlain || candidate.votes.organisation || candidate.votes.place) return;
  // “the Halvern Lines”: nobody is called so.
  if (before && /^the$/i.test(before.raw) && first.gap === ' ') return;
  candidate.isShaped = true;
  candidate.why.push('two or three capitalised words');
}

const withShape = ({ votes, isShaped }: Pick<Candidate, 'votes' | 'isShaped'>): Candidate['votes'] =>
  isShaped ? { ...votes, person: (votes.person ?? 0) + 0.9 } : votes;

interface Kind {
  kind: EntityKind;
  weight: number;
}

function best(votes: Candidate['votes']): Kind | null {
  const sorted = (Object.entries(votes) as [EntityKind, number][]).sort((a, b) => b[1] - a[1]);
  return sorted[0] ? { kind: sorted[0][0], weight: sorted[0][1] } : null;
}

/** A last name stands for the full name. */
const keyOf = ({ parts }: Candidate): string => parts.at(-1)!.toLowerCase();

/** One kind for all mentions of a name in the article: what most of them speak for. */
function kindsByName(candidates: readonly Candidate[]): Map<string, Kind> {
  const sums = new Map<string, Pick<Candidate, 'votes' | 'isShaped'>>();
  for (const candidate of candidates) {
    const sum = sums.get(keyOf(candidate)) ?? { votes: {}, isShaped: false };
    for (const [kind, weight] of Object.entries(candidate.votes) as [EntityKind, number][])
      sum.votes[kind] = (sum.votes[kind] ?? 0) + weight;
    sum.isShaped ||= candidate.isShaped;
    sums.set(keyOf(candidate), sum);
  }
  return new Map(
    [...sums].flatMap(([key, sum]) => {
      const kind = best(withShape(sum));
      return kind ? [[key, kind] as const] : [];
    }),
  );
}

export const entities: Analyser = {
  name: 'entities',
  version: '2',
  title: 'People, organisations and places',
  explanation:
    'Capitalised names, told apart by words inside them (Bank, River), by what stands around them (an office, an age, a reporting verb, “in”), and by the platform’s list of countries. One name is of one kind throughout an article.',
  languages: ['en', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'sv', 'da', 'nb', 'fi', 'cs', 'tr', 'ro'],
  accuracy: [],
  threshold: THRESHOLD,
  find,
};
