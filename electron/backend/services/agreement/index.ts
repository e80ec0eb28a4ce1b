/** Agreement: what a computation reads (`jobs/agreement.ts` takes the steps), where coders differ, and what is decided then. */
import { type AgreementQuestion, agreementResult } from '../../../../shared/contract/rooms/agreement.ts';
import type { AgreementUnit } from '../../../../shared/model/agreement.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { RoomHandlers } from '../handler.ts';
import { decideCase, reopenCase, takeAgreed } from './decide.ts';
import { articleUnits, type PartInput, planAgreement, sentenceUnits, spanContinua, verdictUnits } from './material.ts';
import { readCoders } from './overview.ts';
import { readCases } from './read-cases.ts';

/** A result of an older version that is not read any more counts as none. */
export function latestResult(db: ReadableDb, unit: AgreementUnit | null) {
  const stored = db.value<string>(
    `SELECT result FROM job WHERE kind = 'agreement' AND state = 'done' AND (:unit IS NULL OR input ->> '$.unit' = :unit)
     ORDER BY finished_at DESC, rowid DESC LIMIT 1`,
    { unit },
  );
  return stored === undefined ? null : (agreementResult.safeParse(JSON.parse(stored)).data ?? null);
}

export const handlers: RoomHandlers = {
  queries: {
    'agreement.coders': (db) => readCoders(db),
    'agreement.latest': (db, { unit }) => latestResult(db, unit ?? null),
    'agreement.cases': readCases,
  },
  commands: {
    'agreement.decide': decideCase,
    'agreement.reopen': reopenCase,
    'agreement.takeAgreed': takeAgreed,
  },
  reads: {
    'agreement/plan': (db, question: AgreementQuestion, context) => planAgreement(db, question, context),
    'agreement/articles': (db, input: PartInput) => articleUnits(db, input),
    'agreement/sentences': (db, input: PartInput) => sentenceUnits(db, input),
    'agreement/spans': (db, input: PartInput) => spanContinua(db, input),
    'agreement/verdicts': (db, input: { question: AgreementQuestion; coderIds: number[] }, context) =>
      verdictUnits(db, input, context),
  },
};
