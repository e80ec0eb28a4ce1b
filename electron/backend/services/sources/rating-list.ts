import { CsvError, parse } from 'csv-parse/sync';
import { getDomain } from 'tldts';
import type { RatingMapping } from '../../../../shared/contract/rooms/sources.ts';
import { domainIdentity, type Identity, nameIdentity } from './identities.ts';
import { bandOf, ratingWord } from './rating-words.ts';

export interface RatingTable {
  header: string[];
  rows: string[][];
  /** Why it cannot be read; null otherwise. */
  problem: string | null;
}

/** The one that the header has most of. */
const delimiterOf = (header: string): string =>
  [',', ';', '\t'].reduce((best, one) => (header.split(one).length > header.split(best).length ? one : best));

/** Reads CSV, TSV or a table with semicolons. Rows may be shorter or longer than the header. */
export function readRatingTable(csv: string): RatingTable {
  const bare = csv.replace(/^\uFEFF/, '');
  try {
    const [header = [], ...rows] = parse(bare, {
      delimiter: delimiterOf(bare.split(/\r?\n/, 1)[0]!),
      relax_column_count: true,
      skip_empty_lines: true,
    }) as string[][];
    const problem =
      rows.length === 0 ? 'The list has no rows below its header. Export it again, with its entries.' : null;
    return { header: header.map((name) => name.trim()), rows, problem };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error ? ` near line ${String(error.lines)}` : '';
    return {
      header: [],
      rows: [],
      problem: `This is not a table that can be read${line}: a quotation mark is open or out of place. Save it as CSV again.`,
    };
  }
}

/** One outlet as a list rates it. */
export interface RatingEntry {
  identity: Identity;
  /** Of the outlet's name, where the identity is a domain. */
  nameIdentity: Identity | null;
  name: string;
  lean: number | null;
  leanLabel: string;
  reliability: number | null;
  reliabilityLabel: string;
  basis: string;
  ratedOn: string | null;
}

export interface ReadEntries {
  entries: RatingEntry[];
  /** Words in no band, as first written, most frequent first. */
  unknownWords: { column: 'lean' | 'reliability'; word: string; entries: number }[];
  problems: string[];
}

/** The entries of a table as `mapping` reads it. An outlet that comes twice counts once, as it came first. */
export function readEntries({ rows }: RatingTable, mapping: RatingMapping): ReadEntries {
  const chosen = {
    lean: new Map(Object.entries(mapping.leanWords).map(([word, band]) => [ratingWord(word), band])),
    reliability: new Map(Object.entries(mapping.reliabilityWords).map(([word, band]) => [ratingWord(word), band])),
  };
  const unknown = new Map<string, ReadEntries['unknownWords'][number]>();
  const entries = new Map<Identity, RatingEntry>();
  const repeated: string[] = [];
  let nameless = 0;
  for (const row of rows) {
    const cell = (column: number | null) => (column === null ? '' : (row[column] ?? '').trim());
    const rated = (column: 'lean' | 'reliability') => {
      const label = cell(mapping[column]);
      const band = bandOf(column, label, chosen[column]);
      if (band === undefined) {
        const key = `${column} ${ratingWord(label)}`;
        const known = unknown.get(key);
        if (known) known.entries++;
        else unknown.set(key, { column, word: label, entries: 1 });
      }
      return { label, band: band ?? null };
    };
    const name = cell(mapping.name);
    const domain = getDomain(cell(mapping.domain));
    if (name === '' && !domain) {
      nameless++;
      continue;
    }
    const identity = domain ? domainIdentity(domain) : nameIdentity(name);
    if (entries.has(identity)) {
      repeated.push(name || domain || '');
      continue;
    }
    const lean = rated('lean');
    const reliability = rated('reliability');
    entries.set(identity, {
      identity,
      nameIdentity: domain && name !== '' ? nameIdentity(name) : null,
      name: name || domain || '',
      lean: lean.band,
      leanLabel: lean.label,
      reliability: reliability.band,
      reliabilityLabel: reliability.label,
      basis: cell(mapping.basis),
      ratedOn: /^\d{4}-\d{2}-\d{2}/.exec(cell(mapping.ratedOn))?.[0] ?? null,
    });
  }
  const problems: string[] = [];
  if (mapping.name === null && mapping.domain === null) {
    problems.push('No column names the outlets. Choose the one with their names or their domains.');
  } else if (nameless > 0) {
    problems.push(`${nameless} of ${rows.length} rows name no outlet and are left out.`);
  }
  if (mapping.lean === null && mapping.reliability === null) {
    problems.push('No column holds ratings. Choose the one for lean or the one for reliability.');
  }
  if (repeated.length > 0) {
    const some = repeated.slice(0, 3).join(', ');
    problems.push(
      `${repeated.length} ${repeated.length === 1 ? 'row names an outlet' : 'rows name outlets'} that came before (${some}${repeated.length > 3 ? ' …' : ''}); the first row counts.`,
    );
  }
  return {
    entries: [...entries.values()],
    unknownWords: [...unknown.values()].sort((a, b) => b.entries - a.entries || (a.word < b.word ? -1 : 1)),
    problems,
  };
}
