/** Name and version of each analyser, recorded with what it produced. A change of results raises the version. */
export const extractors = {
  html: { name: 'HTML extraction', version: '3' },
  plainText: { name: 'Plain-text cleaning', version: '2' },
  markdown: { name: 'Markdown reading', version: '1' },
  record: { name: 'Record reading', version: '1' },
  feed: { name: 'Feed reading', version: '1' },
  tei: { name: 'TEI reading', version: '2' },
  trafilatura: { name: 'Trafilatura XML reading', version: '2' },
  word: { name: 'Word document reading', version: '2' },
  pdf: { name: 'PDF reading', version: '1' },
  language: { name: 'Language detection', version: '2' },
  decode: { name: 'Decoding', version: '1' },
} as const;
