/** Which lines of a scrape a cleaned text kept. */
export interface LineCounts {
  lines: { hits: number; extra: number; missing: number };
  words: { hits: number; extra: number; missing: number };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(/[\u200B\uFEFF\u00AD]/g, '')
    .split(/\s+/u)
    .filter(Boolean);
}

/**
 * A line is kept if its words stand side by side in the text; each place in the text serves one line, and longer lines
 * choose first. A line that should be kept also counts if it is the title.
 * @param keep 1 for each line that belongs to the article
 */
export function countLines(lines: readonly string[], keep: readonly number[], text: string, title: string): LineCounts {
  const words = wordsOf(text);
  const taken = new Uint8Array(words.length);
  const places = new Map<string, number[]>();
  words.forEach((word, at) => {
    const list = places.get(word);
    if (list) list.push(at);
    else places.set(word, [at]);
  });
  const split = lines.map(wordsOf);
  const order = split.map((_, i) => i).filter((i) => split[i]!.length > 0);
  order.sort((a, b) => split[b]!.length - split[a]!.length || keep[b]! - keep[a]! || a - b);
  const kept = new Set<number>();
  for (const i of order) {
    const line = split[i]!;
    const place = (places.get(line[0]!) ?? []).find((at) =>
      line.every((word, k) => words[at + k] === word && taken[at + k] === 0),
    );
    if (place === undefined) continue;
    taken.fill(1, place, place + line.length);
    kept.add(i);
  }
  const headline = wordsOf(title).join(' ');
  const stated = headline
    ? split.findIndex((line, i) => keep[i] === 1 && !kept.has(i) && line.join(' ') === headline)
    : -1;
  if (stated >= 0) kept.add(stated);

  const counts: LineCounts = { lines: { hits: 0, extra: 0, missing: 0 }, words: { hits: 0, extra: 0, missing: 0 } };
  for (const i of order) {
    if (!kept.has(i) && !keep[i]) continue;
    const outcome = kept.has(i) ? (keep[i] ? 'hits' : 'extra') : 'missing';
    counts.lines[outcome]++;
    counts.words[outcome] += split[i]!.length;
  }
  return counts;
}
