import type { Block } from '../types.ts';

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements whose content is no text of the page. */
export const UNSEEN = names(
  'script style template noscript noframes noembed svg math canvas object embed iframe audio video map select option datalist textarea title applet frame frameset dialog',
);

/** Elements that begin and end a run of text. */
export const BLOCKS = names(
  'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p plaintext pre section summary table tbody td tfoot th thead tr ul xmp',
);

export const VOID = names(
  'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr',
);

export const HEADINGS = names('h1 h2 h3 h4 h5 h6');
const CELLS = names('td th');
const SECTIONS = names('thead tbody tfoot');
const LISTS = names('ul ol menu dir table');
const TERMS = names('dl table');
const ROWS = names('tr thead tbody tfoot table');
const TABLES = names('table');
const NOTHING: ReadonlySet<string> = new Set();

/** An end tag does not reach over these: a stray one in a cell cannot close what stands around the table. */
export const FENCES = names('td th caption table');
export const TABLE_PARTS = names('td th tr thead tbody tfoot caption table');

/** Starting one of these ends a paragraph that is still open. */
const CLOSES_PARAGRAPH = names(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p plaintext pre section summary table ul xmp',
);

/** Which open elements a start tag closes (the innermost of `closes`), looked for no further than one of `until`. */
export interface ImpliedEnd {
  closes: ReadonlySet<string>;
  until: ReadonlySet<string>;
}

const IMPLIED: ReadonlyMap<string, readonly ImpliedEnd[]> = new Map([
  ['li', [{ closes: names('li'), until: LISTS }]],
  ['dd', [{ closes: names('dd dt'), until: TERMS }]],
  ['dt', [{ closes: names('dd dt'), until: TERMS }]],
  ['td', [{ closes: CELLS, until: ROWS }]],
  ['th', [{ closes: CELLS, until: ROWS }]],
  ['tr', [{ closes: names('tr'), until: TABLES }]],
  ['thead', [{ closes: SECTIONS, until: TABLES }]],
  ['tbody', [{ closes: SECTIONS, until: TABLES }]],
  ['tfoot', [{ closes: SECTIONS, until: TABLES }]],
  ['body', [{ closes: names('head'), until: NOTHING }]],
]);

export const PARAGRAPH: ImpliedEnd = { closes: names('p'), until: BLOCKS };
const NONE: readonly ImpliedEnd[] = [];

export function closesParagraph(tag: string): boolean {
  return CLOSES_PARAGRAPH.has(tag);
}

/** What a start tag closes besides a paragraph, as browsers read pages whose end tags are left out. */
export function impliedEnds(tag: string): readonly ImpliedEnd[] {
  return IMPLIED.get(tag) ?? NONE;
}

/** The kind of text directly inside an element. */
export function kindOf(tag: string, above: Block['kind']): Block['kind'] {
  if (HEADINGS.has(tag)) return 'heading';
  switch (tag) {
    case 'li':
    case 'dd':
    case 'dt':
      return 'item';
    case 'blockquote':
      return 'quote';
    case 'tr':
    case 'td':
    case 'th':
      return 'row';
    case 'figcaption':
    case 'figure':
      return 'caption';
    default:
      return above === 'quote' || above === 'caption' ? above : 'paragraph';
  }
}
