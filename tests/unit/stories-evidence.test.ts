import { expect, test } from 'vitest';
import type { Finding } from '../../electron/analysis/analysers/analyser.ts';
import { type SectionArticle, writeSections } from '../../electron/analysis/stories/sections.ts';
import type { Gap } from '../../shared/model/story.ts';
import { sentences } from '../../shared/text/sentences.ts';

const none: Gap = { kind: 'none' };
let next = 0;

/** An article whose sentences with these words the analyser of claims found. */
function article(
  source: string,
  text: string,
  checkWorthy: string[] = [],
  more: Partial<SectionArticle> = {},
): SectionArticle {
  const claims = sentences(text, 'en')
    .filter(({ start, end }) => checkWorthy.some((words) => text.slice(start, end).includes(words)))
    .map(
      ({ start, end }): Finding => ({
        start,
        end,
        label: 'claim',
        score: 0.8,
        reason: 'speaks for it: number',
        details: { kind: 'quantity' },
      }),
    );
  const sourceId = [...source].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  return {
    ...{ articleId: `${source.toLowerCase()}-${++next}`, sourceId, source, side: null, text, language: 'en' },
    ...{ quotations: [], claims, ...more },
  };
}
const claimsOf = (...articles: SectionArticle[]) => writeSections({ articles, gap: none }).claims;

const tern = article(
  'Tern',
  'The harbour council closed the swing bridge on Friday.\nThe repair of the swing bridge will cost 4.2 million crowns and last nine weeks.\n',
  ['4.2 million'],
);

test('a claim comes with passages of other sources that say the same, give another figure, or deny it', () => {
  const [claim] = claimsOf(
    tern,
    article('Gull', 'For 4.2 million crowns the swing bridge is repaired; the repair will last nine weeks.\n'),
    article('Lark', 'The repair of the swing bridge will cost 6.8 million crowns and last nine weeks.\n'),
    article('Crow', 'Mayor Dorn denied that the repair of the swing bridge will cost 4.2 million crowns.\n'),
  );
  expect(claim!.said.source).toBe('Tern');
  expect(claim!.evidence.map(({ source, relation }) => [source, relation])).toEqual([
    ['Crow', 'denies'],
    ['Lark', 'figure'],
    ['Gull', 'same'],
  ]);
  const [denial, figure, same] = claim!.evidence;
  expect(denial!.reason).toMatch(/^denies it: “denied”; both have /);
  expect(figure!.reason).toMatch(/^6\.8 million for 4\.2 million; both have /);
  expect(same!.reason).toMatch(/“swing”/);
  for (const { score } of claim!.evidence) expect(score).toBeGreaterThanOrEqual(0.3);
});

test('fault: evidence never shares only an acronym, a name or an office with the claim', () => {
  const claim = article('Tern', 'The NHBA says that 340 boats were refused a berth in Onnel last winter.\n', ['340']);
  const acronym = article('Gull', 'The NHBA has moved its offices to Onnel, where Mayor Iska Dorn cut the ribbon.\n');
  const opening = article('Lark', 'NHBA members held their yearly dinner in Onnel with three hundred guests.\n');
  const [found] = claimsOf(claim, acronym, opening);
  expect(found!.said.source).toBe('Tern');
  expect(found!.evidence).toEqual([]);
});

test('a claim has no evidence from its own source, nor from a text copied from it', () => {
  const wire = [
    'The harbour council of Onnel closed the swing bridge on Friday after a long inspection.',
    'Divers had found deep cracks in two of the nine piers below the roadway.',
    'The repair of the swing bridge will cost 4.2 million crowns and last nine weeks.',
    'Lorries have to take the ring road until the end of the summer holidays.',
  ];
  const agency = article('Agency', `${wire.join('\n')}\n`, ['4.2 million']);
  const copied = article('Gull', `Our own reporter adds that it rained.\n${wire.join('\n')}\n`);
  const again = article(
    'Agency',
    'The repair of the swing bridge will cost 4.2 million crowns, the agency reported again.\n',
  );
  expect(claimsOf(agency, copied, again)[0]!.evidence).toEqual([]);
});

test('fault: common ground never comes from one source, nor from two that copied one another', () => {
  const wire = [
    'The harbour council of Onnel closed the swing bridge on Friday after a long inspection.',
    'Divers had found deep cracks in two of the nine piers below the roadway.',
    'The repair of the swing bridge will cost 4.2 million crowns and last nine weeks.',
  ].join('\n');
  const copied = [
    article('Agency', `${wire}\n`),
    article('Gull', `${wire}\nShopkeepers on the east bank are worried about their trade.\n`),
  ];
  expect(writeSections({ articles: copied, gap: none }).commonGround).toEqual([]);
  const own = article('Lark', 'Deep cracks in two of the nine piers were found by divers below the roadway.\n');
  const { commonGround } = writeSections({ articles: [...copied, own], gap: none });
  expect(commonGround.map(({ sources }) => sources)).toEqual([2]);
  expect([commonGround[0]!.said, ...commonGround[0]!.alsoBy].map(({ source }) => source)).toContain('Lark');
});

