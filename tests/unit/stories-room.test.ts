/** The room of stories: what it makes of what the backend says, before anything is drawn. */
import { describe, expect, it } from 'vitest';
import { mostGivenOf } from '../../renderer/features/stories/figure-words.ts';
import { growthOf } from '../../renderer/features/stories/growth.ts';
import { quotedMatrix } from '../../renderer/features/stories/quoted-matrix.ts';
import { ratersInWords } from '../../renderer/features/stories/rater-words.ts';
import { countInterval, labelName, rateScale, signalRows } from '../../renderer/features/stories/signals.ts';
import {
  daysOf,
  gapName,
  gapSentence,
  gapTitle,
  ruleLines,
  spanInWords,
} from '../../renderer/features/stories/story-words.ts';
import { timelineOf } from '../../renderer/features/stories/timeline.ts';
import { gapSettings, type Spectrum, type StoryMember } from '../../shared/model/story.ts';

const settings = gapSettings.parse({});

function spectrum(bands: Spectrum['bands'], unrated = 0): Spectrum {
  const sides = { left: bands[0] + bands[1], centre: bands[2], right: bands[3] + bands[4] };
  return { bands, unrated, rated: sides.left + sides.centre + sides.right, sides };
}

const outlets = ['Dune Post', 'Salt Echo', 'Reed', 'Salt Echo West'];
let made = 0;
function article(source: string, publishedAt: string | null, more: Partial<StoryMember> = {}): StoryMember {
  made++;
  return {
    articleId: `a${made}`,
    title: `${source} ${made}`,
    sourceId: outlets.indexOf(source),
    source,
    lean: null,
    publishedAt,
    language: 'en',
    direction: 'ltr',
    words: 300,
    copyOf: null,
    by: 'analyser',
    ...more,
  };
}

describe('a coverage gap in words', () => {
  const story = spectrum([1, 3, 3, 0, 1]);
  const low = { kind: 'gap', side: 'right', share: 1 / 8, strongest: 'left', strongestShare: 0.5 } as const;

  it('tells the story’s numbers and that the corpus does not share the gap', () => {
    expect(gapName(low)).toBe('Low right');
    expect(gapTitle(low)).toBe('Low right coverage');
    expect(gapSentence(low, story, spectrum([6, 9, 12, 8, 6]), settings)).toBe(
      '1 of 8 rated sources is right of centre. In the corpus it is 14 of 41, so the gap is not the corpus’s own.',
    );
  });

  it('tells that a corpus with few sources of a side has the gap itself', () => {
    expect(gapSentence(low, story, spectrum([6, 9, 12, 1, 1]), settings)).toContain(
      'the corpus itself has few of them',
    );
  });

  it('calls neither a tie nor too few sources a gap', () => {
    expect(gapTitle({ kind: 'tie', sides: ['left', 'right'], share: 0.1 })).toBe('No gap: a tie');
    expect(gapSentence({ kind: 'tie', sides: ['left', 'right'], share: 0.1 }, story, story, settings)).toBe(
      'left and right have equally few, 10 % of the rated sources each: none of them is the gap.',
    );
    expect(gapSentence({ kind: 'too few', rated: 1, needed: 5 }, story, story, settings)).toBe(
      'The story has 1 rated source. The rule says nothing below 5.',
    );
  });

  it('lists the rule, condition by condition, with what the story has', () => {
    expect(ruleLines(story, settings)).toEqual([
      { condition: 'rated sources, at least 5', value: '8', isMet: true },
      { condition: 'weakest side, at most 20 %', value: '13 %', isMet: true },
      { condition: 'strongest side, at least 2 ×', value: '4.0 ×', isMet: true },
    ]);
  });

  it('does not ask further where too few sources are rated', () => {
    const lines = ruleLines(spectrum([1, 0, 1, 0, 0], 4), settings);
    expect(lines.map(({ isMet }) => isMet)).toEqual([false, null, null]);
    expect(lines[2]!.value).toBe('1 : 0');
    expect(ruleLines(spectrum([0, 0, 0, 0, 0], 6), settings).map(({ value }) => value)).toEqual(['0', '–', '–']);
  });
});

