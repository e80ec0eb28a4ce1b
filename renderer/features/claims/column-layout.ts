import { useMemo } from 'react';
import { useRememberedLayout } from '../../state/settings.ts';
import { type ClaimColumn, claimColumns } from './claim-order.ts';

interface ColumnFacts {
  label: string;
  /** Width in px; of the statement, its least width: it takes what the others leave. */
  size: number;
  hidden?: boolean;
  /** Hides first where the window is narrow. */
  wideOnly?: boolean;
  end?: boolean;
}

export const columnFacts: Readonly<Record<ClaimColumn, ColumnFacts>> = {
  number: { label: 'No', size: 36, end: true },
  statement: { label: 'Statement', size: 200 },
  speaker: { label: 'Speaker', size: 112 },
  audience: { label: 'Audience', size: 120, hidden: true, wideOnly: true },
  kind: { label: 'Kind', size: 70, wideOnly: true },
  verdict: { label: 'Verdict', size: 106 },
  evidence: { label: 'Evidence', size: 62 },
  mentions: { label: 'Mentions', size: 60 },
  sources: { label: 'Sources', size: 140, hidden: true, wideOnly: true },
  question: { label: 'Open question', size: 180, hidden: true },
  codes: { label: 'Codes', size: 120, hidden: true, wideOnly: true },
  coder: { label: 'Coder', size: 80, wideOnly: true },
  recorded: { label: 'Recorded', size: 84, hidden: true, wideOnly: true },
  changed: { label: 'Changed', size: 74, wideOnly: true },
};

/** Least and greatest width of a column, px. */
const SIZES = { least: 36, greatest: 480 };

/** Arrangement of the columns, remembered on this machine. */
export interface ColumnLayout {
  order: string[];
  sizes: Record<string, number>;
  visible: Record<string, boolean>;
}

export const initialLayout: ColumnLayout = {
  order: claimColumns,
  sizes: {},
  visible: Object.fromEntries(claimColumns.map((id) => [id, !columnFacts[id].hidden])),
};

/** A layout that has every column once. */
export type WholeLayout = Omit<ColumnLayout, 'order'> & { order: ClaimColumn[] };

/** What was remembered, with columns that a later version has added at the end and without those it has dropped. */
export function completed(stored: Partial<ColumnLayout>): WholeLayout {
  const known = (stored.order ?? []).filter((id): id is ClaimColumn => claimColumns.some((one) => one === id));
  return {
    order: [...known, ...claimColumns.filter((id) => !known.includes(id))],
    sizes: stored.sizes ?? {},
    visible: { ...initialLayout.visible, ...stored.visible, statement: true },
  };
}

/** Moves a column before another one, in the table's own order. */
export function movedBefore(order: readonly ClaimColumn[], moving: ClaimColumn, before: ClaimColumn): ClaimColumn[] {
  const rest = order.filter((id) => id !== moving);
  rest.splice(Math.max(0, rest.indexOf(before)), 0, moving);
  return rest;
}

export const widthOf = (layout: Pick<ColumnLayout, 'sizes'>, id: ClaimColumn) =>
  layout.sizes[id] ?? columnFacts[id].size;

/** A width within its limits, px. */
export const sized = (size: number) => Math.min(SIZES.greatest, Math.max(SIZES.least, Math.round(size)));

/** The columns that are shown, and the grid they make. */
export function shownColumns(layout: WholeLayout, isNarrow: boolean) {
  const shown = layout.order.filter((id) => layout.visible[id] && !(isNarrow && columnFacts[id].wideOnly));
  const width = (id: ClaimColumn) =>
    id === 'statement' ? `minmax(${isNarrow ? 140 : widthOf(layout, id)}px, 1fr)` : `${widthOf(layout, id)}px`;
  return { shown, template: shown.map(width).join(' ') };
}

/** The arrangement of the columns, as this machine remembers it. */
export function useColumnLayout() {
  const [stored, store] = useRememberedLayout<ColumnLayout>('claims.columns', initialLayout);
  const layout = useMemo(() => completed(stored), [stored]);
  return {
    layout,
    change: (patch: Partial<ColumnLayout>) => store({ ...layout, ...patch }),
    reset: () => store(initialLayout),
  };
}
export type ColumnArrangement = ReturnType<typeof useColumnLayout>;
