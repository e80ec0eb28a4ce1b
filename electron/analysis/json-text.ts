/**
 * Where the parser stopped and why, without a word of the text around it: reasons are shown in lists and logs.
 * @returns such as "something unexpected stands at character 120".
 */
export function jsonProblem(raw: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  if (/unexpected end|unterminated/i.test(message)) return 'it ends too early, in the middle of a value';
  const at = /position (\d+)/.exec(message)?.[1];
  const what = /control character/i.test(message)
    ? 'a line break or other control character stands inside a text'
    : /escape/i.test(message)
      ? 'a backslash is followed by a character that may not follow it'
      : /property name/i.test(message) && !/after property name/i.test(message)
        ? 'a field name in double quotes is missing'
        : /Expected '[,:]'/.test(message)
          ? 'a comma, colon or bracket is missing'
          : 'something unexpected stands there';
  if (at === undefined) return what;
  const character = Number(at) + 1;
  const before = raw.slice(0, Number(at)).split('\n').length;
  return before > 1 ? `${what} (line ${before} of it)` : `${what} (character ${character})`;
}

// Python's json module writes missing numbers as NaN, which JSON does not have. Strings are matched first, and left.
const BARE_NAN = /"[^"\\]*(?:\\.[^"\\]*)*"|(-?\b(?:NaN|Infinity)\b)/g;

/** `JSON.parse`, with bare NaN and Infinity read as null. Throws its SyntaxError. */
export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (!/NaN|Infinity/.test(raw)) throw error;
    return JSON.parse(raw.replace(BARE_NAN, (whole, bare: string | undefined) => (bare ? 'null' : whole)));
  }
}
