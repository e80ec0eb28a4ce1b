import { figuresOf } from '../../../shared/model/accuracy.ts';
import type { Analyser } from './analyser.ts';

export const language: Analyser = {
  name: 'language',
  version: '1',
  title: 'Language',
  explanation:
    'Short runs of letters are compared with those of the languages the detector knows; scripts and function words decide between close ones.',
  languages: null,
  accuracy: figuresOf('language'),
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
