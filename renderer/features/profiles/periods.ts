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

/** Runs of at least `least` periods without an article, longest first. */
export function silencesOf(periods: readonly Period[], least = 2): Silence[] {
  const found: Silence[] = [];
  let run: Silence | null = null;
  for (const { from, to, articles } of periods) {
    if (articles > 0) run = null;
    else if (run) Object.assign(run, { to, periods: run.periods + 1 });
    else {
      run = { from, to, periods: 1 };
      found.push(run);
    }
  }
  return found
    .filter((silence) => silence.periods >= least)
    .sort((a, b) => b.periods - a.periods || (a.from < b.from ? -1 : 1));
}
