/** From the bytes of one document to an article: text, what was cut, metadata with its evidence. Pure functions. */

export { decodeBytes } from './decode.ts';
export { extractors } from './extractors.ts';
export { readDate, readMachineDate } from './metadata/dates.ts';
export { disagreeing } from './metadata/evidence.ts';
export { guessCsvMapping } from './metadata/fields.ts';
export { extractHtml } from './page/html.ts';
export { applySidecar, extractRecord, extractRow } from './record.ts';
export { extractMarkdown } from './text/markdown.ts';
export { extractPlainText } from './text/plaintext.ts';
export type { ExtractedArticle } from './types.ts';
