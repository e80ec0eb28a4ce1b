import { expect, test } from 'vitest';
import { readCodedArticles } from '../../electron/hosts/commands/coded-articles.ts';
import { learnedFinder } from '../../electron/hosts/commands/detect-codes.ts';
import { findInLines } from '../../electron/hosts/commands/found-lines.ts';
import { writeFiles } from '../support/backend.ts';
import { codedNews, newsUpTo } from './support/coded-news.ts';

const fileOf = (content: string) => `${writeFiles({ 'coded.jsonl': content })}/coded.jsonl`;
const problem = (content: string): string => {
  try {
    readCodedArticles(fileOf(content));
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was read.');
};

test('coded articles are read from JSON Lines and from a JSON list; offsets are code points', () => {
  const article = { id: 1, text: '🚢 The greedy crooks.', spans: [{ label: 'insult', start: 6, end: 19 }] };
  for (const content of [
    JSON.stringify(article),
    JSON.stringify([article]),
    `\uFEFF${JSON.stringify(article)}\r\n\n`,
  ]) {
    const [one] = readCodedArticles(fileOf(content));
    const { start, end } = one!.spans[0]!;
    expect(one!.text.slice(start, end)).toBe('greedy crooks');
  }
});

test.each([
  ['no file', '', 'has no articles'],
  ['not JSON', '{"id": 1, "text": "a", "spans": []}\n{"id": 2,', 'line 2, is not valid JSON'],
  ['no text', '{"id": 1, "spans": []}', 'line 1 has no "text"'],
  ['no spans', '\n{"id": 1, "text": "a"}', 'line 2 has no list "spans"'],
  ['no label', '[{"text": "ab", "spans": [{"start": 0, "end": 1}]}]', 'article 1, span 1 has no "label"'],
  ['no numbers', '{"text": "ab", "spans": [{"label": "x", "start": "0", "end": 1}]}', 'span 1 (x) needs whole numbers'],
  ['behind the end', '{"text": "a😀", "spans": [{"label": "x", "start": 0, "end": 3}]}', 'the text has 2 code points'],
  ['backwards', '{"text": "abc", "spans": [{"label": "x", "start": 2, "end": 1}]}', 'goes from 2 to 1'],
])('a file with %s is refused with the place of the fault', (_name, content, message) => {
  expect(problem(content)).toContain(message);
});

test('a file that is not there is named', () => {
  expect(() => readCodedArticles('/nowhere/coded.jsonl')).toThrow(
    '/nowhere/coded.jsonl cannot be read: there is no such file',
  );
});

test('too little coding is refused with what there is and what it takes', () => {
  expect(() => learnedFinder(newsUpTo(3), () => {})).toThrow(
    'a label needs 12 spans in 4 articles; “call”, the most frequent, has 3 in 3',
  );
  expect(() => learnedFinder([{ text: 'a', spans: [] }], () => {})).toThrow('there are none');
});

test('detect codes finds the labels of the file, in code points, and tells how well and what it left out', async () => {
  const notes: string[] = [];
  const coded = newsUpTo(14);
  coded[0]!.spans.push({ label: 'rare', start: 0, end: 5 });
  const find = learnedFinder(coded, (line) => notes.push(line));
  const { text } = codedNews(47);
  async function* lines() {
    yield JSON.stringify({ id: 'x', text: `🚢🚢 ${text}`, language: 'en' });
    yield '{"id": 2}';
  }
  const given = [];
  for await (const line of findInLines(lines(), find)) given.push(line);
  const [one, bad] = given;
  const characters = [...`🚢🚢 ${text}`];
  const findings = (one as { findings: { label: string; start: number; end: number; score: number; reason: string }[] })
    .findings;
  expect(findings.map(({ label, start, end }) => [label, characters.slice(start, end).join('')])).toContainEqual([
    'insult',
    'shameless puppets',
  ]);
  for (const { score, reason } of findings)
    expect([score > 0, reason.startsWith('learned from')]).toEqual([true, true]);
  expect(bad).toMatchObject({ id: 2, error: { code: 'NO_TEXT_FIELD' } });
  expect(notes[0]).toBe('Not learned, fewer than 12 spans in 4 articles: rare (1)');
  expect(notes.join('\n')).toMatch(/insult: 14 spans; on articles left out, by partial overlap F1 \d\.\d\d/);
});
