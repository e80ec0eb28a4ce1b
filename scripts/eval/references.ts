/** What a figure is held against: what we aim at, and what other methods reach. */
export interface Beside {
  aim: number;
  /** As the data's own description records them, on this data or on the whole of which it is a part. */
  others: Record<string, number>;
}

/** By task, then by figure. */
export const references: Record<string, Record<string, Beside>> = {
  'language of pieces of 300 characters': { 'of the detector': { aim: 0.99, others: {} } },
  'main text from HTML': {
    f1: {
      aim: 0.975,
      others: { 'Readability.js': 0.947, trafilatura: 0.958, 'best open tool': 0.97, 'best commercial service': 0.97 },
    },
  },
  'main text from a plain-text dump': {
    f1: {
      aim: 0.94,
      others: { 'the whole dump': 0.67, 'jusText, which has the HTML': 0.8, 'best block without stock phrases': 0.888 },
    },
  },
  'cleaning, with the second pass': {
    'word f1': {
      aim: 0.988,
      others: { everything: 0.602, 'repeated lines dropped': 0.942, 'the same, then the best block': 0.976 },
    },
    'line f1': {
      aim: 0.97,
      others: { everything: 0.295, 'repeated lines dropped': 0.878, 'the same, then the best block': 0.947 },
    },
  },
  'metadata of pages (share that agrees)': {
    title: { aim: 0.97, others: { 'plain meta tags': 0.859 } },
    byline: { aim: 0.85, others: { 'plain meta tags': 0.442 } },
    published: { aim: 0.85, others: { 'plain meta tags': 0.667 } },
    lang: { aim: 0.974, others: { 'plain meta tags': 0.974 } },
    site: { aim: 0.914, others: { 'plain meta tags': 0.914 } },
  },
  'duplicates (docs), pairs': {
    f1: { aim: 1, others: { SimHash: 0.69, MinHash: 0.954, 'exact containment, all pairs': 1 } },
  },
  'duplicates (edited), pairs': {
    f1: { aim: 0.93, others: { MinHash: 0.66, 'exact containment, all pairs': 0.8 } },
    precision: { aim: 0.98, others: {} },
  },
  'stories without dates, B-cubed': {
    f1: { aim: 0.9, others: { 'TF-IDF, average linkage': 0.888 } },
  },
  'check-worthy sentences': {
    f1: { aim: 0.7, others: { '“has a number”': 0.565, 'a classifier trained on other fifths of the data': 0.724 } },
    'average precision': {
      aim: 0.8,
      others: { '“has a number”': 0.477, 'a classifier trained on other fifths of the data': 0.823 },
    },
  },
  'quotations, articles of our own': {
    precision: { aim: 0.97, others: {} },
    'quoted found': { aim: 0.95, others: { 'marks and nearest verb, on other data': 0.907 } },
    speaker: { aim: 0.8, others: { 'marks and nearest verb, on other data': 0.641 } },
  },
  'technique spans, articles of our own': {
    f1: { aim: 0.3, others: { 'every sentence, on other data': 0.232, 'a trained classifier, on other data': 0.326 } },
  },
  'technique spans after learning, articles of our own': {
    f1: {
      aim: 0.45,
      others: { 'a trained classifier, on other data': 0.326, 'the strongest published system, on other data': 0.51 },
    },
  },
  'screening order': {
    'WSS@95': { aim: 0.75, others: { 'naive Bayes': 0.255, 'naive Bayes, classes balanced': 0.67 } },
    'recall at 10 %': { aim: 0.635, others: { 'naive Bayes': 0.485, 'naive Bayes, classes balanced': 0.635 } },
  },
};

/** The part in brackets that names a variant of the data is not part of the task's name. */
export const besideOf = (task: string, figure: string): Beside | undefined =>
  (references[task] ?? references[task.replace(/ \([^)]*\)$/, '')])?.[figure];
