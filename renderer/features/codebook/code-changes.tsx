import { create } from 'zustand';
import type { Code, CodebookChange, CodebookEffect, CodeFields } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { queryClient } from '../../state/queries.ts';
import { ask, counted, type MenuGroup, say, warn, warnOf } from '../../ui/index.ts';
import type { CodeMove } from './CodeTree.tsx';
import { effectInWords, type ToldChange } from './effect-words.ts';
import { childrenOf, moveBy, type Way } from './tree.ts';

/** The form that is open: a new code, a code's fields, or what a code is to be merged into, moved below or split in. */
interface OpenForm {
  form: { mode: 'new'; parentId: string | null; name?: string } | { mode: 'edit'; codeId: string } | null;
  merging: string | null;
  moving: string | null;
  splitting: string | null;
}

const none: OpenForm = { form: null, merging: null, moving: null, splitting: null };
export const useOpenForm = create<OpenForm>(() => none);

export const closeForm = () => useOpenForm.setState(none);
export const openNewCode = (parentId: string | null, name?: string) =>
  useOpenForm.setState({ form: { mode: 'new', parentId, ...(name ? { name } : {}) } });

/** Asks with the change's effect in words; what cannot be done is said instead. True: do it. */
async function agreed(
  change: CodebookChange & { kind: ToldChange },
  question: { title: string; action: string; code: string; other?: string },
  isAsked: (effect: CodebookEffect) => boolean = () => true,
): Promise<boolean> {
  const effect = await call('codebook.effect', { change });
  if (effect.refusal !== null) {
    warn(effect.refusal, { tone: 'warn' });
    return false;
  }
  if (!isAsked(effect)) return true;
  const { title, action, code, other = '' } = question;
  const words = effectInWords(change.kind, effect, code, other);
  const danger = effect.valuesLost > 0;
  return (await ask({ title, action, danger, text: words.join(' ') })) === 'action';
}

const codesNow = () => queryClient.getQueryData<{ codes: Code[] }>(['codebook.get', {}])?.codes ?? [];
const codeNow = (codeId: string | null) => codesNow().find((code) => code.codeId === codeId);

/** Moves a code; to another parent only after its effect was told, if annotations feel it. */
export async function moveCode(move: CodeMove) {
  try {
    const code = codeNow(move.codeId);
    if (code && code.parentId !== move.parentId) {
      const parent = codeNow(move.parentId);
      const place = parent ? `“${parent.name}”` : 'no group';
      const title = parent ? `Move “${code.name}” below “${parent.name}”?` : `Move “${code.name}” to the top level?`;
      const { codeId, parentId } = move;
      const question = { title, action: 'Move the code', code: code.name, other: place };
      const isFelt = (effect: CodebookEffect) => effect.annotations + effect.claims > 0;
      if (!(await agreed({ kind: 'move', codeId, parentId }, question, isFelt))) return;
    }
    const answer = await withCoder(() => call('codebook.move', move));
    // At once, and not when the event comes: the next step counts from here.
    queryClient.setQueryData(['codebook.get', {}], answer);
  } catch (error) {
    warnOf(error);
  }
}

let steps: Promise<void> = Promise.resolve();

/** Moves a code by one place. Presses that follow fast on each other are taken one after the other. */
export function stepCode(codeId: string, way: Way) {
  steps = steps.then(async () => {
    const to = moveBy(codesNow(), codeId, way);
    if (to) await moveCode({ codeId, ...to });
  });
}

export async function createCode(parentId: string | null, fields: Partial<CodeFields> & { name: string }) {
  const { codeId } = await withCoder(() => call('codebook.create', { parentId, fields }));
  return codeId;
}

/** Saves a code's fields. False: the person thought better of it once told what that does. */
export async function editCode(code: Code, fields: Partial<CodeFields>): Promise<boolean> {
  const { codeId, name } = code;
  if (fields.isCodable !== undefined || fields.appliesTo !== undefined) {
    const { isCodable = code.isCodable, appliesTo = code.appliesTo } = fields;
    const question = { title: `Change what “${name}” is given to?`, action: 'Save the code', code: name };
    const isFelt = (effect: CodebookEffect) => effect.annotations + effect.claims > 0;
    if (!(await agreed({ kind: 'use', codeId, isCodable, appliesTo }, question, isFelt))) return false;
  }
  await withCoder(() => call('codebook.edit', { codeId, fields }));
  return true;
}

