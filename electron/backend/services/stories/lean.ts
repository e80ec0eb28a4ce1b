import { type GapSettings, gapSettings } from '../../../../shared/model/story.ts';
import { agreedLean, type Lean } from '../../../analysis/stories/gap.ts';
import type { ReadableDb } from '../../db/types.ts';
import { ratingsBySource } from '../sources/match-ratings.ts';

/** A rating that counts for the band of its source. */
export interface CountedRating {
  rater: string;
  lean: number;
  ratedOn: string | null;
}

export interface Leans {
  settings: GapSettings;
  /** The band a source counts under; null: unrated. */
  of(sourceId: number | null): Lean;
  ratings(sourceId: number | null): CountedRating[];
}

export function readGapSettings(db: ReadableDb): GapSettings {
  const kept = db.value<string>(`SELECT value FROM analysis_setting WHERE name = 'gap'`);
  return gapSettings.parse(kept === undefined ? {} : JSON.parse(kept));
}

/** What the raters that the settings name say of the project's sources. */
export function readLeans(db: ReadableDb): Leans {
  const settings = readGapSettings(db);
  const asked = settings.raterIds && new Set(settings.raterIds);
  const counted = new Map<number, CountedRating[]>();
  for (const [sourceId, ratings] of ratingsBySource(db)) {
    const own = ratings.flatMap(({ raterId, rater, lean, ratedOn }) =>
      lean !== null && (asked === null || asked.has(raterId)) ? [{ rater, lean, ratedOn }] : [],
    );
    if (own.length > 0) counted.set(sourceId, own);
  }
  const leans = new Map([...counted].map(([sourceId, own]) => [sourceId, agreedLean(own.map(({ lean }) => lean))]));
  return {
    settings,
    of: (sourceId) => (sourceId === null ? null : (leans.get(sourceId) ?? null)),
    ratings: (sourceId) => (sourceId === null ? [] : (counted.get(sourceId) ?? [])),
  };
}
