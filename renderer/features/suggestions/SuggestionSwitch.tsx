import { CircleQuestionMark } from 'lucide-react';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { Checkbox, count, counted, IconButton, Popover, Select } from '../../ui/index.ts';
import styles from './Suggestions.module.css';
import { labelInWords, labelKey, useSuggestionState } from './suggestion-state.ts';

/** Whether suggestions are shown in text, margin and list, and which of them. Remembered, across articles. */
export function SuggestionSwitch(props: {
  suggestions: readonly Suggestion[];
  codes: ReadonlyMap<string, Code>;
  isOn: boolean;
  setOn(on: boolean): void;
}) {
  const { suggestions, codes, isOn } = props;
  const label = useSuggestionState((state) => state.label);
  const showsDecided = useSuggestionState((state) => state.showsDecided);
  const open = suggestions.filter(({ decision }) => decision === 'open');
  const labels = new Map<string, { title: string; n: number }>();
  for (const one of open) {
    const known = labels.get(labelKey(one));
    labels.set(labelKey(one), { title: labelInWords(one, codes), n: (known?.n ?? 0) + 1 });
  }
  if (label !== null && !labels.has(label)) labels.set(label, { title: label.split(' ').slice(1).join(' '), n: 0 });
  return (
    <Popover
      label="Suggestions"
      placement="bottom end"
      width={280}
      trigger={
        <IconButton
          icon={CircleQuestionMark}
          label={isOn ? `Suggestions: ${count(open.length)} open` : 'Suggestions are hidden'}
          pressed={isOn}
        />
      }
    >
      <div className={styles.choices}>
        <Checkbox checked={isOn} onChange={props.setOn}>
          Show suggestions of the analysers
        </Checkbox>
        <Select
          label="Of"
          value={label ?? ''}
          disabled={!isOn}
          onChange={(value) => useSuggestionState.setState({ label: value === '' ? null : value })}
          options={[
            { value: '', label: `Everything, ${count(open.length)}` },
            ...[...labels].map(([value, { title, n }]) => ({ value, label: `${title}, ${count(n)}` })),
          ]}
        />
        <Checkbox
          checked={showsDecided}
          disabled={!isOn}
          onChange={(on) => useSuggestionState.setState({ showsDecided: on })}
        >
          List those that are decided too
        </Checkbox>
        <p className="t3 small">
          {counted(open.length, 'suggestion')} open. What is not accepted stands in no export, agreement or result.
        </p>
      </div>
    </Popover>
  );
}
