import type { CodebookEffect } from '../../../shared/model/codebook.ts';
import { counted } from '../../ui/numbers.ts';

/** Kinds of changes whose effect is told before they are made. */
export type ToldChange = 'merge' | 'split' | 'move' | 'archive' | 'attributes' | 'use';

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const quoted = (names: readonly string[]) => listed(names.map((name) => `“${name}”`));

/** What a change does to the coding that is there, in sentences; the most important one first. */
export function effectInWords(kind: ToldChange, effect: CodebookEffect, code: string, other = ''): string[] {
  const { annotations, articles, coders, claims, doubles, codesBelow, valuesLost, valuesOutside, keys } = effect;
  const where = `${counted(annotations, 'annotation')} in ${counted(articles, 'article')}`;
  const by = coders.length === 0 ? '' : `, by ${listed(coders)}`;
  const below = codesBelow > 0 ? counted(codesBelow, 'code') : '';
  const words: string[] = [];
  const none = annotations === 0 && claims === 0;
  if (kind === 'merge') {
    words.push(none ? `No annotation has the code “${code}”.` : `${where}${by}, will have the code “${other}”.`);
    if (none || annotations > 0) words.push(`The code “${code}” goes.`);
    if (doubles > 0) {
      words.push(`${doubles === 1 ? '1 has' : `${doubles} have`} both codes: one of the two stays.`);
    }
    if (below) words.push(`${below} below it move${codesBelow === 1 ? 's' : ''} along.`);
    if (effect.attributes.length > 0) words.push(`“${other}” takes over the attributes ${quoted(effect.attributes)}.`);
  }
  if (kind === 'split') words.push(`${where}${by}, will have the new code “${other}” instead of “${code}”.`);
  if (kind === 'move') {
    words.push(
      none ? 'No annotation is touched.' : `${where}${by}, keep their codes and count under ${other} from then on.`,
    );
    if (below) words.push(`${below} below it move${codesBelow === 1 ? 's' : ''} along.`);
    if (!none) words.push('In exports, the path of the code changes.');
  }
  if (kind === 'archive') {
    words.push(none ? 'No annotation has it.' : `${where}${by}, keep it; nobody can give it any more.`);
    if (below) words.push(`${below} below it ${codesBelow === 1 ? 'is' : 'are'} archived too.`);
  }
  if (kind === 'use' && !none) {
    words.push(`${where}${by}, have it in a way that is then no longer offered. They keep it.`);
  }
  if (claims > 0 && kind !== 'use') words.push(`${counted(claims, 'claim')} too.`);
  if (kind === 'split' && effect.valuesKept > 0) words.push(`Their ${counted(effect.valuesKept, 'value')} go along.`);
  if (valuesLost > 0) {
    words.push(
      kind === 'merge'
        ? `${counted(valuesLost, 'value')} contradict${valuesLost === 1 ? 's' : ''} what the other code says and ${valuesLost === 1 ? 'is' : 'are'} lost.`
        : `${counted(valuesLost, 'value')} given to ${counted(annotations, 'annotation')} ${valuesLost === 1 ? 'goes' : 'go'} with it.`,
    );
  }
  if (valuesOutside > 0) {
    words.push(
      `${counted(valuesOutside, 'given value')} ${valuesOutside === 1 ? 'is' : 'are'} then none of those allowed; ${valuesOutside === 1 ? 'it stays' : 'they stay'} and ${valuesOutside === 1 ? 'is' : 'are'} shown as such.`,
    );
  }
  if (keys.length > 0)
    words.push(
      `The key${keys.length === 1 ? '' : 's'} ${listed(keys.map((key) => key.toUpperCase()))} become${keys.length === 1 ? 's' : ''} free.`,
    );
  if (effect.hidesOthers)
    words.push('A blind round runs: what others coded in it is touched too, and not counted here.');
  words.push('One undo takes it back.');
  return words;
}
