import eld from 'eld/extrasmall';
import { type Direction, directionOf } from '../../../../shared/text/direction.ts';
import { CALENDAR_LANGUAGES } from '../metadata/calendar-words.ts';
import type { Evidence, Sourced } from '../types.ts';
import { arabicLanguage, cyrillicLanguage, hebrewLanguage, isEkavian, latinLanguage } from './alphabets.ts';
import { countWordForms, languageByFunctionWords, readsAs } from './function-words.ts';
import { countScripts, type Script } from './scripts.ts';

const RTL_CHARS = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/g;

/** Characters that are enough for a sure answer; more only costs time. */
const SAMPLE = 1200;
/** The detector reads so many bytes of what it is given. */
const WINDOW = 400;
/** Fewer letters than this say nothing. */
const LEAST_LETTERS = 20;

/** Scripts in which news of one language only is written. */
const ONE_LANGUAGE: Partial<Record<Script, string>> = {
  greek: 'el',
  armenian: 'hy',
  georgian: 'ka',
  hangul: 'ko',
  kana: 'ja',
  thai: 'th',
  lao: 'lo',
  khmer: 'km',
  burmese: 'my',
  sinhala: 'si',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  malayalam: 'ml',
  gujarati: 'gu',
  gurmukhi: 'pa',
  odia: 'or',
};

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

/** A language found in a text. Sure: the text is long enough and its parts agree, or its script leaves no choice. */
export interface FoundLanguage {
  language: string;
  sure: boolean;
}

/**
 * The language of a text, by script, letters and letter groups; null for texts too short to tell (under 20 letters).
 * Parts from the middle of the text are asked: its beginning may be a place, a name or a line of a menu.
 */
export function detectLanguage(text: string): FoundLanguage | null {
  const sample = middle(text);
  const scripts = countScripts(sample);
  const { letters, main } = scripts;
  if (letters < LEAST_LETTERS || !main) return null;
  // A text with a fair share of kana is Japanese however many Han characters it has.
  if (main === 'han') return { language: scripts.of('kana') > letters * 0.08 ? 'ja' : 'zh', sure: true };
  const one = ONE_LANGUAGE[main];
  if (one) return { language: one, sure: true };
  if (main === 'latin') return latin(sample, letters);
  switch (main) {
    case 'cyrillic':
      return cyrillic(sample);
    case 'arabic':
      return within(sample, ARABIC, arabicLanguage(sample), 'ar');
    case 'hebrew':
      return { language: hebrewLanguage(sample), sure: true };
    case 'devanagari':
      return within(sample, DEVANAGARI, languageByFunctionWords(countWordForms(sample), 'devanagari'), 'hi');
    case 'bengali':
      return { language: /[ৰৱ]/u.test(sample) ? 'as' : 'bn', sure: true };
    case 'ethiopic':
      return { language: askDetector(sample)?.language === 'am' ? 'am' : 'ti', sure: false };
    default:
      return askDetector(sample);
  }
}
/**
 * Latin letters: by the letters of one alphabet, else by the detector. Function words stand in for a second opinion: they
 * spare asking about other parts where they agree, and know languages that the detector does not.
 */
function latin(sample: string, letters: number): FoundLanguage | null {
  const lettered = latinLanguage(sample, letters);
  if (lettered) return { language: lettered, sure: true };
  const words = countWordForms(sample);
  if (readsAs('en', words, ENGLISH_SHARE)) return { language: 'en', sure: true };
  let confirmed = false;
  const asked = askDetector(sample, (language) => {
    confirmed = readsAs(language, words, CONFIRMING_SHARE);
    return confirmed;
  });
  const other = languageByFunctionWords(words, asked?.language ?? '', confirmed);
  const serbian = asked?.language === 'hr' && asked.sure && (other === null || other === 'bs');
  if (serbian && isEkavian(sample, letters)) return { language: 'sr', sure: letters >= SURE_LETTERS };
  return other ? { language: other, sure: letters >= SURE_LETTERS } : asked;
}
/** No language but English has this share of English function words. */
const ENGLISH_SHARE = 0.28;
const CONFIRMING_SHARE = 0.2;
/** Function words need some text to show their shares. */
const SURE_LETTERS = 200;

/** Languages of a script that the detector knows well enough to be believed over the letters. */
const CYRILLIC = new Set(['ru', 'uk', 'be', 'bg', 'sr']);
const ARABIC = new Set(['ar', 'fa', 'ur', 'ku']);
const DEVANAGARI = new Set(['hi', 'mr']);

