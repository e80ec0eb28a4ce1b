import type { TextBlock } from '../model/article.ts';
import { shiftForInsertion } from './quote.ts';
import type { Span } from './span.ts';

const lineBreaksAtEnd = (text: string) => text.length - text.replace(/\n+$/, '').length;
const lineBreaksAtStart = (text: string) => text.length - text.replace(/^\n+/, '').length;

/** A passage as it is put back: a paragraph of its own, set off as the text sets off its paragraphs; inside a line, with spaces. */
export function withLineBreaks(text: string, at: number, passage: string): string {
  const before = text.slice(0, at);
  const after = text.slice(at);
  const own = passage.replace(/^\n+|\n+$/g, '');
  const cutInLine = before !== '' && after !== '' && !before.endsWith('\n') && !after.startsWith('\n');
  if (cutInLine && !own.includes('\n')) {
    const space = (left: string, right: string) => (/\s$/.test(left) || /^\s/.test(right) ? '' : ' ');
    return space(before, own) + own + space(own, after);
  }
  const gap = text.includes('\n\n') ? 2 : 1;
  const lead = before === '' ? 0 : Math.max(0, gap - lineBreaksAtEnd(before));
  const trail = after.trim() === '' ? 0 : Math.max(0, gap - lineBreaksAtStart(after));
  return '\n'.repeat(lead) + own + '\n'.repeat(trail);
}

interface Cut {
  text: string;
  removed: readonly { text: string; start: number; reason: string }[];
  blocks?: TextBlock[];
}

/** A text with some of its removed passages back in their places; what else was cut, and the blocks, moved along. */
export function putBack(
  cut: Cut,
  chosen: Cut['removed'],
): { text: string; removed: Cut['removed'][number][]; blocks: TextBlock[] } {
  let { text } = cut;
  let blocks = cut.blocks ?? [];
  let removed = [...cut.removed];
  // From the last to the first, so that the places of those still to come stay what they are.
  for (const passage of cut.removed.toReversed()) {
    if (!chosen.includes(passage)) continue;
    const { start } = passage;
    const inserted = withLineBreaks(text, start, passage.text);
    text = text.slice(0, start) + inserted + text.slice(start);
    const index = removed.indexOf(passage);
    removed = removed.flatMap((other, i) => {
      if (i === index) return [];
      const behind = other.start > start || (other.start === start && i > index);
      return [behind ? { ...other, start: other.start + inserted.length } : other];
    });
    blocks = blocks.flatMap(({ kind, ...span }) => {
      const place: Span | null = shiftForInsertion(span, start, inserted.length);
      return place ? [{ ...place, kind }] : [];
    });
  }
  return { text, removed, blocks };
}
