/** Suggestions of analysers in the text: taken, changed and rejected, one by one or all of a code in a row. */
export { SuggestionCard } from './SuggestionCard.tsx';
export { SuggestionList } from './SuggestionList.tsx';
export { SuggestionSwitch } from './SuggestionSwitch.tsx';
export { SuggestionsOfCode } from './SuggestionsOfCode.tsx';
export {
  acceptSuggestion,
  activeSuggestion,
  beginQueue,
  changeSpan,
  type SuggestionPlace,
  setCodeOf,
} from './suggestion-deeds.ts';
export { isSuggestionId, suggestionId } from './suggestion-state.ts';
export { useSuggestionCommands, useSuggestions, useWantedSuggestion } from './useSuggestions.ts';
