import { describe, expect, it } from 'vitest';
import { CopyFinder } from '../../electron/analysis/duplicates/cluster.ts';
import { compareTexts, fillOneTemplate } from '../../electron/analysis/duplicates/index.ts';
import { prose } from './support/prose.ts';

const weather = (day: string, degrees: number) =>
  `Weather for ${day}: the coast between Varnholm and Skell stays dry until the evening, with light wind from the west and a calm sea. Temperatures reach ${degrees} degrees at noon.`;
const result = (home: string, guests: string, score: string) =>
  `The evening match of the island league at the old harbour ground has ended. Final score, ${home} against ${guests}: ${score}. The next round is played on Sunday at the same place.`;

const copies = (a: string, b: string) => compareTexts({ texts: [a, b], pairs: [[0, 1]] }).length === 1;

describe('short texts that fill one template', () => {
  it.each([
    ['another day', weather('3 May', 17), weather('4 May', 17)],
    ['another month', weather('3 May', 17), weather('3 June', 17)],
    ['another day of the week', weather('Monday', 17), weather('Tuesday', 17)],
    ['another figure', weather('3 May', 17), weather('3 May', 19)],
    ['another result', result('Northgate', 'Quay United', '2:1'), result('Skell Rovers', 'Quay United', '0:0')],
    [
      'other names at three places',
      'Born to Ada and Nils Brok, a daughter, Ilse, at the harbour clinic, as her happy family tells all friends.',
      'Born to Mira and Jon Berg, a daughter, Tove, at the harbour clinic, as her happy family tells all friends.',
    ],
    [
      'Arabic-Indic figures',
      'درجة الحرارة في الميناء ظهر اليوم ٢١ مع رياح خفيفة من الغرب وبحر هادئ حتى المساء',
      'درجة الحرارة في الميناء ظهر اليوم ١٧ مع رياح خفيفة من الغرب وبحر هادئ حتى المساء',
    ],
  ])('are no copies: %s', (_, a, b) => {
    expect(fillOneTemplate(a, b)).toBe(true);
    expect(copies(a, b)).toBe(false);
  });

  it('are told apart by the command as well', () => {
    const finder = new CopyFinder();
    const texts = [weather('3 May', 17), weather('4 May', 18), weather('3 May', 17), weather('5 May', 15)];
    for (const text of texts) finder.add(text);
    expect([...finder.groups((text) => texts[text]!)]).toEqual([0, 1, 0, 3]);
  });
});

describe('copies all the same', () => {
  it.each([
    ['the same words, set otherwise', weather('3 May', 17), weather('3 May', 17).toUpperCase()],
    ['a name spelled otherwise', result('Northgate', 'Quay United', '2:1'), result('Nordgate', 'Quay United', '2:1')],
    [
      'a last sentence gone, with its figure',
      weather('3 May', 17),
      weather('3 May', 17).replace(/ Temperatures.*/, ''),
    ],
  ])('%s', (_, a, b) => {
    expect(copies(a, b)).toBe(true);
  });

  it('a longer report whose figure was corrected', () => {
    const report = (dead: number) =>
      `${prose(3, 6).join(' ')} At least ${dead} people were hurt. ${prose(4, 6).join(' ')}`;
    expect(copies(report(3), report(5))).toBe(true);
  });
});
