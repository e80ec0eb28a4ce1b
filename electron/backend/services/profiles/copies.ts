import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBefore, type Published, requireSource } from './source.ts';
import { sourceNames } from './stories.ts';

interface Member extends Published {
  group: number;
  sourceId: number | null;
}

/** Texts that stand in several sources, and who had them first. */
export function copiesOf(db: ReadableDb, { sourceId }: ParsedInputOf<'profiles.copies'>): OutputOf<'profiles.copies'> {
  requireSource(db, sourceId);
  const groups = Map.groupBy(
    db.all<Member>(
      `SELECT g.id AS "group", a.source_id AS sourceId, a.published_sort AS sort, a.published_at_utc AS utc
       FROM (SELECT DISTINCT duplicate_group AS id FROM article
             WHERE source_id = ? AND duplicate_group IS NOT NULL) g
         CROSS JOIN article a ON a.duplicate_group = g.id`,
      sourceId,
    ),
    ({ group }) => group,
  );
  const names = sourceNames(db);
  const counts = { shared: 0, later: 0, earlier: 0, unclear: 0, ownRepeats: 0 };
  const others = new Map<number, OutputOf<'profiles.copies'>['others'][number]>();
  for (const members of groups.values()) {
    const own = members.filter((member) => member.sourceId === sourceId);
    const theirs = members.filter((member) => member.sourceId !== sourceId && member.sourceId !== null);
    counts.ownRepeats += own.length - 1;
    if (theirs.length === 0) continue;
    counts.shared += own.length;
    for (const article of own) {
      const orders = theirs.map((other) => isBefore(article, other));
      if (orders.includes(false)) counts.later++;
      else if (orders.every((isEarlier) => isEarlier)) counts.earlier++;
      else counts.unclear++;
    }
    for (const [id, articles] of Map.groupBy(theirs, (member) => member.sourceId!)) {
      const row = others.get(id) ?? { sourceId: id, source: names.get(id) ?? '', groups: 0, theyFirst: 0, weFirst: 0 };
      others.set(id, row);
      row.groups++;
      if (leads(own, articles)) row.weFirst++;
      else if (leads(articles, own)) row.theyFirst++;
    }
  }
  return {
    articles: db.value<number>('SELECT article_count FROM source WHERE id = ?', sourceId)!,
    ...counts,
    others: [...others.values()].sort((a, b) => b.groups - a.groups || a.source.localeCompare(b.source)),
  };
}

/** Whether one of these came out before every one of those. */
const leads = (some: readonly Published[], all: readonly Published[]) =>
  some.some((one) => all.every((other) => isBefore(one, other) === true));
