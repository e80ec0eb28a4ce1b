/** Whether a word, folded, is an entry of a list or one of its inflections. */
export type WordList = (word: string) => boolean;

const INFLECTIONS = /(?:s|es|ed|d|ing|ly|'s|’s)$/;

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
  return (word) => {
    if (whole.has(word) || whole.has(word.replace(INFLECTIONS, ''))) return true;
    return sizes.some(
      (size) => word.length >= size && word.length <= size + 7 && stems.get(size)!.has(word.slice(0, size)),
    );
  };
}
