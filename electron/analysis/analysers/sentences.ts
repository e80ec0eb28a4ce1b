import type { Analyser } from './analyser.ts';

export const sentencesAnalyser: Analyser = {
  name: 'sentences',
  version: '1',
  title: 'Sentences',
  explanation:
    'The platform’s sentence breaks, mended by rules for abbreviations, initials, quotations and ellipses; never across a line break.',
  languages: null,
  accuracy: [],
  threshold: 0,
  find: (article) =>
    article.sentences.map(({ start, end }) => ({ start, end, label: 'sentence', score: 1, reason: 'sentence breaks' })),
};
