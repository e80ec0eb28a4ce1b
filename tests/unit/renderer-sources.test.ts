import { describe, expect, it } from 'vitest';
import {
  chooseSource,
  extendTo,
  selectNoSources,
  toggleSource,
  useSourceChoice,
} from '../../renderer/features/sources/choice.ts';
import { dateEvidence, dateOutcome } from '../../renderer/features/sources/date-words.ts';
import { likelyKept, mergeHindered, mergeInWords } from '../../renderer/features/sources/merge-words.ts';
import {
  dropList,
  fieldOf,
  isDay,
  takeList,
  useRatingDraft,
  withField,
  withWord,
} from '../../renderer/features/sources/rating-draft.ts';
import { textOfList } from '../../renderer/features/sources/read-list.ts';
import { switchingInWords } from '../../renderer/features/sources/rule-words.ts';
import { dateOrderState, findSources, sortSources } from '../../renderer/features/sources/source-order.ts';
import type { RatingMapping, SourceRating, SourceRow } from '../../shared/contract/rooms/sources.ts';

const undecided: SourceRow['dateOrder'] = { order: null, from: null, dayFirst: 0, monthFirst: 0, open: 0 };

function source(sourceId: number, name: string, more: Partial<SourceRow> = {}): SourceRow {
  return {
    ...{ sourceId, name, domain: null, aliases: [], country: '', language: '', notes: '', articles: 1 },
    ...{ firstPublished: null, lastPublished: null, dateOrder: undecided, ratings: [], rules: 0 },
    ...more,
  };
}
const rated = (raterId: number, lean: number | null): SourceRating => ({
  ...{ raterId, rater: `Rater ${raterId}`, kind: 'list', lean, leanLabel: '' },
  ...{ reliability: null, reliabilityLabel: '', basis: '', ratedOn: null },
});
const names = (sources: readonly SourceRow[]) => sources.map(({ name }) => name);

describe('the order of sources', () => {
  it('of names minds neither case nor accents, and reads numbers as numbers', () => {
    const sources = [source(1, 'Quay 10'), source(2, 'quay 9'), source(3, 'Étoile'), source(4, 'Fern')];
    expect(names(sortSources(sources, { column: 'name', descending: false }))).toEqual([
      'Étoile',
      'Fern',
      'quay 9',
      'Quay 10',
    ]);
  });

  it('by a rater goes from left to right, with the unrated below either way', () => {
    const sources = [
      source(1, 'Unrated'),
      source(2, 'Right', { ratings: [rated(7, 2), rated(8, -2)] }),
      source(3, 'Left', { ratings: [rated(7, -2)] }),
      source(4, 'Only the other', { ratings: [rated(8, 0)] }),
      source(5, 'Without a band', { ratings: [rated(7, null)] }),
    ];
    const last = ['Only the other', 'Unrated', 'Without a band'];
    expect(names(sortSources(sources, { column: 7, descending: false }))).toEqual(['Left', 'Right', ...last]);
    expect(names(sortSources(sources, { column: 7, descending: true }))).toEqual(['Right', 'Left', ...last]);
  });

  it('by day and month has on top what somebody must look at, most articles first', () => {
    const sources = [
      source(1, 'Idle'),
      source(2, 'Shown', { dateOrder: { ...undecided, order: 'day first', from: 'articles', dayFirst: 4 } }),
      source(3, 'Two wait', { dateOrder: { ...undecided, open: 2 } }),
      source(4, 'Nine wait', { dateOrder: { ...undecided, open: 9 } }),
    ];
    expect(names(sortSources(sources, { column: 'dateOrder', descending: false }))).toEqual([
      'Nine wait',
      'Two wait',
      'Shown',
      'Idle',
    ]);
  });

  it('leaves the list it was given as it was', () => {
    const sources = [source(1, 'b'), source(2, 'a')];
    sortSources(sources, { column: 'name', descending: false });
    expect(names(sources)).toEqual(['b', 'a']);
  });
});

describe('finding sources', () => {
  const sources = [
    source(1, 'Quay Gazette', { domain: 'quay-gazette.example', country: 'Velmara' }),
    source(2, 'Hill Monitor', { aliases: ['The Monitor of the Hill'], notes: 'founded by quay workers' }),
  ];
  it('takes every word, anywhere in what is known', () => {
    expect(names(findSources(sources, 'quay'))).toEqual(['Quay Gazette', 'Hill Monitor']);
    expect(names(findSources(sources, ' QUAY  velmara '))).toEqual(['Quay Gazette']);
    expect(names(findSources(sources, 'monitor of'))).toEqual(['Hill Monitor']);
    expect(findSources(sources, 'tram')).toEqual([]);
    expect(findSources(sources, '  ')).toEqual(sources);
  });
});

