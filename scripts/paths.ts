import { join } from 'node:path';

/** The checkout. */
export const root: string = join(import.meta.dirname, '..');

/** What scripts keep between runs: stamps of builds, the tests' Electron. Safe to delete. */
export const cache: string = join(root, '.cache');

export const inRoot = (...parts: string[]): string => join(root, ...parts);
