/** A row of the view whose copies are shown below it. */
export interface OpenGroup {
  /** Of the row in the view. */
  index: number;
  /** Lines below it. */
  copies: number;
}

/** A line of the table: a row of the view, or one of the copies below it. */
export interface LinePlace {
  index: number;
  /** -1 for the row itself, else which of its copies. */
  copy: number;
}

/**
 * Where rows of a view stand in a table that shows copies between them. Rows stay counted by the view, so that the window
 * of rows knows nothing of it; only groups that are open cost anything, however long the view is.
 */
export class TableLines {
  /** Lines in all. */
  readonly total: number;
  private readonly groups: readonly OpenGroup[];
  /** Copies shown above the line after each open group's own row. */
  private readonly above: number[] = [];

  /** @param rows of the view @param groups open ones, in any order */
  constructor(rows: number, groups: readonly OpenGroup[]) {
    this.groups = [...groups].filter(({ index }) => index < rows).sort((a, b) => a.index - b.index);
    let above = 0;
    for (const { copies } of this.groups) {
      this.above.push(above);
      above += copies;
    }
    this.total = rows + above;
  }

  /** What a line shows. */
  at(line: number): LinePlace {
    // The last open group whose own row is at or above the line.
    const found = this.lastGroup((index, above) => index + above <= line);
    if (found < 0) return { index: line, copy: -1 };
    const { index, copies } = this.groups[found]!;
    const below = line - (index + this.above[found]!);
    return below >= 1 && below <= copies
      ? { index, copy: below - 1 }
      : { index: below === 0 ? index : index + below - copies, copy: -1 };
  }

  /** The line of a row, or of one of its copies. */
  lineOf(index: number, copy = -1): number {
    const found = this.lastGroup((at) => at < index);
    const above = found < 0 ? 0 : this.above[found]! + this.groups[found]!.copies;
    return index + above + copy + 1;
  }

  private lastGroup(fits: (index: number, above: number) => boolean): number {
    let low = 0;
    let high = this.groups.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (fits(this.groups[middle]!.index, this.above[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
