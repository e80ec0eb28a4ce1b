import { useEffect, useState } from 'react';
import { changeCoderName } from '../../app/shell/CoderForm.tsx';
import { useSettings } from '../../state/settings.ts';
import { Field, say, warnOf } from '../../ui/index.ts';
import styles from './StartScreen.module.css';

/** Asked once, here; kept when the field is left or Enter is pressed. */
export function CoderLine() {
  const known = useSettings((settings) => settings.coderName);
  const [name, setName] = useState(known);
  useEffect(() => setName(known), [known]);
  const keep = () => {
    const trimmed = name.trim();
    if (!trimmed || trimmed === known) return setName(known);
    changeCoderName(trimmed).then(() => say(`You code as ${trimmed}`), warnOf);
  };
  return (
    <div className={styles.who}>
      <span aria-hidden="true">Your name as coder</span>
      <Field
        label="Your name as coder"
        labelHidden
        value={name}
        onChange={setName}
        onBlur={keep}
        onSubmit={keep}
        maxLength={200}
        dir="auto"
        autoFocus={known === ''}
      />
      <span className="t3 small">Stands beside every code you give. Change it at any time.</span>
    </div>
  );
}
