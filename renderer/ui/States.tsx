import type { LucideIcon } from 'lucide-react';
import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import { LinkButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './States.module.css';

/** Nothing here yet, or nothing found: what this place is for and what to do next. */
export function EmptyState(props: { icon?: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.state}>
      {props.icon ? <Icon of={props.icon} size={20} className={styles.icon} /> : null}
      <p className={styles.title}>{props.title}</p>
      {props.children ? <p className={styles.text}>{props.children}</p> : null}
      {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
    </div>
  );
}

/** What failed, in place, with a way out. */
export function ErrorState(props: {
  error: AppError | Error;
  onRetry?(): void;
  actions?: ReactNode;
  inline?: boolean;
}) {
  return (
    <div className={props.inline ? styles.inline : styles.state} role="alert">
      <Icon of={CircleX} size={props.inline ? 14 : 20} className={styles.bad} />
      <p className={props.inline ? undefined : styles.text}>{props.error.message}</p>
      {props.onRetry || props.actions ? (
        <div className={styles.actions}>
          {props.onRetry ? <LinkButton onPress={props.onRetry}>Try again</LinkButton> : null}
          {props.actions}
        </div>
      ) : null}
    </div>
  );
}

/** Rows that are on their way, as high as the rows that come. */
export function SkeletonRows({ rows, height = 28 }: { rows: number; height?: number }) {
  return (
    <div role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className={styles.row} style={{ height }}>
          <i style={{ width: `${46 + ((index * 17) % 31)}%` }} />
          <i style={{ width: '16%' }} />
        </div>
      ))}
    </div>
  );
}
