/** The part of Markdown that memos show: paragraphs, headings, lists, quotations; bold, italic, code and links in them. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold'; parts: Inline[] }
  | { kind: 'italic'; parts: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; parts: Inline[] };

export type MemoBlock =
  | { kind: 'paragraph' | 'heading' | 'quote'; parts: Inline[] }
  | { kind: 'list'; isNumbered: boolean; items: Inline[][] };

// Bounded, so that no memo takes long to look at.
const INLINE =
  /`([^`\n]{1,500})`|\*\*(\S(?:[^\n]{0,500}?\S)?)\*\*(?!\*)|(?<![\p{L}\p{N}*])\*([^\s*](?:[^*\n]{0,500}?[^\s*])?)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^\s_](?:[^_\n]{0,500}?[^\s_])?)_(?![\p{L}\p{N}_])|\[([^\]\n]{1,300})\]\(([^()\s]{1,2000})\)/gu;

/** Addresses that may be opened; any other link stays as it was written. */
const ADDRESS = /^(https:\/\/|mailto:)/i;

export function inlineOf(text: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) parts.push({ kind: 'text', text: text.slice(at, to) });
  };
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, bold, starred, lined, label, url] = match;
    const inside = (words: string) =>
      depth < 3 ? inlineOf(words, depth + 1) : [{ kind: 'text' as const, text: words }];
    const italic = starred ?? lined;
    let part: Inline | null = null;
    if (code !== undefined) part = { kind: 'code', text: code };
    else if (bold !== undefined) part = { kind: 'bold', parts: inside(bold) };
    else if (italic !== undefined) part = { kind: 'italic', parts: inside(italic) };
    else if (label !== undefined && url && ADDRESS.test(url)) part = { kind: 'link', url, parts: inside(label) };
    if (!part) continue;
    plain(match.index);
    parts.push(part);
    at = match.index + whole.length;
  }
  plain(text.length);
  return parts;
}

export function blocksOfMemo(memo: string): MemoBlock[] {
  const blocks: MemoBlock[] = [];
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', parts: inlineOf(lines.join('\n')) });
    lines = [];
  };
  for (const line of memo.split('\n')) {
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1];
    const item = /^\s{0,3}(?:([-*+])|\d{1,3}[.)])\s+(.+)$/.exec(line);
    const quote = /^>\s?(.*)$/.exec(line)?.[1];
    if (line.trim() === '') end();
    else if (heading !== undefined) {
      end();
      blocks.push({ kind: 'heading', parts: inlineOf(heading) });
    } else if (item) {
      end();
      const isNumbered = item[1] === undefined;
      const last = blocks.at(-1);
      const list = last?.kind === 'list' && last.isNumbered === isNumbered ? last : null;
      if (list) list.items.push(inlineOf(item[2]!));
      else blocks.push({ kind: 'list', isNumbered, items: [inlineOf(item[2]!)] });
    } else if (quote !== undefined) {
      end();
      blocks.push({ kind: 'quote', parts: inlineOf(quote) });
    } else lines.push(line);
  }
  end();
  return blocks;
}
