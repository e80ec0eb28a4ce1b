import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
  /** Buttons, the primary one last. */
  footer?: ReactNode;
  width?: number;
  /** A question that a press outside must not answer. */
  mustAnswer?: boolean;
}

/** A window over the page; Escape or a press outside closes it. */
export function Dialog({ title, isOpen, onClose, children, footer, width = 440, mustAnswer }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!mustAnswer}
      isKeyboardDismissDisabled={mustAnswer}
      className={styles.overlay!}
    >
      <Modal className={styles.modal!} style={{ width }} data-overlay>
        <AriaDialog className={styles.dialog}>
          <Heading slot="title" className={styles.title}>
            {title}
          </Heading>
          <div className={`${styles.body} scroll`}>{children}</div>
          {footer ? <div className={styles.footer}>{footer}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
