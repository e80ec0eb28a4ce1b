import { useEffect } from 'react';
import { create } from 'zustand';
import { isMac } from '../../ui/key-caps.ts';
import { warnOf } from '../../ui/messages.tsx';
import { commands, meaningOf } from './registry.ts';

/** The beginning of a key sequence, for the status bar. */
export const usePendingKeys = create<{ pending: string }>(() => ({ pending: '' }));

const sequenceMilliseconds = 1500;

function isTyping(target: Element): boolean {
  return (
    target.matches(
      'input:not([type=checkbox],[type=radio],[type=range],[type=button],[type=submit]), textarea, select',
    ) || (target as HTMLElement).isContentEditable
  );
}

/** Keys that press what has the focus belong to it. */
function pressesFocus(target: Element, key: string): boolean {
  return (
    (key === 'Enter' || key === ' ') &&
    target.closest('button, a[href], summary, [role=menuitem], [role=tab], [role=checkbox]') !== null
  );
}

/** Listens for the whole window; stands once in the shell. Keys that a control has used itself are left alone. */
export function useKeyboard() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (pending: string) => {
      clearTimeout(timer);
      usePendingKeys.setState({ pending });
      if (pending) timer = setTimeout(() => usePendingKeys.setState({ pending: '' }), sequenceMilliseconds);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : document.body;
      if (pressesFocus(target, event.key)) return;
      // Within a dialog, menu or popover the page's keys sleep.
      if (target.closest('[data-overlay]')) return;
      const meaning = meaningOf(event, {
        pending: usePendingKeys.getState().pending,
        typing: isTyping(target),
        mac: isMac,
        commands: commands.all(),
      });
      wait(meaning && 'pending' in meaning ? meaning.pending : '');
      if (!meaning) return;
      event.preventDefault();
      if ('run' in meaning) void Promise.resolve(meaning.run.run()).catch(warnOf);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
