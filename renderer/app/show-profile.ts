import { openProfile } from '../state/profile.ts';
import { goTo } from './rooms.ts';

/** Goes to the profile of a source, from wherever its name stands. */
export function showProfile(sourceId: number) {
  openProfile(sourceId);
  goTo('sources');
}
