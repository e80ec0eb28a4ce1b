/** Whether a word, folded, is an entry of a list or one of its inflections. */
export type WordList = (word: string) => boolean;

/** What a word may be an inflection of. */
function* basesOf(word: string): Generator<string> {
  yield word;
  for (const [ending, instead] of INFLECTIONS) {
    if (!word.endsWith(ending) || word.length < ending.length + 3) continue;
    const base = word.slice(0, -ending.length);
    for (const one of instead) yield base + one;
    // slam, slammed
    if (/ed|ing/.test(ending) && base.at(-1) === base.at(-2)) yield base.slice(0, -1);
  }
}
const INFLECTIONS: readonly (readonly [ending: string, instead: readonly string[]])[] = [
  ["'s", ['']],
  ['’s', ['']],
  ['ies', ['y']],
  ['ied', ['y']],
  ['es', ['']],
  ['s', ['']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
  ['ily', ['y']],
  ['ly', ['']],
];

/** @param entries words between white space; `~` at the end stands for any ending */
export function wordList(entries: string): WordList {
  const whole = new Set<string>();
  const stems = new Map<number, Set<string>>();
  for (const entry of entries.trim().split(/\s+/)) {
    if (!entry.endsWith('~')) {
      whole.add(entry);
      continue;
    }
    const stem = entry.slice(0, -1);
    const sized = stems.get(stem.length) ?? new Set();
    stems.set(stem.length, sized.add(stem));
  }
  const sizes = [...stems.keys()].sort((a, b) => b - a);
  // The words of a language are few: what was looked up is kept, up to a bound.
  const known = new Map<string, boolean>();
  const lookedUp = (word: string) => {
    for (const base of basesOf(word)) if (whole.has(base)) return true;
    return sizes.some(
      (size) => word.length >= size && word.length <= size + 7 && stems.get(size)!.has(word.slice(0, size)),
    );
  };
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_KEPT) known.clear();
    const is = lookedUp(word);
    known.set(word, is);
    return is;
  };
}
const MOST_KEPT = 50_000;
