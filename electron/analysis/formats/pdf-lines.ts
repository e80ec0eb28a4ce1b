/** A run of text as a PDF places it. Points from the lower left corner of the page; `size`: of the type. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** A line of one column. */
export interface PdfLine {
  text: string;
  page: number;
  /** Left and right end. */
  x: number;
  right: number;
  y: number;
  size: number;
}

/** Runs of one baseline that follow each other are a line; a gap wider than this many type sizes parts columns. */
const COLUMN_GAP = 2;
/** A gap of this many type sizes is a space where none is written. */
const SPACE = 0.15;

/** The lines of a page in the order in which it writes them, or from top to bottom and column by column where that is jumbled. */
export function linesOf(runs: readonly PdfRun[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfLine | null = null;
  for (const run of runs) {
    if (!run.text) continue;
    const size: number = run.size || line?.size || 1;
    const right = run.x + run.width;
    const gap = line ? Math.max(run.x - line.right, line.x - right) : 0;
    if (line && Math.abs(run.y - line.y) < size * 0.4 && gap < size * COLUMN_GAP) {
      const spaced = /\s$/.test(line.text) || /^\s/.test(run.text);
      line.text += (spaced || gap < size * SPACE ? '' : ' ') + run.text;
      if (run.text.trim()) {
        line.x = Math.min(line.x, run.x);
        line.right = Math.max(line.right, right);
        line.size = Math.max(line.size, size);
      }
      continue;
    }
    if (!run.text.trim()) continue;
    line = { text: run.text, page, x: run.x, right, y: run.y, size };
    lines.push(line);
  }
  const tidy = lines.map((one) => ({ ...one, text: one.text.replace(/\s+/g, ' ').trim() }));
  return isJumbled(tidy) ? inReadingOrder(tidy) : tidy;
}

/** Lines of one column that go up instead of down, more often than a heading or a box explains. */
function isJumbled(lines: readonly PdfLine[]): boolean {
  let up = 0;
  for (let i = 1; i < lines.length; i++) {
    const [a, b] = [lines[i - 1]!, lines[i]!];
    if (b.y > a.y + b.size && Math.min(a.right, b.right) > Math.max(a.x, b.x)) up++;
  }
  return up > 2 && up > lines.length / 10;
}

/** Cuts the page along its white space: first across, then between columns. */
function inReadingOrder(lines: readonly PdfLine[], across = true, tried = false): PdfLine[] {
  if (lines.length < 2) return [...lines];
  const parts = across ? bands(lines) : columns(lines);
  if (parts.length === 1) {
    if (tried) return [...lines].sort((a, b) => b.y - a.y || a.x - b.x);
    return inReadingOrder(lines, !across, true);
  }
  return parts.flatMap((part) => inReadingOrder(part, !across));
}

function bands(lines: readonly PdfLine[]): PdfLine[][] {
  const sorted = [...lines].sort((a, b) => b.y - a.y);
  return split(sorted, (line, before) => Math.min(...before.map((one) => one.y)) - (line.y + line.size) > line.size);
}

function columns(lines: readonly PdfLine[]): PdfLine[][] {
  const sorted = [...lines].sort((a, b) => a.x - b.x);
  return split(sorted, (line, before) => line.x - Math.max(...before.map((one) => one.right)) > line.size * 0.8);
}

function split(lines: readonly PdfLine[], parts: (line: PdfLine, before: readonly PdfLine[]) => boolean): PdfLine[][] {
  const found: PdfLine[][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (!last || parts(line, last)) found.push([line]);
    else last.push(line);
  }
  return found;
}

/** How many lines at the top and at the bottom of a page may be its running head or foot. */
const EDGE = 2;

/** Lines that stand at the same edge of many pages, page numbers apart: running heads, feet and page numbers. */
export function runningLines(pages: readonly (readonly PdfLine[])[]): Set<PdfLine> {
  const seen = new Map<string, PdfLine[]>();
  const found = new Set<PdfLine>();
  for (const lines of pages) {
    const byHeight = [...lines].sort((a, b) => b.y - a.y);
    const heights = [...new Set(byHeight.map((line) => Math.round(line.y)))];
    const edges = new Set([...heights.slice(0, EDGE), ...heights.slice(-EDGE)]);
    const row = (y: number | undefined) => byHeight.filter((line) => Math.round(line.y) === y);
    if (lines.length > 3) for (const line of printedEdges(row(heights[0]), row(heights.at(-1)))) found.add(line);
    for (const line of byHeight) {
      if (!edges.has(Math.round(line.y))) continue;
      const key = `${line.text.replace(/\d+/g, '#').toLowerCase()} ${Math.round(line.y / 8)}`;
      seen.set(key, [...(seen.get(key) ?? []), line]);
    }
  }
  for (const lines of seen.values()) {
    // Left and right pages have heads of their own.
    if (lines.length >= 2 && lines.length >= pages.length * 0.4) for (const line of lines) found.add(line);
  }
  return found;
}

/** Page numbers, and what a browser prints around a page: address and number below, date and title above. */
function printedEdges(top: readonly PdfLine[], bottom: readonly PdfLine[]): readonly PdfLine[] {
  const numbers = [...top, ...bottom].filter((line) => PAGE_NUMBER.test(line.text));
  const address = bottom.some((line) => /^(?:https?|file):\/\/\S+(?: \d+\/\d+)?$/.test(line.text));
  const dated = top.some((line) => /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}, \d{1,2}[:.]\d\d/.test(line.text));
  return [...numbers, ...(address ? bottom : []), ...(dated ? top : [])];
}

const PAGE_NUMBER = /^[\s\-–—|]*(?:\p{L}{1,10}\.?\s*)?\d{1,4}(?:\s*(?:\/|of|von|de|sur|из)\s*\d{1,4})?[\s\-–—|]*$/u;
