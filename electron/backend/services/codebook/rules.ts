// What cannot be done to a code, and why: asked before a change and before it is offered.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind } from '../blind/index.ts';
import type { CodeTree, TreeCode } from './tree.ts';

/** @throws AppError CONFLICT */
export function refuseMove(tree: CodeTree, codeId: string, parentId: string | null): void {
  const code = tree.get(codeId);
  if (parentId !== null) {
    const parent = tree.get(parentId);
    if (tree.subtree(codeId).some((one) => one.codeId === parentId)) {
      const where = parentId === codeId ? 'itself' : `“${parent.name}”, which lies below it`;
      throw new AppError('CONFLICT', `“${code.name}” cannot be moved below ${where}.`, { codeId, parentId });
    }
  }
  tree.refuseSameName(parentId, code.name, codeId);
}

/** @throws AppError CONFLICT */
export function refuseMerge(db: ReadableDb, tree: CodeTree, codeId: string, intoId: string): void {
  const code = tree.get(codeId);
  const into = tree.get(intoId);
  if (tree.subtree(codeId).some((one) => one.codeId === intoId)) {
    const reason =
      codeId === intoId
        ? `“${code.name}” cannot be merged into itself.`
        : `“${into.name}” lies below “${code.name}”. Merge “${into.name}” into “${code.name}” instead.`;
    throw new AppError('CONFLICT', reason, { codeId, intoId });
  }
  refuseAsTarget(db, codeId, into);
  for (const child of tree.children(codeId)) {
    const twin = tree.childNamed(intoId, child.name);
    if (!twin || twin.codeId === codeId) continue;
    throw new AppError(
      'CONFLICT',
      `Both “${code.name}” and “${into.name}” have a code “${child.name}” below them. Merge or rename those first.`,
      { codeId: child.codeId, intoId: twin.codeId },
    );
  }
}

/** Codings go to no group and to no archived code. */
function refuseAsTarget(db: ReadableDb, codeId: string, into: TreeCode) {
  if (into.archived) {
    throw new AppError('CONFLICT', `“${into.name}” is archived. Take it out of the archive to merge into it.`, {
      intoId: into.codeId,
    });
  }
  const isGroup = db.value<number>('SELECT is_codable FROM code WHERE code_id = ?', into.codeId) === 0;
  if (isGroup && db.value('SELECT 1 FROM coding WHERE code_id = ?', codeId) !== undefined) {
    throw new AppError('CONFLICT', `“${into.name}” only groups other codes. Merge into one below it.`, {
      intoId: into.codeId,
    });
  }
}

/** @throws AppError CONFLICT for a code that something hangs on */
export function refuseDelete(db: ReadableDb, tree: CodeTree, codeId: string): void {
  const code = tree.get(codeId);
  const uses = db.value<number>('SELECT count(*) FROM coding WHERE code_id = ?', codeId) ?? 0;
  if (uses > 0) {
    const what = isBlind(db) ? 'Annotations have' : uses === 1 ? '1 annotation has' : `${uses} annotations have`;
    throw new AppError('CONFLICT', `${what} the code “${code.name}”. Archive it or merge it into another one.`, {
      codeId,
    });
  }
  const claims = db.value<number>('SELECT count(DISTINCT claim_id) FROM claim_coding WHERE code_id = ?', codeId) ?? 0;
  if (claims > 0) {
    const what = isBlind(db) ? 'Claims have' : claims === 1 ? '1 claim has' : `${claims} claims have`;
    throw new AppError('CONFLICT', `${what} the code “${code.name}”. Archive it or merge it into another one.`, {
      codeId,
    });
  }
  const children = tree.children(codeId).length;
  if (children > 0) {
    const what = children === 1 ? 'a code' : `${children} codes`;
    throw new AppError('CONFLICT', `“${code.name}” has ${what} below it. Move, merge or delete those first.`, {
      codeId,
      children,
    });
  }
}
