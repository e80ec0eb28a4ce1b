import { type ReactNode, useRef, useState } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import { Field } from './Field.tsx';
import { warnOf } from './messages.tsx';
import styles from './SavedField.module.css';
import { useSaved } from './useSaved.ts';

export interface SavedFieldProps {
  label: string;
  saved: string;
  /** Rejects when the value is refused. */
  save(value: string): Promise<unknown>;
  /** The project cannot be written. */
  disabled: boolean;
  rows?: number;
  placeholder?: string;
  dir?: 'auto';
  /** Stands below a refusal: what can be done about it. */
  wayOut?(refusal: AppError): ReactNode;
}

/** Saved when it is left or Enter is pressed; Escape brings back what is saved. A refusal stands below the field. */
export function SavedField(props: SavedFieldProps) {
  const { label, saved, rows, wayOut, disabled } = props;
  const [value, setValue] = useSaved(saved);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const saving = useRef<string | null>(null);

  function keep() {
    const typed = value.trim();
    // Leaving the field because the answer put something on top of it is no second answer.
    if (typed === saved || typed === saving.current || refusal || disabled) return;
    saving.current = typed;
    const kept = props.save(typed).finally(() => {
      saving.current = null;
    });
    kept.catch((error: AppError) => {
      if (error.code === 'INVALID_INPUT' || error.code === 'CONFLICT') setRefusal(error);
      else warnOf(error);
    });
  }
  return (
    <div className={styles.saved}>
      <Field
        label={label}
        value={value}
        onChange={(next) => {
          setValue(next);
          setRefusal(null);
        }}
        onBlur={keep}
        onSubmit={keep}
        onEscape={() => {
          setValue(saved);
          setRefusal(null);
        }}
        error={refusal?.message ?? null}
        disabled={disabled}
        {...(rows ? { rows } : {})}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        {...(props.dir ? { dir: props.dir } : {})}
      />
      {refusal && wayOut ? wayOut(refusal) : null}
    </div>
  );
}
