import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TableLines } from '../../renderer/features/triage/table-lines.ts';

describe('lines of a table with copies shown below some rows', () => {
  it('are the rows themselves where nothing is open', () => {
    const lines = new TableLines(1_000_000, []);
    expect(lines.total).toBe(1_000_000);
    expect(lines.at(999_999)).toEqual({ index: 999_999, copy: -1 });
    expect(lines.lineOf(999_999)).toBe(999_999);
  });

  it('go row, its copies, next row', () => {
    const lines = new TableLines(5, [
      { index: 3, copies: 1 },
      { index: 1, copies: 2 },
    ]);
    expect(Array.from({ length: lines.total }, (_, line) => lines.at(line))).toEqual([
      { index: 0, copy: -1 },
      { index: 1, copy: -1 },
      { index: 1, copy: 0 },
      { index: 1, copy: 1 },
      { index: 2, copy: -1 },
      { index: 3, copy: -1 },
      { index: 3, copy: 0 },
      { index: 4, copy: -1 },
    ]);
  });

  it('leave out a group whose row is no longer in the view', () => {
    expect(new TableLines(2, [{ index: 7, copies: 4 }]).total).toBe(2);
  });

  it('are found again from what they show, in views of any length with any rows open', () => {
    const opened = fc.integer({ min: 1, max: 300 }).chain((rows) =>
      fc.record({
        rows: fc.constant(rows),
        groups: fc.uniqueArray(fc.record({ index: fc.nat(rows - 1), copies: fc.integer({ min: 1, max: 9 }) }), {
          selector: ({ index }) => index,
          maxLength: 20,
        }),
      }),
    );
    fc.assert(
      fc.property(opened, ({ rows, groups }) => {
        const lines = new TableLines(rows, groups);
        expect(lines.total).toBe(rows + groups.reduce((sum, { copies }) => sum + copies, 0));
        let before = { index: -1, copy: -1 };
        for (let line = 0; line < lines.total; line++) {
          const at = lines.at(line);
          expect(lines.lineOf(at.index, at.copy)).toBe(line);
          expect(at.index * 100 + at.copy).toBeGreaterThan(before.index * 100 + before.copy);
          before = at;
        }
        expect(before.index).toBe(rows - 1);
      }),
    );
  });
});
