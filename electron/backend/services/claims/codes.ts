import type { ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import { named, targetsOf } from './verdicts.ts';

/** Gives codes to claims and takes them away, as the coder's own, in one step. */
export function codeClaims(
  db: WritableDb,
  { claimIds, addCodeIds, removeCodeIds }: ParsedInputOf<'claims.code'>,
  context: WriteContext,
): { changed: number } {
  const coder = context.requireCoder();
  const targets = targetsOf(db, claimIds);
  for (const codeId of addCodeIds) checkCode(db, codeId);
  const verb = addCodeIds.length > 0 ? 'Coded' : 'Took codes from';
  let changed = 0;
  context.change({ action: 'claim.code', label: `${verb} ${named(targets)}`, article: null }, (rows) => {
    for (const { claim_id } of targets) {
      const given = new Set(
        db.column<string>('SELECT code_id FROM claim_coding WHERE claim_id = ? AND coder = ?', claim_id, coder.id),
      );
      const added = addCodeIds.filter((code_id) => !given.has(code_id));
      const removed = removeCodeIds.filter((code_id) => given.has(code_id));
      for (const code_id of added) {
        rows.insert('claim_coding', { claim_id, code_id, coder: coder.id, created_at: context.at });
      }
      for (const code_id of removed) rows.delete('claim_coding', { claim_id, code_id, coder: coder.id });
      if (added.length + removed.length > 0) changed++;
    }
  });
  return { changed };
}

/** NOT_FOUND, or INVALID_INPUT for a code that no claim can be given. */
function checkCode(db: WritableDb, codeId: string): void {
  const code = db.get<{ name: string; applies_to: string; is_codable: number; archived: number }>(
    'SELECT name, applies_to, is_codable, archived FROM code WHERE code_id = ?',
    codeId,
  );
  if (!code) throw new AppError('NOT_FOUND', 'This code no longer exists.', { codeId });
  const why = code.archived
    ? 'is archived. Bring it back in Codes first'
    : !code.is_codable
      ? 'is a group, not a code to give'
      : (JSON.parse(code.applies_to) as string[]).includes('claim')
        ? null
        : 'does not apply to claims. Say in Codes that it does';
  if (why) throw new AppError('INVALID_INPUT', `“${code.name}” ${why}.`, { codeId });
}
