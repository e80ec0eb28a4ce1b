import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { count, counted } from '../../ui/index.ts';

type DateOrder = SourceRow['dateOrder'];

const some = (n: number): string => (n === 0 ? 'none' : count(n));

/** What the articles show: `31 articles show day first, none month first; 12 dates await it.` */
export function dateEvidence({ dayFirst, monthFirst, open }: DateOrder): string {
  const shown =
    dayFirst + monthFirst === 0
      ? 'No article shows the order of day and month by its own date'
      : `${dayFirst === 0 ? 'No article shows' : counted(dayFirst, 'article shows', 'articles show')} day first, ${some(monthFirst)} month first`;
  const waiting = open === 0 ? 'no date awaits it' : `${counted(open, 'date awaits', 'dates await')} it`;
  return `${shown}; ${waiting}.`;
}

/** What follows from it. */
export function dateOutcome({ order, from, dayFirst, monthFirst, open }: DateOrder): string {
  if (order !== null) {
    return from === 'user' ? `Read ${order}, as it was set here.` : `Read ${order}, as its articles show.`;
  }
  if (dayFirst > 0 && monthFirst > 0) {
    return 'Its articles contradict each other, so dates like 03/04/2025 stay open until you choose.';
  }
  return open > 0
    ? 'Too few articles show it, so dates like 03/04/2025 stay open until you choose or more articles come in.'
    : 'Dates like 03/04/2025 would stay open.';
}
