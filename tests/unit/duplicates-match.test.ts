import { expect, test } from 'vitest';
import { isCopy, match, matchable, sketchOf, TokenBuffer, tokensOf } from '../../electron/analysis/duplicates/index.ts';
import { prose } from './support/prose.ts';

const found = (a: string, b: string) => match(matchable(tokensOf(a)), matchable(tokensOf(b)));

test('case, accents, typographic marks and punctuation make no difference between words', () => {
  expect(tokensOf('“Élan”: the Mayor’s 3rd bridge')).toEqual(tokensOf("elan, the mayor's 3RD\n\nbridge."));
  expect(tokensOf('the mayor’s bridge')).not.toEqual(tokensOf('the mayor bridge'));
});

test('scripts without spaces are compared by characters', () => {
  const first = '港口公司周一宣布将在冬季之前关闭四条航线中的两条乘客从春天起就担心这个决定';
  const cut = first.slice(0, 24);
  const other = '市议会昨晚以微弱多数通过了新的住房计划反对派批评费用过高并要求重新表决';
  expect(found(first, cut).share).toBeGreaterThan(0.85);
  expect(found(first, other).covered).toBe(0);
});

test('twenty common words in a row always leave a hash that both sketches have', () => {
  const [shared] = [prose(1, 2).join(' ').split(' ').slice(0, 20).join(' ')];
  for (let seed = 10; seed < 60; seed++) {
    const a = new Set(sketchOf(tokensOf(`${prose(seed, 6).join(' ')} ${shared} ${prose(seed + 500, 4).join(' ')}`)));
    const b = sketchOf(tokensOf(`${shared} ${prose(seed + 1000, 9).join(' ')}`));
    expect(b.some((hash) => a.has(hash))).toBe(true);
  }
});

test('a sketch is sorted, holds each hash once, and holds about every eighth word', () => {
  const tokens = tokensOf(prose(2, 60).join(' '));
  const sketch = sketchOf(tokens);
  expect([...sketch]).toEqual([...new Set(sketch)].sort((a, b) => a - b));
  expect(sketch.length / tokens.length).toBeGreaterThan(0.08);
  expect(sketch.length / tokens.length).toBeLessThan(0.17);
  expect(sketchOf(tokensOf(''))).toHaveLength(0);
  expect(sketchOf(tokensOf('two words'))).toEqual(sketchOf(tokensOf('Two words!')));
});

test('a copy cut short has all of itself in the longer text', () => {
  const sentences = prose(3, 20);
  const result = found(sentences.join(' '), sentences.slice(0, 6).join(' '));
  expect(result).toMatchObject({ share: 1, replaced: 0, ownLeft: 0, shorterIs: 'b' });
  expect(isCopy(result)).toBe(true);
});

test('sentences that are gone are no passages in the place of others', () => {
  const sentences = prose(4, 30);
  const result = found(sentences.join(' '), sentences.filter((_, i) => i % 3 !== 1).join(' '));
  expect(result.share).toBeGreaterThan(0.99);
  expect(result.replaced).toBe(0);
});

test('two articles in the same frame are no copies, however long the frame', () => {
  const [top, bottom] = [prose(5, 25).join(' '), prose(6, 25).join(' ')];
  const result = found(`${top} ${prose(7, 8).join(' ')} ${bottom}`, `${top} ${prose(8, 8).join(' ')} ${bottom}`);
  expect(result.share).toBeGreaterThan(0.8);
  expect(result.replaced).toBeGreaterThan(90);
  expect(isCopy(result)).toBe(false);
});

test('a text that repeats itself matches the text that does not', () => {
  const sentences = prose(9, 12).join(' ');
  expect(found(`${sentences} ${sentences}`, sentences)).toMatchObject({ share: 1, replaced: 0 });
});

test('only common words that are the article’s own make a copy', () => {
  const menu = prose(10, 20).join(' ');
  const page = (article: string) => {
    const buffer = new TokenBuffer();
    buffer.add(menu, false);
    buffer.add(article, true);
    return matchable(buffer.take());
  };
  const [one, other] = [prose(11, 6).join(' '), prose(12, 6).join(' ')];
  const sameMenu = match(page(one), page(other));
  expect(sameMenu).toMatchObject({ ownCovered: 0, ownShare: 0 });
  expect(isCopy(sameMenu)).toBe(false);
  expect(isCopy(match(page(one), matchable(tokensOf(one))))).toBe(true);
});

test('notes of a few words are copies only as a whole', () => {
  expect(isCopy(found('No comment was available tonight.', 'no comment was available tonight'))).toBe(true);
  expect(isCopy(found('Correction.', 'Correction'))).toBe(true);
  expect(isCopy(found('', ''))).toBe(false);
  const article = prose(13, 10);
  expect(isCopy(found(article.join(' '), article[0]!.split(' ').slice(0, 9).join(' ')))).toBe(false);
});
