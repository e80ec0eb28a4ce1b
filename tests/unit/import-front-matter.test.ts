import { expect, test } from 'vitest';
import { extractMarkdown } from '../../electron/analysis/extract/text/markdown.ts';

const body =
  'The council of Sennport voted on Tuesday to repair the wall before the winter, after a debate of three hours.';
const withFront = (yaml: string) => extractMarkdown(`---\n${yaml}\n---\n\n${body}\n`);

test('front matter that explodes is told, and the text comes in', () => {
  const levels = Array.from({ length: 9 }, (_, i) => {
    const [name, below] = [i + 1, i].map((n) => String.fromCharCode(97 + n));
    return `${name}: &${name} [${Array(9).fill(`*${below}`).join(', ')}]`;
  });
  const article = withFront(['a: &a [x, x, x, x, x, x, x, x, x]', ...levels].join('\n'));
  expect(article.warnings.join()).toContain('front matter is not valid YAML');
  expect(article.text).toContain(body);
});

test('front matter of thousands of keys or lists in lists is read or told, not waited for', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `key${i}: value`).join('\n');
  expect(withFront(`title: Wall\n${many}`).title?.value).toBe('Wall');
  const deep = withFront(`list: ${'['.repeat(3_000)}${']'.repeat(3_000)}`);
  expect(deep.text).toContain(body);
  const long = withFront(`title: Wall\n${'# remark\n'.repeat(20_000)}`);
  expect(long.warnings.join()).toContain('too long');
  expect(long.text).toContain(body);
});

test('a colon in a title that nobody quoted does not make the front matter text', () => {
  const article = withFront('title: Water board: thirty or forty?\nauthor: Ana Prado\ndate: 2031-05-16');
  expect(article.title).toEqual({ value: 'Water board: thirty or forty?', from: 'front matter' });
  expect(article.byline?.value).toBe('Ana Prado');
  expect(article.publishedAt?.value).toBe('2031-05-16');
  expect(article.text).toBe(body);
  expect(article.warnings.join()).not.toContain('front matter');
});
