/** From the bytes of one document to an article: text, what was cut, metadata with its evidence. Pure functions. */

export { readDate, readMachineDate } from './dates.ts';
export { decodeBytes } from './decode.ts';
export { guessCsvMapping } from './fields.ts';
export { extractHtml } from './html.ts';
export { extractMarkdown } from './markdown.ts';
export { extractPlainText } from './plaintext.ts';
export { applySidecar, extractRecord } from './record.ts';
export type { ExtractedArticle } from './types.ts';

/** Name and version of each analyser, recorded with what it produced. A change of results raises the version. */
export const extractors = {
  html: { name: 'HTML extraction', version: '1' },
  plainText: { name: 'Plain-text cleaning', version: '1' },
  markdown: { name: 'Markdown reading', version: '1' },
  record: { name: 'Record reading', version: '1' },
  decode: { name: 'Decoding', version: '1' },
} as const;
