import { CircleX, Info, TriangleAlert, X } from 'lucide-react';
import { create } from 'zustand';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { IconButton, LinkButton } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './messages.module.css';

export interface Message {
  id: number;
  text: string;
  tone: 'note' | 'warn' | 'bad';
  action?: { label: string; run(): void };
}

interface Messages {
  /** The last note, for the status bar. */
  note: Message | null;
  /** Warnings and failures, until they are dismissed. */
  notices: Message[];
}

export const useMessages = create<Messages>(() => ({ note: null, notices: [] }));

let lastId = 0;
let noteTimer: ReturnType<typeof setTimeout> | undefined;

/** Tells in the status bar what was done; it goes by itself. Returns what `unsay` needs. */
export function say(text: string, action?: Message['action']): number {
  const note: Message = { id: ++lastId, text, tone: 'note', ...(action ? { action } : {}) };
  useMessages.setState({ note });
  clearTimeout(noteTimer);
  noteTimer = setTimeout(() => useMessages.setState({ note: null }), 8000);
  return note.id;
}

/** Takes a note back that is no longer true; a later one stays. */
export function unsay(id: number) {
  if (useMessages.getState().note?.id === id) useMessages.setState({ note: null });
}

/** Tells what failed; stays until it is dismissed, or for some `seconds`. The same words twice are one notice. */
export function warn(
  text: string,
  options: { tone?: 'warn' | 'bad'; action?: Message['action']; seconds?: number } = {},
) {
  const notice: Message = {
    id: ++lastId,
    text,
    tone: options.tone ?? 'bad',
    ...(options.action ? { action: options.action } : {}),
  };
  useMessages.setState((state) => ({
    notices: [...state.notices.filter((other) => other.text !== text), notice].slice(-4),
  }));
  if (options.seconds) setTimeout(() => dismiss(notice.id), options.seconds * 1000);
}

const waysOut = new Map<string, NonNullable<Message['action']>>();

/** What can be done about errors of a code, wherever they appear. */
export function offerWayOut(code: ErrorCode, action: NonNullable<Message['action']>) {
  waysOut.set(code, action);
}

/** Shows an error that a call ended with, with what can be done about it; a cancelled call is none. */
export function warnOf(error: unknown, action?: Message['action']) {
  const code = (error as { code?: string } | null)?.code;
  if (code === 'CANCELLED' || code === 'BACKEND_GONE') return;
  const wayOut = action ?? waysOut.get(code ?? '');
  warn(error instanceof Error ? error.message : String(error), wayOut ? { action: wayOut } : {});
}

export function dismiss(id: number) {
  useMessages.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}

/** Where notices float, above the status bar; stands once in the shell. */
export function Notices() {
  const notices = useMessages((state) => state.notices);
  return (
    <div className={styles.notices} aria-live="assertive">
      {notices.map((notice) => (
        <div key={notice.id} className={styles.notice}>
          <Icon
            of={notice.tone === 'bad' ? CircleX : notice.tone === 'warn' ? TriangleAlert : Info}
            className={notice.tone}
          />
          <p>{notice.text}</p>
          {notice.action ? (
            <LinkButton
              onPress={() => {
                dismiss(notice.id);
                notice.action?.run();
              }}
            >
              {notice.action.label}
            </LinkButton>
          ) : null}
          <IconButton icon={X} label="Dismiss" size="small" onPress={() => dismiss(notice.id)} />
        </div>
      ))}
    </div>
  );
}
