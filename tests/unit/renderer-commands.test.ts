import { describe, expect, test } from 'vitest';
import { byGroup, findCommands, firstOfEach } from '../../renderer/app/commands/find.ts';
import type { KeyPress } from '../../renderer/app/commands/keys.ts';
import { type Command, CommandRegistry, meaningOf } from '../../renderer/app/commands/registry.ts';

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  label: id,
  group: 'Group',
  run: () => {},
  ...more,
});

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

const meaning = (
  key: string,
  commands: Command[],
  more: { pending?: string; typing?: boolean; ctrlKey?: boolean } = {},
) => {
  const found = meaningOf(press(key, { ctrlKey: more.ctrlKey ?? false }), {
    pending: more.pending ?? '',
    typing: more.typing ?? false,
    mac: false,
    commands,
  });
  if (!found) return null;
  return 'run' in found ? found.run.id : `pending ${found.pending}`;
};

describe('the registry', () => {
  test('lists the innermost first, each id once, and forgets what is taken away', () => {
    const registry = new CommandRegistry();
    registry.register(() => [command('export', { label: 'of the app' }), command('undo')]);
    const leave = registry.register(() => [command('export', { label: 'of the room' })]);
    expect(registry.all().map(({ id, label }) => `${id} ${label}`)).toEqual(['export of the room', 'undo undo']);
    leave();
    expect(registry.get('export')?.label).toBe('of the app');
  });

  test('asks for the commands anew each time, so that they are those of the last render', () => {
    const registry = new CommandRegistry();
    let selected = 0;
    registry.register(() => [command('decide', { detail: `${selected} selected` })]);
    selected = 4;
    expect(registry.get('decide')?.detail).toBe('4 selected');
  });
});

describe('what a key press means', () => {
  const go = command('go.triage', { keys: ['G T'] });
  const include = command('include', { keys: ['I'] });
  const palette = command('palette', { keys: ['Mod+K'] });

  test('runs the command that has the key', () => {
    expect(meaning('i', [include, go])).toBe('include');
    expect(meaning('x', [include, go])).toBeNull();
  });

  test('waits for the second key of a sequence', () => {
    expect(meaning('g', [go])).toBe('pending G');
    expect(meaning('t', [go], { pending: 'G' })).toBe('go.triage');
  });

  test('forgets a sequence that leads nowhere and takes its last key by itself', () => {
    expect(meaning('i', [include, go], { pending: 'G' })).toBe('include');
    expect(meaning('x', [include, go], { pending: 'G' })).toBeNull();
  });

  test('prefers a whole match to the beginning of a sequence: A may be the key of a code', () => {
    const code = command('code.growth', { keys: ['G'] });
    expect(meaning('g', [code, go])).toBe('code.growth');
    expect(meaning('g', [{ ...code, disabled: 'select text first' }, go])).toBe('pending G');
  });

  test('keeps single keys asleep while a person types, but not Mod keys', () => {
    expect(meaning('i', [include], { typing: true })).toBeNull();
    expect(meaning('k', [palette], { typing: true, ctrlKey: true })).toBe('palette');
    expect(meaning('z', [command('undo', { keys: ['Mod+Z'] })], { typing: true, ctrlKey: true })).toBeNull();
    expect(meaning('Escape', [command('close', { keys: ['Escape'], inFields: true })], { typing: true })).toBe('close');
  });

  test('passes over commands that cannot run', () => {
    const outer = command('outer', { keys: ['I'] });
    expect(meaning('i', [{ ...include, disabled: 'nothing selected' }, outer])).toBe('outer');
  });
});

describe('finding commands by words', () => {
  const list = [
    command('show', { label: 'Show undecided only', group: 'View' }),
    command('include', { label: 'Decide: include', group: 'Decisions' }),
    command('exclude', { label: 'Decide: exclude with a reason…', group: 'Decisions' }),
  ];

  test('every word must begin a word of the label or the group; those that begin the label come first', () => {
    expect(findCommands(list, 'dec').map(({ command: { id } }) => id)).toEqual(['include', 'exclude']);
    expect(findCommands(list, 'dec exc').map(({ command: { id } }) => id)).toEqual(['exclude']);
    expect(findCommands(list, 'view').map(({ command: { id } }) => id)).toEqual(['show']);
    expect(findCommands(list, 'cide')).toEqual([]);
  });

  test('tells where the words stand, signs of regular expressions included', () => {
    expect(findCommands(list, 'inc')[0]?.marks).toEqual([[8, 11]]);
    expect(findCommands([command('a', { label: 'Set (all)' })], '(all')[0]?.marks).toEqual([[4, 8]]);
    expect(findCommands([command('a', { label: 'Find C++' })], 'c++')[0]?.marks).toEqual([[5, 8]]);
  });

  test('keeps groups together, in the order of their first command', () => {
    const found = findCommands([list[1]!, list[0]!, list[2]!], '');
    expect(byGroup(found).map(([group, members]) => [group, members.length])).toEqual([
      ['Decisions', 2],
      ['View', 1],
    ]);
  });
});

describe('a codebook of thousands', () => {
  const codes = Array.from({ length: 10_000 }, (_, n) => command(`code.${n}`, { label: `Frame ${n}`, group: 'Code' }));
  const other = command('go.read', { label: 'Read', group: 'Rooms', keys: ['G R'] });

  test('has its first hundred listed, and says how many more there are', () => {
    const listed = firstOfEach(findCommands([...codes, other], ''), 100);
    expect(listed.map(({ group, shown, more }) => [group, shown.length, more])).toEqual([
      ['Code', 100, 9900],
      ['Rooms', 1, 0],
    ]);
    expect(firstOfEach(findCommands(codes, 'frame 9999'), 100)[0]).toMatchObject({
      shown: [{ command: { id: 'code.9999' } }],
      more: 0,
    });
  });

  test('is not asked code by code whether it can be given when another key is pressed', () => {
    let asked = 0;
    const asking = codes.map((one) => ({
      ...one,
      get disabled() {
        asked++;
        return null;
      },
    }));
    expect(meaning('g', [...asking, other])).toBe('pending G');
    expect(asked).toBe(0);
  });
});

test('who listens to the registry hears of commands that come, change and go', () => {
  const registry = new CommandRegistry();
  let heard = 0;
  const end = registry.subscribe(() => heard++);
  const leave = registry.register(() => [command('one')]);
  registry.changed();
  leave();
  expect(heard).toBe(3);
  end();
  registry.register(() => [command('two')]);
  expect(heard).toBe(3);
});
