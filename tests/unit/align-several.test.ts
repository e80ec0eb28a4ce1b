/** Two to twelve articles at once: what they say together, in which words, with which figures, quoting whom. */
import { describe, expect, it, test } from 'vitest';
import {
  alignArticles,
  bounds,
  compareArticles,
  lineUpQuotations,
  linksBetween,
  sameSpeakers,
  statementMatrix,
  versionDifference,
} from '../../electron/analysis/align/index.ts';
import { AnalysedText } from '../../electron/analysis/analysers/analyser.ts';
import { quotations } from '../../electron/analysis/quotations/index.ts';

const article = (text: string, language: string | null = 'en') => ({ id: text.slice(0, 8), text, language });
const sliced = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

const LEDGER =
  'Ferry crews in Osmere walked out on Tuesday over night pay. The port counted 640 striking sailors at noon. ' +
  'Gulls circled the empty pier.';
const HERALD =
  'The port counted 640 striking sailors at noon. On Tuesday the ferry crews in Osmere walked out over their night pay.';
const WATCH =
  'Over night pay, ferry crews walked out in Osmere on Tuesday. At noon the port counted 410 striking sailors. ' +
  'Bakers sold bread from the quay.';

describe('three articles', () => {
  const texts = [LEDGER, HERALD, WATCH];
  const { pairs, statements, only, articles } = compareArticles(texts.map((text) => article(text)));

  it('are compared each with each other one', () => {
    expect(pairs.map(({ left, right, a, b, kind }) => `${left}.${a}-${right}.${b} ${kind}`)).toEqual([
      '0.0-1.1 reworded',
      '0.1-1.0 same',
      '0.0-2.0 reworded',
      '0.1-2.1 differs',
      '1.0-2.1 differs',
      '1.1-2.0 reworded',
    ]);
  });

  it('say together what is linked, each sentence once; the rest is said by one only', () => {
    expect(statements).toEqual([
      [[0], [1], [0]],
      [[1], [0], [1]],
    ]);
    expect(only).toEqual([[2], [], [2]]);
    expect(articles.map(({ left }) => left)).toEqual([0, 0, 0]);
  });

  it('make a matrix of statements by sources: the wording most share at the head, others beside it by kind', () => {
    const { rows } = statementMatrix(texts.map((text) => article(text)));
    expect(rows.map(({ said }) => said)).toEqual([3, 3, 1, 1]);
    const count = rows.find(({ cells }) => cells.some((cell) => cell?.kind === 'differs'))!;
    expect(count.cells.map((cell) => cell?.kind)).toEqual(['same', 'same', 'differs']);
    expect(count.head).toBe(0);
    expect(sliced(WATCH, count.cells[2]!.figures)).toEqual(['410']);
    expect(sliced(LEDGER, count.cells[0]!.figures)).toEqual(['640']);
    const alone = rows.filter(({ said }) => said === 1);
    expect(alone.map(({ cells }) => cells.findIndex((cell) => cell !== null))).toEqual([0, 2]);
  });
});

test('a sentence joins a statement only when half of those in it are linked to it', () => {
  const pair = (left: number, right: number, score: number) => ({
    ...{ left, right, a: 0, b: 0, kind: 'reworded' as const, score },
  });
  const chain = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(2, 3, 0.5)];
  // 2 is linked to one of the two that 0 and 1 are; 3 only to one of three.
  return import('../../electron/analysis/align/index.ts').then(({ statementsOf }) =>
    expect(statementsOf(4, chain)).toEqual([[[0], [0], [0], []]]),
  );
});

