import type { WritableDb } from '../../db/types.ts';

/** The number of a new claim. Never given twice, so that a deleted claim can come back by undo with its number. */
export function nextNumber(db: WritableDb): number {
  const highest = db.value<number>('SELECT coalesce(max(number), 0) FROM claim') ?? 0;
  const given = Number(db.value<string>(`SELECT value FROM meta WHERE key = 'last_claim_number'`) ?? 0);
  const number = Math.max(highest, given) + 1;
  db.run(
    `INSERT INTO meta (key, value) VALUES ('last_claim_number', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    String(number),
  );
  return number;
}
