import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './Segments.module.css';

export interface Segment<V extends string> {
  value: V;
  label: ReactNode;
  /** Needed when `label` is not text. */
  name?: string;
  disabled?: boolean;
}

/** One of a few, side by side. */
export function Segments<V extends string>(props: {
  label: string;
  value: V | null;
  onChange(value: V): void;
  segments: readonly Segment<V>[];
  /** Each takes the same share of the width. */
  fill?: boolean;
}) {
  return (
    <ToggleButtonGroup
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={props.value === null ? [] : [props.value]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (chosen !== undefined) props.onChange(chosen as V);
      }}
      className={[styles.segments, props.fill && styles.fill].filter(Boolean).join(' ')}
    >
      {props.segments.map((segment) => (
        <ToggleButton
          key={segment.value}
          id={segment.value}
          isDisabled={segment.disabled}
          aria-label={segment.name}
          className={styles.segment!}
        >
          {segment.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
