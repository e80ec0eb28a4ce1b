export type Direction = 'ltr' | 'rtl';

const RTL_LANGUAGES = new Set(
  'ar arc arz ary apc ckb dv fa he iw ks lrc mzn nqo pnb prs ps sd syr ug ur yi ji'.split(' '),
);
const RTL_SCRIPTS = new Set('adlm arab aran hebr mand nkoo rohg samr syrc thaa'.split(' '));
const SCRIPT_SUBTAG = /^[a-z]{4}$/;
const STRONG =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}]|\p{L}/u;
const RTL_LETTER =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}]/u;

/** Writing direction of a BCP 47 language tag; a script subtag decides over the language (`ku-Arab`, `ar-Latn`). */
export function directionOf(language: string | null | undefined): Direction {
  const [primary = '', ...subtags] = (language ?? '').toLowerCase().split(/[-_]/);
  const script = subtags.find((subtag) => SCRIPT_SUBTAG.test(subtag));
  if (script) return RTL_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  return RTL_LANGUAGES.has(primary) ? 'rtl' : 'ltr';
}

/** Direction of the first strong letter: for a title whose language may differ from its article's. Null without letters. */
export function firstStrongDirection(text: string): Direction | null {
  const letter = STRONG.exec(text)?.[0];
  if (letter === undefined) return null;
  return RTL_LETTER.test(letter) ? 'rtl' : 'ltr';
}
