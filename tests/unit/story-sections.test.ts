import { expect, test } from 'vitest';
import type { SectionArticle } from '../../electron/analysis/stories/sections.ts';
import { writeSections } from '../../electron/analysis/stories/sections.ts';
import type { Gap, Side } from '../../shared/model/story.ts';

const none: Gap = { kind: 'none' };
let next = 0;
function article(source: string, text: string, more: Partial<SectionArticle> = {}): SectionArticle {
  const sourceId = [...source].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  return {
    ...{ articleId: `${source.toLowerCase()}-${++next}`, sourceId, source, side: null as Side | null, text },
    ...{ language: 'en', quotations: [], claims: [], ...more },
  };
}
const write = (articles: SectionArticle[], gap: Gap = none) => writeSections({ articles, gap });

const tern = article(
  'Tern',
  'The harbour council of Onnel closed the old swing bridge on Friday after divers found cracks in two piers.\nMayor Iska Dorn promised a temporary ferry from Monday.\nThe repair will cost 4.2 million crowns.\n',
);
const gull = article(
  'Gull',
  'Onnel has lost its swing bridge: the harbour council closed it on Friday because divers found cracks in two of the piers.\nShopkeepers on the east bank fear for their trade this summer.\nThe repair will cost 6.8 million crowns.\n',
);
const lark = article(
  'Lark',
  'Cracks that divers found in two piers made the harbour council close the swing bridge on Friday.\nAnglers were the first to notice that something was wrong.\n',
);

test('what happened: a sentence that other sources say too, word for word at its place', () => {
  const { happened } = write([tern, gull, lark]);
  const [first] = happened;
  expect(first!.reason).toBe('2 other sources say the same');
  expect(first!.text).toMatch(/council/);
  for (const sentence of happened) {
    const from = [tern, gull, lark].find(({ articleId }) => articleId === sentence.articleId)!;
    expect(from.text.slice(sentence.start, sentence.end)).toBe(sentence.text);
  }
});

test('no two sentences of what happened say the same, or come from one source', () => {
  const { happened } = write([tern, gull, lark]);
  expect(happened.filter(({ text }) => text.includes('divers'))).toHaveLength(1);
  expect(new Set(happened.map(({ source }) => source)).size).toBe(happened.length);
});

test('common ground has who says it: three sources, each at its sentence', () => {
  const { commonGround } = write([tern, gull, lark]);
  expect(commonGround).toHaveLength(1);
  const [statement] = commonGround;
  expect(statement!.sources).toBe(3);
  expect([statement!.said, ...statement!.alsoBy].map(({ source }) => source).sort()).toEqual(['Gull', 'Lark', 'Tern']);
});

test('two articles of one source make no common ground, nor do articles of no known source', () => {
  const twice = [tern, { ...gull, source: 'Tern', sourceId: tern.sourceId }];
  expect(write(twice).commonGround).toEqual([]);
  const unknown = [tern, gull, lark].map((one) => ({ ...one, source: '', sourceId: null }));
  expect(write(unknown).commonGround).toEqual([]);
});

test('sentences that share names and a short word alone are no common ground', () => {
  const one = article('Tern', 'Mayor Iska Dorn opened the new school in Onnel on Monday morning with a song.\n');
  const other = article('Gull', 'Mayor Iska Dorn refused on Monday to say who paid for the fireworks in Onnel.\n');
  expect(write([one, other]).commonGround).toEqual([]);
});

test('headings, menus and teasers without a full stop are in no section', () => {
  const furniture = 'Swing bridge closed by harbour council on Friday after divers found cracks in two piers';
  const articles = ['Tern', 'Gull', 'Lark'].map((source) =>
    article(source, `${furniture}\nSubscribe to our letter about the harbour council and its bridges and piers\n`),
  );
  const { happened, commonGround, matters } = write(articles);
  expect([happened, commonGround, matters]).toEqual([[], [], []]);
});

test('figures for the same thing that disagree stand together, and become a question', () => {
  const { figures, questions, commonGround } = write([tern, gull, lark]);
  expect(figures).toHaveLength(1);
  expect(figures[0]!.figures.map(({ value, figure }) => [figure.source, value, figure.text])).toEqual([
    ['Tern', 4_200_000, '4.2 million'],
    ['Gull', 6_800_000, '6.8 million'],
  ]);
  expect(questions).toEqual([
    expect.objectContaining({ kind: 'figures', text: 'Which figure for crowns is right: 4.2 million or 6.8 million?' }),
  ]);
  expect(commonGround.some(({ said }) => said.text.includes('million'))).toBe(false);
});

test('an article that gives both figures disagrees with nobody', () => {
  const both = article(
    'Wren',
    'The repair of the swing bridge will cost 4.2 million crowns says the mayor.\nThe repair of the swing bridge will cost 6.8 million crowns says the council.\n',
  );
  const one = article('Gull', 'The repair of the swing bridge will cost 6.8 million crowns says a report.\n');
  expect(write([both, one]).figures).toEqual([]);
});

test('a statement of one side alone, where another side covers the story', () => {
  const sided = [
    { ...tern, side: 'left' as const },
    { ...gull, side: 'left' as const },
    article('Crow', 'The east bank had its market day and the weather was fine for once this spring.\n', {
      side: 'right',
    }),
  ];
  const { onlyOneSide } = write(sided);
  expect(onlyOneSide).toHaveLength(1);
  expect(onlyOneSide[0]).toMatchObject({ side: 'left', missing: ['right'], statement: { sources: 2 } });
  expect(write(sided.slice(0, 2)).onlyOneSide).toEqual([]);
});

test('who is quoted by whom; a pronoun is nobody', () => {
  const quotation = (name: string) => ({
    ...{ start: 0, end: 10, label: 'direct', score: 0.9, reason: 'reporting verb' },
    speaker: { start: 12, end: 20, name },
  });
  const { quoted } = write([
    { ...tern, quotations: [quotation('Iska Dorn'), quotation('who')] },
    { ...gull, quotations: [quotation('ISKA DORN'), quotation('Petra Oll')] },
  ]);
  expect(quoted.map(({ name, quotations, bySource }) => [name, quotations, bySource.length])).toEqual([
    ['Iska Dorn', 2, 2],
    ['Petra Oll', 1, 1],
  ]);
});

test('a coverage gap is asked about; without one, and without contradictions, nothing is', () => {
  const gap: Gap = { kind: 'gap', side: 'right', share: 0.125, strongest: 'left', strongestShare: 0.5 };
  expect(write([tern], gap).questions).toEqual([
    { kind: 'gap', text: 'How do sources on the right tell it? They are 13 % of the rated sources here.', places: [] },
  ]);
  expect(write([tern]).questions).toEqual([]);
});

test('articles of three words, and in a language nothing is known of, give empty sections', () => {
  const { happened, commonGround, figures } = write([
    article('Tern', 'No bridge today'),
    article('Gull', 'Ndzi rhandza ku hlaya ngopfu siku na siku laha kaya.', { language: 'ts' }),
  ]);
  expect(commonGround).toEqual([]);
  expect(figures).toEqual([]);
  expect(happened.map(({ source }) => source)).toEqual(['Gull']);
});
