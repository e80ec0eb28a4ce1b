import { isPhotoCredit } from './furniture.ts';
import { isClosed } from './lines.ts';

/** A bracket at a caption's end that names an agency, an archive or a photographer: no words of the article. */
const IN_BRACKETS = /\s*[([]\s*([^()[\]]{2,120})[)\]]\s*\.?$/u;
const NAMES_SOURCE =
  /^(?:(?:file\s*)?(?:photo|image|picture|credit|source|file|courtesy|foto|crédito|bild|фото|صورة)\b|©|(?:AP|AFP|EPA|DPA|ANSA|EFE|TASS|Reuters|Getty|Xinhua)\b)|\b(?:AP|AFP|EPA|Reuters|Getty|Shutterstock|Alamy|iStock)\s*(?:images|photo)?\s*$|\//iu;
/** "Photo: Ada Quill" behind a caption, and the agency glued to its last word. */
const BEHIND =
  /(?:\s*(?:\b|(?<=[\p{Ll}.!?)”"]))(?:Photo(?:graph)?|Image|Picture|Illustration|Credits?|Source|Foto|Crédito|Bild|Фото|صورة)s?(?:\s+(?:by|credit|courtesy(?: of)?)\b)?\s*[:/©]\s*\S[^:]{1,90}|\s*©.{2,90}|(?<=[.!?)”"])\s?(?:AP|AFP|EPA|DPA|ANSA|EFE|TASS|Reuters|Getty(?: Images)?|Shutterstock|Alamy|iStock)(?:\/[\p{L} ./-]{2,40})?)$/u;

/** Words from which a line can say what a picture shows. */
const LEAST_WORDS = 5;
/** From this many on it need not end like a sentence: many captions go without a full stop. */
const UNCLOSED_WORDS = 9;

/**
 * Where the credit behind a caption begins, as a UTF-16 offset; the length of the text if none stands there.
 * What comes before it says what the picture shows, what comes from there on who made or owns it.
 */
export function creditBehind(text: string): number {
  const bracket = IN_BRACKETS.exec(text);
  if (bracket && NAMES_SOURCE.test(bracket[1]!)) return bracket.index;
  return BEHIND.exec(text)?.index ?? text.length;
}

/** Does a line below a picture describe it, in a sentence, as against naming its owner or its title alone? */
export function describesPicture(text: string): boolean {
  const said = text.slice(0, creditBehind(text));
  if (isPhotoCredit(said)) return false;
  const words = said.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
  // Scripts without spaces: a character says about half a word.
  const count = words.reduce((sum, word) => sum + (word.charCodeAt(0) >= 0x2e80 ? word.length / 2 : 1), 0);
  const small = words.some((word) => word.length > 1 && /^\p{Ll}|^[^\p{Lu}\p{Ll}\p{N}]/u.test(word));
  return small && count >= (isClosed(said.trim()) ? LEAST_WORDS : UNCLOSED_WORDS);
}
