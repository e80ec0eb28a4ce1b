/** Sources in profile. They have no place of their own in the rail: the room of sources shows them. */
export { showProfile } from './show-profile.ts';
