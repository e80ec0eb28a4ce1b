// What a change of the codebook would do to the coding that is there. Nothing is written.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodebookChange, CodebookEffect } from '../../../../shared/model/codebook.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { refuseWhileBlind } from '../rounds/blind.ts';
import { planAttributes } from './attributes.ts';
import { CODINGS, choiceCondition } from './choice.ts';
import { lockingRound, lockWords } from './lock.ts';
import { planMerge } from './merge.ts';
import { refuseDelete, refuseMerge, refuseMove } from './rules.ts';
import { CodeTree, type TreeCode } from './tree.ts';

type Touched = Pick<CodebookEffect, 'annotations' | 'articles' | 'coders'>;

function touched(db: ReadableDb, where: string, params: Record<string, SqlValue>): Touched {
  const counts = db.get<{ annotations: number; articles: number }>(
    `SELECT count(DISTINCT c.annotation_id) AS annotations, count(DISTINCT a.article) AS articles
     FROM ${CODINGS} WHERE ${where}`,
    params,
  )!;
  const coders = db.column<string>(
    `SELECT DISTINCT p.name FROM ${CODINGS} WHERE ${where} ORDER BY p.name COLLATE NOCASE`,
    params,
  );
  return { ...counts, coders };
}

const ofCodes = (db: ReadableDb, codes: readonly TreeCode[]) =>
  touched(db, 'c.code_id IN (SELECT value FROM json_each(:codes))', {
    codes: JSON.stringify(codes.map(({ codeId }) => codeId)),
  });

const ofCodings = (db: ReadableDb, codingIds: Iterable<string>) =>
  touched(db, 'c.coding_id IN (SELECT value FROM json_each(:codings))', {
    codings: JSON.stringify([...new Set(codingIds)]),
  });

const claimsOf = (db: ReadableDb, codes: readonly TreeCode[]) =>
  db.value<number>(
    `SELECT count(DISTINCT claim_id) FROM claim_coding WHERE code_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(codes.map(({ codeId }) => codeId)),
  ) ?? 0;

const valuesOf = (db: ReadableDb, codeId: string) =>
  db.value<number>('SELECT count(*) FROM coding JOIN coding_value USING (coding_id) WHERE code_id = ?', codeId) ?? 0;

/** @throws AppError NOT_FOUND for a code that is gone */
export function effectOf(db: ReadableDb, change: CodebookChange): CodebookEffect {
  const tree = new CodeTree(db);
  tree.get(change.codeId);
  const effect: CodebookEffect = {
    ...{ refusal: null, annotations: 0, articles: 0, claims: 0, coders: [], codesBelow: 0, doubles: 0 },
    ...{ valuesKept: 0, valuesLost: 0, valuesOutside: 0, attributes: [], keys: [] },
  };
  // Nothing will be done: nothing is counted, and what a blind round hides is not shown by way of a number.
  const round = lockingRound(db);
  if (round !== null) return { ...effect, refusal: lockWords(round) };
  try {
    refuseWhileBlind(db, 'What this would change');
    Object.assign(effect, part(db, tree, change));
  } catch (error) {
    if (!(error instanceof AppError) || !['CONFLICT', 'INVALID_INPUT'].includes(error.code)) throw error;
    effect.refusal = error.message;
  }
  return effect;
}

function part(db: ReadableDb, tree: CodeTree, change: CodebookChange): Partial<CodebookEffect> {
  const { codeId } = change;
  const all = tree.subtree(codeId);
  const codesBelow = all.length - 1;
  switch (change.kind) {
    case 'move':
      refuseMove(tree, codeId, change.parentId);
      return { ...ofCodes(db, all), claims: claimsOf(db, all), codesBelow };
    case 'archive':
      return {
        ...{ ...ofCodes(db, all), claims: claimsOf(db, all), codesBelow },
        keys: all.flatMap((one) => one.shortcut ?? []),
      };
    case 'delete':
      refuseDelete(db, tree, codeId);
      return {};
    case 'merge': {
      refuseMerge(db, tree, codeId, change.intoId);
      const plan = planMerge(db, codeId, change.intoId);
      const code = tree.get(codeId);
      return {
        ...{ ...ofCodes(db, [code]), claims: claimsOf(db, [code]), codesBelow },
        doubles:
          plan.codings.filter((one) => one.doubleOf !== null).length + plan.claims.filter((one) => one.isDouble).length,
        ...{ valuesKept: plan.kept.length, valuesLost: plan.lost.length },
        attributes: plan.fates.flatMap(({ twin, name }) => (twin ? [] : [name])),
        keys: code.shortcut === null ? [] : [code.shortcut],
      };
    }
    case 'split': {
      const { sql, params } = choiceCondition(db, codeId, change.which);
      const counts = touched(db, sql, params);
      const values = db.value<number>(
        `SELECT count(*) FROM ${CODINGS} JOIN coding_value w ON w.coding_id = c.coding_id WHERE ${sql}`,
        params,
      );
      if (counts.annotations === 0) throw new AppError('CONFLICT', 'No annotation of this code is chosen yet.');
      return { ...counts, valuesKept: values ?? 0 };
    }
    case 'attributes': {
      const plan = planAttributes(db, codeId, change.attributes, change.renamed);
      const ids = [...plan.lost, ...plan.renamed, ...plan.outside].map(({ codingId }) => codingId);
      return {
        ...ofCodings(db, ids),
        valuesKept: valuesOf(db, codeId) - plan.lost.length,
        ...{ valuesLost: plan.lost.length, valuesOutside: plan.outside.length },
      };
    }
    case 'use': {
      const levels = change.isCodable ? change.appliesTo : [];
      const misfits = touched(db, 'c.code_id = :code AND a.level NOT IN (SELECT value FROM json_each(:levels))', {
        code: codeId,
        levels: JSON.stringify(levels),
      });
      return {
        ...misfits,
        claims: change.isCodable && levels.includes('claim') ? 0 : claimsOf(db, [tree.get(codeId)]),
      };
    }
  }
}
