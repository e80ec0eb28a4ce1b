import eld from 'eld/small';
import { type Direction, directionOf } from '../../../shared/text/direction.ts';
import { CALENDAR_LANGUAGES } from './calendar-words.ts';
import type { Evidence, Sourced } from './types.ts';

const RTL_CHARS = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/g;

/** Enough for a sure answer; more only costs time. */
const SAMPLE = 3000;

/** Scripts that settle or narrow the language, with the language to assume when detection is silent. */
const SCRIPTS: { pattern: RegExp; languages: ReadonlySet<string>; usual: string }[] = [
  {
    pattern: /\p{Script=Arabic}/gu,
    languages: new Set(['ar', 'fa', 'ur', 'ps', 'sd', 'ug', 'ckb', 'ku']),
    usual: 'ar',
  },
  { pattern: /\p{Script=Hebrew}/gu, languages: new Set(['he', 'yi']), usual: 'he' },
  {
    pattern: /\p{Script=Cyrillic}/gu,
    languages: new Set(['ru', 'uk', 'be', 'bg', 'sr', 'mk', 'kk', 'ky', 'mn', 'tg', 'tt', 'uz', 'bs']),
    usual: 'ru',
  },
  { pattern: /\p{Script=Greek}/gu, languages: new Set(['el']), usual: 'el' },
  { pattern: /\p{Script=Hangul}/gu, languages: new Set(['ko']), usual: 'ko' },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, languages: new Set(['ja']), usual: 'ja' },
  { pattern: /\p{Script=Han}/gu, languages: new Set(['zh', 'ja']), usual: 'zh' },
  { pattern: /\p{Script=Thai}/gu, languages: new Set(['th']), usual: 'th' },
  { pattern: /\p{Script=Devanagari}/gu, languages: new Set(['hi', 'mr', 'ne', 'sa']), usual: 'hi' },
  { pattern: /\p{Script=Bengali}/gu, languages: new Set(['bn', 'as']), usual: 'bn' },
  { pattern: /\p{Script=Tamil}/gu, languages: new Set(['ta']), usual: 'ta' },
  { pattern: /\p{Script=Telugu}/gu, languages: new Set(['te']), usual: 'te' },
  { pattern: /\p{Script=Gujarati}/gu, languages: new Set(['gu']), usual: 'gu' },
  { pattern: /\p{Script=Gurmukhi}/gu, languages: new Set(['pa']), usual: 'pa' },
  { pattern: /\p{Script=Kannada}/gu, languages: new Set(['kn']), usual: 'kn' },
  { pattern: /\p{Script=Malayalam}/gu, languages: new Set(['ml']), usual: 'ml' },
  { pattern: /\p{Script=Sinhala}/gu, languages: new Set(['si']), usual: 'si' },
  { pattern: /\p{Script=Georgian}/gu, languages: new Set(['ka']), usual: 'ka' },
  { pattern: /\p{Script=Armenian}/gu, languages: new Set(['hy']), usual: 'hy' },
  { pattern: /\p{Script=Khmer}/gu, languages: new Set(['km']), usual: 'km' },
  { pattern: /\p{Script=Lao}/gu, languages: new Set(['lo']), usual: 'lo' },
  { pattern: /\p{Script=Myanmar}/gu, languages: new Set(['my']), usual: 'my' },
  { pattern: /\p{Script=Ethiopic}/gu, languages: new Set(['am', 'ti']), usual: 'am' },
];

const LATIN = /\p{Script=Latin}/gu;

/** BCP 47 primary tag of a language attribute such as `en-US` or `pt_BR`, or null if it is not one. */
export function primaryTag(tag: string | undefined | null): string | null {
  const primary = /^\s*([a-z]{2,3})(?![a-z])/i.exec(tag ?? '')?.[1]?.toLowerCase();
  if (!primary || primary === 'und' || primary === 'mul' || primary === 'zxx') return null;
  return primary === 'iw' ? 'he' : primary;
}

