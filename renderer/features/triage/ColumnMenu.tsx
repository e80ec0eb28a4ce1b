import { Columns3 } from 'lucide-react';
import { IconButton, Menu } from '../../ui/index.ts';
import { useColumnLayout } from './column-layout.ts';
import { columnFacts, columnIds } from './columns.tsx';

/** Which columns are shown, which stay in sight, and back to the arrangement of the first day. */
export function ColumnMenu() {
  const { layout, change, reset } = useColumnLayout();
  const shown = (id: string) => layout.visible[id] !== false;
  return (
    <Menu
      label="Columns"
      trigger={<IconButton icon={Columns3} label="Columns" size="small" />}
      groups={[
        {
          label: 'Show',
          entries: columnIds
            .filter((id) => id !== 'title' && id !== 'decision')
            .map((id) => ({
              id: `show-${id}`,
              label: columnFacts[id].label,
              checked: shown(id),
              run: () => change({ visible: { ...layout.visible, [id]: !shown(id) } }),
            })),
        },
        {
          label: 'Keep in sight',
          entries: columnIds.filter(shown).map((id) => {
            const pinned = layout.pinned.includes(id);
            return {
              id: `pin-${id}`,
              label: columnFacts[id].label,
              checked: pinned,
              run: () =>
                change({ pinned: pinned ? layout.pinned.filter((one) => one !== id) : [...layout.pinned, id] }),
            };
          }),
        },
        { entries: [{ id: 'reset', label: 'As they were at first', run: reset }] },
      ]}
    />
  );
}
