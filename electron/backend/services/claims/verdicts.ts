// Verdicts: each coder has one on a claim; the one in force is the adjudicated one, else the one given last.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ClaimVerdict, GivenVerdict } from '../../../../shared/model/claim.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { Coder, WriteContext } from '../handler.ts';
import { asked, seenOnClaim, type Viewer } from './viewer.ts';

interface VerdictRow {
  claim_id: string;
  coder: number;
  name: string;
  kind: string;
  verdict: ClaimVerdict;
  reason: string;
  decided_at: string;
}

// The order of the triggers in db/schema.ts.
const VERDICTS = `
  SELECT v.claim_id, v.coder, p.name, p.kind, v.verdict, v.reason, v.decided_at
  FROM json_each(:ids) j JOIN claim_verdict v ON v.claim_id = j.value JOIN coder p ON p.id = v.coder
  WHERE ${seenOnClaim('v')}
  ORDER BY p.kind = 'layer' DESC, v.decided_at DESC, v.coder DESC`;

/** The verdicts that this coder may see, by claim, the one in force first. */
export function verdictsOf(db: ReadableDb, claimIds: readonly string[], viewer: Viewer): Map<string, GivenVerdict[]> {
  const found = new Map<string, GivenVerdict[]>();
  for (const row of db.all<VerdictRow>(VERDICTS, asked(claimIds, viewer))) {
    const verdict = {
      coder: row.name,
      isMine: row.coder === viewer.coder?.id,
      isAdjudicated: row.kind === 'layer',
      verdict: row.verdict,
      reason: row.reason,
      at: row.decided_at,
    };
    const list = found.get(row.claim_id);
    if (list) list.push(verdict);
    else found.set(row.claim_id, [verdict]);
  }
  return found;
}

/** What stands in a claim for the verdicts that are seen. */
export function inForce(verdicts: readonly GivenVerdict[]) {
  const [first] = verdicts;
  return { verdict: first?.verdict ?? 'unverified', verdictReason: first?.reason ?? '', verdictAt: first?.at ?? null };
}

/**
 * Writes a coder's verdict on a claim. Absent parts stay as they were; 'unverified' without a reason takes it back.
 * @returns whether anything changed
 */
export function putVerdict(
  db: ReadableDb,
  rows: TrackedRows,
  claimId: string,
  coder: Coder,
  given: { verdict?: ClaimVerdict | undefined; reason?: string | undefined },
  at: string,
): boolean {
  const before = db.get<{ verdict: ClaimVerdict; reason: string }>(
    'SELECT verdict, reason FROM claim_verdict WHERE claim_id = ? AND coder = ?',
    claimId,
    coder.id,
  );
  const verdict = given.verdict ?? before?.verdict ?? 'unverified';
  const reason = given.reason ?? before?.reason ?? '';
  if (verdict === (before?.verdict ?? 'unverified') && reason === (before?.reason ?? '')) return false;
  if (verdict === 'unverified' && reason === '') rows.delete('claim_verdict', { claim_id: claimId, coder: coder.id });
  else rows.put('claim_verdict', { claim_id: claimId, coder: coder.id, verdict, reason, decided_at: at });
  return true;
}

interface Target {
  claim_id: string;
  number: number;
}

/** The claims of a command, each once, by number. NOT_FOUND when one is gone. */
export function targetsOf(db: ReadableDb, claimIds: readonly string[]): Target[] {
  const ids = [...new Set(claimIds)];
  const found = db.all<Target>(
    'SELECT c.claim_id, c.number FROM json_each(?) j JOIN claim c ON c.claim_id = j.value ORDER BY c.number',
    JSON.stringify(ids),
  );
  if (found.length < ids.length) {
    const missing = ids.filter((id) => !found.some((one) => one.claim_id === id));
    throw new AppError(
      'NOT_FOUND',
      ids.length === 1
        ? 'This claim no longer exists.'
        : `${missing.length} of these ${ids.length} claims no longer exist. Nothing was changed; choose again.`,
      { claimIds: missing.slice(0, 20) },
    );
  }
  return found;
}

/** `claim 4`, or `5 claims`. */
export const named = (targets: readonly Target[]) =>
  targets.length === 1 ? `claim ${targets[0]!.number}` : `${targets.length} claims`;

/** Gives many claims the coder's verdict as one step. */
export function giveVerdict(
  db: WritableDb,
  input: { claimIds: readonly string[]; verdict: ClaimVerdict; reason?: string | undefined },
  context: WriteContext,
): { changed: number } {
  const coder = context.requireCoder();
  const targets = targetsOf(db, input.claimIds);
  const label = `Gave ${named(targets)} the verdict “${input.verdict}”`;
  const changed = context.change({ action: 'claim.verdict', label, article: null }, (rows) => {
    const { verdict, reason } = input;
    return targets.filter(({ claim_id }) => putVerdict(db, rows, claim_id, coder, { verdict, reason }, context.at));
  }).length;
  return { changed };
}
