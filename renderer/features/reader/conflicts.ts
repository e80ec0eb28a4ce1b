import type { Article, MetadataField, Provenance } from '../../../shared/model/article.ts';
import { fold } from '../../../shared/text/fold.ts';

type Sourced = Article['metadata'][MetadataField];

/** One value of a field and every origin that says it. */
export interface Saying {
  value: string | null;
  /** Best evidence first. */
  from: Provenance[];
  inForce: boolean;
  /** It says something else than the value in force: not the same in other words, nor the same less precisely. */
  differs: boolean;
}

const bare = (url: string) =>
  url
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[#?].*$/, '')
    .replace(/\/$/, '');
const words = (value: string) =>
  fold(value)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether two values of a field contradict each other. */
function contradict(field: MetadataField, a: string, b: string, sameSource: ReadonlySet<string>): boolean {
  switch (field) {
    case 'publishedAt': {
      // A day is no other date than a minute of that day.
      const [short, long] = a.length < b.length ? [a, b] : [b, a];
      return !long.startsWith(short);
    }
    case 'language':
      return a.split('-')[0]!.toLowerCase() !== b.split('-')[0]!.toLowerCase();
    case 'url':
      return bare(a) !== bare(b);
    case 'source':
      return words(a) !== words(b) && !(sameSource.has(words(a)) && sameSource.has(words(b)));
    case 'byline':
      return words(a).replace(/^by /, '') !== words(b).replace(/^by /, '');
    default:
      return words(a) !== words(b);
  }
}

/**
 * What all origins say of a field, the value in force first; origins that say the same to the letter stand together.
 * @param sourceNames names and domains by which the article's source is known: they are one outlet
 */
export function sayingsOf(field: MetadataField, sourced: Sourced, sourceNames: readonly string[] = []): Saying[] {
  const known = new Set(sourceNames.map(words));
  const sayings: Saying[] = [];
  const add = (value: string | null, from: Provenance, inForce: boolean) => {
    const same = sayings.find((saying) => saying.value === value);
    if (same) return same.from.push(from);
    const differs =
      !inForce && value !== null && sourced.value !== null && contradict(field, value, sourced.value, known);
    return sayings.push({ value, from: [from], inForce, differs });
  };
  if (sourced.from !== 'none' || sourced.value !== null) add(sourced.value, sourced.from, true);
  for (const other of sourced.others) add(other.value, other.from, false);
  return sayings;
}

/** How many values contradict the one in force. */
export const conflictsIn = (sayings: readonly Saying[]): number => sayings.filter(({ differs }) => differs).length;
