/** Shared components: the one place where a room takes its controls, states and signs from. */

export { accuracyRows, fieldAccuracyRows } from './accuracy-rows.ts';
export { ask, Questions } from './ask.tsx';
export { Button, IconButton, LinkButton } from './Button.tsx';
export { Chart, type ChartHandle } from './Chart.tsx';
export { Checkbox } from './Checkbox.tsx';
export { Dialog } from './Dialog.tsx';
export { clockTime, dateInWords, duration } from './dates.ts';
export { Field } from './Field.tsx';
export { Icon } from './Icon.tsx';
export { Kbd } from './Kbd.tsx';
export { languageName } from './languages.ts';
export { ContextMenu, Menu, MenuEntries, type MenuEntry, type MenuGroup } from './Menu.tsx';
export { dismiss, Notices, offerWayOut, say, unsay, useMessages, warn, warnOf } from './messages.tsx';
export { bytes, count, counted, percent } from './numbers.ts';
export { ActionBar, Head, Progress, Token, Tools } from './Parts.tsx';
export { Basis, Popover } from './Popover.tsx';
export { fileName, SaveChart, svgOf } from './SaveChart.tsx';
export { SeekList } from './SeekList.tsx';
export { Segments } from './Segments.tsx';
export { type Option, Select } from './Select.tsx';
export { CodeName, CodeSwatch, DecisionSign, decisionKeys, decisionNames } from './Signs.tsx';
export { type Pane, SplitPane } from './SplitPane.tsx';
export { EmptyState, ErrorState, SkeletonRows } from './States.tsx';
export { saveText } from './save-text.ts';
export { ArticleTitle, DateText, Snippet, SourceName } from './Texts.tsx';
export { useIsNarrow } from './useIsNarrow.ts';
