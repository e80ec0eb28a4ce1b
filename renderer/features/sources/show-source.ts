import { goTo } from '../../app/rooms.ts';
import { setQuery } from '../../state/selection.ts';
import { chooseSource, type SourcePart, useSourceChoice } from './choice.ts';

/** Goes to the room of sources with this one selected, and shows a part of what is known about it. */
export function showSource(sourceId: number, part: SourcePart = 'about') {
  chooseSource(sourceId);
  useSourceChoice.setState({ part, ratingsOpen: false, wanted: '' });
  goTo('sources');
}

/** Goes to Triage with the articles of these sources; `openDates`: only those whose date awaits the order of day and month. */
export function showArticles(sourceIds: readonly number[], openDates = false) {
  setQuery({ sources: [...sourceIds], ...(openDates ? { look: 'openDate' as const } : {}) });
  goTo('triage');
}
