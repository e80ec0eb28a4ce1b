import { describe, expect, test } from 'vitest';
import {
  allSelected,
  isSelected,
  nothingSelected,
  only,
  selectedCount,
  targetsOf,
  toggled,
} from '../../renderer/features/triage/row-selection.ts';

describe('selected articles of a view', () => {
  test('some, by id', () => {
    const two = toggled(toggled(nothingSelected, 'a'), 'b');
    expect([isSelected(two, 'a'), isSelected(two, 'b'), isSelected(two, 'c')]).toEqual([true, true, false]);
    expect(selectedCount(two, 1_000)).toBe(2);
    expect(selectedCount(toggled(two, 'a'), 1_000)).toBe(1);
  });

  test('all but some, without a list of a million ids', () => {
    const all = toggled(toggled(allSelected, 'a'), 'b');
    expect([isSelected(all, 'a'), isSelected(all, 'z')]).toEqual([false, true]);
    expect(selectedCount(all, 1_000_000)).toBe(999_998);
    expect(selectedCount(toggled(all, 'a'), 1_000_000)).toBe(999_999);
  });

  test('toggling leaves what it was given as it was', () => {
    const one = only(['a']);
    toggled(one, 'b');
    toggled(allSelected, 'b');
    expect(selectedCount(one, 10)).toBe(1);
    expect(selectedCount(allSelected, 10)).toBe(10);
  });
});

describe('what a command acts on', () => {
  test('the article under the cursor while nothing is selected', () => {
    expect(targetsOf(nothingSelected, 44, 'a', 'view-1')).toEqual({ targets: { articleIds: ['a'] }, count: 1 });
  });

  test('the selection, and not the article under the cursor, when there is one', () => {
    expect(targetsOf(only(['b', 'c']), 44, 'a', 'view-1')).toEqual({
      targets: { articleIds: ['b', 'c'] },
      count: 2,
    });
  });

  test('a whole view less its exceptions', () => {
    expect(targetsOf(toggled(allSelected, 'b'), 44, 'a', 'view-1')).toEqual({
      targets: { viewId: 'view-1', except: ['b'] },
      count: 43,
    });
  });

  test('nothing when there is nothing', () => {
    expect(targetsOf(nothingSelected, 0, null, 'view-1')).toBeNull();
    expect(targetsOf(toggled(allSelected, 'a'), 1, null, 'view-1')).toBeNull();
  });
});
