/** Do two values of a metadata field say the same? */
export type Agreement = (mine: string, truth: string) => boolean;

function loosely(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The calendar days a written date can mean: its own, and with a zone also the day in UTC. */
function daysOf(written: string): string[] {
  const text = written.trim();
  const own = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const zoned = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\)?$/i.test(text) && (own === undefined || text.length > 16);
  const instant = own !== undefined && !zoned ? Number.NaN : Date.parse(zoned ? text : `${text} UTC`);
  const days = own === undefined ? [] : [own];
  if (!Number.isNaN(instant)) days.push(new Date(instant).toISOString().slice(0, 10));
  return days;
}

const withoutBy = (text: string) => loosely(text).replace(/^(?:written )?by /, '');
const withoutArticle = (text: string) => loosely(text).replace(/^(?:www|the) /, '');

/** Comparison per field: case, punctuation, "By", time of day and country variants do not count. */
export const agreements: Record<'title' | 'byline' | 'published' | 'lang' | 'site', Agreement> = {
  title: (a, b) => loosely(a) === loosely(b),
  byline: (a, b) => withoutBy(a) === withoutBy(b),
  published: (a, b) => daysOf(a).some((day) => daysOf(b).includes(day)),
  lang: (a, b) => loosely(a).split(' ')[0] === loosely(b).split(' ')[0],
  site: (a, b) => withoutArticle(a) === withoutArticle(b),
};
