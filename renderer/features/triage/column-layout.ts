import { useMemo } from 'react';
import { useRememberedLayout } from '../../state/settings.ts';
import { type ColumnLayout, columnIds, initialLayout } from './columns.tsx';

/** The arrangement of the columns, as this machine remembers it. Columns that a later version adds come last. */
export function useColumnLayout() {
  const [stored, store] = useRememberedLayout<ColumnLayout>('triage.columns', initialLayout);
  const layout = useMemo(() => {
    const known = stored.order.filter((id) => columnIds.some((one) => one === id));
    return { ...initialLayout, ...stored, order: [...known, ...columnIds.filter((id) => !known.includes(id))] };
  }, [stored]);
  return {
    layout,
    change: (patch: Partial<ColumnLayout>) => store({ ...layout, ...patch }),
    reset: () => store(initialLayout),
  };
}
