import { Segments, Select, useIsNarrow } from '../../ui/index.ts';
import { showView, useCompare, type View, views } from './compare-state.ts';

export const viewNames: Record<View, string> = {
  sentences: 'Sentences',
  quotations: 'Quotations',
  statements: 'Statements × sources',
  headlines: 'Headlines',
};

/** What of the articles is set side by side. */
export function ViewChoice() {
  const view = useCompare((state) => state.view);
  if (useIsNarrow()) {
    return (
      <Select
        label="Compare"
        labelHidden
        value={view}
        onChange={showView}
        options={views.map((value) => ({ value, label: viewNames[value] }))}
      />
    );
  }
  return (
    <Segments
      label="Compare"
      value={view}
      onChange={showView}
      segments={views.map((value) => ({ value, label: viewNames[value] }))}
    />
  );
}
