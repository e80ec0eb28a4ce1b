import { Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { Field } from './Field.tsx';
import { count } from './numbers.ts';
import styles from './SeekList.module.css';

/** Rows that are drawn; of more, the rest is found by writing on. */
const MOST = 60;

/** A field and, below it, what it finds: arrows move in the list while one types, Enter and a press choose. */
export function SeekList<Row>(props: {
  /** Of the field, for screen readers. */
  label: string;
  placeholder: string;
  text: string;
  onText(text: string): void;
  withoutIcon?: boolean;
  /** Above the field; between it and the list. */
  above?: ReactNode;
  between?: ReactNode;
  listLabel: string;
  rows: readonly Row[];
  keyOf(row: Row): string;
  children(row: Row): ReactNode;
  onChoose(row: Row): void;
  /** Stands in the list when there are no rows. */
  none: ReactNode;
  /** Rows of two lines, divided by hairlines, instead of one. */
  isTall?: boolean;
}) {
  const rows = props.rows.slice(0, MOST);
  const more = props.rows.length - rows.length;
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, rows.length - 1);
  const choose = (row: Row | undefined) => {
    if (row !== undefined) props.onChoose(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || rows.length === 0) return;
    event.preventDefault();
    setAt((chosen + step + rows.length) % rows.length);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it
    <div onKeyDown={onKeyDown}>
      {props.above}
      <Field
        label={props.label}
        labelHidden
        {...(props.withoutIcon ? {} : { icon: Search })}
        placeholder={props.placeholder}
        value={props.text}
        onChange={(value) => {
          props.onText(value);
          setAt(0);
        }}
        onSubmit={() => choose(rows[chosen])}
        autoFocus
      />
      {props.between}
      <ul className={`${styles.list} scroll`} aria-label={props.listLabel} data-tall={props.isTall || undefined}>
        {rows.map((row, index) => (
          <li key={props.keyOf(row)}>
            <button
              type="button"
              className={styles.row}
              aria-current={index === chosen}
              ref={(element) => {
                if (index === chosen) element?.scrollIntoView({ block: 'nearest' });
              }}
              onClick={() => choose(row)}
            >
              {props.children(row)}
            </button>
          </li>
        ))}
        {more > 0 ? <li className={styles.none}>{count(more)} more: write on to find them.</li> : null}
        {rows.length === 0 && props.none ? <li className={styles.none}>{props.none}</li> : null}
      </ul>
    </div>
  );
}
