import { type Span, sentences, words } from '../../../shared/text/index.ts';
import { differenceOf } from '../duplicates/difference.ts';

/** A stretch of an earlier text `a` and a later one `b`; null where that one has nothing. UTF-16 offsets. */
export interface VersionPart {
  /** `moved a` stands where it was, `moved b` where it went; both have the two places. */
  kind: 'same' | 'only a' | 'only b' | 'changed' | 'moved a' | 'moved b';
  a: Span | null;
  b: Span | null;
}

export interface VersionDifference {
  parts: VersionPart[];
  /** Sentences. */
  counts: { added: number; gone: number; changed: number; moved: number };
}

/** Shorter sentences are met again by chance. */
const LEAST_WORDS = 4;

/** What became of a text: sentences added, gone, changed and moved, in the order of reading. @param language BCP 47 tag */
export function versionDifference({
  a,
  b,
  language,
}: {
  a: string;
  b: string;
  language: string | null;
}): VersionDifference {
  const { parts } = differenceOf({ a, b, language });
  const gone = parts.flatMap((part) => (part.kind === 'only a' ? cut(a, part.a!, language) : []));
  const added = parts.flatMap((part) => (part.kind === 'only b' ? cut(b, part.b!, language) : []));
  const places = twins(gone, added);
  const counts = { added: 0, gone: 0, changed: 0, moved: places.size / 2 };
  const found = parts.flatMap((part): VersionPart[] => {
    if (part.kind === 'changed') counts.changed++;
    if (part.kind !== 'only a' && part.kind !== 'only b') return [part];
    const isA = part.kind === 'only a';
    const own = (isA ? gone : added).filter(({ start, end }) => {
      const span = (isA ? part.a : part.b)!;
      return start >= span.start && end <= span.end;
    });
    return runs(own, places).map(({ sentences: run, isMoved }): VersionPart => {
      const span = { start: run[0]!.start, end: run.at(-1)!.end };
      if (isMoved) {
        const other = run.map((sentence) => places.get(sentence)!);
        const there = { start: other[0]!.start, end: other.at(-1)!.end };
        return isA ? { kind: 'moved a', a: span, b: there } : { kind: 'moved b', a: there, b: span };
      }
      counts[isA ? 'gone' : 'added'] += run.length;
      return isA ? { kind: 'only a', a: span, b: null } : { kind: 'only b', a: null, b: span };
    });
  });
  return { parts: found, counts };
}

interface Cut extends Span {
  key: string | null;
  order: number;
}

function cut(text: string, span: Span, language: string | null): Cut[] {
  const body = text.slice(span.start, span.end);
  return sentences(body, language).map(({ start, end }, order) => {
    const sentence = body.slice(start, end);
    const isTelling = words(sentence, language).length >= LEAST_WORDS;
    const key = isTelling ? sentence.normalize('NFC').replace(/\s+/gu, ' ') : null;
    return { start: start + span.start, end: end + span.start, key, order };
  });
}

/** For each sentence that stands elsewhere in the other text, that place; both ways. */
function twins(gone: readonly Cut[], added: readonly Cut[]): Map<Cut, Cut> {
  const waiting = new Map<string, Cut[]>();
  for (const sentence of added) {
    if (sentence.key === null) continue;
    const known = waiting.get(sentence.key);
    if (known) known.push(sentence);
    else waiting.set(sentence.key, [sentence]);
  }
  const taken = new Map<string, number>();
  const found = new Map<Cut, Cut>();
  for (const sentence of gone) {
    if (sentence.key === null) continue;
    const at = taken.get(sentence.key) ?? 0;
    const twin = waiting.get(sentence.key)?.[at];
    if (!twin) continue;
    taken.set(sentence.key, at + 1);
    found.set(sentence, twin).set(twin, sentence);
  }
  return found;
}

/** Sentences in a row that were moved one behind the other, or were not. */
function runs(own: readonly Cut[], places: ReadonlyMap<Cut, Cut>): { sentences: Cut[]; isMoved: boolean }[] {
  const found: { sentences: Cut[]; isMoved: boolean }[] = [];
  for (const sentence of own) {
    const last = found.at(-1);
    const twin = places.get(sentence);
    const before = last && places.get(last.sentences.at(-1)!);
    const goesOn =
      last && (twin && before ? twin.order === before.order + 1 && twin.start > before.start : !twin && !before);
    if (goesOn) last.sentences.push(sentence);
    else found.push({ sentences: [sentence], isMoved: twin !== undefined });
  }
  return found;
}
