import type { ArticleTargets } from '../../../shared/model/view.ts';

/**
 * Selected articles of a view: some by id, or all but some. Choosing all of a million articles costs nothing, and a range
 * is chosen by the indices of the rows that are in the page.
 */
export type RowSelection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all'; except: ReadonlySet<string> };

export const nothingSelected: RowSelection = { kind: 'some', ids: new Set() };
export const allSelected: RowSelection = { kind: 'all', except: new Set() };

export function isSelected(selection: RowSelection, articleId: string): boolean {
  return selection.kind === 'all' ? !selection.except.has(articleId) : selection.ids.has(articleId);
}

export function selectedCount(selection: RowSelection, total: number): number {
  return selection.kind === 'all' ? total - selection.except.size : selection.ids.size;
}

function flipped(set: ReadonlySet<string>, articleId: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(articleId)) next.add(articleId);
  return next;
}

export function toggled(selection: RowSelection, articleId: string): RowSelection {
  return selection.kind === 'all'
    ? { kind: 'all', except: flipped(selection.except, articleId) }
    : { kind: 'some', ids: flipped(selection.ids, articleId) };
}

export const only = (articleIds: Iterable<string>): RowSelection => ({ kind: 'some', ids: new Set(articleIds) });

/** What a command acts on; the focused article where nothing is selected. Null when there is nothing at all. */
export function targetsOf(
  selection: RowSelection,
  total: number,
  focusedId: string | null,
  viewId: string,
): { targets: ArticleTargets; count: number } | null {
  if (selection.kind === 'all' && selectedCount(selection, total) > 0) {
    return { targets: { viewId, except: [...selection.except] }, count: selectedCount(selection, total) };
  }
  const ids = selection.kind === 'some' && selection.ids.size > 0 ? [...selection.ids] : focusedId ? [focusedId] : [];
  return ids.length > 0 ? { targets: { articleIds: ids }, count: ids.length } : null;
}