function cyrillic(sample: string): FoundLanguage {
  const found = within(sample, CYRILLIC, cyrillicLanguage(sample), 'ru');
  if (found.language === 'ru' || found.language === 'uk') return found;
  // Macedonian's own letters are rare; its short words are not.
  const macedonian =
    found.language === 'mk' || languageByFunctionWords(countWordForms(sample), found.language) === 'mk';
  if (!macedonian) return found;
  return found.language === 'mk' ? found : { language: 'mk', sure: true };
}

/** What letters say goes before what the detector says: it knows few languages of these scripts. */
function within(sample: string, known: ReadonlySet<string>, byLetters: string | null, usual: string): FoundLanguage {
  const asked = askDetector(sample, (language) => language === byLetters);
  const believed = asked && known.has(asked.language) ? asked : null;
  if (byLetters && byLetters !== believed?.language) return { language: byLetters, sure: !known.has(byLetters) };
  return believed ?? { language: usual, sure: false };
}

/** The detector's answer to a part of a text that `confirms` bears out, else to two parts, and to a third where they differ. */
function askDetector(sample: string, confirms: (language: string) => boolean = () => false): FoundLanguage | null {
  const parts: string[] = [];
  for (let at = 0; at < sample.length && parts.length < 3; at += WINDOW) parts.push(sample.slice(at, at + WINDOW));
  // A short rest says less than the part before it.
  if (parts.length > 1 && parts.at(-1)!.length < WINDOW / 2) parts.pop();
  const answers: { language: string; reliable: boolean }[] = [];
  for (const part of parts) {
    const guess = eld.detect(part);
    if (!guess.language) continue;
    const reliable = guess.isReliable();
    if (reliable && confirms(guess.language)) return { language: guess.language, sure: true };
    answers.push({ language: guess.language, reliable });
    const same = answers.filter((answer) => answer.language === guess.language);
    if (same.length === 2) return { language: guess.language, sure: same.some((answer) => answer.reliable) };
  }
  const best = answers.find((answer) => answer.reliable) ?? answers[0];
  return best ? { language: best.language, sure: best.reliable && answers.length === 1 } : null;
}

/** The middle of a text, from a word's beginning. */
function middle(text: string): string {
  if (text.length <= SAMPLE) return text;
  const from = Math.floor((text.length - SAMPLE) / 2);
  const space = text.slice(from, from + 40).search(/\s/);
  return text.slice(from + (space < 0 ? 0 : space + 1), from + SAMPLE);
}

/**
 * The declared language if the text bears it out, else what detection finds. Detection wins over a declaration where the
 * text is long and the answer sure, or where the declared language is not written in the text's script.
 * @param found what `detectLanguage` says of the text, if it was asked before
 */
export function decideLanguage(
  text: string,
  declared: Sourced<string> | null,
  found: FoundLanguage | null = detectLanguage(text),
): Sourced<string> | null {
  const tag = primaryTag(declared?.value);
  if (declared && tag) {
    const contradicted =
      foreignScript(text, tag) ||
      (found?.sure && found.language !== tag && text.length >= 400 && !related(found.language, tag));
    if (!contradicted) return { value: tag, from: declared.from };
  }
  return found ? { value: found.language, from: 'detected' } : null;
}

/** What detection says of a text's language, as evidence beside what the document declares. */
export function detectedLanguage(found: FoundLanguage | null): Evidence[] {
  return found?.sure ? [{ field: 'language', value: found.language, from: 'detected' }] : [];
}

/** Languages so often declared by default that a text in another script disproves them. */
const LATIN_LANGUAGES = new Set(['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'pl', 'sv', 'cs', 'tr', 'id']);

function foreignScript(text: string, tag: string): boolean {
  if (!LATIN_LANGUAGES.has(tag)) return false;
  const { letters, main, of } = countScripts(middle(text));
  return letters >= 60 && main !== 'latin' && of('latin') < letters / 3;
}

/** Pairs that detection confuses: there the document's own word counts for more. */
const RELATED = [
  'no nb nn da sv',
  'id ms',
  'hr sr bs cnr sl',
  'cs sk',
  'pt gl es',
  'ca es oc',
  'zh yue',
  'fa prs',
  'ku ckb',
  'hi mr ne',
  'nl af fy',
  'tl fil',
  'is fo',
];
function related(a: string, b: string): boolean {
  return RELATED.some((group) => group.split(' ').includes(a) && group.split(' ').includes(b));
}

/** Writing direction of a text: by its letters, or by its language where they are too few to tell. */
export function textDirection(text: string, language: string | null): Direction {
  const sample = middle(text);
  const rtl = sample.match(RTL_CHARS)?.length ?? 0;
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters >= 20) return rtl > letters / 2 ? 'rtl' : 'ltr';
  return directionOf(language);
}
