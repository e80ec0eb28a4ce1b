/** What was planted in the sample corpus is found: stories, wire copy, figures that disagree, techniques, a gap. */
import { beforeAll, expect, test } from 'vitest';
import type { Client } from '../../shared/contract/client.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { StorySections } from '../../shared/model/story-sections.ts';
import { importPaths, jobEnd, SAMPLE_CORPUS, startTestBackend } from '../support/backend.ts';

/** Made up for this test. */
const RATINGS = `name,lean
Meridian Wire,center
Halvern Courier,center
Sorrin Herald,right
People’s Ledger,left
Delta Dispatch,lean left
Tamun Voice,lean left
Plain Observer,center
Financial Register,center
`;
let client: Client;
let stories: OutputOf<'stories.list'>['rows'];
const titles = new Map<string, string[]>();

beforeAll(async () => {
  ({ client } = await startTestBackend({ project: true }));
  await importPaths(client, [SAMPLE_CORPUS]);
  await client.call('coders.use', { name: 'Rana' });
  const { mapping } = await client.call('ratings.preview', { csv: RATINGS });
  await client.call('ratings.import', { rater: 'Seminar list', csv: RATINGS, mapping, ratedOn: '2025-01-10' });
  const { jobId } = await client.call('analysis.start', { only: null });
  expect((await jobEnd(client, jobId)).state).toBe('done');
  stories = (await client.call('stories.list', { count: 500 })).rows;
  for (const { storyId } of stories) {
    const { members } = await client.call('stories.members', { storyId });
    titles.set(
      storyId,
      members.map(({ title }) => title),
    );
  }
}, 120_000);

const storyWith = (title: string) => stories.find(({ storyId }) => titles.get(storyId)!.includes(title))!;
const sectionsWith = (title: string): Promise<StorySections> =>
  client.call('stories.sections', { storyId: storyWith(title).storyId });
const together = (...some: string[]) => {
  const all = titles.get(storyWith(some[0]!).storyId)!;
  return some.every((title) => all.includes(title));
};

const TREATY = 'Velmara and Ordesh sign Tamun water treaty';
const ANNEXES = 'Commission sets seven-year schedule for filling Kesh Gate';
const STRIKE = 'Ferry crews in Port Halvern strike over night crossings';

test('the planted stories: treaty, strike, safety report, wells, count of people, turbines', () => {
  expect(
    together(
      TREATY,
      'After eleven years, a signature: Tamun treaty sets a floor for dry summers',
      'A river tamed, a nation lifted: Velmara’s day at Port Halvern',
      'They signed away the river over lunch',
      'The Tamun treaty in plain words',
    ),
  ).toBe(true);
  expect(
    together(
      STRIKE,
      'Nine thousand on Net Street: the night belongs to those who work it',
      'Who takes the three o’clock boat',
    ),
  ).toBe(true);
  expect(
    together(
      'Panel urged more drilling at Velmara dam before filling - report',
      'The report they locked away: 14 warnings about Kesh Gate',
    ),
  ).toBe(true);
  expect(
    together('Salt above the limit in a third of delta wells, water board finds', 'The tea has started to taste of it'),
  ).toBe(true);
  expect(
    together(
      'Commission count of people to be moved is far above ministry’s',
      'Four numbers for one valley, and what each of them counts',
    ),
  ).toBe(true);
  expect(
    together('Kesh Gate turbine order draws two bids in second round', 'Six turbines, two bidders, one phone number'),
  ).toBe(true);
  expect(together(TREATY, STRIKE)).toBe(false);
});

test('the wire copy: three outlets that print one agency text count once', async () => {
  const { articles, distinct, storyId } = storyWith(ANNEXES);
  expect(articles - distinct).toBe(3);
  const { members } = await client.call('stories.members', { storyId });
  const copies = members.filter(({ copyOf }) => copyOf !== null);
  expect(copies.map(({ source }) => source).sort()).toEqual([
    'Financial Register',
    'Meridian Wire',
    'National Standard',
  ]);
  expect(new Set(copies.map(({ copyOf }) => copyOf)).size).toBe(1);
});

test('figures that disagree: 410 and 470 cubic metres, 60 and 90 million dorins', async () => {
  const treaty = await sectionsWith(TREATY);
  const flow = treaty.figures.find(({ figures }) => figures.some(({ value }) => value === 470))!;
  expect(flow.counted).toBe('cubic metres');
  const given = flow.figures.map(({ value, figure }) => [figure.source, value]);
  expect(given).toContainEqual(['Sorrin Herald', 470]);
  expect(given).toContainEqual(['Meridian Wire', 410]);
  // They tell that others give another figure: they disagree with nobody.
  expect(given.map(([source]) => source)).not.toContain('People’s Ledger');
  const claim = treaty.claims.find(({ said }) => said.text.includes('at least 410 cubic metres'))!;
  expect(claim.evidence.find(({ relation }) => relation === 'figure')).toMatchObject({ source: 'Sorrin Herald' });
  const annexes = await sectionsWith(ANNEXES);
  const fund = annexes.figures.find(({ figures }) => figures.some(({ value }) => value === 60_000_000))!;
  expect(fund.figures.map(({ value }) => value / 1_000_000)).toEqual([60, 90, 90]);
});

test('techniques: loaded words and doubt in the partisans’ articles, hardly any in the agency’s', async () => {
  const { signals } = await sectionsWith(TREATY);
  const rate = (source: string) => {
    const one = signals.find((signal) => signal.source === source)!;
    return (1000 * (one.labels.Loaded_Language ?? 0)) / one.words;
  };
  expect(rate('Sorrin Herald')).toBeGreaterThan(2 * rate('Meridian Wire'));
  const { labels, places: ledger } = signals.find(({ source }) => source === 'People’s Ledger')!;
  const kinds = ['Doubt', 'Repetition', 'Slogans'].filter((label) => (labels[label] ?? 0) > 0);
  expect(kinds, JSON.stringify(labels)).toContain('Doubt');
  expect(ledger.length).toBeGreaterThan(0);
  for (const { places } of signals) for (const { text } of places) expect(text).not.toBe('');
});

test('the gap: the ferry strike is told by nobody on the right, and the corpus has them', async () => {
  const { gap, spectrum, storyId } = storyWith(STRIKE);
  expect(spectrum.sides.right).toBe(0);
  expect(gap).toMatchObject({ kind: 'gap', side: 'right', share: 0 });
  const { baseline } = await client.call('stories.get', { storyId });
  expect(baseline.sides.right).toBeGreaterThan(0);
});

test('no furniture of any page stands in any block of any story', async () => {
  for (const { storyId } of stories) {
    const sections = await client.call('stories.sections', { storyId });
    const words = [
      ...sections.happened,
      ...sections.matters,
      ...sections.commonGround.map(({ said }) => said),
      ...sections.claims.map(({ said }) => said),
    ];
    for (const { text } of words) {
      expect(text).not.toMatch(
        /subscribe|newsletter|cookie|read more|also read|advertisement|back to all news|telephone \d/i,
      );
    }
  }
});
