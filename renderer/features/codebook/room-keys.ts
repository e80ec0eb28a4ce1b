import { roomKeys } from '../../../shared/model/codebook.ts';

/** Keys that mean something where people code, in Read and Compare: a code that takes one shares it. */
const shared: Record<string, string> = {
  a: 'the first key of “Article: …”, which codes the whole article',
  c: 'setting two articles side by side in Compare',
  d: 'figures that disagree in Compare',
  e: 'Exclude',
  i: 'Include',
  j: 'the next article',
  k: 'the previous article',
  m: 'Maybe and writing a memo',
  n: 'the next difference in Compare',
  o: 'opening an article from Compare',
  q: 'marking a claim, and recording a pair in Compare',
  t: 'scrolling together in Compare',
  u: 'Undecided',
  v: 'removed passages in Compare',
  x: 'swapping sides in Compare',
};

/** Why a code cannot have a key; null when it can, as far as the program goes. */
export const refusedKey = (key: string | null): string | null =>
  key !== null && roomKeys.includes(key) ? `${key.toUpperCase()} goes to another room.` : null;

/** What else a code's key is for, in words; null when nothing. */
export function sharedKey(key: string | null): string | null {
  const other = key === null ? undefined : shared[key];
  return other === undefined
    ? null
    : `This key is also ${other}. The code has it while a passage is selected or an annotation is active.`;
}

/** Letters and digits that no code and no room uses, in the order of the keyboard. */
export function freeKeys(taken: ReadonlySet<string>): string[] {
  return [...'1234567890qwertyuiopasdfghjklzxcvbnm'].filter(
    (key) => !taken.has(key) && !(key in shared) && !roomKeys.includes(key),
  );
}
