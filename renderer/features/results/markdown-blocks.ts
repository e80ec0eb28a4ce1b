/** The Markdown that the methods summary is written in, and no more of it. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'table'; heads: string[]; isNumber: boolean[]; rows: string[][] };

/** Cells of a table's line; `\|` is a stroke in a cell. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (let at = 1; at < line.length; at++) {
    if (line[at] === '\\') cell += line.slice(at, ++at + 1);
    else if (line[at] === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += line[at];
  }
  return cells;
}

export function blocksOf(markdown: string): Block[] {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block): Block => {
      const heading = /^(#{1,3}) (.*)$/.exec(block);
      if (heading) return { kind: 'heading', level: heading[1]!.length as 1 | 2 | 3, text: heading[2]! };
      if (block.startsWith('> ')) return { kind: 'quote', text: block.slice(2) };
      if (!block.startsWith('|')) return { kind: 'paragraph', text: block };
      const [heads = '', rule = '', ...rows] = block.split('\n');
      return {
        kind: 'table',
        heads: cellsOf(heads),
        isNumber: cellsOf(rule).map((cell) => cell.endsWith(':')),
        rows: rows.map(cellsOf),
      };
    });
}

export interface Run {
  text: string;
  look: 'plain' | 'bold' | 'italic';
}

const plain = (text: string) => text.replace(/\\([\\`*_[\]<>#|])/g, '$1');

/** Words of a block with what is bold or italic; a backslash takes its meaning from the character behind it. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  const found = /\\.|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\])+)\*/gu;
  for (const match of text.matchAll(found)) {
    const [whole, bold, italic] = match;
    if (bold === undefined && italic === undefined) continue;
    if (match.index > at) runs.push({ text: plain(text.slice(at, match.index)), look: 'plain' });
    runs.push({ text: plain(bold ?? italic ?? ''), look: bold === undefined ? 'italic' : 'bold' });
    at = match.index + whole.length;
  }
  if (at < text.length) runs.push({ text: plain(text.slice(at)), look: 'plain' });
  return runs;
}
