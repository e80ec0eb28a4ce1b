/** Which recorded claims say much the same as some words. */
import { describe, expect, it } from 'vitest';
import { ClaimIndex } from '../../electron/analysis/claims-similar/index.ts';

const statements: readonly (readonly [id: string, text: string, language: string])[] = [
  ['ferry', 'The night ferry to Sandrin carried 2,400 passengers in March.', 'en'],
  ['quay', 'The north quay of Vell Harbour will be closed for two years.', 'en'],
  ['tolls', 'Bridge tolls will rise by 12 percent in autumn.', 'en'],
  ['boats', 'Forty boats left Vell Harbour before the storm.', 'en'],
  ['school', 'No school in Marrow has a nurse.', 'en'],
  ['wells', 'Три колодца в Лозовой закрыты с апреля.', 'ru'],
  ['pumps', 'توقفت مضخات المياه في حي الزيتون', 'ar'],
  ['dam', '新水库将淹没三个村庄', 'zh'],
];

function indexed(rows = statements): ClaimIndex {
  const index = new ClaimIndex();
  for (const [id, text, language] of rows) index.put(id, { claimId: id, text, language });
  return index;
}
const ask = (text: string, language = 'en', index = indexed()) =>
  index.similar(text, language, { exceptClaimId: null, limit: 9 });

describe('a claim in other words', () => {
  it('is found by its rare words and its figure, and both are told', () => {
    const [first, ...others] = ask('In March some 2,400 people took the night ferry');
    expect(first).toMatchObject({ claimId: 'ferry', sharedFigures: ['2,400'], otherFigures: [] });
    expect(first?.sharedWords).toEqual(expect.arrayContaining(['night', 'ferry', 'March']));
    expect(others).toEqual([]);
  });

  it('is found with another figure, which is told as such', () => {
    const [first] = ask('The night ferry to Sandrin carried 1,900 passengers in March.');
    expect(first).toMatchObject({ claimId: 'ferry', otherFigures: [{ here: '1,900', there: '2,400' }] });
  });

  it('is found whatever the ending of its words', () => {
    expect(ask('The closing of the northern quay in Vell Harbour')[0]?.claimId).toBe('quay');
  });

  it('is the same at 1 when it is word for word the same, whatever case and spaces', () => {
    expect(ask('no  SCHOOL in Marrow has a nurse.')[0]).toMatchObject({ claimId: 'school', score: 1 });
  });

  it('comes first where more of what is rare is shared: a place alone is not enough', () => {
    expect(ask('Boats that left Vell Harbour were forty').map(({ claimId }) => claimId)).toEqual(['boats', 'quay']);
    expect(ask('A parade through Marrow')).toEqual([]);
  });

  it('is not found by words that every sentence has', () => {
    expect(ask('They said that it will be so for the people in it.')).toEqual([]);
  });
});

describe('claims in other scripts', () => {
  it('are found in Russian, Arabic and Chinese', () => {
    expect(ask('Закрытые колодцы Лозовой: их три', 'ru')[0]?.claimId).toBe('wells');
    expect(ask('قال السكان إن مضخات المياه توقفت منذ أسبوع', 'ar')[0]?.claimId).toBe('pumps');
    expect(ask('三个村庄将被新水库淹没', 'zh')[0]?.claimId).toBe('dam');
  });

  it('are found through a mention in the other language', () => {
    const index = indexed();
    index.put('mention of ferry', {
      claimId: 'ferry',
      text: 'Ночной паром в Сандрин перевёз 2400 пассажиров',
      language: 'ru',
    });
    expect(ask('Паром в Сандрин: 2400 пассажиров за месяц', 'ru', index)[0]).toMatchObject({ claimId: 'ferry' });
  });
});

describe('the index', () => {
  it('leaves out the claim that the words are from, and keeps to the limit', () => {
    const index = indexed();
    const text = 'Vell Harbour boats and the Vell Harbour quay closed';
    expect(index.similar(text, 'en', { exceptClaimId: 'quay', limit: 9 }).map(({ claimId }) => claimId)).toEqual([
      'boats',
    ]);
    expect(index.similar(text, 'en', { exceptClaimId: null, limit: 1 })).toHaveLength(1);
  });

  it('forgets what was removed and what was reworded', () => {
    const index = indexed();
    index.remove('tolls');
    index.put('school', { claimId: 'school', text: 'The library in Osk opens on Sundays.', language: 'en' });
    expect(ask('Bridge tolls rise by 12 percent', 'en', index)).toEqual([]);
    expect(ask('No school in Marrow has a nurse.', 'en', index)).toEqual([]);
    expect(ask('The Osk library opens on Sundays', 'en', index)[0]?.claimId).toBe('school');
    expect([...index.keys()]).not.toContain('tolls');
  });

  it('finds one among ten thousand', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => {
      const text = `The council of ward ${at + 3000} spent ${at + 20_000} crowns on road number ${at % 77}.`;
      return [`c${at}`, text, 'en'] as const;
    });
    const [first] = ask('Ward 7321 had spent 24,321 crowns on roads', 'en', indexed(rows));
    expect(first).toMatchObject({ claimId: 'c4321', sharedFigures: ['7321', '24,321'] });
  });
});
