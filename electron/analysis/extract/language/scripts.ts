/** Writing systems that tell languages apart, with the ranges of their letters in UTF-16. */
const RANGES: readonly [name: Script, from: number, to: number][] = [
  ['latin', 0x41, 0x5a],
  ['latin', 0x61, 0x7a],
  ['latin', 0xc0, 0x24f],
  ['latin', 0x1e00, 0x1eff],
  ['greek', 0x370, 0x3ff],
  ['greek', 0x1f00, 0x1fff],
  ['cyrillic', 0x400, 0x52f],
  ['armenian', 0x531, 0x587],
  ['hebrew', 0x5d0, 0x5ea],
  ['arabic', 0x620, 0x64a],
  ['arabic', 0x66e, 0x6d3],
  ['arabic', 0x6d5, 0x6ff],
  ['arabic', 0x750, 0x77f],
  ['arabic', 0xfb50, 0xfdff],
  ['arabic', 0xfe70, 0xfefc],
  ['devanagari', 0x900, 0x963],
  ['bengali', 0x980, 0x9e3],
  ['gurmukhi', 0xa01, 0xa75],
  ['gujarati', 0xa81, 0xae3],
  ['odia', 0xb01, 0xb63],
  ['tamil', 0xb82, 0xbe3],
  ['telugu', 0xc00, 0xc63],
  ['kannada', 0xc80, 0xce3],
  ['malayalam', 0xd00, 0xd63],
  ['sinhala', 0xd80, 0xdf4],
  ['thai', 0xe01, 0xe4e],
  ['lao', 0xe81, 0xedf],
  ['tibetan', 0xf00, 0xfbc],
  ['burmese', 0x1000, 0x109f],
  ['georgian', 0x10a0, 0x10ff],
  ['hangul', 0x1100, 0x11ff],
  ['ethiopic', 0x1200, 0x137f],
  ['khmer', 0x1780, 0x17d3],
  ['kana', 0x3041, 0x30ff],
  ['han', 0x3400, 0x4dbf],
  ['han', 0x4e00, 0x9fff],
  ['hangul', 0xac00, 0xd7a3],
];

export type Script =
  | 'latin'
  | 'greek'
  | 'cyrillic'
  | 'armenian'
  | 'hebrew'
  | 'arabic'
  | 'devanagari'
  | 'bengali'
  | 'gurmukhi'
  | 'gujarati'
  | 'odia'
  | 'tamil'
  | 'telugu'
  | 'kannada'
  | 'malayalam'
  | 'sinhala'
  | 'thai'
  | 'lao'
  | 'tibetan'
  | 'burmese'
  | 'georgian'
  | 'hangul'
  | 'ethiopic'
  | 'khmer'
  | 'kana'
  | 'han';

const NAMES: readonly Script[] = [...new Set(RANGES.map(([name]) => name))];

/** By UTF-16 unit: 0 for no letter of these scripts, else the place in `NAMES` plus one. */
const BY_UNIT = new Uint8Array(0x10000);
for (const [name, from, to] of RANGES) BY_UNIT.fill(NAMES.indexOf(name) + 1, from, to + 1);
// Signs that stand among the letters.
BY_UNIT[0xd7] = 0;
BY_UNIT[0xf7] = 0;

/** How many letters of each script a text has, and of all together. */
export function countScripts(text: string): { letters: number; of: (script: Script) => number; main: Script | null } {
  const counts = new Uint32Array(NAMES.length + 1);
  for (let i = 0; i < text.length; i++) {
    const place = BY_UNIT[text.charCodeAt(i)]!;
    counts[place] = counts[place]! + 1;
  }
  let letters = 0;
  let most = 0;
  for (let place = 1; place < counts.length; place++) {
    letters += counts[place]!;
    if (counts[place]! > (most === 0 ? 0 : counts[most]!)) most = place;
  }
  return {
    letters,
    of: (script) => counts[NAMES.indexOf(script) + 1]!,
    main: most === 0 ? null : NAMES[most - 1]!,
  };
}
