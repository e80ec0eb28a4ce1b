/** short and day: `14 Mar 2025`; full: with the minute and zone where the source gave them. */
export type DateStyle = 'short' | 'day' | 'full';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * A publication date (`2025`, `2025-05`, `2025-05-16`, `2025-05-16T19:39+03:00`) in words, as precise as it is. The hour
 * and day are those the source printed: nothing is converted to this machine's time zone.
 */
export function dateInWords(value: string, style: DateStyle = 'day'): string {
  const parts = pattern.exec(value);
  if (!parts) return value;
  const [, year, month, day, time, zone] = parts;
  const monthName = month ? (months[Number(month) - 1] ?? month) : undefined;
  const date = [day ? String(Number(day)) : undefined, monthName, year].filter(Boolean).join(' ');
  if (style !== 'full' || !time) return date;
  return `${date}, ${time}${zone === 'Z' ? ' UTC' : zone ? ` ${zone}` : ''}`;
}

/** A moment of this machine's own making (saved, finished) as local time, `14:02:11`. */
export function clockTime(iso: string, seconds = true): string {
  const at = new Date(iso);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}${seconds ? `:${two(at.getSeconds())}` : ''}`;
}

/** `36 s`, `4 min`, `2 h 5 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
