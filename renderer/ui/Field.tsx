import type { LucideIcon } from 'lucide-react';
import { CircleX } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import styles from './Field.module.css';
import { Icon } from './Icon.tsx';

export interface FieldProps {
  label: string;
  /** Read to screen readers only. */
  labelHidden?: boolean;
  value: string;
  onChange(value: string): void;
  /** Enter in a single line; Ctrl or Cmd and Enter in several. */
  onSubmit?(value: string): void;
  onEscape?(): void;
  onBlur?(): void;
  icon?: LucideIcon;
  placeholder?: string;
  description?: ReactNode;
  /** What is wrong, in place. */
  error?: string | null;
  /** Stands at the end within the field: a count, a key. */
  end?: ReactNode;
  rows?: number;
  disabled?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
  inputRef?: Ref<HTMLInputElement>;
  /** Language and direction of what is written in it. */
  dir?: 'ltr' | 'rtl' | 'auto';
  lang?: string;
  serif?: boolean;
  className?: string;
}

/** One line, or with `rows` several; with its label, description and error tied to it. */
export function Field(props: FieldProps) {
  const { label, value, error, rows } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && props.onSubmit && (!rows || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      props.onSubmit(value);
    }
    if (event.key === 'Escape' && props.onEscape) {
      event.stopPropagation();
      props.onEscape();
    }
  };
  const input = {
    placeholder: props.placeholder,
    onKeyDown,
    dir: props.dir,
    lang: props.lang,
    spellCheck: Boolean(rows),
    autoComplete: 'off',
    className: [styles.input, props.serif && 'serif'].filter(Boolean).join(' '),
  };
  return (
    <TextField
      value={value}
      onChange={props.onChange}
      onBlur={props.onBlur}
      isInvalid={Boolean(error)}
      isDisabled={props.disabled}
      autoFocus={props.autoFocus}
      maxLength={props.maxLength}
      validationBehavior="aria"
      className={[styles.field, props.className].filter(Boolean).join(' ')}
    >
      <Label className={props.labelHidden ? 'vh' : styles.label}>{label}</Label>
      <span className={[styles.box, rows && styles.tall].filter(Boolean).join(' ')}>
        {props.icon ? <Icon of={props.icon} /> : null}
        {rows ? <TextArea {...input} rows={rows} /> : <Input {...input} ref={props.inputRef} />}
        {props.end}
      </span>
      {props.description ? (
        <Text slot="description" className={styles.description}>
          {props.description}
        </Text>
      ) : null}
      {error ? (
        <FieldError className={styles.error}>
          <Icon of={CircleX} size={14} />
          {error}
        </FieldError>
      ) : null}
    </TextField>
  );
}
