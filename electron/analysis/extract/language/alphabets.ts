/**
 * Languages told by their letters. An alphabet's own letters are facts of its orthography; they decide where the detector
 * does not know a language, or takes it for the best known of its script.
 */

/** Letters beyond the commonest alphabet of the script, by language. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ru: 'ыэъё',
  uk: 'іїєґ',
  be: 'іўыэё',
  bg: 'ъ',
  mk: 'ѓќѕјљњџ',
  sr: 'ђћјљњџ',
  kk: 'әғқңөұүһіыэёъ',
  ky: 'ңөүыэёъ',
  mn: 'өүыэёъ',
  tt: 'әҗңөүһыэёъ',
  ba: 'әғҙҡңөҫүһыэёъ',
  tg: 'ғӣқӯҳҷэёъ',
  uz: 'ўқғҳэёъ',
  cv: 'ӑӗҫӳыэёъ',
  os: 'ӕыэёъ',
  sah: 'ҕҥөүһыэёъ',
};
const ARABIC: Readonly<Record<string, string>> = {
  ar: 'ةكيىأإ',
  fa: 'پچژگکیأ',
  ur: 'پچژگکیٹڈڑںےہھأ',
  ps: 'پچژکټډړږښګڼېۍځڅیيىأ',
  ckb: 'پچژگکیڵڕۆێەڤ',
  ug: 'پچژگكيېۇۈۆۋڭەھى',
  sd: 'پچگٻڀٺٽڦڄڇڏڊڙڪڳڱڻھي',
};
/** Letters that only these languages of the script write. */
const OWN: Readonly<Record<string, string>> = {
  ur: 'ٹڈڑںے',
  ps: 'ټډړږښڼۍځڅ',
  ckb: 'ڵڕێ',
  ug: 'ېۇۈۋڭ',
  sd: 'ٻڀٺٽڦڄڏڊڙڪڳڱڻ',
  fa: 'پچژگ',
  mk: 'ѓќѕ',
  sr: 'ђћ',
  kk: 'ұ',
  tg: 'ӣӯҷ',
  uk: 'їєґ',
  ba: 'ҙҡ',
  tt: 'җ',
  cv: 'ӑӗ',
  os: 'ӕ',
  sah: 'ҕҥ',
};
/** Languages whose own letters stand in every sentence. */
const NEEDS_OWN = new Set(['ps', 'ckb', 'ug', 'sd', 'ba', 'cv', 'os', 'sah', 'tg', 'ur']);

/** Of the letters that mark a language, this share may be foreign: names, quotations. */
const FOREIGN = 0.06;

/**
 * The language of a script whose letters explain all marked letters of a text, the one with the fewest letters of its
 * own where several do. Null where the text has too few marked letters to tell.
 */
function byLetters(text: string, alphabets: Readonly<Record<string, string>>, least: number): string | null {
  const marked = new Set(Object.values(alphabets).join(''));
  const seen = new Map<string, number>();
  let total = 0;
  for (const letter of text.toLowerCase()) {
    if (!marked.has(letter)) continue;
    seen.set(letter, (seen.get(letter) ?? 0) + 1);
    total++;
  }
  if (total < least) return null;
  let best: string | null = null;
  let bestScore = -1;
  for (const [language, letters] of Object.entries(alphabets)) {
    let explained = 0;
    let used = 0;
    for (const letter of letters) {
      const count = seen.get(letter) ?? 0;
      explained += count;
      if (count > 0) used++;
    }
    if (explained < total * (1 - FOREIGN)) continue;
    const own = [...(OWN[language] ?? '')].some((letter) => seen.has(letter)) ? 1 : 0;
    if (own === 0 && NEEDS_OWN.has(language)) continue;
    // Mongolian is full of х, Kyrgyz all but lacks it.
    if (language === 'mn' && (text.match(/х/giu)?.length ?? 0) < text.length * 0.015) continue;
    if (language === 'ky' && (text.match(/х/giu)?.length ?? 0) > text.length * 0.015) continue;
    const score = own + used / letters.length;
    if (score > bestScore) {
      bestScore = score;
      best = language;
    }
  }
  return best;
}

/** Cyrillic: an answer needs letters that Russian and Bulgarian lack, or that one of them alone has. */
export function cyrillicLanguage(text: string): string | null {
  return byLetters(text, CYRILLIC, 4);
}

export function arabicLanguage(text: string): string | null {
  return byLetters(text, ARABIC, 4);
}

const YIDDISH = /[װױײ]|[אָ][\u05b7\u05b8]|יי|וו/gu;
/** Yiddish writes its vowels; doubled vav and yod are everywhere, and so is ayin. */
export function hebrewLanguage(text: string): 'he' | 'yi' {
  const letters = text.match(/[\u05d0-\u05ea]/gu)?.length ?? 0;
  const doubled = text.match(YIDDISH)?.length ?? 0;
  const vowels = text.match(/ע/gu)?.length ?? 0;
  return doubled > letters * 0.03 && vowels > letters * 0.06 ? 'yi' : 'he';
}

/** Latin letters, or pairs of letter and apostrophe, that one language alone writes, and their least share of its letters. */
const LATIN: readonly [language: string, marks: RegExp, share: number][] = [
  ['vi', /[đơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/giu, 0.05],
  ['mt', /[ħġ]/giu, 0.015],
  ['uz', /[og][ʻ‘]\p{L}/giu, 0.003],
];

/** The language of a text in Latin letters where its letters alone tell. */
export function latinLanguage(text: string, letters: number): string | null {
  const composed = text.normalize('NFC');
  for (const [language, marks, share] of LATIN) {
    if ((composed.match(marks)?.length ?? 0) > letters * share) return language;
  }
  const count = (marks: RegExp) => composed.match(marks)?.length ?? 0;
  // Turkmen: the only Turkic alphabet with both of these.
  if (count(/ň/giu) > 1 && count(/ý/giu) > 1 && count(/[şçä]/giu) > 1) return 'tk';
  return null;
}

const IJEKAVIAN = /[bcčdfgkmprsštvzž]je(?=\p{L})|[bcčdfgklmnprsštvzž]ije(?=[bcčdđfghklmnprsštvzž])/giu;
const EKAVIAN = /(?<!\p{L})(?:gde|posle|pre|uvek|ovde|nigde|negde|takođe|vreme|mesto|dve)(?!\p{L})/giu;
/** Letters in which Croatian and Bosnian show ije or je several times. */
const LONG_ENOUGH = 500;

/** Serbian in Latin letters: e where Croatian and Bosnian have ije or je (`vreme`, `gde`; `vrijeme`, `gdje`). */
export function isEkavian(text: string, letters: number): boolean {
  const ije = text.match(IJEKAVIAN)?.length ?? 0;
  if (ije > letters / 700) return false;
  return letters >= LONG_ENOUGH || (ije === 0 && (text.match(EKAVIAN)?.length ?? 0) > 0);
}
