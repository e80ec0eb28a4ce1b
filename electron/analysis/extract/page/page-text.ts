/** Is a run of text that ends so followed by no further space? */
export const isSpace = (character: string) =>
  character === ' ' || character === '\n' || character === '\t' || character === '\u00A0';

/** Nothing but the white space between tags. */
export function isBlank(data: string, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) {
    const code = data.charCodeAt(i);
    if (code !== 32 && code !== 10 && code !== 9 && code !== 13) return false;
  }
  return true;
}

/** White space other than one space, or zero-width characters. */
const UNEVEN = /[^\S ]| {2}|[\u200B\uFEFF]/;

/** White space folded to one space; a single no-break space stays what it is. */
export function fold(data: string): string {
  return UNEVEN.test(data) ? data.replace(/[\s\u200B\uFEFF]+/g, (run) => (run === '\u00A0' ? run : ' ')) : data;
}

/** Lines without spaces around their breaks. */
export function tidy(text: string): string {
  return text.replace(/ *\n */g, '\n').trim();
}
