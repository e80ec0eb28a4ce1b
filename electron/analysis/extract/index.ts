/** From the bytes of one document to an article: text, what was cut, metadata with its evidence. Pure functions. */

export { readDate, readMachineDate } from './dates.ts';
export { decodeBytes } from './decode.ts';
export { disagreeing } from './evidence.ts';
export { extractors } from './extractors.ts';
export { guessCsvMapping } from './fields.ts';
export { extractHtml } from './html.ts';
export { extractMarkdown } from './markdown.ts';
export { extractPlainText } from './plaintext.ts';
export { applySidecar, extractRecord, extractRow } from './record.ts';
export type { ExtractedArticle } from './types.ts';
