import { describe, expect, test } from 'vitest';
import { blocksOfMemo, type Inline, inlineOf } from '../../renderer/features/coding/markdown.ts';

const plain = (parts: readonly Inline[]): string =>
  parts.map((part) => ('parts' in part ? plain(part.parts) : part.text)).join('');
const kinds = (text: string) => inlineOf(text).map((part) => part.kind);

describe('a memo in Markdown', () => {
  test('has headings, paragraphs, lists and quotations', () => {
    const memo = '# Doubts\nFirst line\nsecond line\n\n- one\n- two\n1. first\n> She said so.';
    expect(
      blocksOfMemo(memo).map((block) => [block.kind, 'items' in block ? block.items.map(plain) : plain(block.parts)]),
    ).toEqual([
      ['heading', 'Doubts'],
      ['paragraph', 'First line\nsecond line'],
      ['list', ['one', 'two']],
      ['list', ['first']],
      ['quote', 'She said so.'],
    ]);
  });

  test('has bold, italic, code and links, within one another', () => {
    expect(inlineOf('**see *this*** and `x_y`')).toEqual([
      {
        kind: 'bold',
        parts: [
          { kind: 'text', text: 'see ' },
          { kind: 'italic', parts: [{ kind: 'text', text: 'this' }] },
        ],
      },
      { kind: 'text', text: ' and ' },
      { kind: 'code', text: 'x_y' },
    ]);
    expect(inlineOf('[the minutes](https://board.example/7)')).toEqual([
      { kind: 'link', url: 'https://board.example/7', parts: [{ kind: 'text', text: 'the minutes' }] },
    ]);
  });

  test('leaves alone what only looks like it', () => {
    expect(kinds('2 * 3 * 4, snake_case_name, ** nothing **')).toEqual(['text']);
    expect(kinds('نص **مهم** هنا')).toEqual(['text', 'bold', 'text']);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'http://plain.example', 'file:///etc/passwd'])(
    'makes no link of %s',
    (address) => {
      const text = `[press](${address})`;
      expect(plain(inlineOf(text))).toBe(text);
      expect(kinds(text)).toEqual(['text']);
    },
  );

  test('takes nothing for HTML', () => {
    const text = '<img src=x onerror=alert(1)> & <b>no</b>';
    expect(inlineOf(text)).toEqual([{ kind: 'text', text }]);
  });
});
