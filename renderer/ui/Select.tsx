import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Select as AriaSelect, Button, Label, ListBox, ListBoxItem, Popover, SelectValue } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import menu from './Menu.module.css';
import styles from './Select.module.css';

export interface Option<V extends string> {
  value: V;
  label: string;
  /** Drawn before the label: a swatch, a sign. */
  sign?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  label: string;
  labelHidden?: boolean;
  value: V | null;
  onChange(value: V): void;
  options: readonly Option<V>[];
  placeholder?: string;
  disabled?: boolean;
  size?: 'toolbar' | 'form';
  className?: string;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const chosen = props.options.find((option) => option.value === props.value);
  return (
    <AriaSelect
      value={props.value}
      onChange={(key) => key !== null && props.onChange(key as V)}
      placeholder={props.placeholder ?? 'Choose'}
      isDisabled={props.disabled}
      className={[styles.select, props.className].filter(Boolean).join(' ')}
    >
      <Label className={props.labelHidden ? 'vh' : styles.label}>{props.label}</Label>
      <Button className={[styles.button, props.size === 'toolbar' && styles.toolbar].filter(Boolean).join(' ')}>
        <SelectValue className={styles.value}>
          {({ isPlaceholder, defaultChildren }) =>
            isPlaceholder || !chosen ? (
              <span className="t3">{defaultChildren}</span>
            ) : (
              <>
                {chosen.sign}
                <span className="ell">{chosen.label}</span>
              </>
            )
          }
        </SelectValue>
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={menu.popover!} offset={2} data-overlay>
        <ListBox className={menu.menu!} items={props.options}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label} isDisabled={option.disabled} className={menu.item!}>
              <span className={menu.check}>
                <Icon of={Check} size={14} />
              </span>
              {option.sign}
              <span className="ell">{option.label}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
