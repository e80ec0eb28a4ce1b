import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { RatingMapping } from '../../../shared/contract/rooms/sources.ts';

export type RatingPreview = OutputOf<'ratings.preview'>;
export type RatingField = 'name' | 'domain' | 'lean' | 'reliability' | 'basis' | 'ratedOn';

/** A list that is being looked at before it is taken in; nothing of it is in the project yet. */
export interface RatingDraft {
  /** Null: none was chosen. */
  csv: string | null;
  /** Name of the file; null when it was pasted. */
  file: string | null;
  /** Null: as guessed. */
  mapping: RatingMapping | null;
  rater: string;
  /** `YYYY-MM-DD`, for entries that bear no date. */
  ratedOn: string;
}

const nothing: RatingDraft = { csv: null, file: null, mapping: null, rater: '', ratedOn: '' };
export const useRatingDraft = create<RatingDraft>()(() => nothing);

export function takeList(csv: string, file: string | null) {
  useRatingDraft.setState({ ...nothing, csv, file });
}
export function dropList() {
  useRatingDraft.setState(nothing, true);
}

export const ratingFields: readonly { field: RatingField; label: string }[] = [
  { field: 'name', label: 'Outlet, its name' },
  { field: 'domain', label: 'Outlet, its domain' },
  { field: 'lean', label: 'Lean' },
  { field: 'reliability', label: 'Reliability' },
  { field: 'basis', label: 'Basis' },
  { field: 'ratedOn', label: 'Date of the rating' },
];

/** What a column holds, if it is read at all. */
export const fieldOf = (mapping: RatingMapping, column: number): RatingField | null =>
  ratingFields.find(({ field }) => mapping[field] === column)?.field ?? null;

/** The mapping with another field in a column. A field has one column; words belong to the column they stood in. */
export function withField(mapping: RatingMapping, column: number, field: RatingField | null): RatingMapping {
  const before = fieldOf(mapping, column);
  const next: RatingMapping = { ...mapping };
  if (before !== null) next[before] = null;
  if (field !== null) next[field] = column;
  if (next.lean !== mapping.lean) next.leanWords = {};
  if (next.reliability !== mapping.reliability) next.reliabilityWords = {};
  return next;
}

/** The mapping with a word of the list put into a band. */
export function withWord(
  mapping: RatingMapping,
  column: 'lean' | 'reliability',
  word: string,
  band: number | null,
): RatingMapping {
  const key = column === 'lean' ? 'leanWords' : 'reliabilityWords';
  return { ...mapping, [key]: { ...mapping[key], [word]: band } };
}

/** A day that exists, or nothing. */
export function isDay(typed: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return false;
  const day = new Date(`${typed}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed);
}
