import type { Command } from './registry.ts';

export interface Found {
  command: Command;
  /** Where the words stand in the label, for the bold letters: [start, end) in UTF-16. */
  marks: [number, number][];
}

/**
 * Commands whose label or group has every word of `text` at the beginning of a word; those that begin with it first, else in
 * the order of the registry.
 */
export function findCommands(commands: readonly Command[], text: string): Found[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const atWord = words.map((word) => new RegExp(`(?<=[^\\p{L}\\p{N}])${literally(word)}`, 'u'));
  const found: (Found & { rank: number })[] = [];
  for (const command of commands) {
    const label = command.label.toLocaleLowerCase();
    const marks: [number, number][] = [];
    let all = true;
    for (const [n, word] of words.entries()) {
      const at = label.startsWith(word) ? 0 : label.search(atWord[n]!);
      if (at >= 0) marks.push([at, at + word.length]);
      else if (!command.group.toLocaleLowerCase().startsWith(word)) all = false;
    }
    if (!all) continue;
    marks.sort((a, b) => a[0] - b[0]);
    found.push({ command, marks, rank: words[0] && label.startsWith(words[0]) ? 0 : 1 });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ command, marks }) => ({ command, marks }));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Commands by their group, groups in the order in which they first appear. */
export function byGroup(found: readonly Found[]): [group: string, found: Found[]][] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const group = groups.get(one.command.group);
    if (group) group.push(one);
    else groups.set(one.command.group, [one]);
  }
  return [...groups];
}

/** Commands of each group as far as a list shows them, and how many more the group has. */
export function firstOfEach(found: readonly Found[], most: number): { group: string; shown: Found[]; more: number }[] {
  return byGroup(found).map(([group, all]) => ({
    group,
    shown: all.slice(0, most),
    more: Math.max(0, all.length - most),
  }));
}
