import { useEffect, useId, useRef, useState } from 'react';
import styles from './ClaimCard.module.css';

/**
 * A part of a claim, written in place: it looks like text until it is pointed at or has the focus. Saved on leaving it and with
 * Enter (Ctrl and Enter where lines can be broken); Escape brings back what was there.
 */
export function ClaimLine(props: {
  label: string;
  labelHidden?: boolean;
  value: string;
  placeholder?: string;
  /** Lines can be broken. */
  multiline?: boolean;
  required?: boolean;
  locked: string | undefined;
  look?: 'statement';
  maxLength?: number;
  onSave(value: string): void;
}) {
  const id = useId();
  const [text, setText] = useState(props.value);
  const isOwn = useRef(false);
  // What came from elsewhere, by undo for example, unless it is being written here.
  useEffect(() => {
    if (!isOwn.current) setText(props.value);
  }, [props.value]);
  const isMissing = props.required === true && text.trim() === '';
  const save = () => {
    isOwn.current = false;
    if (text !== props.value && !isMissing) props.onSave(text);
  };
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => latest.current(), []);
  return (
    <div className={styles.line} data-look={props.look} data-hidden-label={props.labelHidden || undefined}>
      <label htmlFor={id} className={props.labelHidden ? 'vh' : undefined}>
        {props.label}
      </label>
      <span className={styles.grow} data-value={text || props.placeholder}>
        <textarea
          id={id}
          rows={1}
          dir="auto"
          value={text}
          placeholder={props.placeholder}
          disabled={props.locked !== undefined}
          title={props.locked}
          maxLength={props.maxLength}
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? `${id}-error` : undefined}
          spellCheck={props.multiline === true}
          onChange={(event) => {
            isOwn.current = true;
            setText(props.multiline ? event.target.value : event.target.value.replace(/\n/g, ' '));
          }}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' && (!props.multiline || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              // Saves, and gives the keys back to the room.
              event.currentTarget.blur();
            }
            if (event.key === 'Escape') {
              event.stopPropagation();
              isOwn.current = false;
              setText(props.value);
              event.currentTarget.blur();
            }
          }}
        />
      </span>
      {isMissing ? (
        <p id={`${id}-error`} className={`${styles.missing} bad`}>
          A claim needs a statement.
        </p>
      ) : null}
    </div>
  );
}
