import type { PageBlock, PageNode } from './page.ts';

/** A cell with more characters holds text laid out in a table, not a value. */
const LONGEST_CELL = 160;
/** Elements between a run of text and its table row. */
const REACH = 4;

/** Joins the cells of a table row to one block, cells divided by tabs; cells of running text stay blocks of their own. */
export function joinRows(blocks: PageBlock[]): PageBlock[] {
  if (!blocks.some((block) => CELLS.has(block.tag) || block.inCell)) return blocks;
  const joined: PageBlock[] = [];
  for (let i = 0; i < blocks.length; ) {
    const row = rowOf(blocks[i]!);
    let until = i + 1;
    if (row) while (until < blocks.length && rowOf(blocks[until]!) === row) until++;
    const cells = blocks.slice(i, until);
    if (row && cells.length > 1 && areValues(cells)) joined.push(join(cells, row));
    else joined.push(...cells);
    i = until;
  }
  joined.forEach((block, index) => {
    block.index = index;
  });
  return joined;
}

const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'tr']);

function rowOf(block: PageBlock): PageNode | null {
  if (!block.inCell) return null;
  let node: PageNode | null = block.node;
  for (let level = 0; node && level < REACH; level++, node = node.parent) if (node.tag === 'tr') return node;
  return null;
}

function areValues(blocks: readonly PageBlock[]): boolean {
  let cell: PageNode | null = null;
  let chars = 0;
  for (const block of blocks) {
    const own = cellOf(block);
    chars = own === cell ? chars + block.text.length : block.text.length;
    cell = own;
    if (chars > LONGEST_CELL || block.kind === 'heading') return false;
  }
  return true;
}

function cellOf({ node }: PageBlock): PageNode {
  let at = node;
  while (at.parent && at.tag !== 'td' && at.tag !== 'th') at = at.parent;
  return at;
}

function join(cells: readonly PageBlock[], row: PageNode): PageBlock {
  const [first] = cells;
  let text = '';
  cells.forEach((cell, i) => {
    const gap = i === 0 ? '' : cellOf(cell) === cellOf(cells[i - 1]!) ? ' ' : '\t';
    text += gap + cell.text;
  });
  const sum = (count: (cell: PageBlock) => number) => cells.reduce((all, cell) => all + count(cell), 0);
  return {
    ...first!,
    text,
    kind: 'row',
    node: row,
    tag: 'tr',
    linkChars: sum((cell) => cell.linkChars),
    strongChars: sum((cell) => cell.strongChars),
    overlays: cells.flatMap((cell) => cell.overlays.map((overlay) => ({ ...overlay, at: text.length }))),
  };
}
