import { type Code, roomKeys } from '../../../shared/model/codebook.ts';

/**
 * Keys that give a code. None where its key goes to another room, as in an old project or one that was merged in: that comes
 * before any code, also while a passage is selected.
 */
export const keysOf = ({ shortcut }: Pick<Code, 'shortcut'>): string[] =>
  shortcut === null || roomKeys.includes(shortcut) ? [] : [shortcut.toUpperCase()];
