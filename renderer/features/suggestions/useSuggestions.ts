import { CircleQuestionMark, ListChecks } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { Article } from '../../../shared/model/article.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import type { Suggestion } from '../../../shared/model/suggestion.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import { say } from '../../ui/index.ts';
import { focusHandle, type Mark, moveEnd, type TextPane } from '../text/index.ts';
import {
  acceptSuggestion,
  activeSuggestion,
  changeSpan,
  endQueue,
  rejectSuggestion,
  type SuggestionPlace,
  stepSuggestion,
} from './suggestion-deeds.ts';
import { shownSuggestions, spanOf, suggestionId, suggestionMarks, useSuggestionState } from './suggestion-state.ts';

const none: never[] = [];

/** What is suggested in an article, what of it is shown, and its marks. */
export function useSuggestions(
  articleId: string | null,
  article: Article | undefined,
  codes: ReadonlyMap<string, Code>,
): {
  place: Omit<SuggestionPlace, 'pane'>;
  listed: readonly Suggestion[];
  marks: readonly Mark[];
  isOn: boolean;
  setOn(on: boolean): void;
} {
  const [isOn, setOn] = useRememberedLayout('read.suggestions', true);
  const { data } = useBackend('suggestions.ofArticle', { articleId: articleId ?? '' }, { enabled: articleId !== null });
  // Offsets of another text, or of the article before, are no places in this one.
  const isHere = article !== undefined && article.articleId === articleId;
  const version = article?.textVersionId;
  const suggestions = useMemo(() => {
    const own = isHere ? data?.filter(({ textVersionId }) => textVersionId === version) : undefined;
    return own?.length ? own : none;
  }, [data, isHere, version]);
  const label = useSuggestionState((state) => state.label);
  const showsDecided = useSuggestionState((state) => state.showsDecided);
  const changed = useSuggestionState((state) => state.changed);
  const listed = useMemo(
    () => (isOn ? shownSuggestions(suggestions, { label, showsDecided }) : none),
    [isOn, suggestions, label, showsDecided],
  );
  const marks = useMemo(() => {
    const found = suggestionMarks(listed, codes, changed);
    return found.length > 0 ? found : none;
  }, [listed, codes, changed]);
  const place = useMemo(() => ({ articleId: articleId ?? '', suggestions, codes }), [articleId, suggestions, codes]);
  return { place, listed, marks, isOn, setOn };
}

/** The suggestion that a queue wants in hand is taken up once its article and its suggestions are here. */
export function useWantedSuggestion(pane: TextPane, marks: readonly Mark[], articleId: string | undefined) {
  const wanted = useSuggestionState((state) => state.wanted);
  useEffect(() => {
    if (!wanted || wanted.articleId !== articleId) return;
    if (!marks.some((mark) => mark.ownerId === wanted.id)) return;
    pane.activate(wanted.id);
    const frame = requestAnimationFrame(() => pane.reveal(wanted.span, true));
    useSuggestionState.setState({ wanted: null });
    return () => cancelAnimationFrame(frame);
  }, [pane, wanted, marks, articleId]);
}

/** Keys that a code cannot take from a suggestion in hand. */
const OWN_KEYS = new Set(['n', 'x', 'y']);

