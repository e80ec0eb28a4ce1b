/** As long as a list may be, in characters; what the contract takes. */
export const LONGEST_LIST = 20_000_000;

/**
 * The text of a list of ratings, whichever way it was saved: UTF-8, UTF-16 with its mark, or else Windows-1252.
 * @throws Error with words for people when it is too long or no text
 */
export function textOfList(bytes: Uint8Array, name: string): string {
  if (bytes.byteLength > LONGEST_LIST * 2) throw new Error(tooLong(name));
  const text = decode(bytes);
  if (text.length > LONGEST_LIST) throw new Error(tooLong(name));
  if (text.trim() === '') throw new Error(`${name} is empty. Choose a file with a list in it.`);
  if (text.includes('\0')) throw new Error(`${name} is not a text. Save the list as CSV or TSV, and choose that file.`);
  return text;
}

const tooLong = (name: string) =>
  `${name} is longer than any list of ratings. Choose a CSV or TSV file of less than 20 MB.`;

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
