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

/** What the name of an element tells, looked up once for each tag. */
export interface ElementName {
  tag: string;
  /** Of names on this page. */
  index: number;
  block: boolean;
  void: boolean;
  unseen: boolean;
  heading: boolean;
  closesParagraph: boolean;
  /** What a start tag closes besides a paragraph, as browsers read pages whose end tags are left out. */
  implies: readonly ImpliedEnd[];
  fence: boolean;
  /** End tags of others do not reach over fences. */
  fenced: boolean;
  foreign: boolean;
}

const describe = (tag: string, index: number): ElementName => ({
  tag,
  index,
  block: BLOCKS.has(tag),
  void: VOID.has(tag),
  unseen: UNSEEN.has(tag),
  heading: HEADINGS.has(tag),
  closesParagraph: CLOSES_PARAGRAPH.has(tag),
  implies: IMPLIED.get(tag) ?? NONE,
  fence: FENCES.has(tag),
  fenced: !TABLE_PARTS.has(tag),
  foreign: tag === 'svg' || tag === 'math',
});

const INLINE = names(
  'a abbr b base cite code data del dfn em font i img ins link mark meta picture q rp rt ruby s small span strike strong sub sup svg math time tt u var wbr path g use symbol script style title template noscript iframe source',
);
const KNOWN: ReadonlyMap<string, ElementName> = new Map(
  [...new Set([...BLOCKS, ...INLINE, ...VOID, ...UNSEEN])].map((tag, index) => [tag, describe(tag, index)]),
);

/** The names of one page's elements; those that a page makes up are remembered for that page only. */
export function elementNames(): (tag: string) => ElementName {
  const own = new Map<string, ElementName>();
  return (tag) => {
    const known = KNOWN.get(tag) ?? own.get(tag);
    if (known) return known;
    const made = describe(tag, KNOWN.size + own.size);
    own.set(tag, made);
    return made;
  };
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
