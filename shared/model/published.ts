import type { PublishedPrecision } from './article.ts';

/** The columns that follow from a publication date. */
export interface PublishedColumns {
  published_at: string | null;
  published_precision: PublishedPrecision | null;
  /** ISO 8601 UTC to the second; null unless the zone is known. */
  published_at_utc: string | null;
  /** First day (and minute, as printed) the date can mean, so that texts compare like dates; '' when undated. */
  published_sort: string;
}

const UNDATED: PublishedColumns = {
  published_at: null,
  published_precision: null,
  published_at_utc: null,
  published_sort: '',
};

const FORM = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * Reads a date of the form of `publishedAt` in article.ts. Null when it has another form or names a day, time or zone
 * that does not exist (30 February, 25:00).
 */
export function parsePublished(value: string): PublishedColumns | null {
  const match = FORM.exec(value);
  if (!match) return null;
  const [, year, month = '01', day = '01', hour, minute, second = '00', zone] = match;
  if (year === '0000' || !dayExists(Number(year), Number(month), Number(day))) return null;
  if (hour !== undefined && (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)) return null;
  let utc: string | null = null;
  if (zone) {
    // No zone on Earth is further from UTC than 14 hours.
    const [hours, minutes] = zone === 'Z' ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
    if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
    const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
    if (Number.isNaN(instant)) return null;
    utc = new Date(instant).toISOString().replace('.000Z', 'Z');
  }
  return {
    published_at: value,
    published_precision: precisionOf(match),
    published_at_utc: utc,
    published_sort: `${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}`}`,
  };
}

/** The columns of a date that has been checked, or of none. A date that is none counts as undated. */
export function publishedColumns(value: string | null): PublishedColumns {
  return (value === null ? null : parsePublished(value)) ?? UNDATED;
}

function precisionOf(match: RegExpExecArray): PublishedPrecision {
  const [, , month, day, hour, , , zone] = match;
  if (!month) return 'year';
  if (!day) return 'month';
  if (!hour) return 'day';
  return zone ? 'minute with zone' : 'minute';
}

function dayExists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
