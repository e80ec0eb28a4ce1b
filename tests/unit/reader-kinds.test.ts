import { describe, expect, it } from 'vitest';
import { kindsOf } from '../../renderer/features/text/paragraph-kinds.ts';
import { ParagraphMap } from '../../renderer/features/text/paragraph-map.ts';
import type { BlockKind, TextBlock } from '../../shared/model/article.ts';

const text = [
  'Who counts',
  'The ministry counts none.',
  'Schools move first.',
  'Then the clinics.',
  'They said so.',
].join('\n\n');
const { spans } = new ParagraphMap(text);
/** From the beginning of one stretch of the text to the end of another. */
const block = (kind: BlockKind, from: string, to = from): TextBlock => ({
  start: text.indexOf(from),
  end: text.indexOf(to) + to.length,
  kind,
});

describe('what a paragraph is', () => {
  it('is what its block says, and nothing where no block is', () => {
    const blocks = [
      block('heading', 'Who counts'),
      block('item', 'Schools move first.'),
      block('item', 'Then the clinics.'),
    ];
    expect(kindsOf(spans, blocks)).toEqual(['heading', undefined, 'item', 'item', undefined]);
  });

  it('is the same for all paragraphs of a quotation', () => {
    expect(kindsOf(spans, [block('quote', 'Schools', 'They said so.')])).toEqual([
      ...[undefined, undefined],
      ...['quote', 'quote', 'quote'],
    ]);
  });

  it('is that of the inner block, in whichever order they come', () => {
    const blocks = [block('item', 'Then the clinics.'), block('quote', 'Schools', 'They said so.')];
    const kinds = [undefined, undefined, 'quote', 'item', 'quote'];
    expect(kindsOf(spans, blocks)).toEqual(kinds);
    expect(kindsOf(spans, [...blocks].reverse())).toEqual(kinds);
  });

  it('is nothing for a paragraph that only ends in a block', () => {
    expect(kindsOf(spans, [block('caption', 'counts none.')])).toEqual(new Array(5).fill(undefined));
  });
});