describe('texts that repeat themselves', () => {
  const line = 'The harbour board of Vellin raised the berth fee to 48 crowns on Friday. ';

  it('are linked occurrence by occurrence; what is left over goes to the last', () => {
    const { pairs, only } = alignArticles(
      article(line.repeat(3)),
      article(`Rain fell on Lomm all week. ${line.repeat(2)}`),
    );
    expect(pairs.map(({ a, b, kind }) => `${a}-${b} ${kind}`)).toEqual(['0-1 same', '1-2 same', '2-2 same']);
    expect(only).toEqual({ a: [], b: [0] });
  });

  it('ten thousand times are compared as one', { timeout: 60_000 }, () => {
    const { pairs } = alignArticles(article(line.repeat(10_000)), article(line.repeat(10_000)));
    expect(pairs).toHaveLength(10_000);
    expect(pairs.at(-1)).toMatchObject({ a: 9999, b: 9999, kind: 'same' });
  });

  it('say how many sentences were left out behind the bound', () => {
    const { articles } = compareArticles([article('Ice. '.repeat(bounds.sentences + 3)), article(line)]);
    expect(articles.map(({ left, sentences }) => [sentences.length, left])).toEqual([
      [bounds.sentences, 3],
      [1, 0],
    ]);
  });
});

it('rival values of one measure link two sentences that have little else in common', () => {
  const ours = article('The text sets a minimum flow of 410 cubic metres a second below the lock. Rain fell.');
  const theirs = article('Downstream, Lomm receives 470 cubic metres of water every second. Rain was expected by all.');
  const other = article(
    'Downstream, Lomm keeps 470 wooden boats for water every second year. Rain was expected by all.',
  );
  expect(alignArticles(ours, theirs).pairs.map(({ kind }) => kind)).toEqual(['differs']);
  expect(alignArticles(ours, other).pairs).toEqual([]);
});

it('ends at once when it is asked to', () => {
  const stop = () => {
    throw new Error('ended');
  };
  expect(() => compareArticles([article(LEDGER), article(HERALD)], stop)).toThrow('ended');
});

it('three words beside an article, and nothing beside it, have no links and no error', () => {
  for (const short of ['Ferries stay home', '']) {
    expect(compareArticles([article(short), article(LEDGER)]).pairs).toEqual([]);
  }
});

describe('speakers', () => {
  const of = (...names: string[]) =>
    Object.fromEntries([...sameSpeakers(names)].map(([name, { name: full }]) => [name, full]));

  it('are one under a last name, an initial, other accents and case', () => {
    expect(of('Brand', 'Tomas Brand', 'T. Brand', 'Tomás BRAND')).toEqual({
      Brand: 'Tomas Brand',
      'Tomas Brand': 'Tomas Brand',
      'T. Brand': 'Tomas Brand',
      'Tomás BRAND': 'Tomas Brand',
    });
  });

  it('keep apart when two have the last name, and when the first names differ', () => {
    const found = of('Ida Brand', 'Tomas Brand', 'Brand');
    expect(new Set(Object.values(found)).size).toBe(3);
  });

  it('that are no names are one only when they are called alike', () => {
    expect(of('the mayor', 'the mayor of Vell', 'The mayor')['the mayor of Vell']).toBe('the mayor of Vell');
  });
});

describe('quotations', () => {
  const quoted = (text: string) => {
    const found = quotations.find(new AnalysedText(text, { language: 'en' }));
    return { text, language: 'en', quotations: found.filter(({ score }) => score >= quotations.threshold) };
  };
  const first = quoted(
    '“We will not sail at night for the wages of a cabin boy,” said Tomas Brand, who leads the crews. ' +
      '“The books are open,” harbour master Ida Lorn said.',
  );
  const second = quoted('“We will not sail at night,” Brand said. Nobody else spoke.');
  const third = quoted('“For a cabin boy’s wages no crew of ours will sail at night,” said T. Brand.');
  const speakers = lineUpQuotations([first, second, third]);

  it('of one speaker stand in a row: the fullest, cut, in other words', () => {
    const [brand] = speakers;
    expect(brand).toMatchObject({ name: 'Tomas Brand', counts: [1, 1, 1] });
    expect(brand!.rows).toHaveLength(1);
    expect(brand!.rows[0]!.cells.map((cell) => cell.map(({ kind }) => kind))).toEqual([
      ['full'],
      ['cut'],
      ['reworded'],
    ]);
    expect(sliced(second.text, brand!.rows[0]!.cells[1]!)).toEqual(['“We will not sail at night,”']);
  });

  it('that one article alone has say so', () => {
    const lorn = speakers.find(({ name }) => name === 'Ida Lorn')!;
    expect(lorn.rows[0]!.cells.map((cell) => cell.map(({ kind }) => kind))).toEqual([['alone'], [], []]);
  });

  it('with the same words are one whoever is named; each article keeps the name it gives', () => {
    const other = quoted('“We will not sail at night for the wages of a cabin boy,” said Odd Renn.');
    const [together] = lineUpQuotations([first, other]);
    expect(together!.rows[0]!.cells.flat().map(({ speaker, kind }) => [speaker, kind])).toEqual([
      ['Tomas Brand', 'full'],
      ['Odd Renn', 'same'],
    ]);
  });
});

