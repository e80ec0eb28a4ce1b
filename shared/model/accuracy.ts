/**
 * How well the procedures did on labelled data: the same figures as in docs/accuracy.md, measured by
 * `npm run eval`. The page shows them wherever it shows what a procedure decided.
 */
export interface Measured {
  /** Name of the procedure, as it stands beside what it made. */
  analyser: string;
  /** The version that was measured. */
  version: string;
  /** What was measured, and the value from 0 to 1. */
  figures: readonly (readonly [measure: string, value: number])[];
  /** Kind and size of the labelled data. */
  data: string;
}

/** Day of the measurement, ISO 8601. */
export const measuredOn = '2026-11-22';

const page = { analyser: 'HTML extraction', version: '3' };

export const accuracy = {
  html: {
    ...page,
    figures: [
      ['F1', 0.988],
      ['precision', 0.984],
      ['recall', 0.992],
    ],
    data: '91 labelled web pages, most of them news, by runs of four words',
  },
  plainText: {
    analyser: 'Plain-text cleaning',
    version: '2',
    figures: [
      ['F1', 0.962],
      ['by the other tool', 0.96],
    ],
    data: 'plain-text dumps of the same 91 labelled web pages by two tools, by runs of four words',
  },
  acrossSource: {
    analyser: 'Cleaning across a source',
    version: '1',
    figures: [
      ['word F1', 0.997],
      ['line F1', 0.993],
    ],
    data: '832 synthetic scrapes of 72 sources, after both passes',
  },
  title: { ...page, figures: [['right', 0.984]], data: '64 odd web pages' },
  byline: { ...page, figures: [['right', 0.86]], data: '43 odd web pages' },
  publishedAt: { ...page, figures: [['right', 1]], data: '18 odd web pages that show or declare a date' },
  language: {
    analyser: 'Language detection',
    version: '2',
    figures: [
      ['right', 1],
      ['in 91 languages', 0.967],
    ],
    data: 'pieces of 300 characters of one text in the 59 languages that the detector knows; shorter texts are told worse',
  },
  copies: {
    analyser: 'Copies',
    version: '2',
    figures: [
      ['pair F1', 1],
      ['cut short or in foreign menus', 1],
    ],
    data: '794 texts: eight extractions of each of 91 pages; 331 harder ones',
  },
  stories: {
    analyser: 'stories',
    version: '1',
    figures: [['B-cubed F1', 0.932]],
    data: '772 news articles without dates, in 66 stories',
  },
  claims: {
    analyser: 'claims',
    version: '2',
    figures: [
      ['F1', 0.722],
      ['average precision', 0.791],
    ],
    data: '7,283 sentences of political debates',
  },
  quotations: {
    analyser: 'quotations',
    version: '2',
    figures: [
      ['precision', 0.992],
      ['quoted ones found', 1],
      ['speaker', 0.915],
    ],
    data: '62 short articles written for this program, which are easier than real news',
  },
  techniques: {
    analyser: 'techniques',
    version: '2',
    figures: [
      ['span F1', 0.604],
      ['news manner, set aside', 0.658],
      ['loaded sentences, macro-F1', 0.879],
    ],
    data: '62 short articles written for this program, and 9 in the manner of news and opinion; real news is harder',
  },
} as const satisfies Record<string, Measured>;

export type MeasuredTask = keyof typeof accuracy;

/** `.988`, and `1.0` for everything right, as in the documents. */
const written = (value: number): string => (value === 1 ? '1.0' : value.toFixed(3).slice(1));

/** `F1 .988, precision .984, recall .992 on 91 labelled web pages…` */
export function accuracyInWords(task: MeasuredTask): string {
  const { figures, data } = accuracy[task];
  return `${figures.map(([measure, value]) => `${measure} ${written(value)}`).join(', ')} on ${data}`;
}

/** The same one by one, for a list of figures. */
export function figuresOf(task: MeasuredTask): { measure: string; value: number; data: string }[] {
  const { figures, data } = accuracy[task];
  return figures.map(([measure, value]) => ({ measure, value, data }));
}

/** What was measured of the procedures that a text names, such as `HTML extraction 3 + Cleaning across a source 1`. */
export function measuredTasks(extractor: string): MeasuredTask[] {
  return (['html', 'plainText', 'acrossSource'] as const).filter((task) => extractor.includes(accuracy[task].analyser));
}
