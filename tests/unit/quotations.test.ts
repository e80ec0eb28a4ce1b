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
  ['Ossi Pauk lives in Upper Lenn. “The water is safe to drink,” he said.', 'Ossi Pauk'],
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

test.each([
  ['“The ferry was late,” said Ivo Brandt of the Ferry Guild.', 'Ivo Brandt'],
  ['Ivo Brandt of the Ferry Guild said: “The ferry was late again.”', 'Ivo Brandt'],
  ['“The ferry was late,” Mira Tolle, 43, from the Dock Union, said.', 'Mira Tolle'],
  ['“It was unsafe from the first day,” according to Jon Hale of the Lenn Institute.', 'Jon Hale'],
  ['“The gate stays closed,” said a spokeswoman for the Port Board.', 'a spokeswoman for the Port Board'],
  ['“The gate stays closed,” said the Queen of Ordesh.', 'the Queen of Ordesh'],
  ['The president of Ordesh, Ada Vorn, said: “The water is safe to drink.”', 'Ada Vorn'],
  ['The Ministry of Health said: “The water is safe to drink.”', 'Ministry of Health'],
])('what someone belongs to does not speak in their place: %s', (text, name) => {
  const [one] = quotations.find(new AnalysedText(text, { language: 'en' }));
  expect(one!.speaker!.name).toBe(name);
});

test.each([
  ['Ada Lind, who said “this is no bridge for heavy lorries”, left early.', 'Ada Lind'],
  ['It came from Ivo Brandt of the Ferry Guild, who said: “We will not pay for it again.”', 'Ivo Brandt'],
  ['The engineer, who says “nothing of this was ever checked”, left.', 'the engineer'],
  ['Our reporter said: “The harbour is not for sale, he told us.”', 'our reporter'],
  ['The report said: “The harbour is not for sale this year.”', 'the report'],
])('“who” and “our” stand for someone, and a noun like “report” is no verb: %s', (text, name) => {
  const [one] = quotations.find(new AnalysedText(text, { language: 'en' }));
  expect(one!.speaker!.name).toBe(name);
});

test('words of people whom nobody can name have no speaker; the title of a report is nobody’s words', () => {
  expect(said('Those who said “the gate must stay open for everyone” went home.')).toEqual([
    'nobody: “the gate must stay open for everyone”',
  ]);
  expect(said('Our report “Commission count of people is far above all figures”, out on Monday, was wrong.')).toEqual(
    [],
  );
});
