import { getDomain } from 'tldts';
import type { RatingMapping } from '../../../../shared/contract/rooms/sources.ts';
import { bandOf } from './rating-words.ts';

/** Which known list a table has the shape of. */
export type Preset = 'AllSides' | 'MBFC';

/** Sites of raters: an address there is a page about an outlet, not the outlet's. */
const RATER_SITES: ReadonlyMap<string, Preset> = new Map([
  ['allsides.com', 'AllSides'],
  ['mediabiasfactcheck.com', 'MBFC'],
]);

/** Rows that a guess looks at. */
const SAMPLE = 500;

// Column names as lists in circulation have them, best first.
const NAMES: Readonly<Record<'name' | 'domain' | 'lean' | 'reliability' | 'basis' | 'ratedOn', readonly string[]>> = {
  name: [
    'source name',
    'news source',
    'outlet',
    'publication',
    'publisher',
    'name',
    'source',
    'media',
    'title',
    'site',
  ],
  domain: ['domain', 'homepage', 'website', 'source url', 'site url', 'site', 'source', 'url', 'link'],
  lean: [
    ...['bias rating', 'media bias rating', 'political bias', 'political leaning', 'bias', 'lean', 'leaning'],
    ...['orientation', 'rating', 'category'],
  ],
  reliability: [
    ...['factual reporting', 'factual reporting rating', 'factual', 'factuality', 'factual rating', 'reporting'],
    ...['reliability', 'credibility rating', 'mbfc credibility rating', 'credibility'],
  ],
  basis: ['basis', 'review url', 'mbfc url', 'allsides url', 'url', 'link', 'page', 'reason', 'notes'],
  ratedOn: ['rated on', 'date', 'last updated', 'updated', 'updated at'],
};

/** "allsides_media_bias_ratings/publication/source_name" is "source name". */
const columnName = (header: string): string =>
  header
    .split('/')
    .at(-1)!
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Guesses what the columns of a list of ratings hold, by their names and by what stands in them. */
export function guessRatingColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { mapping: RatingMapping; preset: Preset | null } {
  const sample = rows.slice(0, SAMPLE);
  const columns = header.map((name, index) => ({
    index,
    name: columnName(name),
    ...addressesOf(sample.map((row) => (row[index] ?? '').trim())),
  }));
  const taken = new Set<number>();
  const first = (field: keyof typeof NAMES, fits: (column: (typeof columns)[number]) => boolean): number | null => {
    for (const name of NAMES[field]) {
      const found = columns.find((column) => column.name === name && !taken.has(column.index) && fits(column));
      if (!found) continue;
      taken.add(found.index);
      return found.index;
    }
    return null;
  };
  const domain = first('domain', ({ addresses, aboutOutlets }) => addresses && !aboutOutlets);
  const basis = first('basis', ({ name, addresses }) => addresses || !['url', 'link', 'page'].includes(name));
  const name = first('name', ({ addresses }) => !addresses);
  const words = (column: 'lean' | 'reliability') => (index: number) =>
    sample.some((row) => typeof bandOf(column, row[index] ?? '', new Map()) === 'number');
  const lean = first('lean', ({ index }) => words('lean')(index)) ?? first('lean', ({ addresses }) => !addresses);
  const reliability =
    first('reliability', ({ index }) => words('reliability')(index)) ??
    first('reliability', ({ addresses }) => !addresses);
  const ratedOn = first('ratedOn', () => true);
  const mapping = { name, domain, lean, reliability, basis, ratedOn, leanWords: {}, reliabilityWords: {} };
  return { mapping, preset: presetOf(columns, reliability !== null) };
}

/** Whether a column holds addresses, and whether these are pages about outlets on one rater's site. */
function addressesOf(cells: readonly string[]): { addresses: boolean; aboutOutlets: boolean; site: string | null } {
  const filled = cells.filter(Boolean);
  const domains = filled.map((cell) => (/\s/.test(cell) ? null : getDomain(cell))).filter((one) => one !== null);
  const addresses = filled.length > 0 && domains.length >= filled.length * 0.6;
  const counts = Map.groupBy(domains, (domain) => domain);
  const [site = null, same = []] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const aboutOutlets =
    addresses && ((site !== null && RATER_SITES.has(site)) || (filled.length >= 3 && same.length > filled.length / 2));
  return { addresses, aboutOutlets, site: aboutOutlets ? site : null };
}

function presetOf(columns: readonly { name: string; site: string | null }[], hasReliability: boolean): Preset | null {
  for (const { site } of columns) {
    const preset = site && RATER_SITES.get(site);
    if (preset) return preset;
  }
  const has = (...names: string[]) => columns.some(({ name }) => names.includes(name));
  const says = (word: string) => columns.some(({ name }) => name.split(' ').includes(word));
  if (says('mbfc') || (hasReliability && has('bias', 'bias rating') && says('factual'))) return 'MBFC';
  if (says('allsides') || (has('news source', 'source name', 'name', 'source') && has('agree', 'disagree', 'agrees')))
    return 'AllSides';
  return has('news source', 'source name') && has('rating', 'media bias rating') ? 'AllSides' : null;
}
