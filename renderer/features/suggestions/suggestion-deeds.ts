import type { Suggestion } from '../../../shared/model/suggestion.ts';
import type { Span } from '../../../shared/text/span.ts';
import { withCoder } from '../../app/coder.tsx';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { selectArticle } from '../../state/selection.ts';
import { say, warnOf } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';
import {
  besideSuggestion,
  isSuggestionId,
  labelInWords,
  type SuggestionQueue,
  spanOf,
  suggestionId,
  useSuggestionState,
} from './suggestion-state.ts';

/** Where suggestions are decided: a pane, and those of its article. */
export interface SuggestionPlace {
  pane: TextPane;
  articleId: string;
  suggestions: readonly Suggestion[];
  codes: Parameters<typeof labelInWords>[1];
}

const placeOf = ({ articleId }: SuggestionPlace, { analyser, label, start, end, textVersionId }: Suggestion) => ({
  ...{ articleId, analyser, label, start, end, textVersionId },
});

/** The suggestion in hand. */
export function activeSuggestion({ pane, suggestions }: SuggestionPlace): Suggestion | undefined {
  const { active } = pane.state.getState();
  return isSuggestionId(active) ? suggestions.find((one) => suggestionId(one) === active) : undefined;
}

export function takeInHand(pane: TextPane, suggestion: Suggestion, far = false) {
  pane.activate(suggestionId(suggestion));
  pane.reveal(spanOf(suggestion, useSuggestionState.getState().changed), far);
}

/** The next open one of this article, or of the queue that is gone through. */
export function stepSuggestion(place: SuggestionPlace, by: 1 | -1) {
  const { queue } = useSuggestionState.getState();
  if (queue) return stepQueue(queue, by);
  const { pane, suggestions } = place;
  const active = activeSuggestion(place);
  const next = besideSuggestion(suggestions, active ? suggestionId(active) : null, by, pane.topOffset() ?? 0);
  if (next) takeInHand(pane, next);
  else {
    pane.activate(null);
    say(active ? 'That was the last suggestion in this article.' : 'Nothing is suggested in this article.');
  }
}

/** The queue begins; its first article opens with the suggestion in hand. */
export async function beginQueue(codeId: string, name: string) {
  const { total, rows } = await call('suggestions.ofCode', { codeId, count: 200 });
  if (rows.length === 0) return say(`Nothing is suggested for “${name}” in articles that lack it.`);
  openRow({ codeId, total, rows, at: 0 });
  goTo('read');
}

export function endQueue() {
  useSuggestionState.setState({ queue: null });
}

function stepQueue(queue: SuggestionQueue, by: 1 | -1) {
  const at = queue.at + by;
  if (at < 0) return say('This is the surest suggestion.');
  if (at >= queue.rows.length) {
    endQueue();
    return say(
      queue.rows.length < queue.total
        ? 'These were the surest 200. Begin again to go on with those after them.'
        : 'All of these suggestions have been gone through.',
    );
  }
  openRow({ ...queue, at });
}

function openRow(queue: SuggestionQueue) {
  const row = queue.rows[queue.at]!;
  const { articleId, start, end } = row;
  useSuggestionState.setState({ queue, wanted: { articleId, id: suggestionId(row), span: { start, end } } });
  selectArticle(articleId, null);
}

const undo = { label: 'Undo', run: () => void call('history.undo', {}).catch(warnOf) };

/** Makes coding of the one in hand, as it stands in the text or as it was changed, and goes on to the next. */
export async function acceptSuggestion(place: SuggestionPlace, suggestion: Suggestion, codeId: string) {
  const { draft, active } = place.pane.state.getState();
  const id = suggestionId(suggestion);
  // Keys that changed the span rest for a moment before it is kept.
  const span = active === id && draft ? draft : useSuggestionState.getState().changed[id];
  const name = place.codes.get(codeId)?.name ?? 'the code';
  try {
    await withCoder(() => call('suggestions.accept', { ...placeOf(place, suggestion), codeId, ...(span && { span }) }));
  } catch (error) {
    return warnOf(error);
  }
  forgetSpan(id);
  say(`Accepted as “${name}”`, undo);
  goOn(place, id);
}

export async function rejectSuggestion(place: SuggestionPlace, suggestion: Suggestion) {
  const id = suggestionId(suggestion);
  try {
    await withCoder(() => call('suggestions.reject', placeOf(place, suggestion)));
  } catch (error) {
    return warnOf(error);
  }
  forgetSpan(id);
  say(`Rejected: ${labelInWords(suggestion, place.codes)}`, undo);
  goOn(place, id);
}

export async function reopenSuggestion(place: SuggestionPlace, suggestion: Suggestion) {
  await withCoder(() => call('suggestions.reopen', placeOf(place, suggestion))).catch(warnOf);
}

/** Unless the person has gone elsewhere meanwhile. */
function goOn(place: SuggestionPlace, decided: string) {
  const { active } = place.pane.state.getState();
  if (active === decided || active === null) stepSuggestion(place, 1);
}

/** A span of the person's own, to be accepted in the place of the one suggested. */
export function changeSpan(id: string, span: Span) {
  useSuggestionState.setState(({ changed }) => ({ changed: { ...changed, [id]: span } }));
}

export function forgetSpan(id: string) {
  useSuggestionState.setState(({ changed: { [id]: _gone, ...changed } }) => ({ changed }));
}

/** Which code a label stands for from now on. */
export async function setCodeOf(suggestion: Suggestion, codeId: string | null) {
  const { analyser, label } = suggestion;
  await withCoder(() => call('suggestions.setCode', { analyser, label, codeId })).catch(warnOf);
}
