import { MessageSquare, Plus, Scale, Tag, Trash2 } from 'lucide-react';
import { useMemo, useRef } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { say } from '../../ui/index.ts';
import { focusHandle, moveEnd, type TextPane } from '../text/index.ts';
import { editAnnotation, useCodes } from './annotations.ts';
import {
  activeAnnotation,
  addPiece,
  applyCode,
  type CodingPlace,
  codeArticle,
  codeSelection,
  removeActive,
} from './code-actions.ts';
import { keysOf } from './code-keys.ts';
import { codable } from './recent-codes.ts';
import type { SelectionDeeds } from './SelectionToolbar.tsx';

/**
 * Keys and commands of coding in whichever pane is worked in: code keys, whole article, claim, memo, delete, extend. A key that
 * means something else in the room, such as a decision, is a code's only while a passage is selected or an annotation is active.
 */
export function useCodingCommands(place: () => CodingPlace | null, deeds: SelectionDeeds) {
  const { codes } = useCodes();
  const hasSelection = () => place()?.pane.state.getState().selection != null;
  const hasPassage = () => hasSelection() || place()?.pane.state.getState().sentence != null;
  const hasActive = () => {
    const here = place();
    return here !== null && activeAnnotation(here) !== undefined;
  };
  const needsSelection = () => needsWriting() ?? (hasSelection() ? null : 'select a passage first');
  const needsActive = () => needsWriting() ?? (hasActive() ? null : 'choose an annotation first');
  const needsTarget = () =>
    needsWriting() ?? (hasPassage() || hasActive() ? null : 'select a passage or choose an annotation first');
  // Read when a key is pressed, so that a selection costs no new list.
  const when = (command: Omit<Command, 'disabled'>, why: () => string | null): Command => ({
    ...command,
    get disabled() {
      return why();
    },
  });
  // Of a codebook of thousands, made once and not with every selection: they ask what they act on when they run.
  const latest = useRef({ place, needsTarget });
  latest.current = { place, needsTarget };
  const ofCodes = useMemo(() => codeCommands(codes, latest), [codes]);
  useCommands([
    when(
      { id: 'code.choose', label: 'Code with…', group: 'Code', icon: Tag, keys: ['/'], run: deeds.chooseCode },
      needsTarget,
    ),
    when(
      { id: 'code.claim', label: 'Mark as a claim', group: 'Code', icon: Scale, keys: ['Q'], run: deeds.claim },
      needsSelection,
    ),
    when(
      { id: 'code.memo', label: 'Write a memo', group: 'Code', icon: MessageSquare, keys: ['M'], run: deeds.memo },
      needsTarget,
    ),
    when(
      {
        id: 'code.delete',
        label: 'Delete annotation',
        group: 'Code',
        icon: Trash2,
        keys: ['Delete', 'Backspace'],
        run: () => {
          const here = place();
          if (here) removeActive(here);
        },
      },
      needsActive,
    ),
    ...extendCommands(place).map((command) => when(command, needsActive)),
    ...(['start', 'end'] as const).map((side) =>
      when(
        {
          id: `code.handle.${side}`,
          label: `Move the ${side} with the arrow keys`,
          group: 'Code',
          keys: [side === 'start' ? ',' : '.'],
          run: () => {
            const here = place();
            if (here && !focusHandle(here.pane, side)) say('This annotation has no place in the text.');
          },
        },
        needsActive,
      ),
    ),
    when(
      {
        id: 'code.piece',
        label: 'Add the selection to the annotation',
        group: 'Code',
        icon: Plus,
        keys: ['Shift+A'],
        run: () => {
          const here = place();
          if (here) addPiece(here);
        },
      },
      () => needsActive() ?? (hasSelection() ? null : 'select a passage first'),
    ),
    ...ofCodes,
  ]);
}

type Latest = { readonly current: { place(): CodingPlace | null; needsTarget(): string | null } };

/** Commands that give a code: to what is selected or active, and to the whole article. Those with keys come first. */
function codeCommands(codes: readonly Code[], latest: Latest): Command[] {
  const able = codable(codes);
  const keyed = able.filter((code) => code.shortcut);
  return [
    ...[...keyed, ...able.filter((code) => !code.shortcut)].map(
      (code): Command => ({
        id: `code.${code.codeId}`,
        label: code.name,
        group: 'Code',
        icon: Tag,
        keys: keysOf(code),
        get disabled() {
          return latest.current.needsTarget();
        },
        run: () => {
          const here = latest.current.place();
          if (here) applyCode(here, code.codeId);
        },
      }),
    ),
    ...keyed.map(
      (code): Command => ({
        id: `codeArticle.${code.codeId}`,
        label: `Article: ${code.name}`,
        group: 'Code',
        keyOnly: true,
        keys: [`A ${code.shortcut!.toUpperCase()}`],
        get disabled() {
          return needsWriting();
        },
        run: () => {
          const here = latest.current.place();
          if (here) toggleOnArticle(here, code.codeId);
        },
      }),
    ),
  ];
}

/** Gives the whole article a code, or takes it away where the current coder gave it. */
export function toggleOnArticle({ pane, annotations }: CodingPlace, codeId: string) {
  const given = annotations.find(
    (one) => one.level === 'article' && one.codings.some((coding) => coding.codeId === codeId),
  );
  if (given && pane.article) void editAnnotation(given, { removeCodeIds: [codeId] }, pane.article.text);
  else codeArticle(pane, codeId);
}

function extendCommands(place: () => CodingPlace | null): Omit<Command, 'disabled'>[] {
  const ends = [
    ['ArrowRight', 'end', 1, 'End a word on'],
    ['ArrowLeft', 'end', -1, 'End a word back'],
    ['ArrowDown', 'start', 1, 'Start a word on'],
    ['ArrowUp', 'start', -1, 'Start a word back'],
  ] as const;
  return ends.map(([key, side, direction, label]) => ({
    id: `code.extend.${key}`,
    label,
    group: 'Code',
    keyOnly: true,
    keys: [`Alt+Shift+${key}`],
    run: () => {
      const here = place();
      const active = here && activeAnnotation(here);
      if (!here || !active || active.start === null || active.end === null) return;
      const forward = side === 'end' && here.pane.article?.direction === 'rtl' ? (-direction as 1 | -1) : direction;
      const { annotationId: ownerId, start, end } = active;
      const mark = { key: '', kind: 'code', color: 0, label: '', ownerId, start, end } as const;
      moveEnd(here.pane, mark, side, 'word', forward, (_id, span) => {
        void editAnnotation(active, { span }, here.pane.map.text);
      });
    },
  }));
}

/** Makes the selection an annotation to write a memo on, or goes to the memo of the active one. */
export async function beginMemo(pane: TextPane) {
  if (pane.state.getState().selection) {
    const made = await codeSelection(pane, []);
    if (made) pane.activate(made.annotationId);
  }
  requestAnimationFrame(() => {
    // A memo that is shown as it reads is opened for writing by its button, which then takes the focus there.
    const box = document.querySelector<HTMLElement>('[data-memo]');
    const field = box?.querySelector('textarea');
    if (field) field.focus();
    else box?.querySelector('button')?.click();
  });
}
