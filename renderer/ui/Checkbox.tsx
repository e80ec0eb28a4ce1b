import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import styles from './Checkbox.module.css';

export interface CheckboxProps {
  checked: boolean | 'some';
  onChange(checked: boolean): void;
  children?: ReactNode;
  label?: string;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ checked, onChange, children, label, disabled, className }: CheckboxProps) {
  return (
    <AriaCheckbox
      isSelected={checked === true}
      isIndeterminate={checked === 'some'}
      onChange={onChange}
      isDisabled={disabled}
      aria-label={label}
      className={[styles.checkbox, className].filter(Boolean).join(' ')}
    >
      <span className={styles.box}>
        {checked === 'some' ? (
          <Minus size={10} strokeWidth={3.2} aria-hidden="true" />
        ) : (
          <Check size={10} strokeWidth={3.2} aria-hidden="true" />
        )}
      </span>
      {children}
    </AriaCheckbox>
  );
}
