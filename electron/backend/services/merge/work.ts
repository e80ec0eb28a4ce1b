// What coders did with articles as a whole: decisions, rounds and what is done of them, adjudication.
import type { MergeCounts } from '../../../../shared/contract/rooms/merge.ts';
import { decide, type Merge, noCounts, type Row, wasDeleted } from './merge.ts';

/** Triage decisions, one per article and coder. */
export function mergeDecisions(merge: Merge): MergeCounts {
  const { ours, theirs, rows, conflicts, articles } = merge;
  const counts = noCounts();
  type DecisionRow = Row & {
    article: number;
    coder: number;
    decision: string;
    reason: string | null;
    decided_at: string;
  };
  const DECISIONS = 'SELECT article, coder, decision, reason, decided_at FROM triage_decision ORDER BY article, coder';
  const here = new Map(ours.all<DecisionRow>(DECISIONS).map((row) => [`${row.article}/${row.coder}`, row]));
  const isForgetful =
    ours.value(`SELECT 1 FROM change_row WHERE tbl = 'triage_decision' AND after IS NULL LIMIT 1`) !== undefined;
  const added: Row[] = [];
  for (const there of theirs.all<DecisionRow>(DECISIONS)) {
    const article = articles.common.get(there.article)?.id;
    if (article === undefined) continue;
    const coder = merge.coder(there.coder);
    const key = { article, coder };
    const known = here.get(`${article}/${coder}`);
    if (!known) {
      if (isForgetful && wasDeleted(ours, 'triage_decision', key)) counts.unchanged++;
      else added.push({ ...there, ...key });
      continue;
    }
    const isSame = known.decision === there.decision && known.reason === there.reason;
    const keys = { ours: key, theirs: { article: there.article, coder: there.coder } };
    const stamps = { ours: known.decided_at, theirs: there.decided_at };
    const verdict = decide(merge, 'triage_decision', keys, 'decided_at', stamps, isSame);
    if (verdict === 'theirs') {
      rows.update('triage_decision', key, {
        decision: there.decision,
        reason: there.reason,
        decided_at: there.decided_at,
      });
    }
    if (verdict === 'conflict') {
      const { articleId, title } = merge.titleOf(article);
      const name = ours.value<string>('SELECT name FROM coder WHERE id = ?', coder);
      const what = `${name} decided “${known.decision}” on “${title || articleId}” here and “${there.decision}” there. The decision here stays.`;
      conflicts.add('decision', what, { articleId });
    }
    counts[verdict === 'theirs' ? 'updated' : 'unchanged']++;
  }
  counts.added = rows.insertMany('triage_decision', added);
  return counts;
}

/** Rounds that are not here, and what coders have marked as done in those that are. */
export function mergeRounds(merge: Merge): MergeCounts {
  const { ours, theirs, rows, conflicts, articles } = merge;
  const counts = noCounts();
  type RoundRow = Row & { round_id: string; name: string; created_by: number; ended_at: string | null };
  type AssignmentRow = Row & { round_id: string; coder: number; article: number; ord: number; done_at: string | null };
  const ROUNDS =
    'SELECT round_id, name, is_blind, is_locked, sample, created_by, created_at, ended_at FROM coding_round';
  const ASSIGNMENTS =
    'SELECT round_id, coder, article, ord, done_at FROM assignment WHERE round_id = ? ORDER BY coder, ord';
  for (const there of theirs.all<RoundRow>(`${ROUNDS} ORDER BY created_at, round_id`)) {
    const { round_id } = there;
    const assigned = theirs.all<AssignmentRow>(ASSIGNMENTS, round_id).flatMap((row) => {
      const article = articles.common.get(row.article)?.id;
      return article === undefined ? [] : [{ ...row, article, coder: merge.coder(row.coder) }];
    });
    const known = ours.get<RoundRow>(`${ROUNDS} WHERE round_id = ?`, round_id);
    if (!known) {
      if (wasDeleted(ours, 'coding_round', { round_id }) || assigned.length === 0) continue;
      rows.insertMany('coding_round', [{ ...there, created_by: merge.coder(there.created_by) }]);
      rows.insertMany('assignment', assigned);
      counts.added++;
      continue;
    }
    if ((known.ended_at === null) !== (there.ended_at === null)) {
      const states = known.ended_at === null ? 'open here and ended there' : 'ended here and open there';
      conflicts.add('round', `The round “${known.name}” is ${states}. It stays as it is here.`, { id: round_id });
    }
    let done = 0;
    for (const { coder, article, done_at } of assigned) {
      if (done_at === null) continue;
      const key = { round_id, coder, article };
      const mine = ours.get<{ done_at: string | null }>(
        'SELECT done_at FROM assignment WHERE round_id = :round_id AND coder = :coder AND article = :article',
        key,
      );
      if (!mine || mine.done_at !== null) continue;
      rows.update('assignment', key, { done_at });
      done++;
    }
    counts[done > 0 ? 'updated' : 'unchanged']++;
  }
  return counts;
}

/** Decided disagreements, one per layer and subject. */
export function mergeAdjudication(merge: Merge): void {
  const { ours, theirs, rows, conflicts, articles } = merge;
  type CaseRow = Row & {
    adjudication_id: string;
    layer: number;
    article: number | null;
    subject: string;
    decision: string;
    decided_by: number;
  };
  const COLUMNS = 'adjudication_id, layer, article, claim_id, subject, decision, reason, decided_by, decided_at';
  const added: Row[] = [];
  for (const there of theirs.all<CaseRow>(`SELECT ${COLUMNS} FROM adjudication ORDER BY decided_at, adjudication_id`)) {
    const article = there.article === null ? null : articles.common.get(there.article)?.id;
    if (article === undefined) continue;
    const layer = merge.coder(there.layer);
    const known = ours.get<CaseRow>(
      `SELECT ${COLUMNS} FROM adjudication WHERE adjudication_id = ? OR (layer = ? AND subject = ?) LIMIT 1`,
      there.adjudication_id,
      layer,
      there.subject,
    );
    if (known) {
      if (known.decision !== there.decision) {
        conflicts.add('adjudication', 'A disagreement was decided otherwise there. The decision here stays.', {
          id: known.adjudication_id,
        });
      }
    } else if (!wasDeleted(ours, 'adjudication', { adjudication_id: there.adjudication_id })) {
      added.push({ ...there, article, layer, decided_by: merge.coder(there.decided_by) });
    }
  }
  rows.insertMany('adjudication', added);
}
