import { fold } from '../../../shared/text/fold.ts';

/**
 * A text as numbers, one for each word: the word's hash, folded (case, accents, marks), in the upper 31 bits; the lowest
 * bit says whether the word belongs to the article (1) or to what surrounds it (0).
 */
export type Tokens = Uint32Array;

/** Shingles are so many tokens long. */
export const SHINGLE = 5;
/** In scripts without spaces a token is so many characters, one token beginning at each: a shingle is eight characters. */
const UNSPACED_TOKEN = 4;

const SEPARATOR = 0;
const WORD = 1;
const UNSPACED = 2;
const INVISIBLE = 3;

const LETTER = /[\p{L}\p{N}\p{M}_]/u;
const UNSPACED_LETTER =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

interface CharacterClass {
  kind: number;
  /** UTF-16 units of the folded character. */
  units: number[];
}

function classOf(character: string): CharacterClass {
  const folded = fold(character);
  if (folded === '' || folded === "'") return { kind: INVISIBLE, units: [] };
  const units = Array.from({ length: folded.length }, (_, i) => folded.charCodeAt(i));
  if (UNSPACED_LETTER.test(character)) return { kind: UNSPACED, units };
  return { kind: LETTER.test(folded) ? WORD : SEPARATOR, units };
}

const ascii: CharacterClass[] = Array.from({ length: 128 }, (_, code) => classOf(String.fromCharCode(code)));
const others = new Map<number, CharacterClass>();

function classAt(code: number): CharacterClass {
  if (code < 128) return ascii[code]!;
  let known = others.get(code);
  if (!known) {
    known = classOf(String.fromCodePoint(code));
    others.set(code, known);
  }
  return known;
}

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Spreads what is in the low bits of `hash` over all 32. */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Collects the tokens of one text after the other. */
export class TokenBuffer {
  #tokens = new Uint32Array(1024);
  #length = 0;

  /** @param kept whether the words belong to the article */
  add(text: string, kept: boolean): void {
    const flag = kept ? 1 : 0;
    let hash = FNV_START;
    let inWord = false;
    const run: number[] = [];
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at)!;
      if (code > 0xffff) at++;
      const { kind, units } = classAt(code);
      if (kind === INVISIBLE) continue;
      if (kind !== UNSPACED && run.length > 0) this.#pushRun(run, flag);
      if (kind === WORD) {
        for (const unit of units) hash = Math.imul(hash ^ unit, FNV_PRIME);
        inWord = true;
        continue;
      }
      if (inWord) this.#push(hash, flag);
      hash = FNV_START;
      inWord = false;
      if (kind === UNSPACED) {
        let character = FNV_START;
        for (const unit of units) character = Math.imul(character ^ unit, FNV_PRIME);
        run.push(character);
      }
    }
    if (inWord) this.#push(hash, flag);
    if (run.length > 0) this.#pushRun(run, flag);
  }

  #pushRun(run: number[], flag: number): void {
    for (let at = 0; at < run.length; at++) {
      let hash = FNV_START;
      for (let i = at; i < Math.min(run.length, at + UNSPACED_TOKEN); i++) hash = Math.imul(hash ^ run[i]!, FNV_PRIME);
      this.#push(hash, flag);
    }
    run.length = 0;
  }

  #push(hash: number, flag: number): void {
    if (this.#length === this.#tokens.length) {
      const grown = new Uint32Array(this.#length * 2);
      grown.set(this.#tokens);
      this.#tokens = grown;
    }
    this.#tokens[this.#length++] = (mixed(hash) & ~1) | flag;
  }

  /** What was added since the last call; empties the buffer. */
  take(): Tokens {
    const taken = this.#tokens.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}

/** Tokens of an article's text, all of it the article's own. */
export function tokensOf(text: string): Tokens {
  const buffer = new TokenBuffer();
  buffer.add(text, true);
  return buffer.take();
}

/** Hash of the shingle that begins at each token; empty for a text shorter than one shingle. 32 bits. */
export function shinglesOf(tokens: Tokens): Uint32Array {
  const count = Math.max(0, tokens.length - SHINGLE + 1);
  const shingles = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    let hash = FNV_START;
    for (let i = at; i < at + SHINGLE; i++) hash = Math.imul(hash ^ (tokens[i]! >>> 1), 0x9e3779b1) ^ (hash >>> 15);
    shingles[at] = mixed(hash);
  }
  return shingles;
}
