import { useEffect, useState } from 'react';
import type { DeclaredSetting, SettingValue } from '../../../shared/model/analyser-setting.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { Checkbox, Field, LinkButton, warnOf } from '../../ui/index.ts';
import styles from './Analysers.module.css';
import { wordsOf } from './analyser-words.ts';

const written = (setting: DeclaredSetting, value: SettingValue): string =>
  setting.kind === 'words' ? (value as string[]).join(', ') : String(value);

/** One setting, saved when its field is left or Enter is pressed; undo takes it back. */
export function SettingField(props: { analyser: string; setting: DeclaredSetting; value: SettingValue }) {
  const { analyser, setting, value } = props;
  const locked = needsWriting() !== null;
  const known = written(setting, value);
  const [draft, setDraft] = useState(known);
  useEffect(() => setDraft(known), [known]);
  const save = (next: SettingValue | null) =>
    void withCoder(() => call('analysis.setSettings', { analyser, values: { [setting.name]: next } })).catch(warnOf);
  const isDefault = JSON.stringify(value) === JSON.stringify(setting.default);
  const back = isDefault ? null : (
    <LinkButton disabled={locked ? 'the project is read-only' : undefined} onPress={() => save(null)}>
      As it comes{setting.kind === 'number' ? `: ${setting.default}` : ''}
    </LinkButton>
  );
  if (setting.kind === 'labels') {
    const chosen = new Set(value as string[]);
    const toggle = (label: string) => {
      const next = setting.options.map((one) => one.value).filter((one) => chosen.has(one) !== (one === label));
      if (next.length > 0) save(next);
    };
    return (
      <fieldset className={styles.labels}>
        <legend className="med">{setting.title}</legend>
        <p className="t3 small">{setting.explanation}</p>
        <div className={styles.options}>
          {setting.options.map(({ value: label, title }) => (
            <Checkbox
              key={label}
              checked={chosen.has(label)}
              disabled={locked || (chosen.size === 1 && chosen.has(label))}
              onChange={() => toggle(label)}
            >
              {title}
            </Checkbox>
          ))}
        </div>
        {back}
      </fieldset>
    );
  }
  const number = setting.kind === 'number' ? Number(draft.replace(',', '.')) : null;
  const isWrong =
    setting.kind === 'number' &&
    (draft.trim() === '' || Number.isNaN(number) || number! < setting.min || number! > setting.max);
  const keep = () => {
    if (isWrong || draft === known) return;
    save(setting.kind === 'number' ? number! : wordsOf(draft));
  };
  return (
    <div className={styles.setting}>
      <Field
        label={setting.title}
        value={draft}
        disabled={locked}
        onChange={setDraft}
        onBlur={keep}
        onSubmit={keep}
        {...(setting.kind === 'words'
          ? { rows: 2, placeholder: 'Words with commas between', dir: 'auto' as const }
          : { end: setting.unit || undefined })}
        description={setting.explanation}
        error={isWrong && setting.kind === 'number' ? `A number from ${setting.min} to ${setting.max}.` : null}
      />
      {back}
    </div>
  );
}
