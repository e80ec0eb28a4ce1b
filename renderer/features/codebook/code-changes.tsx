import { create } from 'zustand';
import type { Code, CodeFields } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { ask, counted, type MenuGroup, say, warnOf } from '../../ui/index.ts';
import type { CodeMove } from './CodeTree.tsx';
import { childrenOf, moveBy } from './tree.ts';

/** The form that is open: a new code, or a code's fields; and what a code is to be merged into. */
interface OpenForm {
  form: { mode: 'new'; parentId: string | null; name?: string } | { mode: 'edit'; codeId: string } | null;
  merging: string | null;
}

export const useOpenForm = create<OpenForm>(() => ({ form: null, merging: null }));

export const closeForm = () => useOpenForm.setState({ form: null, merging: null });
export const openNewCode = (parentId: string | null, name?: string) =>
  useOpenForm.setState({ form: { mode: 'new', parentId, ...(name ? { name } : {}) } });

export function moveCode(move: CodeMove) {
  withCoder(() => call('codebook.move', move)).catch(warnOf);
}

export async function createCode(parentId: string | null, fields: Partial<CodeFields> & { name: string }) {
  const { codeId } = await withCoder(() => call('codebook.create', { parentId, fields }));
  return codeId;
}

export async function editCode(codeId: string, fields: Partial<CodeFields>) {
  await withCoder(() => call('codebook.edit', { codeId, fields }));
}

export async function mergeCode(code: Code, into: Code) {
  const answer = await ask({
    title: `Merge “${code.name}” into “${into.name}”?`,
    text: `${counted(code.annotations, 'annotation')} of “${code.name}” will have the code “${into.name}”; the code “${code.name}” goes. Undo brings it back.`,
    action: 'Merge the codes',
  });
  if (answer !== 'action') return;
  await withCoder(() => call('codebook.merge', { codeId: code.codeId, intoId: into.codeId }));
  say(`Merged “${code.name}” into “${into.name}”`);
}

function archive(code: Code, archived: boolean) {
  withCoder(() => call('codebook.archive', { codeId: code.codeId, archived }))
    .then(() => say(archived ? `“${code.name}” is archived` : `“${code.name}” is back in the codebook`))
    .catch(warnOf);
}

async function remove(code: Code) {
  await withCoder(() => call('codebook.delete', { codeId: code.codeId }));
  say(`Deleted the code “${code.name}”`);
}

export function addPreset(presetId: string) {
  return withCoder(() => call('codebook.addPreset', { presetId }));
}

/** What can be done with a code, for its menu. */
export function codeMenu(code: Code, codes: readonly Code[]): MenuGroup[] {
  const disabled = needsWriting() !== null;
  const move = (way: 'up' | 'down' | 'out' | 'in') => moveBy(codes, code.codeId, way);
  const go = (way: 'up' | 'down' | 'out' | 'in') => {
    const to = move(way);
    if (to) moveCode({ codeId: code.codeId, ...to });
  };
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
        code.archived
          ? { id: 'archive', label: 'Take out of the archive', disabled, run: () => archive(code, false) }
          : { id: 'archive', label: 'Archive', disabled, run: () => archive(code, true) },
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
