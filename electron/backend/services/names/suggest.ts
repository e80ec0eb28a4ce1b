import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { likelyVariants } from '../../../analysis/entities/variants.ts';
import type { ReadableDb } from '../../db/types.ts';
import { namesOfKind } from './list.ts';

/** Names that are compared with one another: those that occur most. */
const MOST_COMPARED = 20_000;

const TOGETHER = `
  SELECT count(*) FROM (
    SELECT c.article FROM found_name f CROSS JOIN name_count c ON c.name_id = f.id WHERE f.name = :a
    INTERSECT SELECT c.article FROM found_name f CROSS JOIN name_count c ON c.name_id = f.id WHERE f.name = :b)`;

/** Pairs of names that could mean the same, the most mentioned first; none that were merged already. */
export function suggestNames(
  db: ReadableDb,
  { kind, count }: ParsedInputOf<'names.suggest'>,
): OutputOf<'names.suggest'> {
  const rows = namesOfKind(db, kind).slice(0, MOST_COMPARED);
  const byName = new Map(rows.map((row) => [row.name, row]));
  return likelyVariants(kind, [...byName.keys()])
    .map((pair) => ({ ...pair, mentions: weightOf(byName.get(pair.variant)) }))
    .sort((a, b) => a.others - b.others || b.mentions - a.mentions || (a.variant < b.variant ? -1 : 1))
    .slice(0, count)
    .map((pair) => ({ ...pair, together: db.value<number>(TOGETHER, { a: pair.name, b: pair.variant })! }));
}

const weightOf = (row: { mentions: number; quotations: number } | undefined) =>
  row ? row.mentions + row.quotations : 0;
