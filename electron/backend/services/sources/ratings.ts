import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { RatingMapping } from '../../../../shared/contract/rooms/sources.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { findSource } from './edit.ts';
import { knownSources, matcher, ratingsBySource } from './match-ratings.ts';
import { guessRatingColumns } from './rating-columns.ts';
import { type RatingEntry, type RatingTable, readEntries, readRatingTable } from './rating-list.ts';
import { bandOf } from './rating-words.ts';

const PREVIEW_ROWS = 20;
/** Words in no band that are listed: a column of free text has as many as rows. */
const LISTED_WORDS = 200;

type Rater = { rater_id: number; name: string; kind: 'list' | 'person' };

export function listRaters(db: ReadableDb): OutputOf<'ratings.raters'> {
  const matched = new Map<number, number>();
  for (const ratings of ratingsBySource(db).values()) {
    for (const { raterId } of ratings) matched.set(raterId, (matched.get(raterId) ?? 0) + 1);
  }
  return db
    .all<{ raterId: number; name: string; kind: Rater['kind']; addedAt: string; entries: number }>(
      `SELECT rater_id AS raterId, name, kind, added_at AS addedAt,
         (SELECT count(*) FROM rating r WHERE r.rater_id = rater.rater_id) AS entries
       FROM rater ORDER BY kind = 'person', name COLLATE NOCASE`,
    )
    .map((rater) => ({ ...rater, matched: matched.get(rater.raterId) ?? 0 }));
}

export function previewRatings(
  db: ReadableDb,
  { csv, mapping: chosen }: ParsedInputOf<'ratings.preview'>,
): OutputOf<'ratings.preview'> {
  const table = readRatingTable(csv);
  const { mapping: guessed, preset } = guessRatingColumns(table.header, table.rows);
  const mapping = withKnownWords(table, chosen ?? guessed);
  const { entries, unknownWords, problems } = readEntries(table, mapping);
  const names = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM source').map(({ id, name }) => [id, name]),
  );
  return {
    header: table.header,
    rows: table.rows.slice(0, PREVIEW_ROWS),
    entries: entries.length,
    preset,
    mapping,
    matched: matches(db, entries).map(({ sourceId, entry }) => ({
      sourceId,
      source: names.get(sourceId) ?? '',
      entry: entry.name,
      lean: entry.lean,
    })),
    unknownWords: unknownWords.slice(0, LISTED_WORDS),
    problems: table.problem ? [table.problem] : problems,
  };
}

/** The words of the list whose band is known, so that a person sees and can change what they are taken for. */
function withKnownWords({ rows }: RatingTable, mapping: RatingMapping): RatingMapping {
  const known = (column: 'lean' | 'reliability', chosen: Record<string, number | null>) => {
    const index = mapping[column];
    const words: Record<string, number | null> = {};
    if (index !== null) {
      for (const row of rows) {
        const cell = (row[index] ?? '').trim();
        const band = cell in words ? undefined : bandOf(column, cell, new Map());
        if (cell !== '' && band !== undefined) words[cell] = band;
      }
    }
    return { ...words, ...chosen };
  };
  return {
    ...mapping,
    leanWords: known('lean', mapping.leanWords),
    reliabilityWords: known('reliability', mapping.reliabilityWords),
  };
}

function matches(db: ReadableDb, entries: readonly RatingEntry[]): { sourceId: number; entry: RatingEntry }[] {
  const match = matcher(entries);
  return knownSources(db).flatMap((source) => {
    const entry = match(source);
    return entry ? [{ sourceId: source.sourceId, entry }] : [];
  });
}

/**
 * @returns the entries kept; the project's sources that they name (`matched`), and those that none does (`unrated`)
 * @throws AppError INVALID_INPUT for a list that cannot be read or holds no rating, CONFLICT when a person is called so
 */
