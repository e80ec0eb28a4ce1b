// Words and tables as Markdown.

/** Words of an article, a memo or a name as Markdown that shows them as they are, on one line. */
export const asMarkdown = (words: string): string =>
  words
    .replace(/[\\`*_[\]<>#|]/g, '\\$&')
    .replace(/\s+/g, ' ')
    .trim();

const grouped = new Intl.NumberFormat('en-US');
/** `12,400` */
export const number = (n: number): string => grouped.format(n);
/** `1 article`, `12,400 articles` */
export const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`;
/** `2025-05-16` of a time. */
export const day = (iso: string): string => iso.slice(0, 10);

/** A table; columns with a colon at the end of their head are of numbers. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? number(cell) : cell)).join(' | ')} |`;
  return [
    line(heads.map((head) => head.replace(/:$/, ''))),
    line(heads.map((head) => (head.endsWith(':') ? '---:' : '---'))),
    ...rows.map(line),
  ].join('\n');
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
