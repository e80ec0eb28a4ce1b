import { extractPlainText } from '../extract/index.ts';
import { TokenBuffer, type Tokens } from './tokens.ts';

/**
 * Tokens of a text as it was scraped, in its order, with the words that plain-text cleaning would cut (menus, teasers,
 * notices) marked as not the article's own.
 */
export function tokensWithFurniture(text: string): Tokens {
  const cleaned = extractPlainText(text);
  const buffer = new TokenBuffer();
  let at = 0;
  for (const passage of cleaned.removed) {
    buffer.add(cleaned.text.slice(at, passage.start), true);
    buffer.add(passage.text, false);
    at = passage.start;
  }
  buffer.add(cleaned.text.slice(at), true);
  return buffer.take();
}