describe('raters in words', () => {
  const source = (name: string, ...leans: [rater: string, lean: number][]) => ({
    sourceId: name.length,
    source: name,
    articles: 1,
    firstPublished: null,
    lean: leans[0]?.[1] ?? null,
    ratings: leans.map(([rater, lean]) => ({ rater, lean, ratedOn: '2025-01-10' })),
  });

  it('says when nobody rates', () => {
    expect(ratersInWords([source('Dune Post')])).toBe('None of its sources is rated.');
  });
  it('names the raters, the time, and the source that they disagree on', () => {
    const sources = [
      source('Dune Post', ['North list', -1], ['South list', 1]),
      source('Salt Echo', ['North list', 0]),
    ];
    expect(ratersInWords(sources)).toBe(
      'Ratings by North list and South list, Jan 2025. They disagree on Dune Post: lean left or lean right.',
    );
  });
});

describe('days in words', () => {
  it('leaves out what both ends share', () => {
    expect(spanInWords('2025-03-14', '2025-03-19')).toBe('14–19 Mar 2025');
    expect(spanInWords('2025-02-25', '2025-03-02')).toBe('25 Feb – 2 Mar 2025');
    expect(spanInWords('2024-12-30', '2025-01-02')).toBe('30 Dec 2024 – 2 Jan 2025');
    expect(spanInWords('2025-03-14', '2025-03-14')).toBe('14 Mar 2025');
    expect(spanInWords(null, null)).toBe('');
  });
  it('counts the first and the last', () => {
    expect(daysOf('2025-02-27', '2025-03-02')).toBe(4);
    expect(daysOf('2025-02-27', '2025-02-27')).toBe(1);
    expect(daysOf(null, null)).toBeNull();
  });
});

describe('growth', () => {
  it('has a bar for each day of a short story, empty days too', () => {
    const days = [
      { day: '2025-03-14', articles: 5 },
      { day: '2025-03-17', articles: 2 },
    ];
    expect(growthOf(days, 16)).toEqual([5, 0, 0, 2]);
  });
  it('puts days of a long story together and loses no article', () => {
    const days = Array.from({ length: 31 }, (_, i) => ({
      day: `2025-03-${String(i + 1).padStart(2, '0')}`,
      articles: 1,
    }));
    const bars = growthOf(days, 16);
    expect(bars).toHaveLength(16);
    expect(bars.reduce((sum, n) => sum + n, 0)).toBe(31);
  });
  it('is nothing where no day is known', () => expect(growthOf([], 16)).toEqual([]));
});

describe('the timeline', () => {
  it('has a row for each source, the earliest first, and articles at the hour their source printed', () => {
    const members = [article('Salt Echo', '2025-03-15T12:00+03:00'), article('Dune Post', '2025-03-14T06:00Z')];
    const { rows, dots, ticks } = timelineOf(members, 12, 7);
    expect(rows.map(({ source, articles }) => [source, articles])).toEqual([
      ['Dune Post', 1],
      ['Salt Echo', 1],
    ]);
    expect(dots.map(({ at }) => at)).toEqual([0.125, 0.75]);
    expect(ticks).toEqual([
      { at: 0, day: '2025-03-14' },
      { at: 0.5, day: '2025-03-15' },
    ]);
  });

  it('ties later articles with a text to the earliest one, whichever heads the group', () => {
    const head = article('Salt Echo West', '2025-03-15T09:00Z');
    const early = article('Dune Post', '2025-03-14T09:00Z', { copyOf: head.articleId });
    const own = article('Reed', '2025-03-14T10:00Z');
    const { dots, copies } = timelineOf([head, early, own], 12, 7);
    expect(Object.fromEntries(dots.map(({ member, role }) => [member.source, role]))).toEqual({
      'Dune Post': 'first',
      'Salt Echo West': 'copy',
      Reed: 'own',
    });
    expect(copies.map(({ from, to }) => [from.member.source, to.member.source])).toEqual([
      ['Dune Post', 'Salt Echo West'],
    ]);
  });

  it('keeps the sources with most articles and counts what it leaves out', () => {
    const members = [
      article('Reed', '2025-03-14'),
      article('Dune Post', '2025-03-15'),
      article('Dune Post', '2025-03-16'),
      article('Salt Echo West', '2025-03'),
      article('Salt Echo West', null),
    ];
    const { rows, unlisted, unlistedSources, undated } = timelineOf(members, 1, 7);
    expect(rows.map(({ source }) => source)).toEqual(['Dune Post']);
    expect({ unlisted, unlistedSources, undated }).toEqual({ unlisted: 1, unlistedSources: 1, undated: 2 });
  });

  it('labels only some days of a long story', () => {
    const { ticks } = timelineOf([article('Reed', '2025-03-01'), article('Reed', '2025-03-30')], 12, 7);
    expect(ticks).toHaveLength(6);
    expect(ticks[1]!.day).toBe('2025-03-06');
  });

  it('is empty without any day', () => {
    expect(timelineOf([article('Reed', null)], 12, 7)).toMatchObject({ rows: [], dots: [], ticks: [], undated: 1 });
  });
});

