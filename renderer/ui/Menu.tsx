import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';
import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: LucideIcon;
  /** Drawn before the label instead of an icon. */
  sign?: ReactNode;
  detail?: string;
  keys?: string;
  checked?: boolean;
  disabled?: boolean;
  danger?: boolean;
  run(): void;
}

export interface MenuGroup {
  label?: string;
  entries: MenuEntry[];
}

/** The entries alone, for a popover of your own. */
export function MenuEntries({ label, groups, onClose }: { label: string; groups: MenuGroup[]; onClose?(): void }) {
  const shown = groups.filter((group) => group.entries.length > 0);
  return (
    <AriaMenu
      aria-label={label}
      className={styles.menu!}
      {...(onClose ? { onClose, autoFocus: 'first' as const } : {})}
    >
      {shown.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups have a fixed order and may lack a label
        <MenuSection key={index} className={styles.section} aria-label={group.label ?? `${label} ${index + 1}`}>
          {group.label ? <Header className={styles.header}>{group.label}</Header> : null}
          {group.entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              isDisabled={entry.disabled}
              onAction={entry.run}
              className={[styles.item, entry.danger && styles.danger].filter(Boolean).join(' ')}
            >
              <span className={styles.lead}>
                {entry.checked ? (
                  <Icon of={Check} size={14} />
                ) : entry.icon ? (
                  <Icon of={entry.icon} size={14} />
                ) : (
                  entry.sign
                )}
              </span>
              <span className="ell">{entry.label}</span>
              <span className={styles.end}>
                {entry.detail ? <span className={styles.detail}>{entry.detail}</span> : null}
                {entry.keys ? <Kbd keys={entry.keys} /> : null}
              </span>
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </AriaMenu>
  );
}

/** A menu on a `Button` or `IconButton`, which is `trigger`. */
export function Menu({ label, trigger, groups }: { label: string; trigger: ReactElement; groups: MenuGroup[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover!} offset={4} data-overlay>
        <MenuEntries label={label} groups={groups} />
      </Popover>
    </MenuTrigger>
  );
}

/** A menu at a point of the window, in px, until something is chosen or it is left. */
export function ContextMenu(props: {
  label: string;
  at: { x: number; y: number };
  groups: MenuGroup[];
  onClose(): void;
}) {
  const point = useRef<HTMLSpanElement>(null);
  const { x, y } = props.at;
  return (
    <>
      <span ref={point} className={styles.point} style={{ left: x, top: y }} />
      <Popover
        isOpen
        onOpenChange={(open) => !open && props.onClose()}
        triggerRef={point}
        className={styles.popover!}
        placement="bottom start"
        offset={0}
        data-overlay
      >
        <MenuEntries label={props.label} groups={props.groups} onClose={props.onClose} />
      </Popover>
    </>
  );
}