/** The tag of a language called by its English or its own name (`English`, `Deutsch`), or null. */
export function languageNamed(name: string | null): string | null {
  if (!name) return null;
  names ??= readNames();
  return names.get(name.trim().toLowerCase()) ?? null;
}
let names: Map<string, string> | null = null;

function readNames(): Map<string, string> {
  const found = new Map<string, string>();
  const english = new Intl.DisplayNames(['en'], { type: 'language' });
  for (const tag of CALENDAR_LANGUAGES) {
    const own = new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
    for (const name of [english.of(tag), own]) if (name) found.set(name.toLowerCase(), tag);
  }
  return found;
}

/**
 * The language of a text, by script and letter groups; null for texts too short to tell (under 20 letters).
 * Sure means that the detector calls its own answer reliable, or that the script belongs to one language.
 */
export function detectLanguage(text: string): { language: string; sure: boolean } | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 20) return null;
  const script = dominantScript(sample, letters);
  const guess = eld.detect(sample);
  if (!script) return guess.language ? { language: guess.language, sure: guess.isReliable() } : null;
  if (script.languages.size === 1) return { language: script.usual, sure: true };
  if (script.languages.has(guess.language)) return { language: guess.language, sure: guess.isReliable() };
  return { language: script.usual, sure: false };
}

function dominantScript(sample: string, letters: number): (typeof SCRIPTS)[number] | null {
  const latin = sample.match(LATIN)?.length ?? 0;
  if (latin > letters / 2) return null;
  let best: (typeof SCRIPTS)[number] | null = null;
  let most = 0;
  for (const script of SCRIPTS) {
    const count = sample.match(script.pattern)?.length ?? 0;
    // A text with a fair share of kana is Japanese however many Han characters it has.
    if (script.usual === 'ja' && count > letters * 0.1) return script;
    if (count > most) {
      most = count;
      best = script;
    }
  }
  return most > latin ? best : null;
}

/** The declared language if the text bears it out, else what detection finds. */
export function decideLanguage(text: string, declared: Sourced<string> | null): Sourced<string> | null {
  const tag = primaryTag(declared?.value);
  const found = detectLanguage(text);
  if (declared && tag) {
    const contradicted =
      foreignScript(text, tag) ||
      (found?.sure && found.language !== tag && text.length >= 400 && !related(found.language, tag));
    if (!contradicted) return { value: tag, from: declared.from };
  }
  return found ? { value: found.language, from: 'detected' } : null;
}

/** What detection says of a text's language, as evidence beside what the document declares. */
export function detectedLanguage(text: string): Evidence[] {
  const found = detectLanguage(text);
  return found?.sure ? [{ field: 'language', value: found.language, from: 'detected' }] : [];
}

/** Languages so often declared by default that a text in another script disproves them. */
const LATIN_LANGUAGES = new Set(['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'pl', 'sv', 'cs', 'tr', 'id']);

function foreignScript(text: string, tag: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  return LATIN_LANGUAGES.has(tag) && letters >= 60 && dominantScript(sample, letters) !== null;
}

/** Pairs that detection confuses: there the document's own word counts for more. */
const RELATED = [
  'no nb nn da sv',
  'id ms',
  'hr sr bs sl',
  'cs sk',
  'pt gl es',
  'ca es oc',
  'zh yue',
  'fa prs',
  'hi mr ne',
  'nl af',
];
function related(a: string, b: string): boolean {
  return RELATED.some((group) => group.split(' ').includes(a) && group.split(' ').includes(b));
}

/** Writing direction of a text: by its letters, or by its language where they are too few to tell. */
export function textDirection(text: string, language: string | null): Direction {
  const sample = text.slice(0, SAMPLE);
  const rtl = sample.match(RTL_CHARS)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters >= 20) return rtl > letters / 2 ? 'rtl' : 'ltr';
  return directionOf(language);
}
