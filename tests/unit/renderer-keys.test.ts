import { describe, expect, test } from 'vitest';
import { belongsToField, type KeyPress, strokeOf } from '../../renderer/app/commands/keys.ts';
import { keyCaps } from '../../renderer/ui/key-caps.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('the stroke of a key press', () => {
  test('names letters by their capital and writes Shift for them', () => {
    expect(strokeOf(press('j'), false)).toBe('J');
    expect(strokeOf(press('J', { shiftKey: true }), false)).toBe('Shift+J');
  });

  test('leaves Shift out of signs, which need it on some keyboards only', () => {
    expect(strokeOf(press('?', { shiftKey: true }), false)).toBe('?');
    expect(strokeOf(press('/'), false)).toBe('/');
  });

  test('writes Shift for named keys', () => {
    expect(strokeOf(press('ArrowDown', { shiftKey: true }), false)).toBe('Shift+ArrowDown');
    expect(strokeOf(press(' '), false)).toBe('Space');
  });

  test('takes Ctrl for Mod, and Cmd on a Mac', () => {
    expect(strokeOf(press('k', { ctrlKey: true }), false)).toBe('Mod+K');
    expect(strokeOf(press('k', { metaKey: true }), true)).toBe('Mod+K');
    expect(strokeOf(press('k', { ctrlKey: true }), true)).toBe('K');
    expect(strokeOf(press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe('Mod+Shift+Z');
  });

  test('reads a Cyrillic, Greek or Arabic keyboard by the place of its keys', () => {
    expect(strokeOf(press('ш', { code: 'KeyI' }), false)).toBe('I');
    expect(strokeOf(press('я', { code: 'KeyZ', ctrlKey: true }), false)).toBe('Mod+Z');
    expect(strokeOf(press('ه', { code: 'KeyI' }), false)).toBe('I');
    // Where the layout moves Latin letters, the letter counts and not its place.
    expect(strokeOf(press('z', { code: 'KeyY', ctrlKey: true }), false)).toBe('Mod+Z');
  });

  test('is nothing for a modifier alone', () => {
    expect(strokeOf(press('Shift', { shiftKey: true }), false)).toBeNull();
    expect(strokeOf(press('Dead'), false)).toBeNull();
  });
});

test('a text field keeps what types, moves and edits in it, and leaves the rest to commands', () => {
  for (const stroke of [
    'J',
    '?',
    'Enter',
    'Escape',
    'ArrowLeft',
    'Shift+ArrowLeft',
    'Mod+Z',
    'Mod+Shift+Z',
    'Mod+A',
    'Mod+C',
  ])
    expect([stroke, belongsToField(stroke)]).toEqual([stroke, true]);
  for (const stroke of ['Mod+K', 'Mod+O', 'Mod+I', 'F1', 'Alt+1', 'Mod+F'])
    expect([stroke, belongsToField(stroke)]).toEqual([stroke, false]);
});

test('keys are drawn one cap each, strokes of a sequence after each other', () => {
  expect(keyCaps('Shift+ArrowDown')).toEqual(['Shift', '↓']);
  expect(keyCaps('G T')).toEqual(['G', 'T']);
  expect(keyCaps('Enter')).toEqual(['⏎']);
  expect(keyCaps('+')).toEqual(['+']);
});