test('a negation of something else denies nothing', () => {
  const claim = article('Tern', 'The cleaners of Onnel come home over the swing bridge at three in the morning.\n', [
    'three',
  ]);
  const yacht = article(
    'Gull',
    'The cleaners of Onnel do not come home by yacht over the swing bridge in the morning.\n',
  );
  expect(claimsOf(claim, yacht)[0]!.evidence.map(({ relation }) => relation)).toEqual(['same']);
  const not = article('Lark', 'The cleaners do not come home over the swing bridge at three in the morning.\n');
  expect(claimsOf(claim, not)[0]!.evidence.map(({ relation, reason }) => [relation, reason.slice(0, 16)])).toEqual([
    ['denies', 'denies it: “not”'],
  ]);
});

test('what “not only” or “no more than” says denies nothing', () => {
  const [claim] = claimsOf(
    tern,
    article('Gull', 'The repair of the swing bridge will cost not only 4.2 million crowns but last nine weeks.\n'),
  );
  expect(claim!.evidence.map(({ relation }) => relation)).toEqual(['same']);
});

test('a figure that partisans word quite differently disagrees still: one measure of one order', () => {
  const wire = article(
    'Agency',
    'The text sets a minimum flow of 520 cubic metres a second, measured below the weir.\n',
  );
  const herald = article(
    'Herald',
    'Never before was a neighbour given 610 cubic metres of water every second, more than was ever measured.\n',
  );
  const reservoir = article('Gull', 'The lake will hold 9,000 cubic metres of mud measured every second year.\n');
  const { figures, questions } = writeSections({ articles: [wire, herald, reservoir], gap: none });
  expect(figures.map(({ figures: given }) => given.map(({ value }) => value))).toEqual([[520, 610]]);
  expect(figures[0]!.counted).toBe('cubic metres');
  expect(questions.map(({ kind }) => kind)).toContain('figures');
});

test('questions: what only one source says, what only one side reports, who alone is quoted', () => {
  const lonely = article('Tern', 'The company paid 90 thousand crowns to the mayor in three envelopes.\n', [
    '90 thousand',
  ]);
  const others = [
    article('Gull', 'Anglers were the first to notice that something was wrong with the old bridge.\n'),
    article('Lark', 'On the east bank the market was held as on every other Friday of this summer.\n'),
  ];
  const { questions } = writeSections({ articles: [lonely, ...others], gap: none });
  expect(questions).toEqual([
    expect.objectContaining({
      kind: 'one source',
      text: 'What supports “The company paid 90 thousand crowns to the mayor in three envelopes.”? Only Tern says it.',
      places: [expect.objectContaining({ articleId: lonely.articleId })],
    }),
  ]);
  expect(writeSections({ articles: [lonely, others[0]!], gap: none }).questions).toEqual([]);

  const quote = (name: string, n: number): Finding[] =>
    Array.from({ length: n }, (_, i) => ({
      ...{ start: i, end: i + 5, label: 'direct', score: 0.9, reason: 'reporting verb' },
      speaker: { start: 0, end: 3, name },
    }));
  const heard = writeSections({
    articles: [
      { ...others[0]!, quotations: [...quote('Iska Dorn', 5)] },
      { ...others[1]!, quotations: [...quote('Petra Oll', 1)] },
    ],
    gap: none,
  });
  expect(heard.questions).toEqual([
    expect.objectContaining({
      kind: 'quotations',
      text: 'Who answers Iska Dorn? 5 of 6 quotations are from this speaker.',
    }),
  ]);
});

test('a sentence that a person chose among the claims gets evidence like the others', () => {
  const gull = article('Gull', 'The harbour council closed the old swing bridge on Friday for good.\n');
  const text = 'The harbour council closed the swing bridge on Friday.';
  const { claims } = writeSections({
    articles: [tern, gull],
    gap: none,
    chosen: [{ articleId: tern.articleId, text }],
  });
  const chosen = claims.find(({ said }) => said.text === text);
  expect(chosen!.evidence.map(({ source, relation }) => [source, relation])).toEqual([['Gull', 'same']]);
});

test('adversarial repetition: one sentence a thousand times over is one claim, at once', () => {
  const flood = article('Tern', 'The repair of the swing bridge will cost 4.2 million crowns today.\n'.repeat(1000), [
    '4.2',
  ]);
  const other = article('Gull', 'The repair of the swing bridge will cost 4.2 million crowns today.\n'.repeat(1000));
  const claims = claimsOf(flood, other);
  expect(claims).toHaveLength(1);
  expect(claims[0]!.evidence).toHaveLength(1);
});