describe('links between articles', () => {
  const a =
    'The port counted 640 striking sailors at noon. A night costs the town 35 percent of its trade. “We will wait as long as it takes,” said Ida Lorn.';
  const b =
    'At noon the port counted 410 striking sailors. Trade fell by 35 percent since spring. Ida Lorn: “We will wait as long as it takes.”';
  const withQuotations = (text: string) => ({
    ...article(text),
    quotations: [
      { start: text.indexOf('“'), end: text.indexOf('”') + 1, label: 'direct', speaker: { name: 'Ida Lorn' } },
    ],
  });
  const links = linksBetween([withQuotations(a), withQuotations(b)]);
  const of = (kind: string) =>
    links
      .filter((link) => link.kind === kind)
      .map((link) => [a.slice(link.a.start, link.a.end), b.slice(link.b.start, link.b.end)]);

  it('are of five kinds, each with its places', () => {
    expect(of('different figure')).toEqual([['640', '410']]);
    expect(of('same quotation')).toEqual([
      ['“We will wait as long as it takes,”', '“We will wait as long as it takes.”'],
    ]);
    expect(of('same figure')).toEqual([['35 percent', '35 percent']]);
    expect(of('reworded sentence')[0]![0]).toBe('The port counted 640 striking sailors at noon.');
    const twin = linksBetween([article(LEDGER), article(HERALD)]);
    expect(twin.filter(({ kind }) => kind === 'same sentence')).toHaveLength(1);
  });

  it('give no different figure where an article gives both', () => {
    const both = `${b} The port itself had first counted 640 striking sailors.`;
    expect(linksBetween([article(a), article(both)]).filter(({ kind }) => kind === 'different figure')).toEqual([]);
  });
});

describe('two versions of a text', () => {
  const before =
    'The ferry leaves at six in the morning. Crews slept aboard all night long. Passengers waited in the hall. The mayor called the strike a nuisance. Nobody was hurt.';
  const after =
    'The mayor called the strike a nuisance. The ferry leaves at six in the morning. Crews slept aboard for two nights long. Passengers waited in the hall. Talks begin on Sunday in Lomm.';
  const { parts, counts } = versionDifference({ a: before, b: after, language: 'en' });

  it('tell what was added, what is gone, what was changed and what was moved', () => {
    expect(counts).toEqual({ added: 1, gone: 1, changed: 1, moved: 1 });
    const moved = parts.filter(({ kind }) => kind.startsWith('moved'));
    expect(moved.map(({ kind }) => kind).sort()).toEqual(['moved a', 'moved b']);
    for (const { a, b } of moved) {
      expect(before.slice(a!.start, a!.end)).toBe('The mayor called the strike a nuisance.');
      expect(after.slice(b!.start, b!.end)).toBe('The mayor called the strike a nuisance.');
    }
    const gone = parts.find(({ kind }) => kind === 'only a')!;
    expect(before.slice(gone.a!.start, gone.a!.end)).toBe('Nobody was hurt.');
  });

  it('that are equal are the same', () => {
    expect(versionDifference({ a: before, b: before, language: 'en' })).toEqual({
      parts: [{ kind: 'same', a: { start: 0, end: before.length }, b: { start: 0, end: before.length } }],
      counts: { added: 0, gone: 0, changed: 0, moved: 0 },
    });
  });
});
