import { fold } from '../../../../shared/text/fold.ts';

/** A word of a rating as words are compared: case, hyphens and underscores do not count. */
export const ratingWord = (cell: string): string =>
  fold(cell)
    .replace(/[\s_–—-]+/g, ' ')
    .trim();

const bands = (words: Record<string, number | null>): ReadonlyMap<string, number | null> =>
  new Map(Object.entries(words));

const NO_RATING = { 'not rated': null, unrated: null, 'n/a': null, na: null, none: null, unknown: null };

/** -2 left … 2 right; null: a category of the list that says nothing of left and right. */
const LEAN = bands({
  left: -2,
  'far left': -2,
  'extreme left': -2,
  'left center': -1,
  'left centre': -1,
  leftcenter: -1,
  'center left': -1,
  'centre left': -1,
  'lean left': -1,
  'leans left': -1,
  'left leaning': -1,
  'skews left': -1,
  center: 0,
  centre: 0,
  centrist: 0,
  'least biased': 0,
  neutral: 0,
  'right center': 1,
  'right centre': 1,
  rightcenter: 1,
  'center right': 1,
  'centre right': 1,
  'lean right': 1,
  'leans right': 1,
  'right leaning': 1,
  'skews right': 1,
  right: 2,
  'far right': 2,
  'extreme right': 2,
  mixed: null,
  allsides: null,
  'pro science': null,
  conspiracy: null,
  'conspiracy pseudoscience': null,
  'fake news': null,
  'questionable source': null,
  'questionable sources': null,
  satire: null,
  ...NO_RATING,
});

/** 0 very low … 5 very high. */
const RELIABILITY = bands({
  'very low': 0,
  low: 1,
  mixed: 2,
  'mixed factual': 2,
  'mostly factual': 3,
  high: 4,
  'very high': 5,
  ...NO_RATING,
});

const KNOWN = { lean: LEAN, reliability: RELIABILITY } as const;

/** The band of a cell; undefined when its word is in none. An empty cell is no rating. */
export function bandOf(
  column: 'lean' | 'reliability',
  cell: string,
  chosen: ReadonlyMap<string, number | null>,
): number | null | undefined {
  const word = ratingWord(cell);
  if (word === '') return null;
  const known = KNOWN[column];
  // "High – credible and reliable": the rating, then what it means.
  const first = ratingWord(cell.split(/\s[-–—:]\s|\(/, 1)[0]!);
  for (const form of [word, first]) {
    const band = chosen.get(form) ?? (chosen.has(form) ? null : known.get(form));
    if (band !== undefined) return band;
  }
  return undefined;
}
