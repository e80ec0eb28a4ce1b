import type { ReactNode } from 'react';
import styles from './Parts.module.css';

/** The small head of a section: its name, and counts or actions at the end. */
export function Head(props: { children: ReactNode; end?: ReactNode; level?: 2 | 3; className?: string; id?: string }) {
  const Level = props.level === 3 ? 'h3' : 'h2';
  return (
    <div className={[styles.head, props.className].filter(Boolean).join(' ')}>
      <Level id={props.id}>{props.children}</Level>
      {props.end === undefined ? null : <span className={`${styles.end} num`}>{props.end}</span>}
    </div>
  );
}

/** The 36 px bar on top of a pane; `end` stands at its right. */
export function Tools(props: { children?: ReactNode; end?: ReactNode; label?: string; className?: string }) {
  return (
    <div
      className={[styles.tools, props.className].filter(Boolean).join(' ')}
      {...(props.label ? { role: 'toolbar', 'aria-label': props.label } : {})}
    >
      {props.children}
      {props.end === undefined ? null : <span className={styles.toolsEnd}>{props.end}</span>}
    </div>
  );
}

/** The bar below a table: actions on a selection, always there. */
export function ActionBar(props: { children?: ReactNode; end?: ReactNode }) {
  return (
    <div className={`${styles.actions} num`}>
      {props.children}
      {props.end === undefined ? null : <span className={styles.end}>{props.end}</span>}
    </div>
  );
}

/** A filter in force, with a way to drop it. */
export function Token({ children, onDrop, label }: { children: ReactNode; onDrop(): void; label: string }) {
  return (
    <span className={styles.token}>
      <span className="ell">{children}</span>
      <button type="button" aria-label={`Drop ${label}`} onClick={onDrop}>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="m3 3 6 6M9 3 3 9" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
        </svg>
      </button>
    </span>
  );
}

/** How far something is: `value` from 0 to 1, null while that is unknown. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return (
    <span
      className={styles.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      data-unknown={value === null ? '' : undefined}
    >
      <i style={{ width: `${(value ?? 0) * 100}%` }} />
    </span>
  );
}
