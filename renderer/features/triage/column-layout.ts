import { useMemo } from 'react';
import { useRememberedLayout } from '../../state/settings.ts';
import { type ColumnLayout, columnIds, initialLayout } from './columns.tsx';

/** Least and greatest width of a column, px. */
export const COLUMN_SIZES = { least: 44, greatest: 640 };

/** Moves a column before another, in the table's own order. */
export function movedBefore(order: readonly string[], moving: string, before: string): string[] {
  const rest = order.filter((id) => id !== moving);
  rest.splice(Math.max(0, rest.indexOf(before)), 0, moving);
  return rest;
}

/** Gives a column a width, within its limits. */
export function sizedBy(sizes: Readonly<Record<string, number>>, id: string, size: number): Record<string, number> {
  return { ...sizes, [id]: Math.min(COLUMN_SIZES.greatest, Math.max(COLUMN_SIZES.least, size)) };
}

/** What was remembered, with columns that a later version has added at the end and without those it has dropped. */
export function completed(stored: Partial<ColumnLayout>): ColumnLayout {
  const isKnown = (id: string) => columnIds.some((one) => one === id);
  const known = (stored.order ?? []).filter(isKnown);
  return {
    order: [...known, ...columnIds.filter((id) => !known.includes(id))],
    sizes: stored.sizes ?? {},
    visible: { ...initialLayout.visible, ...stored.visible },
    pinned: (stored.pinned ?? []).filter(isKnown),
  };
}

/** The arrangement of the columns, as this machine remembers it. */
export function useColumnLayout() {
  const [stored, store] = useRememberedLayout<ColumnLayout>('triage.columns', initialLayout);
  const layout = useMemo(() => completed(stored), [stored]);
  return {
    layout,
    change: (patch: Partial<ColumnLayout>) => store({ ...layout, ...patch }),
    reset: () => store(initialLayout),
  };
}
