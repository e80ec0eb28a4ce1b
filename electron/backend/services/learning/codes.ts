import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { learnedCodes, NEEDED } from '../../../analysis/learn/about.ts';
import { hasEnough } from '../../../analysis/learn/groups.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind, me } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { readCoding, readGroups } from './coding.ts';
import { readLearned } from './keep.ts';

/**
 * Codes that have coded spans, with what was learned of them. While a blind round hides what others coded, how well it was
 * learned, and what it suggests, is hidden as well.
 */
export function learnedOfCodes(
  db: ReadableDb,
  _input: Record<never, never>,
  context: ReadContext,
): OutputOf<'learning.codes'> {
  const isHidden = isBlind(db);
  const learned = readLearned(db);
  const groups = new Map(
    readGroups(db, context).flatMap((group) => group.labels.map((label) => [label, group] as const)),
  );
  const known = new Map(
    [...learned].flatMap(([groupId, row]) => groupId.split(' ').map((label) => [label, row] as const)),
  );
  const open = isHidden ? new Map<string, number>() : openSuggestions(db, context);
  return readCoding(db, context).map((coding) => {
    const { label, examples, rejected, articles } = coding;
    const group = groups.get(label);
    const own = isHidden ? undefined : known.get(label);
    const figures = own?.accuracy.codes[label];
    const isCurrent = !isHidden && group !== undefined && learned.get(group.groupId)?.coding === group.coding;
    return {
      ...{ codeId: label, examples, rejected, articles, needed: { ...NEEDED } },
      state: !hasEnough(coding) ? ('too few' as const) : isCurrent ? 'current' : own ? 'stale' : 'never',
      learnedAt: own?.learnedAt ?? null,
      accuracy:
        own && figures
          ? { precision: figures.precision, recall: figures.recall, f1: figures.f1, folds: own.accuracy.folds }
          : null,
      open: open.get(label) ?? 0,
    };
  });
}

/** What was found of each code, without what this coder decided about in texts that are in force. */
function openSuggestions(db: ReadableDb, context: ReadContext): Map<string, number> {
  const rows = db.all<{ label: string; n: number }>(
    `SELECT c.label, sum(c.n) - (
       SELECT count(*) FROM suggestion_decision d JOIN article t ON t.id = d.article AND t.text_version_id = d.text_version_id
       WHERE d.analyser = :analyser AND d.label = c.label AND d.coder IS :me) AS n
     FROM finding_count c WHERE c.analyser = :analyser GROUP BY c.label`,
    { analyser: learnedCodes.name, ...me(context) },
  );
  return new Map(rows.map(({ label, n }) => [label, Math.max(0, n)]));
}
