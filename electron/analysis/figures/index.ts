import { figuresIn } from '../align/figures.ts';
import type { Analyser } from '../analysers/analyser.ts';

/** Numbers that count something, with their unit and what they count. */
export const figures: Analyser = {
  name: 'figures',
  version: '1',
  title: 'Figures',
  explanation:
    'Digits and number words with multiplier, percent and currency, and the words behind them that say what is counted. Dates, times, scores and numbers of parts are left out.',
  languages: null,
  accuracy: [],
  threshold: 0,
  find: (article) =>
    article.sentences.flatMap((sentence) =>
      figuresIn(article.text, sentence, article.language).map((figure) => ({
        start: figure.start,
        end: figure.end,
        label: 'figure',
        score: 1,
        reason: figure.unit === '' ? 'a number that counts something' : `a number of ${figure.unit}`,
        details: { value: figure.value, unit: figure.unit, counted: figure.counted.join(' ') },
      })),
    ),
};
