import { describe, expect, it } from 'vitest';
import { decideLanguage, detectLanguage, languageNamed } from '../../electron/analysis/extract/language/language.ts';
import {
  countLanguages,
  DETECTOR_LANGUAGES,
  declaration,
  FURTHER_LANGUAGES,
  pieces,
} from '../../scripts/eval/languages.ts';

const missedIn = (counts: ReturnType<typeof countLanguages>) =>
  [...counts.missed].map(([code, found]) => `${code} taken for ${found.join(', ')}`);

describe('detection on the declaration of human rights', () => {
  it('tells the languages of the detector in pieces of 200 to 400 characters', () => {
    expect(new Set(Object.values(DETECTOR_LANGUAGES)).size).toBeGreaterThanOrEqual(55);
    for (const length of [200, 300, 400]) {
      const counts = countLanguages(DETECTOR_LANGUAGES, length);
      expect(counts.all).toBeGreaterThan(1_000);
      expect(counts.right / counts.all, missedIn(counts).join('; ')).toBeGreaterThanOrEqual(0.998);
    }
  }, 60_000);

  it.each([
    'afr',
    'cym',
    'epo',
    'fao',
    'fri',
    'gle',
    'glg',
    'ind',
    'kaz',
    'khk',
    'khm',
    'kir',
    'kmr',
    'ltz',
    'mkd',
    'mlt',
    'mya',
    'nep',
    'pbu',
    'plt',
    'sin',
    'som',
    'srp_latn',
    'swh',
    'tat',
    'tgk',
    'tuk_latn',
    'uig_arab',
    'uzn_cyrl',
    'uzn_latn',
    'ydd',
  ])('tells %s, which the detector does not know, by its letters and function words', (code) => {
    expect(detectLanguage(declaration(code))).toEqual({ language: FURTHER_LANGUAGES[code], sure: true });
  });

  it('takes Bosnian for Croatian where no word tells them apart, and for no other language', () => {
    const told = pieces(declaration('bos_latn'), 400).map((piece) => detectLanguage(piece)?.language);
    expect(told.filter((language) => language !== 'bs' && language !== 'hr')).toEqual([]);
  });
});

const ENGLISH =
  'The keepers of the lower lock said on Friday that they would open the gates by hand until the new motors came. Nobody in the town had thought that the work of a whole winter could be lost in one night, and yet it was.';

describe('the language of an article', () => {
  it('is unknown where there are too few letters to tell', () => {
    expect(detectLanguage('12 : 30')).toBeNull();
    expect(detectLanguage('Ennisby, 1931')).toBeNull();
  });

  it('is read off the middle of a long text, whatever stands at its ends', () => {
    const greeting = 'Aktuelle Nachrichten aus der Region, jeden Morgen neu und kostenlos in Ihrem Postfach. '.repeat(
      4,
    );
    expect(detectLanguage(greeting + ENGLISH.repeat(12) + greeting)).toEqual({ language: 'en', sure: true });
  });

  it('is Japanese with a little kana, Chinese without', () => {
    expect(detectLanguage('水門管理委員会は金曜日、新しい門が届くまで手動で操作すると発表した。')?.language).toBe('ja');
    expect(detectLanguage('水门管理委员会星期五宣布，在新的机器运到之前，他们将用手打开闸门。')?.language).toBe('zh');
  });

  it('is the declared one unless a long text surely says otherwise', () => {
    const long = ENGLISH.repeat(3);
    expect(decideLanguage(long, { value: 'en-GB', from: 'meta' })).toEqual({ value: 'en', from: 'meta' });
    expect(decideLanguage(long, { value: 'de', from: 'meta' })).toEqual({ value: 'en', from: 'detected' });
    expect(decideLanguage(ENGLISH.slice(0, 120), { value: 'de', from: 'meta' })).toEqual({ value: 'de', from: 'meta' });
    expect(decideLanguage(long, null)).toEqual({ value: 'en', from: 'detected' });
  });

  it('is the declared one where detection cannot tell close relatives apart', () => {
    const bosnian = declaration('bos_latn').slice(0, 1_500);
    expect(decideLanguage(bosnian, { value: 'bs', from: 'meta' })).toEqual({ value: 'bs', from: 'meta' });
    const nynorsk = declaration('nno').slice(0, 1_500);
    expect(decideLanguage(nynorsk, { value: 'nn', from: 'meta' })).toEqual({ value: 'nn', from: 'meta' });
  });

  it('may be declared by name', () => {
    expect(['English', 'deutsch', 'français', 'Русский', 'Klingon'].map((name) => languageNamed(name))).toEqual([
      'en',
      'de',
      'fr',
      'ru',
      null,
    ]);
  });
});
