import { readDate } from './dates.ts';

/** Words that introduce an author, in the languages news is scraped in. */
const BY =
  '(?:written by|reported by|posted by|published by|story by|analysis by|opinion by|words by|text by|author|authors|by|por|escrito por|autor|autora|par|propos recueillis par|von|di|a cura di|door|автор|авторы|автор текста|текст|بقلم|كتب|كتبت|إعداد)';
const INTRODUCED = new RegExp(`^\\s*[*•·–—-]?\\s*${BY}\\s*[:：]?\\s+(?=\\S)`, 'iu');
/** Introducers that are also ordinary words need a name behind them. */
const NAME =
  /^[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*(?:\s+(?:de|del|la|van|von|der|den|di|da|dos|bin|al|el|y|e|and|und|et|&|и|و|of)\b|\s*,?\s*(?:and\s+)?[\p{Lu}\p{Lo}][\p{L}\p{M}'’.-]*){0,9}$/u;

const JUNK = /(?:https?:|www\.|@|\bshare\b|\bcomments?\b|\bprint\b)/iu;

/**
 * The author named by a line such as "By Ana Prado" or "Автор: Иван Лосев", without the introducing word; null if the
 * line is no byline. Dates and page words behind the name are cut.
 */
export function readByline(line: string): string | null {
  if (line.length > 160 || !INTRODUCED.test(line)) return null;
  const named = tidyByline(line.replace(INTRODUCED, ''));
  return named && NAME.test(named) && named.split(/\s+/).length <= 12 ? named : null;
}

/** Cleans a name given by metadata: introducing word, web addresses, dates and separators go. Null if nothing is left. */
export function tidyByline(raw: string): string | null {
  let name = raw
    .replace(/\s+/g, ' ')
    .replace(/\s*\((?:https?:|www\.)[^)]*\)/gi, '')
    .trim();
  if (/^https?:/i.test(name)) return null;
  name = name.replace(INTRODUCED, '').replace(/\s+$/, '');
  const parts = name.split(/\s*[|•·—–]\s*|\s+-\s+|,\s*(?=\d)/u);
  name = parts[0] ?? '';
  const date = readDate(raw);
  if (date?.value) name = name.replace(/[,\s]*(?:\d{1,2}[\s./-].*|\p{L}+\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,.*)?)$/u, '');
  name = name.replace(/(?:,\s*)?\b(?:published|updated|posted)\b.*$/iu, '').replace(/[\s,;:]+$/u, '');
  if (!name || name.length > 150 || JUNK.test(name) || !/\p{L}/u.test(name)) return null;
  return name;
}