export function importRatings(
  db: WritableDb,
  { rater: name, csv, mapping, ratedOn }: ParsedInputOf<'ratings.import'>,
  context: WriteContext,
): OutputOf<'ratings.import'> {
  const table = readRatingTable(csv);
  if (table.problem) throw new AppError('INVALID_INPUT', table.problem);
  const { entries, problems } = readEntries(table, mapping);
  if (entries.length === 0 || (mapping.lean === null && mapping.reliability === null)) {
    throw new AppError('INVALID_INPUT', problems[0] ?? 'The list holds no ratings.');
  }
  const rater = raterCalled(db, name);
  if (rater?.kind === 'person') {
    throw new AppError('CONFLICT', `${rater.name} is a person who rates sources here. Give the list another name.`);
  }
  const label = `${rater ? 'Replaced' : 'Took in'} the ratings of ${name}`;
  context.change({ action: 'ratings.import', label, article: null }, (rows) => {
    const rater_id = rater?.rater_id ?? addRater(db, rows, name, 'list', context.at);
    const kept = new Set<string>(entries.map(({ identity }) => identity));
    for (const identity of db.column<string>('SELECT identity FROM rating WHERE rater_id = ?', rater_id)) {
      if (!kept.has(identity)) rows.delete('rating', { rater_id, identity });
    }
    for (const entry of entries) {
      rows.put('rating', {
        rater_id,
        identity: entry.identity,
        name: entry.name,
        name_identity: entry.nameIdentity,
        lean: entry.lean,
        lean_label: entry.leanLabel,
        reliability: entry.reliability,
        reliability_label: entry.reliabilityLabel,
        basis: entry.basis,
        rated_on: entry.ratedOn ?? ratedOn,
      });
    }
  });
  const matched = matches(db, entries).length;
  const sources = db.value<number>('SELECT count(*) FROM source') ?? 0;
  return { entries: entries.length, matched, unrated: sources - matched };
}

/** @throws AppError NO_CODER, NOT_FOUND, CONFLICT when a list has the coder's name */
export function setRating(
  db: WritableDb,
  { sourceId, lean, reliability, basis }: ParsedInputOf<'ratings.set'>,
  context: WriteContext,
): OutputOf<'ratings.set'> {
  const coder = context.requireCoder();
  const source = findSource(db, sourceId);
  const rater = raterCalled(db, coder.name);
  if (rater?.kind === 'list') {
    throw new AppError(
      'CONFLICT',
      `A list of ratings is called ${rater.name}, like you. Remove it, or import it under another name.`,
    );
  }
  const taken = lean === null && reliability === null;
  const label = taken ? `Took back the rating of ${source.name}` : `Rated ${source.name}`;
  context.change({ action: 'ratings.set', label, article: null }, (rows) => {
    if (taken) {
      // It may stand under an identity that the source had before it was merged.
      const known = knownSources(db).find((one) => one.sourceId === sourceId)?.identities ?? [];
      if (rater) for (const identity of known) rows.delete('rating', { rater_id: rater.rater_id, identity });
      return;
    }
    const rater_id = rater?.rater_id ?? addRater(db, rows, coder.name, 'person', context.at);
    rows.put('rating', {
      ...{ rater_id, identity: source.identity, name: source.name, name_identity: null },
      ...{ lean, lean_label: '', reliability, reliability_label: '', basis, rated_on: context.at.slice(0, 10) },
    });
  });
  return {};
}

/** @throws AppError NOT_FOUND */
export function removeRater(
  db: WritableDb,
  { raterId }: ParsedInputOf<'ratings.removeRater'>,
  context: WriteContext,
): OutputOf<'ratings.removeRater'> {
  const name = db.value<string>('SELECT name FROM rater WHERE rater_id = ?', raterId);
  if (name === undefined)
    throw new AppError('NOT_FOUND', 'These ratings are not in the project any more.', { raterId });
  context.change({ action: 'ratings.removeRater', label: `Removed the ratings of ${name}`, article: null }, (rows) => {
    for (const identity of db.column<string>('SELECT identity FROM rating WHERE rater_id = ?', raterId)) {
      rows.delete('rating', { rater_id: raterId, identity });
    }
    rows.delete('rater', { rater_id: raterId });
  });
  return {};
}

const raterCalled = (db: ReadableDb, name: string) =>
  db.get<Rater>('SELECT rater_id, name, kind FROM rater WHERE name = ? COLLATE NOCASE', name);

function addRater(db: WritableDb, rows: TrackedRows, name: string, kind: Rater['kind'], at: string): number {
  const rater_id = (db.value<number>('SELECT max(rater_id) FROM rater') ?? 0) + 1;
  rows.insert('rater', { rater_id, name, kind, added_at: at });
  return rater_id;
}