describe('perspective signals', () => {
  const place = (label: string, text: string) => ({
    ...{ articleId: 'a1', sourceId: 1, source: 'Dune Post', start: 0, end: text.length },
    ...{ label, text, score: 0.9, reason: 'a loaded word' },
  });
  const signals: {
    sourceId: number;
    source: string;
    articles: number;
    words: number;
    labels: Record<string, number>;
  }[] = [
    { sourceId: 1, source: 'Dune Post', articles: 1, words: 500, labels: { Doubt: 1, Loaded_Language: 4, Slogans: 3 } },
    { sourceId: 2, source: 'Salt Echo', articles: 2, words: 1000, labels: {} },
    { sourceId: 3, source: 'Empty', articles: 1, words: 0, labels: {} },
  ];

  it('are rates for a thousand words, the highest first, without sources that have no words', () => {
    const rows = signalRows(signals.map((one) => ({ ...one, places: [] })));
    expect(rows.map(({ source, rate }) => [source, rate])).toEqual([
      ['Dune Post', 8],
      ['Salt Echo', 0],
    ]);
    expect(rows[0]!.others).toEqual([
      ['Slogans', 3],
      ['Doubt', 1],
    ]);
  });

  it('show a loaded word once, and other techniques apart', () => {
    const places = [
      place('Loaded_Language', 'swindle'),
      place('Doubt', 'so they say'),
      place('Loaded_Language', 'Swindle'),
    ];
    const [row] = signalRows([{ ...signals[0]!, places }]);
    expect(row!.strongest.map(({ text }) => text)).toEqual(['swindle']);
    expect(row!.otherPlaces.map(({ label }) => labelName(label))).toEqual(['doubt']);
  });

  it('have intervals that hold the count, close to the exact Poisson limits', () => {
    expect(countInterval(0)[0]).toBe(0);
    expect(countInterval(0)[1]).toBeCloseTo(3.67, 1);
    // Exact limits for 10: 4.795 to 18.390.
    expect(countInterval(10)[0]).toBeCloseTo(4.795, 1);
    expect(countInterval(10)[1]).toBeCloseTo(18.39, 1);
  });

  it('stand on an axis that cuts lines longer than twice the highest rate', () => {
    const x = rateScale(signalRows(signals.map((one) => ({ ...one, places: [] }))), 62);
    expect(x(0)).toBe(3);
    expect(x(16)).toBe(59);
    expect(x(1000)).toBe(59);
  });
});

describe('who is quoted by whom', () => {
  const speaker = (name: string, by: Record<string, number>) => ({
    name,
    quotations: Object.values(by).reduce((sum, n) => sum + n, 0),
    bySource: Object.entries(by).map(([source, quotations]) => ({ sourceId: source.length, source, quotations })),
    places: [],
  });
  it('crosses the speakers quoted most with the sources that quote them most', () => {
    const quoted = [
      speaker('Ada Orn', { Reed: 1, 'Dune Post': 3 }),
      speaker('Bo Lint', { 'Dune Post': 2, 'Salt Echo West': 4 }),
      speaker('Cy Mar', { Reed: 1 }),
    ];
    const { speakers, rows, more } = quotedMatrix(quoted, 2, 2);
    expect(speakers.map(({ name }) => name)).toEqual(['Bo Lint', 'Ada Orn']);
    expect(rows.map(({ source, cells }) => [source, cells])).toEqual([
      ['Dune Post', [2, 3]],
      ['Salt Echo West', [4, 0]],
    ]);
    expect(more).toBe(2);
  });
});

describe('figures that disagree', () => {
  it('mark those that differ from what most sources say, and none where it is even', () => {
    expect(mostGivenOf([90, 60, 90])).toBe(90);
    expect(mostGivenOf([90, 60])).toBeNull();
    expect(mostGivenOf([])).toBeNull();
  });
});
