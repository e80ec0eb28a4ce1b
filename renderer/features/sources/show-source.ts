import { goTo } from '../../app/rooms.ts';
import { chooseSource } from './choice.ts';

/** Goes to the room of sources with this one selected. */
export function showSource(sourceId: number) {
  chooseSource(sourceId);
  goTo('sources');
}
