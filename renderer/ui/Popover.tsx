import type { ReactElement, ReactNode } from 'react';
import { Popover as AriaPopover, Button, Dialog, DialogTrigger, type PopoverProps } from 'react-aria-components';
import styles from './Popover.module.css';

/** Something that floats beside its `trigger`, which is a `Button`, `IconButton` or `LinkButton`. */
export function Popover(props: {
  label: string;
  trigger: ReactElement;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: PopoverProps['placement'];
  width?: number;
  isOpen?: boolean;
  onOpenChange?(open: boolean): void;
}) {
  const { children } = props;
  return (
    <DialogTrigger isOpen={props.isOpen} onOpenChange={props.onOpenChange}>
      {props.trigger}
      <AriaPopover
        className={styles.popover!}
        placement={props.placement ?? 'bottom start'}
        offset={4}
        style={{ width: props.width }}
        data-overlay
      >
        <Dialog aria-label={props.label} className={styles.dialog}>
          {typeof children === 'function' ? ({ close }) => children(close) : children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}

/**
 * A computed number or label with what it rests on: a dotted underline that opens by press, Enter or Space.
 * Rows are, in this order as far as known: Analyser, Rests on, How good, When.
 */
export function Basis(props: {
  children: ReactNode;
  title: string;
  rows: readonly (readonly [term: string, description: ReactNode])[];
  note?: ReactNode;
}) {
  return (
    <DialogTrigger>
      <Button className={styles.basis!}>{props.children}</Button>
      <AriaPopover className={styles.popover!} placement="bottom start" offset={4} data-overlay>
        <Dialog aria-label={props.title} className={styles.dialog}>
          <p className="strong">{props.title}</p>
          <dl className={styles.rows}>
            {props.rows.map(([term, description]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{description}</dd>
              </div>
            ))}
          </dl>
          {props.note ? <p className="t2">{props.note}</p> : null}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
