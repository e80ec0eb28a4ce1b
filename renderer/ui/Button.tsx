import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import styles from './Button.module.css';
import { Icon } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

interface Common extends Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'isDisabled'> {
  /** True, or the reason why it cannot be pressed, shown on hover. */
  disabled?: boolean | string;
  className?: string;
}

export interface ButtonProps extends Common {
  children: ReactNode;
  /** One `primary` in a view at most. */
  tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  icon?: LucideIcon;
  /** Drawn beside the label; the key itself is a command's. */
  keys?: string;
  /** A button that stays in: `aria-pressed`. */
  pressed?: boolean;
  /** 24 px in toolbars, 28 in forms. */
  size?: 'toolbar' | 'form';
}

function explained(disabled: boolean | string | undefined, button: ReactNode) {
  return typeof disabled === 'string' ? (
    <span className={styles.why} title={disabled}>
      {button}
    </span>
  ) : (
    button
  );
}

export function Button({
  children,
  tone = 'plain',
  icon,
  keys,
  pressed,
  size = 'toolbar',
  disabled,
  className,
  ...rest
}: ButtonProps) {
  return explained(
    disabled,
    <AriaButton
      {...rest}
      isDisabled={Boolean(disabled)}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      className={[styles.button, styles[tone], size === 'form' && styles.form, className].filter(Boolean).join(' ')}
    >
      {icon ? <Icon of={icon} size={14} /> : null}
      {children}
      {keys ? <Kbd keys={keys} /> : null}
    </AriaButton>,
  );
}

export interface IconButtonProps extends Common {
  icon: LucideIcon;
  /** What it does: its name and its tooltip. */
  label: string;
  keys?: string;
  pressed?: boolean;
  /** 24 px, or 20 within lists. */
  size?: 'normal' | 'small';
}

export function IconButton({
  icon,
  label,
  keys,
  pressed,
  size = 'normal',
  disabled,
  className,
  ...rest
}: IconButtonProps) {
  return explained(
    disabled,
    <TooltipTrigger delay={500}>
      <AriaButton
        {...rest}
        aria-label={label}
        isDisabled={Boolean(disabled)}
        {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
        className={[styles.icon, size === 'small' && styles.iconSmall, className].filter(Boolean).join(' ')}
      >
        <Icon of={icon} size={size === 'small' ? 14 : 16} />
      </AriaButton>
      <Tooltip className={styles.tooltip!} offset={4}>
        {label}
        {keys ? <Kbd keys={keys} /> : null}
      </Tooltip>
    </TooltipTrigger>,
  );
}

export interface LinkButtonProps extends Common {
  children: ReactNode;
}

/** Looks like a link and acts like a button: "Try again", "Report", "Cancel". */
export function LinkButton({ children, disabled, className, ...rest }: LinkButtonProps) {
  return explained(
    disabled,
    <AriaButton {...rest} isDisabled={Boolean(disabled)} className={[styles.link, className].filter(Boolean).join(' ')}>
      {children}
    </AriaButton>,
  );
}
