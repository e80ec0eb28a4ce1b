import { wordCount } from '../../../shared/text/segmentation.ts';
import type { Finding } from '../analysers/analyser.ts';

/**
 * A name and what an article has of it. As a row, since there are very many: the name, how often it is named as a person, an
 * organisation, a place, its direct quotations, their words, and its indirect quotations.
 */
export type FoundName = [
  name: string,
  person: number,
  organisation: number,
  place: number,
  quotations: number,
  words: number,
  indirect: number,
];

const KINDS: Readonly<Record<string, 1 | 2 | 3>> = { person: 1, organisation: 2, place: 3 };
/** Longer ones are no names. */
const LONGEST = 120;

/** Names among the findings of `entities`, or the speakers among those of `quotations`; null for other analysers. */
export function foundNames(
  analyser: string,
  findings: readonly Finding[],
  text: string,
  language: string | null,
): FoundName[] | null {
  if (analyser !== 'entities' && analyser !== 'quotations') return null;
  const names = new Map<string, FoundName>();
  const rowOf = (name: string): FoundName | null => {
    if (name === '' || name.length > LONGEST) return null;
    const known = names.get(name);
    if (known) return known;
    const made: FoundName = [name, 0, 0, 0, 0, 0, 0];
    names.set(name, made);
    return made;
  };
  for (const { label, start, end, details, speaker } of findings) {
    if (analyser === 'entities') {
      const kind = KINDS[label];
      const row = kind && rowOf(nameOf(details?.name ?? text.slice(start, end)));
      if (row) row[kind]++;
    } else if (speaker) {
      const row = rowOf(nameOf(speaker.name));
      if (row && label === 'direct') {
        row[4]++;
        row[5] += wordCount(text.slice(start, end), language);
      } else if (row) row[6]++;
    }
  }
  return [...names.values()];
}

const nameOf = (name: string | number | boolean) => String(name).replace(/\s+/gu, ' ').trim();
