import { expect, test } from 'vitest';
import { AnalysedText } from '../../electron/analysis/analysers/index.ts';
import { quotations } from '../../electron/analysis/quotations/index.ts';

/** What is quoted and by whom, as `speaker: words`. */
function said(text: string, label = 'direct'): string[] {
  return quotations
    .find(new AnalysedText(text, { language: 'en' }))
    .filter((finding) => finding.label === label && (label === 'indirect' || finding.score >= quotations.threshold))
    .map(({ start, end, speaker }) => `${speaker?.name ?? 'nobody'}: ${text.slice(start, end)}`);
}

test('the speaker stands behind the verb, before it, or before the quotation', () => {
  expect(said('“We walk on Monday,” said Ilse Marren, who speaks for the dockers.')).toEqual([
    'Ilse Marren: “We walk on Monday,”',
  ]);
  expect(said('"We walk on Monday," Ilse Marren told reporters.')).toEqual(['Ilse Marren: "We walk on Monday,"']);
  expect(said('The director, Pavel Orst, called it “a gift to every port but ours”.')).toEqual([
    'Pavel Orst: “a gift to every port but ours”',
  ]);
});

test('last names and pronouns are taken back to the full name', () => {
  const text =
    '“No offer came,” said Ilse Marren.\nPavel Orst denied that. “We sent three,” he said.\n“They sent none,” Marren replied.';
  expect(said(text)).toEqual([
    'Ilse Marren: “No offer came,”',
    'Pavel Orst: “We sent three,”',
    'Ilse Marren: “They sent none,”',
  ]);
});

test('a quotation in two parts, and one that follows it, have one speaker', () => {
  expect(said('“It is late,” said Jan Ost, “and I am tired. Good night.” “Go home.”')).toEqual([
    'Jan Ost: “It is late,”',
    'Jan Ost: “and I am tired. Good night.”',
    'Jan Ost: “Go home.”',
  ]);
});

test('names of ships and irony in marks are nobody’s words', () => {
  expect(
    said('The “Marigold” sank in 1911. The so-called “people’s bank” has no money. A film called “The Last Tram” ran.'),
  ).toEqual([]);
});

test('what follows a quotation that ends its sentence is another sentence', () => {
  expect(said('Rita Om said: “They had all spring.” Selma Krog disagreed.')).toEqual([
    'Rita Om: “They had all spring.”',
  ]);
});

test('a quotation over several paragraphs opens each of them', () => {
  const text = 'Tove Lund wrote: “The first thing that I saw was the water in the yard.\n“Then the barn was gone.”';
  expect(said(text)).toEqual([
    'Tove Lund: “The first thing that I saw was the water in the yard.',
    'Tove Lund: “Then the barn was gone.”',
  ]);
});

test('speech without marks is found apart, as indirect', () => {
  const text = 'Ronja Lind warned that the brigade was short of masks.';
  expect(said(text)).toEqual([]);
  expect(said(text, 'indirect')).toEqual(['Ronja Lind: that the brigade was short of masks']);
});

test('offsets hold behind emoji, and an empty text has no quotations', () => {
  expect(said('🚒 “We share six masks,” said Ronja Lind.')).toEqual(['Ronja Lind: “We share six masks,”']);
  expect(said('')).toEqual([]);
});

test.each([
  ['“We have nobody in custody at this time,” Harbourville police said.', 'Harbourville police'],
  ['“We will win this,” the minister, speaking in Harbourville, said.', 'the minister'],
  ['On Monday Harbourville mayor Ada Vorn said: “We are ready for the winter.”', 'Ada Vorn'],
])('a place beside the one who speaks is not the speaker: %s', (text, name) => {
  const [one] = quotations.find(new AnalysedText(text, { language: 'en' }));
  expect(one!.speaker!.name).toBe(name);
});

test('who is named behind the last paragraph of a quotation said the ones before it', () => {
  const text =
    '“We are ready for the winter and for all that comes with it, whatever they may say.\n\n“And nobody will freeze,” Ada Vorn said.';
  const found = quotations.find(new AnalysedText(text, { language: 'en' }));
  expect(found.map(({ speaker }) => speaker?.name)).toEqual(['Ada Vorn', 'Ada Vorn']);
});
