import { fold } from '../../../shared/text/index.ts';

const PARTS = /[\p{L}\p{M}]+/gu;

/** Names of speakers that mean one person, under the fullest of them. */
export interface SpeakerName {
  name: string;
  /** The other spellings, as they are written. */
  variants: string[];
}

interface Parts {
  name: string;
  parts: string[];
  /** “Tomas Brand”, “Brand”; not “the mayor”. */
  isName: boolean;
}

function partsOf(name: string): Parts {
  const parts = fold(name).match(PARTS) ?? [];
  return { name, parts, isName: /^\p{Lu}/u.test(name) };
}

/**
 * Who is one person under several spellings: case and accents apart, a last name alone, an initial for a first name. A last
 * name that two full names have belongs to neither. Words that are no name ("the mayor") are one only when they are equal.
 * @returns for each name as written, whom it means
 */
export function sameSpeakers(names: readonly string[]): Map<string, SpeakerName> {
  const all = [...new Set(names)]
    .map(partsOf)
    .sort((x, y) => y.parts.length - x.parts.length || y.name.length - x.name.length);
  const people: { parts: string[]; isName: boolean; speaker: SpeakerName }[] = [];
  const found = new Map<string, SpeakerName>();
  for (const { name, parts, isName } of all) {
    const fitting = people.filter(
      (person) => person.parts.join(' ') === parts.join(' ') || (isName && person.isName && fits(person.parts, parts)),
    );
    const exact = fitting.find((person) => person.parts.join(' ') === parts.join(' '));
    const known = exact ?? (fitting.length === 1 ? fitting[0] : undefined);
    if (known) {
      if (known.speaker.name !== name) known.speaker.variants.push(name);
      found.set(name, known.speaker);
    } else {
      const speaker = { name, variants: [] };
      people.push({ parts, isName, speaker });
      found.set(name, speaker);
    }
  }
  return found;
}

/** Whether a shorter name is one of a fuller one: the same last part, and each part before it in order, or its initial. */
function fits(full: readonly string[], short: readonly string[]): boolean {
  if (short.length === 0 || short.length > full.length || full.at(-1) !== short.at(-1)) return false;
  let at = 0;
  for (const part of short.slice(0, -1)) {
    const end = full.length - 1;
    while (at < end && !(full[at] === part || (part.length === 1 && full[at]!.startsWith(part)))) at++;
    if (at++ >= end) return false;
  }
  return true;
}
