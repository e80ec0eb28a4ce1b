/** Where a piece of metadata was read, in the few words that fit a line. */
const words: Readonly<Record<string, string>> = {
  user: 'typed by a person',
  'json-ld': 'structured data',
  opengraph: 'preview data',
  meta: 'meta elements',
  field: 'field of the record',
  sidecar: 'sidecar file',
  url: 'address',
  detected: 'detected',
  none: '',
};

export const originInWords = (from: string): string => words[from] ?? from;
