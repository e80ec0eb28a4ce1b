import { expect, test } from 'vitest';
import { AnalysedText } from '../../electron/analysis/analysers/index.ts';
import { countLabels, finderOf, groupLabels, hasEnough, learnCodes } from '../../electron/analysis/learn/index.ts';
import { joined, PartialOverlap } from '../../electron/analysis/learn/partial-overlap.ts';
import { codedNews, newsUpTo } from './support/coded-news.ts';

const labels = ['call', 'insult'];
const unseen = codedNews(47);
const articleOf = (text: string, language: string | null = 'en') => new AnalysedText(text, { language });

function found(learned: ReturnType<typeof learnCodes>, text = unseen.text, language: string | null = 'en') {
  return finderOf(learned)(articleOf(text, language)).map((one) => ({ ...one, quote: text.slice(one.start, one.end) }));
}

test('a code of a few words and one of whole sentences are found in an article that nobody coded, each by its own length', () => {
  const learned = learnCodes(labels, newsUpTo(14));
  expect(found(learned).map(({ label, quote }) => [label, quote])).toEqual(
    unseen.spans
      .sort((a, b) => a.start - b.start)
      .map(({ label, start, end }) => [label, unseen.text.slice(start, end)]),
  );
});

test('a finding says how many spans it was learned from and which of its words speak for it', () => {
  const insult = found(learnCodes(labels, newsUpTo(14))).find(({ label }) => label === 'insult')!;
  expect(insult.reason).toMatch(/^learned from 14 coded spans; telling: /);
  expect(insult.words!.map(({ start, end }) => unseen.text.slice(start, end))).toContain('shameless');
  expect(insult.score).toBeGreaterThan(0.5);
  expect(insult.score).toBeLessThanOrEqual(1);
});

test('accuracy is measured on articles that were left out', () => {
  const { accuracy } = learnCodes(labels, newsUpTo(14));
  expect(accuracy.folds).toBe(5);
  expect(accuracy.any.f1).toBeGreaterThan(0.8);
  // Where the coded words stand at random, nothing can be learned, and that shows.
  const random = newsUpTo(14).map((article, i) => {
    const start = article.text.indexOf(' ', 40 + ((i * 97) % 300)) + 1;
    return { ...article, spans: [{ label: 'insult', start, end: article.text.indexOf(' ', start) }] };
  });
  expect(learnCodes(['insult'], random).accuracy.any.f1).toBeLessThan(0.3);
});

test('the same coding gives the same suggestions', () => {
  const twice = [learnCodes(labels, newsUpTo(14)), learnCodes(labels, newsUpTo(14))].map((learned) => found(learned));
  expect(twice[0]).toEqual(twice[1]);
  expect(twice[0]!.length).toBeGreaterThan(0);
});

test('what was rejected teaches: the like is suggested less surely, or no more', () => {
  const words = 'shameless puppets';
  const rejected = newsUpTo(60)
    .filter(({ text }) => text.includes(words))
    .map((article) => {
      const start = article.text.indexOf(words);
      return {
        ...article,
        spans: [],
        isPartial: true,
        rejected: [{ label: 'insult', start, end: start + words.length }],
      };
    });
  expect(rejected).toHaveLength(12);
  const surest = (learned: ReturnType<typeof learnCodes>) =>
    Math.max(
      0,
      ...found(learned)
        .filter(({ quote }) => quote.includes(words))
        .map(({ score }) => score),
    );
  const before = surest(learnCodes(['insult'], newsUpTo(14)));
  expect(before).toBeGreaterThan(0.5);
  expect(surest(learnCodes(['insult'], [...newsUpTo(14), ...rejected]))).toBeLessThan(before - 0.2);
});

test('a language without spaces is learned as well', () => {
  const towns = ['南浦', '北原', '东河', '西山', '新港', '石门'];
  const article = (i: number, insult: string) =>
    `${towns[i % 6]}市议会星期二开会讨论明年的预算。市长是个${insult}，一位听众在广播里说。新桥将于春天通车。图书馆买了三百本书。`;
  const insults = ['无耻的骗子', '贪婪的小偷', '无耻的小偷'];
  const coded = Array.from({ length: 15 }, (_, i) => {
    const text = article(i, insults[i % 3]!);
    const start = text.indexOf(insults[i % 3]!);
    return { text, language: 'zh', spans: [{ label: 'insult', start, end: start + 5 }] };
  });
  expect(found(learnCodes(['insult'], coded), article(4, '贪婪的骗子'), 'zh').map(({ quote }) => quote)).toEqual([
    '贪婪的骗子',
  ]);
});

test('an empty text, and one without a word that is known, give nothing and break nothing', () => {
  const learned = learnCodes(labels, newsUpTo(14));
  expect(found(learned, '')).toEqual([]);
  expect(found(learned, ' \n\n ')).toEqual([]);
  expect(found(learned, '— … —')).toEqual([]);
});

test('a code needs twelve spans in four articles', () => {
  expect(hasEnough({ examples: 12, articles: 4 })).toBe(true);
  expect(hasEnough({ examples: 11, articles: 4 })).toBe(false);
  expect(hasEnough({ examples: 40, articles: 3 })).toBe(false);
  expect(countLabels(newsUpTo(3))).toEqual([
    { label: 'call', examples: 3, articles: 3 },
    { label: 'insult', examples: 3, articles: 3 },
  ]);
});

test('codes side by side are learned together, one whose spans lie around others by itself', () => {
  const articles = newsUpTo(4).map(({ spans }) => ({
    spans: [
      ...spans,
      { label: 'radio', start: spans[0]!.start - 20, end: spans[0]!.end + 30 },
      { label: 'call', start: 0, end: 4 },
    ],
  }));
  expect(groupLabels(['call', 'insult', 'radio'], articles)).toEqual([['call'], ['insult'], ['radio']]);
  expect(groupLabels(['call', 'insult'], articles)).toEqual([['call', 'insult']]);
});

test('codes of words and codes of sentences are learned apart once there are enough of both', () => {
  const spans = [
    { label: 'word', start: 0, end: 8 },
    { label: 'phrase', start: 20, end: 45 },
    { label: 'sentence', start: 100, end: 220 },
  ];
  const articles = (count: number) => Array.from({ length: count }, () => ({ spans }));
  expect(groupLabels(['phrase', 'sentence', 'word'], articles(30))).toEqual([['phrase', 'word'], ['sentence']]);
  expect(groupLabels(['phrase', 'sentence', 'word'], articles(29))).toEqual([['phrase', 'sentence', 'word']]);
  expect(groupLabels([], articles(30))).toEqual([]);
});

test('partial overlap counts each pair by its share of the found and of the coded span', () => {
  const score = (found: number[][], coded: number[][]) => {
    const spans = (list: number[][]) => joined(list.map(([start = 0, end = 0]) => ({ start, end })));
    const sum = new PartialOverlap();
    sum.add(spans(found), spans(coded));
    return sum.score;
  };
  expect(score([[5, 15]], [[0, 10]])).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  // One long finding over two coded spans: 10 + 10 of its 40 characters, both coded ones whole.
  expect(
    score(
      [[0, 40]],
      [
        [0, 10],
        [20, 30],
      ],
    ),
  ).toMatchObject({ precision: 0.5, recall: 1 });
  expect(score([], [[0, 10]])).toEqual({ precision: 0, recall: 0, f1: 0 });
  expect(
    joined([
      { start: 4, end: 7 },
      { start: 0, end: 3 },
      { start: 2, end: 4 },
    ]),
  ).toEqual([
    { start: 0, end: 4 },
    { start: 4, end: 7 },
  ]);
});