/** Keys and commands of going through suggestions. `ask` asks for a code, to accept as or to go through. */
export function useSuggestionCommands(
  place: () => SuggestionPlace | null,
  shown: { isOn: boolean; setOn(on: boolean): void },
  ask: (what: 'accept' | 'queue') => void,
) {
  const inHand = () => {
    const here = place();
    return here ? activeSuggestion(here) : undefined;
  };
  const isFree = () => {
    const here = place();
    if (!here) return 'no article is open';
    if (here.pane.state.getState().selection) return 'a passage is selected: letters are codes';
    return shown.isOn ? null : 'suggestions are hidden';
  };
  const needsOne = () => needsWriting() ?? (inHand() ? null : 'go to a suggestion first');
  const needsOpen = () => needsOne() ?? (inHand()?.decision === 'open' ? null : 'this suggestion is decided');
  const when = (command: Omit<Command, 'disabled'>, why: () => string | null): Command => ({
    ...command,
    get disabled() {
      return why();
    },
  });
  const queue = useSuggestionState((state) => state.queue);
  const codes = place()?.codes;
  const keyed = useMemo(
    () =>
      [...(codes?.values() ?? [])].filter(
        ({ shortcut, isCodable, archived }) => shortcut && isCodable && !archived && !OWN_KEYS.has(shortcut),
      ),
    [codes],
  );
  const acceptAs = (codeId: string) => {
    const here = place();
    const one = inHand();
    if (here && one) return acceptSuggestion(here, one, codeId);
  };
  useCommands([
    ...([1, -1] as const).map((by) =>
      when(
        {
          id: `suggest.step.${by}`,
          label: by === 1 ? 'Next suggestion' : 'Previous suggestion',
          group: 'Suggestions',
          icon: CircleQuestionMark,
          keys: [by === 1 ? 'N' : 'Shift+N'],
          run: () => {
            const here = place();
            if (here) stepSuggestion(here, by);
          },
        },
        isFree,
      ),
    ),
    when(
      {
        id: 'suggest.accept',
        label: 'Accept the suggestion',
        group: 'Suggestions',
        keys: ['Enter', 'Y'],
        run: () => {
          const codeId = inHand()?.codeId;
          if (codeId) return acceptAs(codeId);
          ask('accept');
        },
      },
      needsOpen,
    ),
    when(
      {
        id: 'suggest.acceptAs',
        label: 'Accept as another code…',
        group: 'Suggestions',
        keys: ['Shift+Enter', '/'],
        run: () => ask('accept'),
      },
      needsOpen,
    ),
    when(
      {
        id: 'suggest.reject',
        label: 'Reject the suggestion',
        group: 'Suggestions',
        keys: ['X', 'Delete', 'Backspace'],
        run: () => {
          const here = place();
          const one = inHand();
          if (here && one) return rejectSuggestion(here, one);
        },
      },
      needsOpen,
    ),
    ...keyed.map((code) =>
      when(
        {
          id: `suggest.as.${code.codeId}`,
          label: `Accept as ${code.name}`,
          group: 'Suggestions',
          keyOnly: true,
          keys: [code.shortcut!.toUpperCase()],
          run: () => acceptAs(code.codeId),
        },
        needsOpen,
      ),
    ),
    ...changeCommands(place, inHand).map((command) => when(command, needsOpen)),
    {
      id: 'suggest.show',
      label: shown.isOn ? 'Hide suggestions' : 'Show suggestions',
      group: 'Suggestions',
      icon: CircleQuestionMark,
      run: () => shown.setOn(!shown.isOn),
    },
    {
      id: 'suggest.queue',
      label: 'Go through suggestions of a code…',
      group: 'Suggestions',
      icon: ListChecks,
      run: () => ask('queue'),
    },
    {
      id: 'suggest.endQueue',
      label: 'Stop going through suggestions',
      group: 'Suggestions',
      icon: ListChecks,
      disabled: queue ? null : 'no suggestions are gone through',
      run: endQueue,
    },
  ]);
}

/** The span of the one in hand, word by word, or by its handles. */
function changeCommands(
  place: () => SuggestionPlace | null,
  inHand: () => Suggestion | undefined,
): Omit<Command, 'disabled'>[] {
  const ends = [
    ['ArrowRight', 'end', 1, 'End a word on'],
    ['ArrowLeft', 'end', -1, 'End a word back'],
    ['ArrowDown', 'start', 1, 'Start a word on'],
    ['ArrowUp', 'start', -1, 'Start a word back'],
  ] as const;
  const byWord = ends.map(([key, side, direction, label]) => ({
    id: `suggest.extend.${key}`,
    label: `Suggestion: ${label.toLowerCase()}`,
    group: 'Suggestions',
    keyOnly: true,
    keys: [`Alt+Shift+${key}`],
    run: () => {
      const here = place();
      const one = inHand();
      if (!here || !one) return;
      const forward = side === 'end' && here.pane.article?.direction === 'rtl' ? (-direction as 1 | -1) : direction;
      const ownerId = suggestionId(one);
      const span = spanOf(one, useSuggestionState.getState().changed);
      const mark = { key: '', kind: 'suggestion', color: 0, label: '', ownerId, ...span } as const;
      moveEnd(here.pane, mark, side, 'word', forward, changeSpan);
    },
  }));
  const byHandle = (['start', 'end'] as const).map((side) => ({
    id: `suggest.handle.${side}`,
    label: `Suggestion: move the ${side} with the arrow keys`,
    group: 'Suggestions',
    keyOnly: true,
    keys: [side === 'start' ? ',' : '.'],
    run: () => {
      const here = place();
      if (here && !focusHandle(here.pane, side)) say('This suggestion has no place in the text.');
    },
  }));
  return [...byWord, ...byHandle];
}
