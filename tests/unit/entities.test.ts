import { expect, test } from 'vitest';
import { AnalysedText, loadAnalyser } from '../../electron/analysis/analysers/index.ts';

async function found(name: 'entities' | 'figures', text: string, language = 'en') {
  const analyser = (await loadAnalyser(name))!;
  return analyser
    .find(new AnalysedText(text, { language }))
    .filter(({ score }) => score >= analyser.threshold)
    .map(({ label, start, end }) => `${label}: ${text.slice(start, end)}`);
}

test('people are known by office, age and what they say; their last name stands for them', async () => {
  const text =
    'Finance Secretary Lars Holt resigned. “It was late,” said Ilse Marren. Mats Eklund, 19, was hurt. Holt had no comment.';
  expect(await found('entities', text)).toEqual([
    'person: Lars Holt',
    'person: Ilse Marren',
    'person: Mats Eklund',
    'person: Holt',
  ]);
});

test('organisations and places are known by a word of the name, by “in”, and by the list of countries', async () => {
  const text =
    'Protests in Lenn and France went on. The Ardent Bank closed its branch on Mill Street, the University of Dorn stayed open.';
  expect(await found('entities', text)).toEqual([
    'place: Lenn',
    'place: France',
    'organisation: Ardent Bank',
    'place: Mill Street',
    'organisation: University of Dorn',
  ]);
});

test('a person and what they belong to are two names', async () => {
  expect(await found('entities', 'The ferry was late, said Ivo Brandt of the Ferry Guild.')).toEqual([
    'person: Ivo Brandt',
    'organisation: Ferry Guild',
  ]);
});

test('the shape of a name says person only where nothing says place', async () => {
  const text =
    'Work at Stone Acre began. Stone Acre has one well, and Stone Acre has no road. The Tarn Ebro reservoir is low. The Salt Lines did not sail.';
  expect(await found('entities', text)).toEqual([
    'place: Stone Acre',
    'place: Stone Acre',
    'place: Stone Acre',
    'place: Tarn Ebro',
  ]);
});

test('a country that is talked of is no person', async () => {
  const text =
    'Minister: Ruvia’s lake is full. Ilse Marren said Ruvia would pay. The people of Ruvia will, Prime Minister Marren said.';
  expect(await found('entities', text)).toEqual([
    'place: Ruvia',
    'person: Ilse Marren',
    'place: Ruvia',
    'place: Ruvia',
    'person: Marren',
  ]);
});

test('the first word of a sentence, days and months are no names', async () => {
  expect(await found('entities', 'Rain fell on Monday. Buses ran late. In March it snowed.')).toEqual([]);
});

test('figures have a value, a unit and what they count', async () => {
  const analyser = (await loadAnalyser('figures'))!;
  const text = 'About 2.4 million dock workers earned 9 percent more in 2019.';
  expect(analyser.find(new AnalysedText(text, { language: 'en' })).map(({ details }) => details)).toMatchObject([
    { value: 2_400_000, counted: expect.stringContaining('dock') },
    { value: 9, unit: 'percent' },
  ]);
});
