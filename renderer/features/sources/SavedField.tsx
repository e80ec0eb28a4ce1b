import { useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { Field, LinkButton, warnOf } from '../../ui/index.ts';
import styles from './Pane.module.css';
import { useSaved } from './useSaved.ts';

export interface SavedFieldProps {
  label: string;
  saved: string;
  /** Rejects when the value is refused. */
  save(value: string): Promise<unknown>;
  rows?: number;
  placeholder?: string;
  dir?: 'auto';
  /** What can be done about a value that another source has. */
  onConflict?: { label(sourceId: number): string; run(sourceId: number): void };
}

/** Saved when it is left or Enter is pressed; Escape brings back what is saved. A refusal stands below the field. */
export function SavedField(props: SavedFieldProps) {
  const { label, saved, rows, onConflict } = props;
  const [value, setValue] = useSaved(saved);
  const [refused, setRefused] = useState<{ message: string; ownerId: number | null } | null>(null);

  const saving = useRef<string | null>(null);

  function keep() {
    const typed = value.trim();
    // Leaving the field because the answer put something on top of it is no second answer.
    if (typed === saved || typed === saving.current || refused || needsWriting()) return;
    saving.current = typed;
    const kept = props.save(typed).finally(() => {
      saving.current = null;
    });
    kept.catch((error: AppError) => {
      if (error.code !== 'INVALID_INPUT' && error.code !== 'CONFLICT') return warnOf(error);
      const { sourceId } = error.details;
      setRefused({ message: error.message, ownerId: typeof sourceId === 'number' ? sourceId : null });
    });
  }
  const ownerId = refused?.ownerId ?? null;
  return (
    <div className={styles.saved}>
      <Field
        label={label}
        value={value}
        onChange={(next) => {
          setValue(next);
          setRefused(null);
        }}
        onBlur={keep}
        onSubmit={keep}
        onEscape={() => {
          setValue(saved);
          setRefused(null);
        }}
        error={refused?.message ?? null}
        disabled={needsWriting() !== null}
        {...(rows ? { rows } : {})}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        {...(props.dir ? { dir: props.dir } : {})}
      />
      {ownerId !== null && onConflict ? (
        <LinkButton onPress={() => onConflict.run(ownerId)}>{onConflict.label(ownerId)}</LinkButton>
      ) : null}
    </div>
  );
}
