import type { Block, RemovedReason } from '../extract/types.ts';
import { block, captionBlocks, closeLists } from './blocks-article.ts';
import type { XmlElement } from './xml-tree.ts';

/** Elements that are a block of their own, in TEI and in trafilatura's XML, and what they are. */
const BLOCKS: Readonly<Record<string, Block['kind']>> = {
  p: 'paragraph',
  ab: 'paragraph',
  head: 'heading',
  item: 'item',
  quote: 'quote',
  cit: 'quote',
  row: 'row',
  lg: 'paragraph',
  sp: 'paragraph',
  speaker: 'paragraph',
  byline: 'paragraph',
  dateline: 'paragraph',
  opener: 'paragraph',
  closer: 'paragraph',
  figure: 'caption',
  epigraph: 'quote',
  code: 'paragraph',
};
const SECTIONS = new Set(['div', 'list', 'table', 'body', 'text']);
/** What is no part of the running text. */
const CUT: Readonly<Record<string, RemovedReason>> = {
  comments: 'comments',
  note: 'other',
  fw: 'footer',
  graphic: 'photo credit',
  figDesc: 'other',
};
/** Of two readings of a passage the one as printed stands. */
const NOT_PRINTED = new Set(['corr', 'reg', 'expan', 'del', 'teiHeader']);

/**
 * The paragraphs, headings, items, quotations and rows of elements, in their order.
 * @param breaks whether `lb` breaks a line, as trafilatura means it, or only tells where a printed line ended.
 */
export function xmlBlocks(elements: readonly XmlElement[], breaks: boolean): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let kind: Block['kind'] = 'paragraph';
  let cut: RemovedReason | null = null;
  const flush = () => {
    const body = text
      .replace(/[^\S\n\t]+/g, ' ')
      .replace(/[ \t]*\n[ \t]*/g, '\n')
      .replace(/ *\t */g, '\t')
      .trim();
    if (body) blocks.push(...(kind === 'caption' && cut === null ? captionBlocks(body) : [block(body, kind, cut)]));
    text = '';
  };
  const within = (name: Block['kind'], reason: RemovedReason | null, read: () => void) => {
    flush();
    const before = { kind, cut };
    // A paragraph inside a quotation or an item is still that; whatever stands in a figure is its caption.
    if (kind !== 'caption' && (name !== 'paragraph' || !['quote', 'item'].includes(kind))) kind = name;
    cut ??= reason;
    read();
    flush();
    ({ kind, cut } = before);
  };
  const readAll = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string') text += child.replace(/\s+/g, ' ');
      else read(child);
    }
  };
  const read = (element: XmlElement) => {
    const { name, attributes } = element;
    const reason = CUT[name] ?? (name === 'div' && attributes.type === 'comments' ? 'comments' : null);
    if (NOT_PRINTED.has(name)) return;
    if (name === 'lb') text += breaks ? '\n' : attributes.break === 'no' ? '' : ' ';
    else if (reason) within('paragraph', reason, () => readAll(element));
    else if (SECTIONS.has(name)) within('paragraph', null, () => readAll(element));
    // A quotation within a sentence goes on in it.
    else if (BLOCKS[name] && !(name === 'quote' && text.trim() && !hasBlocks(element)))
      within(BLOCKS[name], null, () => readAll(element));
    else {
      if (name === 'cell' && text.trim()) text += '\t';
      readAll(element);
      if (name === 'l') text += '\n';
    }
  };
  for (const element of elements) within('paragraph', CUT[element.name] ?? null, () => readAll(element));
  return closeLists(blocks);
}

const hasBlocks = (element: XmlElement): boolean =>
  element.children.some((child) => typeof child !== 'string' && BLOCKS[child.name] !== undefined);
