import { sampledPlaces } from './sketch.ts';
import { shinglesOf, type Tokens } from './tokens.ts';

/** A sampled shingle is judged together with so many on either side: a common phrase within an article stays. */
const NEIGHBOURS = 2;

/**
 * A text without the stretches that many other texts have as well.
 * @param isCommon whether a sampled shingle is in many texts
 */
export function withoutCommon(tokens: Tokens, isCommon: (shingle: number) => boolean): Tokens {
  const shingles = shinglesOf(tokens);
  const places = sampledPlaces(shingles);
  const common = Uint8Array.from(places, (place) => (isCommon(shingles[place]!) ? 1 : 0));
  if (!common.includes(1)) return tokens;
  const left = new Uint32Array(tokens.length);
  let length = 0;
  let nearest = 0;
  for (let at = 0; at < tokens.length; at++) {
    while (nearest + 1 < places.length && places[nearest + 1]! - at <= at - places[nearest]!) nearest++;
    if (!isMostlyCommon(common, nearest)) left[length++] = tokens[at]!;
  }
  return left.slice(0, length);
}

function isMostlyCommon(common: Uint8Array, at: number): boolean {
  const start = Math.max(0, at - NEIGHBOURS);
  const end = Math.min(common.length, at + NEIGHBOURS + 1);
  let sum = 0;
  for (let i = start; i < end; i++) sum += common[i]!;
  return common[at] === 1
    ? sum * 2 > end - start || (common[at - 1] === 1 && common[at + 1] === 1)
    : sum >= end - start - 1 && end - start > 2;
}