export async function mergeCode(code: Code, into: Code) {
  const change = { kind: 'merge', codeId: code.codeId, intoId: into.codeId } as const;
  const title = `Merge “${code.name}” into “${into.name}”?`;
  if (!(await agreed(change, { title, action: 'Merge the codes', code: code.name, other: into.name }))) return;
  await withCoder(() => call('codebook.merge', { codeId: code.codeId, intoId: into.codeId }));
  say(`Merged “${code.name}” into “${into.name}”`);
}

export async function archive(code: Code, archived: boolean) {
  const { codeId, name } = code;
  const question = { title: `Archive “${name}”?`, action: 'Archive the code', code: name };
  const isFelt = (effect: CodebookEffect) => effect.annotations + effect.claims + effect.codesBelow > 0;
  if (archived && !(await agreed({ kind: 'archive', codeId }, question, isFelt))) return;
  await withCoder(() => call('codebook.archive', { codeId, archived }));
  say(archived ? `“${name}” is archived` : `“${name}” is back in the codebook`);
}

export async function remove(code: Code) {
  await withCoder(() => call('codebook.delete', { codeId: code.codeId }));
  say(`Deleted the code “${code.name}”`);
}

/** Sets a code's attributes, after saying what given values become. False: the person thought better of it. */
export async function setAttributes(
  code: Code,
  change: Omit<Extract<CodebookChange, { kind: 'attributes' }>, 'kind' | 'codeId'>,
): Promise<boolean> {
  const { codeId, name } = code;
  const question = { title: `Change the attributes of “${name}”?`, action: 'Change the attributes', code: name };
  const isFelt = (effect: CodebookEffect) => effect.valuesLost + effect.valuesOutside > 0;
  if (!(await agreed({ kind: 'attributes', codeId, ...change }, question, isFelt))) return false;
  await withCoder(() => call('codebook.setAttributes', { codeId, ...change }));
  return true;
}

export function addPreset(presetId: string) {
  return withCoder(() => call('codebook.addPreset', { presetId }));
}

/** Says what was left out of a saved codebook. */
export const lossesInWords = (losses: readonly { what: string; count: number }[]) =>
  losses.map(({ what, count }) => `${count} ${what}`).join(', ');

/** What can be done with a code, for its menu. */
export function codeMenu(code: Code, codes: readonly Code[]): MenuGroup[] {
  const disabled = needsWriting() !== null;
  const move = (way: Way) => moveBy(codes, code.codeId, way);
  const go = (way: Way) => stepCode(code.codeId, way);
  const isUsed = code.annotations > 0 || childrenOf(codes, code.codeId).length > 0;
  return [
    {
      entries: [
        {
          id: 'edit',
          label: 'Edit…',
          keys: 'F2',
          disabled,
          run: () => useOpenForm.setState({ form: { mode: 'edit', codeId: code.codeId } }),
        },
        { id: 'below', label: 'New code below it…', disabled, run: () => openNewCode(code.codeId) },
      ],
    },
    {
      entries: [
        { id: 'up', label: 'Move up', keys: 'Alt+ArrowUp', disabled: disabled || !move('up'), run: () => go('up') },
        {
          id: 'down',
          label: 'Move down',
          keys: 'Alt+ArrowDown',
          disabled: disabled || !move('down'),
          run: () => go('down'),
        },
        {
          id: 'in',
          label: 'Move below the code above',
          keys: 'Alt+ArrowRight',
          disabled: disabled || !move('in'),
          run: () => go('in'),
        },
        {
          id: 'out',
          label: 'Move out of its group',
          keys: 'Alt+ArrowLeft',
          disabled: disabled || !move('out'),
          run: () => go('out'),
        },
        {
          id: 'moveTo',
          label: 'Move below…',
          disabled,
          run: () => useOpenForm.setState({ moving: code.codeId }),
        },
      ],
    },
    {
      entries: [
        {
          id: 'merge',
          label: 'Merge into…',
          disabled,
          run: () => useOpenForm.setState({ merging: code.codeId }),
        },
        {
          id: 'split',
          label: 'Split…',
          disabled: disabled || code.annotations === 0,
          ...(code.annotations === 0 ? { detail: 'not in use' } : { detail: counted(code.annotations, 'annotation') }),
          run: () => useOpenForm.setState({ splitting: code.codeId }),
        },
        code.archived
          ? {
              id: 'archive',
              label: 'Take out of the archive',
              disabled,
              run: () => void archive(code, false).catch(warnOf),
            }
          : { id: 'archive', label: 'Archive…', disabled, run: () => void archive(code, true).catch(warnOf) },
        {
          id: 'delete',
          label: 'Delete',
          danger: true,
          disabled: disabled || isUsed,
          ...(isUsed ? { detail: 'in use' } : {}),
          run: () => void remove(code).catch(warnOf),
        },
      ],
    },
  ];
}
