/** Names of people, organisations and places: as analysers found them, and which of them people say mean the same. */
import type { RoomHandlers } from '../handler.ts';
import { mergeNames, renameName, splitNames } from './edit.ts';
import { listNames } from './list.ts';
import { namePlaces } from './places.ts';
import { suggestNames } from './suggest.ts';

export const handlers: RoomHandlers = {
  queries: { 'names.list': listNames, 'names.suggest': suggestNames, 'names.places': namePlaces },
  commands: { 'names.merge': mergeNames, 'names.split': splitNames, 'names.rename': renameName },
};