describe('day and month', () => {
  const order = (dateOrder: Partial<SourceRow['dateOrder']>) => ({ ...undecided, ...dateOrder });
  it.each([
    [{}, 'idle'],
    [{ open: 3 }, 'unclear'],
    [{ dayFirst: 1, monthFirst: 1 }, 'unclear'],
    [{ dayFirst: 2 }, 'idle'],
    [{ order: 'day first', from: 'articles', dayFirst: 3, open: 2 }, 'shown'],
    [{ order: 'month first', from: 'user', dayFirst: 3 }, 'set'],
  ] as const)('%j is %s', (dateOrder, state) => {
    expect(dateOrderState({ dateOrder: order(dateOrder) }).state).toBe(state);
  });

  it('says what the articles show', () => {
    expect(dateEvidence(order({ dayFirst: 31, open: 12 }))).toBe(
      '31 articles show day first, none month first; 12 dates await it.',
    );
    expect(dateEvidence(order({ dayFirst: 1, monthFirst: 2, open: 1 }))).toBe(
      '1 article shows day first, 2 month first; 1 date awaits it.',
    );
    expect(dateEvidence(order({ monthFirst: 5 }))).toBe(
      'No article shows day first, 5 month first; no date awaits it.',
    );
    expect(dateEvidence(undecided)).toBe(
      'No article shows the order of day and month by its own date; no date awaits it.',
    );
  });

  it('says what follows, and that a person outranks the articles', () => {
    expect(dateOutcome(order({ order: 'day first', from: 'articles' }))).toBe('Read day first, as its articles show.');
    expect(dateOutcome(order({ order: 'month first', from: 'user', dayFirst: 9 }))).toBe(
      'Read month first, as it was set here.',
    );
    expect(dateOutcome(order({ dayFirst: 2, monthFirst: 1 }))).toContain('contradict each other');
    expect(dateOutcome(order({ open: 4 }))).toContain('stay open until you choose');
  });
});

describe('merging', () => {
  const hill = source(1, 'Hill Monitor', { domain: 'hill-monitor.example', articles: 4 });
  const other = source(2, 'The Hill Monitor', { aliases: ['Hill Monitor', 'THM'], articles: 1, notes: 'a scraper' });

  it('keeps the one with most articles, then the one that has a domain', () => {
    expect(likelyKept([other, hill])).toBe(hill);
    expect(likelyKept([{ ...other, articles: 4 }, hill])).toBe(hill);
    expect(likelyKept([])).toBeUndefined();
  });

  it('says what moves and what is lost before it does', () => {
    expect(mergeInWords(hill, [other])).toEqual([
      '1 article moves to Hill Monitor, which then has 5 articles.',
      'Later imports find it under these names too: The Hill Monitor, THM.',
      'Notes of The Hill Monitor are not taken over.',
    ]);
  });

  it('names some of many, and needs two sources but no more than a step takes', () => {
    const many = Array.from({ length: 15 }, (_, n) => source(n + 10, `Outlet ${n}`));
    expect(mergeInWords(hill, many)[1]).toMatch(/: Outlet 0, .*, Outlet 11 and 3 more\.$/);
    expect(mergeHindered(1)).toBe('select two or more sources');
    expect(mergeHindered(2)).toBeNull();
    expect(mergeHindered(1001)).toBeNull();
    expect(mergeHindered(1002)).toBe('at most 1,000 sources are merged in one step');
  });

  it('names an order of day and month that a person had set for the one that goes', () => {
    const set = { ...other, notes: '', dateOrder: { ...undecided, order: 'day first', from: 'user' } as const };
    expect(mergeInWords(hill, [set]).at(-1)).toBe(
      'The order of day and month set for The Hill Monitor is not taken over.',
    );
  });
});

