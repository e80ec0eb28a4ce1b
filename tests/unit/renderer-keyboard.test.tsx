// @vitest-environment jsdom
import { act, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useCommands } from '../../renderer/app/commands/useCommands.ts';
import { useKeyboard, usePendingKeys } from '../../renderer/app/commands/useKeyboard.ts';
import { useMessages } from '../../renderer/ui/messages.tsx';

const done: string[] = [];

function Room() {
  const [selected, setSelected] = useState(0);
  useKeyboard();
  useCommands([
    { id: 'next', label: 'Next', group: 'Move', keys: ['J'], run: () => setSelected((n) => n + 1) },
    { id: 'include', label: 'Include', group: 'Decide', keys: ['I'], run: () => done.push(`include ${selected}`) },
    { id: 'open', label: 'Open', group: 'Move', keys: ['Enter'], run: () => done.push('open') },
    { id: 'go', label: 'Export', group: 'Rooms', keys: ['G E'], run: () => done.push('export') },
    {
      id: 'fail',
      label: 'Fail',
      group: 'Move',
      keys: ['F'],
      run: async () => Promise.reject(new Error('The disk is full.')),
    },
  ]);
  return (
    <div>
      <input aria-label="note" />
      <button type="button">Press</button>
      <div data-overlay>
        <span id="within" tabIndex={-1} />
      </div>
    </div>
  );
}

let root: Root;
let host: HTMLElement;

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  host = document.createElement('div');
  document.body.append(host);
  root = createRoot(host);
  await act(async () => root.render(<Room />));
});

afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  done.length = 0;
});

/** Presses a key where `selector` is; returns whether the page took it. */
async function press(key: string, selector = 'body') {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  await act(async () => void document.querySelector(selector)!.dispatchEvent(event));
  return event.defaultPrevented;
}

test('a key runs the command of the last render', async () => {
  expect(await press('j')).toBe(true);
  await press('j');
  await press('i');
  expect(done).toEqual(['include 2']);
});

test('keys go to a text field while one is typed in, and press the button that has the focus', async () => {
  expect(await press('i', 'input')).toBe(false);
  expect(await press('Enter', 'button')).toBe(false);
  expect(done).toEqual([]);
  await press('Enter');
  expect(done).toEqual(['open']);
});

test('keys sleep within dialogs and menus', async () => {
  expect(await press('i', '#within')).toBe(false);
  expect(done).toEqual([]);
});

test('a sequence is shown while it waits and runs with its second key', async () => {
  await press('g');
  expect(usePendingKeys.getState().pending).toBe('G');
  await press('e');
  expect(usePendingKeys.getState().pending).toBe('');
  expect(done).toEqual(['export']);
});

test('a command that fails is told in words', async () => {
  await press('f');
  expect(useMessages.getState().notices.map(({ text }) => text)).toEqual(['The disk is full.']);
});

test('commands are gone with their room', async () => {
  await act(async () => root.render(null));
  expect(await press('i')).toBe(false);
});
