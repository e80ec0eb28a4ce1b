// @vitest-environment jsdom
/** Selections as people make them, well or badly: what of the text they mean. */
import { beforeEach, describe, expect, test } from 'vitest';
import { TextPane } from '../../renderer/features/text/pane.ts';
import { ParagraphMap } from '../../renderer/features/text/paragraph-map.ts';
import { TextSurface } from '../../renderer/features/text/surface.ts';

const FAMILY = '👩‍👩‍👧';
const TEXT = `The ferry ${FAMILY} sank.\n\nNobody knew why. \n\nغرقت العبّارة هنا.`;

let pane: TextPane;

beforeEach(() => {
  const map = new ParagraphMap(TEXT);
  const paragraphs = map.spans.map(({ start, end }, n) => `<p data-p="${n}">${TEXT.slice(start, end)}</p>`);
  // What was cut out is unfolded before the second paragraph.
  paragraphs.splice(1, 0, '<div data-fold><button>2 lines removed</button><div id="cut">Read next: soup</div></div>');
  document.body.innerHTML = `<aside id="left">Queue</aside><div id="text"><div data-from="0" data-to="3">${paragraphs.join('')}</div></div><aside id="right">Codebook</aside>`;
  pane = new TextPane();
  pane.map = map;
  pane.surface = new TextSurface(document.getElementById('text')!, map);
});

const textOf = (selector: string) => document.querySelector(selector)!.firstChild!;
function select(from: Node, fromAt: number, to: Node, toAt: number): string | null {
  document.getSelection()!.setBaseAndExtent(from, fromAt, to, toAt);
  pane.takeSelection();
  const { selection } = pane.state.getState();
  return selection && TEXT.slice(selection.start, selection.end);
}
const [first, second] = [() => textOf('[data-p="0"]'), () => textOf('[data-p="1"]')];

describe('a selection', () => {
  test('from bottom to top means the same as from top to bottom', () => {
    expect(select(second(), 6, first(), 4)).toBe(TEXT.slice(4, TEXT.indexOf(' knew')));
    expect(pane.state.getState().caret).toBe(4);
  });

  test('by a triple click, which ends before the next paragraph’s first letter, is the paragraph', () => {
    const next = document.querySelector('[data-p="2"]')!;
    expect(select(second(), 0, next, 0)).toBe('Nobody knew why.');
  });

  test('that begins or ends in white space is the words', () => {
    expect(select(first(), 3, first(), 10)).toBe('ferry');
    expect(select(second(), 12, second(), 17)).toBe('why.');
  });

  test('of nothing but white space is none', () => {
    expect(select(first(), 3, first(), 4)).toBeNull();
  });

  test('that ends inside of an emoji takes all of it, and never half a character', () => {
    const at = TEXT.indexOf(FAMILY);
    expect(select(first(), at, first(), at + 1)).toBe(FAMILY);
    expect(select(first(), at + 3, first(), at + FAMILY.length + 3)).toBe(`${FAMILY} sa`);
  });

  test('of a letter takes its marks along', () => {
    const third = textOf('[data-p="2"]');
    const bare = third.textContent!.indexOf('بّ');
    expect(select(third, bare, third, bare + 1)).toBe('بّ');
  });

  test('across panes means what of the text is in it', () => {
    expect(select(textOf('#left'), 2, first(), 9)).toBe('The ferry');
    expect(select(second(), 7, textOf('#right'), 3)).toBe(TEXT.slice(TEXT.indexOf('knew')).trimEnd());
    expect(select(textOf('#right'), 3, second(), 7)).toBe(TEXT.slice(TEXT.indexOf('knew')).trimEnd());
  });

  test('outside of the text is none of it', () => {
    expect(select(first(), 0, first(), 3)).toBe('The');
    document.getSelection()!.setBaseAndExtent(textOf('#right'), 0, textOf('#right'), 4);
    expect(pane.surface!.selection()).toBeNull();
  });

  test('within what was cut out means no words of the text', () => {
    expect(select(textOf('#cut'), 0, textOf('#cut'), 9)).toBeNull();
  });

  test('over what was cut out means the words on both sides of it, as they stand in the text', () => {
    expect(select(first(), 4, second(), 6)).toBe(TEXT.slice(4, TEXT.indexOf(' knew')));
  });

  test('ends between words where that is wanted', () => {
    pane.state.setState({ snapsToWords: true });
    expect(select(first(), 5, first(), 7)).toBe('ferry');
    expect(select(second(), 2, second(), 9)).toBe('Nobody knew');
  });
});
