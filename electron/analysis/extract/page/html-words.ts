/** Characters from here on are of scripts without spaces, or of Korean; about two of them make a word. */
const UNSPACED = 0x2e80;

/**
 * About how many words a text has: runs between spaces, and half the characters of unspaced scripts. Cheap enough to be
 * asked of every block of a page; for limits such as "no longer than a headline", not for counts that are shown.
 */
export function roughWords(text: string): number {
  let words = 0;
  let unspaced = 0;
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 0xa0) inWord = false;
    else if (code >= UNSPACED) {
      unspaced++;
      inWord = false;
    } else if (!inWord) {
      // Punctuation that stands alone is no word.
      if (isLetterOrDigit(code)) {
        words++;
        inWord = true;
      }
    }
  }
  return words + Math.ceil(unspaced / 2);
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code >= 0xaa;
}
