import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb } from '../../db/types.ts';

/** The round of coding that locks the codebook, or null. */
export function lockingRound(db: ReadableDb): string | null {
  return (
    db.value<string>(
      'SELECT name FROM coding_round WHERE is_locked = 1 AND ended_at IS NULL ORDER BY created_at, round_id LIMIT 1',
    ) ?? null
  );
}

export const lockWords = (round: string) =>
  `The codebook is locked while the round “${round}” runs, so that everyone codes by the same definitions. End that round to change the codebook; colours, keys and examples can be changed now.`;

/** @throws AppError CONFLICT naming the round */
export function refuseWhileLocked(db: ReadableDb): void {
  const round = lockingRound(db);
  if (round !== null) throw new AppError('CONFLICT', lockWords(round), { lockedBy: round });
}