describe('switching rules', () => {
  it('says in how many articles a line comes back', () => {
    const rule = { line: 'Follow Quay Gazette on all networks', documents: 214 };
    expect(switchingInWords([rule], false, 'Quay Gazette')).toBe(
      '“Follow Quay Gazette on all networks” comes back in 214 articles of Quay Gazette, as new versions of their texts. Annotations stay on their words. It can be switched on again.',
    );
  });
  it('counts the most frequent one of several, and cuts a long line short', () => {
    const rules = [
      { line: 'a', documents: 3 },
      { line: 'b', documents: 1200 },
    ];
    expect(switchingInWords(rules, true, 'Quay Gazette')).toMatch(
      /^What 2 rules cut is cut again from at least 1,200 articles of Quay Gazette.*They can be switched off again\.$/,
    );
    expect(switchingInWords([{ line: 'x'.repeat(200), documents: 1 }], false, 'Q')).toMatch(
      /^“x{79}…” comes back in 1 article of Q/,
    );
  });
});

describe('selecting sources', () => {
  const state = () => {
    const { sourceId, selected } = useSourceChoice.getState();
    return [sourceId, [...selected]];
  };
  it('extends from where the range began, in the order that is shown', () => {
    chooseSource(3);
    extendTo(9, [5, 3, 8, 9]);
    expect(state()).toEqual([9, [3, 8, 9]]);
    extendTo(5, [5, 3, 8, 9]);
    expect(state()).toEqual([5, [5, 3]]);
  });
  it('takes the one under the cursor along when a second one is picked, and leaves it on the second press', () => {
    chooseSource(3);
    toggleSource(8, 3);
    expect(state()).toEqual([8, [3, 8]]);
    toggleSource(8, 8);
    expect(state()).toEqual([8, [3]]);
    selectNoSources();
    expect(state()).toEqual([8, []]);
  });
});

describe('a list of ratings before it is taken in', () => {
  const mapping: RatingMapping = {
    ...{ name: 0, domain: 1, lean: 2, reliability: null, basis: null, ratedOn: null },
    ...{ leanWords: { 'tilts left': -1 }, reliabilityWords: {} },
  };

  it('has a field in one column only, and forgets the words of a column that it no longer reads', () => {
    expect(withField(mapping, 3, 'domain')).toEqual({ ...mapping, domain: 3 });
    expect(withField(mapping, 3, 'lean')).toEqual({ ...mapping, lean: 3, leanWords: {} });
    expect(withField(mapping, 2, 'reliability')).toEqual({ ...mapping, lean: null, reliability: 2, leanWords: {} });
    expect(withField(mapping, 1, null)).toEqual({ ...mapping, domain: null });
    expect(fieldOf(mapping, 2)).toBe('lean');
    expect(fieldOf(mapping, 5)).toBeNull();
  });

  it('places a word without touching the others', () => {
    expect(withWord(mapping, 'lean', 'upright', 2).leanWords).toEqual({ 'tilts left': -1, upright: 2 });
    expect(withWord(mapping, 'reliability', 'meh', null).reliabilityWords).toEqual({ meh: null });
    expect(mapping.leanWords).toEqual({ 'tilts left': -1 });
  });

  it('begins anew with another list', () => {
    takeList('a,b', 'first.csv');
    useRatingDraft.setState({ rater: 'Panel', mapping });
    takeList('c,d', null);
    expect(useRatingDraft.getState()).toEqual({ csv: 'c,d', file: null, mapping: null, rater: '', ratedOn: '' });
    dropList();
    expect(useRatingDraft.getState().csv).toBeNull();
  });

  it.each([
    ['2025-02-28', true],
    ['2025-02-30', false],
    ['2025-2-3', false],
    ['28.02.2025', false],
  ])('%s is a day: %s', (typed, day) => {
    expect(isDay(typed)).toBe(day);
  });
});

describe('the file of a list', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  it('is read as UTF-8, UTF-16 with its mark, or Windows-1252', () => {
    expect(textOfList(utf8('name\nÉtoile du quai\n'), 'list.csv')).toBe('name\nÉtoile du quai\n');
    expect(textOfList(Uint8Array.of(0xff, 0xfe, 0xc9, 0x00, 0x74, 0x00), 'list.csv')).toBe('Ét');
    expect(textOfList(Uint8Array.of(0xfe, 0xff, 0x00, 0xc9), 'list.csv')).toBe('É');
    expect(textOfList(Uint8Array.of(0xc9, 0x74, 0x96), 'list.csv')).toBe('Ét–');
  });
  it('is refused with its name when it is empty or no text', () => {
    expect(() => textOfList(utf8(' \n'), 'empty.csv')).toThrow('empty.csv is empty.');
    expect(() => textOfList(utf8('PK\u0003\0\0'), 'list.xlsx')).toThrow('list.xlsx is not a text.');
    expect(() => textOfList(new Uint8Array(40_000_001), 'huge.csv')).toThrow('huge.csv is longer than any list');
  });
});
