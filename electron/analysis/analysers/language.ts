import type { Analyser } from './analyser.ts';

export const language: Analyser = {
  name: 'language',
  version: '1',
  title: 'Language',
  explanation:
    'Short runs of letters are compared with those of the languages the detector knows; scripts and function words decide between close ones.',
  languages: null,
  accuracy: [
    {
      measure: 'right, of 59 languages the detector knows',
      value: 1,
      data: 'pieces of 300 characters of a translated declaration',
    },
    { measure: 'right, of 91 languages', value: 0.967, data: 'the same' },
  ],
  threshold: 0,
  find: (article) => {
    const found = article.detected;
    if (!found) return [];
    return [
      {
        start: 0,
        end: article.text.length,
        label: found.language,
        score: found.sure ? 1 : 0.5,
        reason: found.sure ? 'script, letters and function words agree' : 'the detector alone',
      },
    ];
  },
};
