/** Names of people, organisations and places, and which of them mean the same. A window, opened from wherever names stand. */
export { NamesWindow } from './NamesWindow.tsx';
export { showNames } from './show-names.ts';
