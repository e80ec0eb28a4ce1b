import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { SourceModel, SourceRule } from '../../../analysis/cleaning/index.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

/** What a source's articles were found to repeat, and what of it a person switched off. */
export interface StoredModel {
  model: SourceModel;
  switchedOff: string[];
}

/** Most frequent first. */
export function readRules(
  db: ReadableDb,
  { sourceId, start, count }: ParsedInputOf<'cleaning.rules'>,
): OutputOf<'cleaning.rules'> {
  const rules = db.all<{ ruleId: string; line: string; reason: string; documents: number; off: number }>(
    `SELECT rule_id AS ruleId, line, reason, documents, switched_off AS off FROM source_rule WHERE source_id = ?
     ORDER BY documents DESC, rule_id LIMIT ? OFFSET ?`,
    sourceId,
    count,
    start,
  );
  const last = db.get<{ analyser: string; at: string; articles: number; changed: number }>(
    'SELECT analyser, at, articles, changed FROM source_cleaning WHERE source_id = ?',
    sourceId,
  );
  return {
    total: db.value<number>('SELECT count(*) FROM source_rule WHERE source_id = ?', sourceId) ?? 0,
    rules: rules.map(({ off, ...rule }) => ({ ...rule, on: off === 0 })),
    last: last ?? null,
  };
}

export function storedModel(db: ReadableDb, sourceId: number): StoredModel {
  const rules = db.all<SourceRule & { off: number }>(
    `SELECT rule_id AS ruleId, line, reason, documents, documents_of AS "of", place AS "where", switched_off AS off
     FROM source_rule WHERE source_id = ? ORDER BY documents DESC, rule_id`,
    sourceId,
  );
  const articles = db.value<number>('SELECT articles FROM source_cleaning WHERE source_id = ?', sourceId) ?? 0;
  return {
    model: { version: 1, documents: articles, rules: rules.map(({ off: _off, ...rule }) => rule) },
    switchedOff: rules.filter(({ off }) => off === 1).map(({ ruleId }) => ruleId),
  };
}

/** Replaces a source's rules. Those that a person switched off stay switched off, found again or not. */
export function writeRules(
  db: WritableDb,
  { sourceId, model }: { sourceId: number; model: SourceModel },
  context: WriteContext,
): { switchedOff: string[] } {
  const found = JSON.stringify(model.rules.map(({ ruleId }) => ruleId));
  db.run(
    `DELETE FROM source_rule WHERE source_id = ? AND switched_off = 0
       AND rule_id NOT IN (SELECT value FROM json_each(?))`,
    sourceId,
    found,
  );
  for (const rule of model.rules) {
    db.run(
      `INSERT INTO source_rule (source_id, rule_id, line, reason, documents, documents_of, place)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET line = excluded.line, reason = excluded.reason, documents = excluded.documents,
         documents_of = excluded.documents_of, place = excluded.place`,
      sourceId,
      rule.ruleId,
      rule.line,
      rule.reason,
      rule.documents,
      rule.of,
      rule.where,
    );
  }
  context.touch(['sources']);
  return {
    switchedOff: db.column<string>(
      'SELECT rule_id FROM source_rule WHERE source_id = ? AND switched_off = 1',
      sourceId,
    ),
  };
}

/** @throws AppError NOT_FOUND when the source has none of these rules */
export function switchRules(
  db: WritableDb,
  { sourceId, ruleIds, on }: { sourceId: number; ruleIds: readonly string[]; on: boolean },
  context: WriteContext,
): { source: string } {
  const source = db.value<string>('SELECT name FROM source WHERE id = ?', sourceId);
  const { changes } = db.run(
    `UPDATE source_rule SET switched_off = ?
     WHERE source_id = ? AND rule_id IN (SELECT value FROM json_each(?))`,
    on ? 0 : 1,
    sourceId,
    JSON.stringify(ruleIds),
  );
  if (source === undefined || changes === 0) {
    throw new AppError('NOT_FOUND', 'This source no longer has that rule. Look at its rules again.', { sourceId });
  }
  context.touch(['sources']);
  return { source };
}

/** Keeps what a pass over a source did. `articles` null: its rules were not learned anew. */
export function writePass(
  db: WritableDb,
  pass: { sourceId: number; analyser: string; articles: number | null; changed: number },
  context: WriteContext,
): void {
  db.run(
    `INSERT INTO source_cleaning (source_id, analyser, at, articles, changed)
     VALUES (:sourceId, :analyser, :at, ifnull(:articles, 0), :changed)
     ON CONFLICT DO UPDATE SET analyser = excluded.analyser, at = excluded.at, changed = excluded.changed,
       articles = ifnull(:articles, articles)`,
    { ...pass, at: context.at },
  );
  context.touch(['sources']);
}
