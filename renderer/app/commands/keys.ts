/**
 * Keys as text. A stroke is `J`, `Shift+ArrowDown`, `Mod+K` (Ctrl, or Cmd on a Mac), `?`; a sequence is strokes with a space
 * between them: `G T`. Letters are named by their capital; Shift is written for letters and named keys, not for signs,
 * since which signs need it depends on the keyboard.
 */

/** The part of a KeyboardEvent that names a stroke. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const named: Record<string, string> = { ' ': 'Space', Esc: 'Escape', Del: 'Delete' };

/** The stroke of a key press; null for a modifier alone. `mac` decides which key is Mod. */
export function strokeOf(press: KeyPress, mac: boolean): string | null {
  if (['Control', 'Meta', 'Shift', 'Alt', 'AltGraph', 'Dead', 'Process', 'Unidentified'].includes(press.key))
    return null;
  const mod = mac ? press.metaKey : press.ctrlKey;
  let key = named[press.key] ?? press.key;
  let isLetter = /^[a-z]$/i.test(key);
  // On a Cyrillic, Greek or Arabic keyboard, and with Mac's Option, the place of the key stands for its Latin letter.
  if (!isLetter && key.length === 1 && key > '\u007f' && /^Key[A-Z]$/.test(press.code)) {
    key = press.code.slice(3);
    isLetter = true;
  }
  if (isLetter) key = key.toUpperCase();
  const shifted = press.shiftKey && (isLetter || key.length > 1);
  return [mod && 'Mod', press.altKey && 'Alt', shifted && 'Shift', key].filter(Boolean).join('+');
}

const editing = /^Mod\+(Shift\+)?([ZYXCVAB]|Arrow\w+|Home|End|Backspace|Delete|Enter)$/;

/** Whether a stroke types, moves or edits in a text field, so that it belongs to the field while one has the focus. */
export function belongsToField(stroke: string): boolean {
  if (/^(Shift\+)?F\d+$/.test(stroke)) return false;
  return editing.test(stroke) || !/^(Mod|Alt)\+/.test(stroke);
}
