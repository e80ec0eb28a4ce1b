import type { CodedArticle } from '../../../electron/analysis/learn/index.ts';

const places = ['Harwick', 'Lower Marden', 'Port Ilse', 'Tessin Vale', 'Brookhaven Cross', 'Old Pellam'];
const plain = [
  'The council of PLACE met on Tuesday to discuss the budget for next year.',
  'A new bridge over the river will be opened to traffic in the spring.',
  'About forty residents of PLACE attended the hearing in the town hall.',
  'The harbour office published its figures for the second quarter.',
  'Trains between PLACE and the coast will run every hour from March.',
  'The library has bought three hundred books for its children’s room.',
  'Work on the school roof is expected to take until the end of October.',
  'The mayor thanked the volunteers for their help after the flood.',
];
const insults = ['spineless clerks', 'greedy crooks', 'shameless puppets', 'a corrupt clique', 'lying bureaucrats'];
const calls = [
  'Stand up now, people of PLACE, before it is too late!',
  'Rise and take back what is yours!',
  'Do not let them take your town from you!',
];

/**
 * A short article with what a coder found in it: `insult`, a few words, and `call`, whole sentences. The same number gives the
 * same article.
 */
export function codedNews(number: number): CodedArticle & { spans: { label: string; start: number; end: number }[] } {
  const place = places[number % places.length]!;
  const insult = insults[number % insults.length]!;
  const call = calls[number % calls.length]!;
  const sentences = plain.map((_, i) => plain[(i * 3 + number) % plain.length]!);
  sentences.splice(2, 0, `The town is run by ${insult}, said a caller on the radio.`);
  sentences.splice(5 + (number % 3), 0, call);
  const text = `Notes from ${place}, part ${number}\n${sentences.join(' ').replaceAll('PLACE', place)}`;
  const spanOf = (label: string, words: string) => {
    const start = text.indexOf(words);
    return { label, start, end: start + words.length };
  };
  return {
    text,
    language: 'en',
    spans: [spanOf('insult', insult), spanOf('call', call.replaceAll('PLACE', place))],
  };
}

export const newsUpTo = (count: number) => Array.from({ length: count }, (_, i) => codedNews(i));
