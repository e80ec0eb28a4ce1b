import { expect, test } from 'vitest';
import { AnalysedText } from '../../electron/analysis/analysers/index.ts';
import { techniques } from '../../electron/analysis/techniques/index.ts';

const detected = (text: string) =>
  techniques
    .find(new AnalysedText(text, { language: 'en' }))
    .filter(({ score }) => score >= techniques.threshold)
    .map(({ label, start, end }) => `${label}: ${text.slice(start, end)}`);

test.each([
  ['The plan is an utterly grotesque swindle.', 'Loaded_Language: utterly grotesque swindle'],
  ['He listens to the spineless traitors of the board.', 'Name_Calling: spineless traitors'],
  ['It is the greatest achievement ever.', 'Exaggeration: the greatest achievement ever'],
  ['They fought for our great nation and its future.', 'Flag_Waving: our great nation'],
  ['Can we really trust a man who never lived here?', 'Doubt: Can we really trust a man who never lived here?'],
  ['Save the harbour!', 'Slogans: Save the harbour!'],
  ['For centuries the slate did its work.', 'Appeal_to_Tradition: For centuries'],
  [
    'If we do nothing, the valley will burn before spring.',
    'Appeal_to_Fear: If we do nothing, the valley will burn before spring',
  ],
])('%s', (text, finding) => {
  expect(detected(text)).toContain(finding);
});

test('what is said again word for word is a repetition each time', () => {
  expect(detected('They knew it. Nobody spoke. They knew it.').filter((one) => one.startsWith('Repetition'))).toEqual([
    'Repetition: They knew it.',
    'Repetition: They knew it.',
  ]);
});

test('plain reports carry no technique', () => {
  expect(
    detected(
      'The county budget for next year is 412 million crowns, eight million more than this year. The council will vote on it on 14 December.',
    ),
  ).toEqual([]);
});

test.each([
  ['They dressed up the cuts as reform.', 'Loaded_Language: dressed up'],
  ['He got a kick in the teeth from his own party.', 'Loaded_Language: kick in the teeth'],
  ['The minister slammed the plan.', 'Loaded_Language: slammed'],
  ['Three cronies sat at the table.', 'Name_Calling: cronies'],
])('inflections and expressions count as a whole: %s', (text, finding) => {
  expect(detected(text)).toContain(finding);
});

test.each([
  'The mobile clinic has the right to park beside the trolley stop.',
  'A convicted killer was moved to the prison in Dorn.',
  'The traits of the rigid frame were measured by two engineers.',
  'Police said that the suspected arsonist was 34.',
])('words that only begin like emotive ones, and names meant literally, are left alone: %s', (text) => {
  expect(detected(text)).toEqual([]);
});

test('each finding names the words it rests on, inside its span', () => {
  const text = 'A monstrous, brutal lie.';
  const [finding] = techniques.find(new AnalysedText(text, { language: 'en' }));
  expect(finding!.words!.map(({ start, end }) => text.slice(start, end))).toContain('monstrous');
  expect(finding!.reason).toContain('monstrous');
});
