// What a change of the codebook would do to the coding that is there. Nothing is written. While a round is blind, only what
// the coder may see is counted.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodebookChange, CodebookEffect } from '../../../../shared/model/codebook.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';
import { isBlind, me, visibleCoders, visibleOnClaim } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';
import { type GivenValue, givenValues, planAttributes } from './attributes.ts';
import { CODINGS, choiceCondition, chosenCodings } from './choice.ts';
import { lockingRound, lockWords } from './lock.ts';
import { planMerge } from './merge.ts';
import { refuseDelete, refuseMerge, refuseMove } from './rules.ts';
import { CodeTree, type TreeCode } from './tree.ts';

type Touched = Pick<CodebookEffect, 'annotations' | 'articles' | 'coders'>;

const VISIBLE = visibleCoders('a.article', 'a.coder');

function touched(db: ReadableDb, context: ReadContext, where: string, params: Record<string, SqlValue>): Touched {
  const bound = { ...params, ...me(context) };
  const counts = db.get<{ annotations: number; articles: number }>(
    `SELECT count(DISTINCT c.annotation_id) AS annotations, count(DISTINCT a.article) AS articles
     FROM ${CODINGS} WHERE ${where} AND ${VISIBLE}`,
    bound,
  )!;
  const coders = db.column<string>(
    `SELECT DISTINCT p.name FROM ${CODINGS} WHERE ${where} AND ${VISIBLE} ORDER BY p.name COLLATE NOCASE`,
    bound,
  );
  return { ...counts, coders };
}

const ofCodes = (db: ReadableDb, context: ReadContext, codes: readonly TreeCode[]) =>
  touched(db, context, 'c.code_id IN (SELECT value FROM json_each(:codes))', {
    codes: JSON.stringify(codes.map(({ codeId }) => codeId)),
  });

const ofCodings = (db: ReadableDb, context: ReadContext, codingIds: Iterable<string>) =>
  touched(db, context, 'c.coding_id IN (SELECT value FROM json_each(:codings))', {
    codings: JSON.stringify([...new Set(codingIds)]),
  });

const claimsOf = (db: ReadableDb, context: ReadContext, codes: readonly TreeCode[]) =>
  db.value<number>(
    `SELECT count(DISTINCT claim_id) FROM claim_coding c
     WHERE code_id IN (SELECT value FROM json_each(:codes)) AND ${visibleOnClaim('c.claim_id', 'c.coder')}`,
    { codes: JSON.stringify(codes.map(({ codeId }) => codeId)), ...me(context) },
  ) ?? 0;

/** Ids of a code's codings that the coder may see. */
const visibleCodings = (db: ReadableDb, context: ReadContext, codeId: string) =>
  new Set(
    db.column<string>(`SELECT c.coding_id FROM ${CODINGS} WHERE c.code_id = :code AND ${VISIBLE}`, {
      code: codeId,
      ...me(context),
    }),
  );

/** @throws AppError NOT_FOUND for a code that is gone */
export function effectOf(db: ReadableDb, context: ReadContext, change: CodebookChange): CodebookEffect {
  const tree = new CodeTree(db);
  tree.get(change.codeId);
  const effect: CodebookEffect = {
    ...{ refusal: null, annotations: 0, articles: 0, claims: 0, coders: [], codesBelow: 0, doubles: 0 },
    ...{ valuesKept: 0, valuesLost: 0, valuesOutside: 0, attributes: [], keys: [], hidesOthers: isBlind(db) },
  };
  // Nothing will be done: nothing is counted.
  const round = lockingRound(db);
  if (round !== null) return { ...effect, refusal: lockWords(round) };
  try {
    Object.assign(effect, part(db, context, tree, change));
  } catch (error) {
    if (!(error instanceof AppError) || !['CONFLICT', 'INVALID_INPUT'].includes(error.code)) throw error;
    effect.refusal = error.message;
  }
  return effect;
}

function part(db: ReadableDb, context: ReadContext, tree: CodeTree, change: CodebookChange): Partial<CodebookEffect> {
  const { codeId } = change;
  const all = tree.subtree(codeId);
  const codesBelow = all.length - 1;
  switch (change.kind) {
    case 'move':
      refuseMove(tree, codeId, change.parentId);
      return { ...ofCodes(db, context, all), claims: claimsOf(db, context, all), codesBelow };
    case 'archive':
      return {
        ...{ ...ofCodes(db, context, all), claims: claimsOf(db, context, all), codesBelow },
        keys: all.flatMap((one) => one.shortcut ?? []),
      };
    case 'delete':
      refuseDelete(db, tree, codeId);
      return {};
    case 'merge': {
      refuseMerge(db, tree, codeId, change.intoId);
      const plan = planMerge(db, codeId, change.intoId);
      const code = tree.get(codeId);
      const seen = visibleCodings(db, context, codeId);
      return {
        ...{ ...ofCodes(db, context, [code]), claims: claimsOf(db, context, [code]), codesBelow },
        doubles:
          plan.codings.filter((one) => one.doubleOf !== null && seen.has(one.codingId)).length +
          plan.claims.filter((one) => one.isDouble && !isBlind(db)).length,
        valuesKept: plan.kept.filter(({ from }) => seen.has(from.codingId)).length,
        valuesLost: plan.lost.filter((one) => seen.has(one.codingId)).length,
        attributes: plan.fates.flatMap(({ twin, name }) => (twin ? [] : [name])),
        keys: code.shortcut === null ? [] : [code.shortcut],
      };
    }
    case 'split': {
      const { sql, params } = choiceCondition(db, codeId, change.which);
      const counts = touched(db, context, sql, params);
      const values = db.value<number>(
        `SELECT count(*) FROM ${CODINGS} JOIN coding_value w ON w.coding_id = c.coding_id
         WHERE ${sql} AND ${VISIBLE}`,
        { ...params, ...me(context) },
      );
      if (chosenCodings(db, codeId, change.which).length === 0)
        throw new AppError('CONFLICT', 'No annotation of this code is chosen yet.');
      return { ...counts, valuesKept: values ?? 0 };
    }
    case 'attributes': {
      const plan = planAttributes(db, codeId, change.attributes, change.renamed);
      const seen = visibleCodings(db, context, codeId);
      const visible = (values: readonly GivenValue[]) => values.filter(({ codingId }) => seen.has(codingId));
      const lost = visible(plan.lost).length;
      const ids = [...plan.lost, ...plan.renamed, ...plan.outside].map(({ codingId }) => codingId);
      return {
        ...ofCodings(db, context, ids),
        valuesKept: visible(givenValues(db, codeId)).length - lost,
        ...{ valuesLost: lost, valuesOutside: visible(plan.outside).length },
      };
    }
    case 'use': {
      const levels = change.isCodable ? change.appliesTo : [];
      const misfits = touched(
        db,
        context,
        'c.code_id = :code AND a.level NOT IN (SELECT value FROM json_each(:levels))',
        {
          code: codeId,
          levels: JSON.stringify(levels),
        },
      );
      return {
        ...misfits,
        claims: change.isCodable && levels.includes('claim') ? 0 : claimsOf(db, context, [tree.get(codeId)]),
      };
    }
  }
}
