import type { OutputOf } from '../../../shared/contract/contract.ts';
import { dateInWords } from '../../ui/dates.ts';
import { bandNames } from './story-words.ts';

type Sources = OutputOf<'stories.get'>['bySource'];

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Whose ratings these are, of when, and where they contradict each other. */
export function ratersInWords(sources: Sources): string {
  const ratings = sources.flatMap((source) => source.ratings);
  if (ratings.length === 0) return 'None of its sources is rated.';
  const raters = [...new Set(ratings.map(({ rater }) => rater))];
  const days = ratings.flatMap(({ ratedOn }) => ratedOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const when =
    first === undefined || last === undefined
      ? 'without a date'
      : first.slice(0, 7) === last.slice(0, 7)
        ? dateInWords(first.slice(0, 7))
        : `${dateInWords(first.slice(0, 7))} to ${dateInWords(last.slice(0, 7))}`;
  const apart = sources.filter(({ ratings: own }) => new Set(own.map(({ lean }) => lean)).size > 1);
  const [one] = apart;
  const said = one ? [...new Set(one.ratings.map(({ lean }) => bandNames[lean + 2]!.toLowerCase()))].join(' or ') : '';
  const disagree =
    apart.length === 0
      ? ''
      : apart.length === 1
        ? ` They disagree on ${one!.source}: ${said}.`
        : ` They disagree on ${apart.length} sources, among them ${one!.source}: ${said}.`;
  return `Ratings by ${list(raters.slice(0, 3))}${raters.length > 3 ? ` and ${raters.length - 3} more` : ''}, ${when}.${disagree}`;
}
