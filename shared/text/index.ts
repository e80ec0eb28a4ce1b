// Text room: offsets, words and sentences, quotes that find their place again, the query language. Pure, no dependencies;
// runs in the page and in Node. Offsets are UTF-16 unless a name says code points.
export * from './direction.ts';
export * from './find.ts';
export { type FoldedText, type FoldOptions, fold, foldWithOffsets } from './fold.ts';
export * from './offsets.ts';
export * from './query.ts';
export * from './query-fts.ts';
export * from './query-hits.ts';
export * from './quote.ts';
export { paragraphs, snapToGraphemes, trimSpan, wordCount, words } from './segmentation.ts';
export * from './sentences.ts';
export * from './span.ts';
