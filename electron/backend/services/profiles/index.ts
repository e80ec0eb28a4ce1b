/** Sources in profile: what each publishes, misses, reprints and whom it quotes. Nothing is written here. */
import type { RoomHandlers } from '../handler.ts';
import { agenciesOf } from './agencies.ts';
import { compareSources } from './compare.ts';
import { copiesOf } from './copies.ts';
import { placesOf } from './places.ts';
import { articlesOf } from './published.ts';
import { quotedBy } from './quoted.ts';
import { storiesOf } from './stories.ts';
import { techniquesOf } from './techniques.ts';

export const handlers: RoomHandlers = {
  queries: {
    'profiles.articles': articlesOf,
    'profiles.stories': storiesOf,
    'profiles.copies': copiesOf,
    'profiles.agencies': agenciesOf,
    'profiles.techniques': techniquesOf,
    'profiles.quoted': quotedBy,
    'profiles.places': placesOf,
    'profiles.compare': compareSources,
  },
};
