const MS_A_DAY = 86_400_000;

export type PeriodUnit = 'day' | 'week' | 'month';

export interface Period {
  /** First and last day, inclusive, `2025-03-14`. */
  from: string;
  to: string;
  articles: number;
}

/** A run of periods without an article. */
export interface Silence {
  from: string;
  to: string;
  periods: number;
}

const time = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The unit in which a span is told: days up to two months, weeks up to a year and a half, months beyond. */
export function unitOf(first: string, last: string): PeriodUnit {
  const days = (time(last) - time(first)) / MS_A_DAY + 1;
  return days <= 62 ? 'day' : days <= 550 ? 'week' : 'month';
}

/** Beginning of the period that a day lies in; weeks begin on Monday. */
function beginOf(day: string, unit: PeriodUnit): string {
  if (unit === 'day') return day;
  if (unit === 'month') return `${day.slice(0, 7)}-01`;
  const at = time(day);
  return dayOf(at - ((new Date(at).getUTCDay() + 6) % 7) * MS_A_DAY);
}

function nextOf(from: string, unit: PeriodUnit): string {
  if (unit !== 'month') return dayOf(time(from) + (unit === 'day' ? 1 : 7) * MS_A_DAY);
  const [year, month] = from.split('-').map(Number) as [number, number];
  return dayOf(Date.UTC(year, month, 1));
}

/** Articles by period from the first day to the last, empty ones too. Days are sorted. */
export function periodsOf(days: readonly { day: string; articles: number }[]): { unit: PeriodUnit; periods: Period[] } {
  const first = days[0]?.day;
  const last = days.at(-1)?.day;
  if (!first || !last) return { unit: 'day', periods: [] };
  const unit = unitOf(first, last);
  const counts = new Map<string, number>();
  for (const { day, articles } of days) {
    const from = beginOf(day, unit);
    counts.set(from, (counts.get(from) ?? 0) + articles);
  }
  const periods: Period[] = [];
  for (let from = beginOf(first, unit); from <= last; ) {
    const next = nextOf(from, unit);
    periods.push({ from, to: dayOf(time(next) - MS_A_DAY), articles: counts.get(from) ?? 0 });
    from = next;
  }
  return { unit, periods };
}

/** A gap has at least so many periods, and at least so many times as many as usual. */
const LEAST = 2;
const TIMES = 2;

/**
 * Runs of empty periods that are long for this source: two at least, and twice as many as usually (the median) lie between
 * two periods with articles. Longest first.
 */
export function silencesOf(periods: readonly Period[]): Silence[] {
  const runs: Silence[] = [];
  let run: Silence | null = null;
  let between = 0;
  for (const { from, to, articles } of periods) {
    if (articles > 0) {
      run = null;
      between++;
    } else if (run) Object.assign(run, { to, periods: run.periods + 1 });
    else {
      run = { from, to, periods: 1 };
      runs.push(run);
    }
  }
  const lengths = [...runs.map((silence) => silence.periods), ...Array(Math.max(0, between - 1 - runs.length)).fill(0)];
  lengths.sort((a, b) => a - b);
  const usual = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  return runs
    .filter((silence) => silence.periods >= Math.max(LEAST, TIMES * usual))
    .sort((a, b) => b.periods - a.periods || (a.from < b.from ? -1 : 1));
}
