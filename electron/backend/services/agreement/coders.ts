import { AppError } from '../../../../shared/contract/errors.ts';
import type { AgreementQuestion } from '../../../../shared/contract/rooms/agreement.ts';
import type { ReadableDb } from '../../db/types.ts';
import { refuseWhileBlind } from '../blind/index.ts';
import { selectedArticles } from '../export/write-csv.ts';
import type { ReadContext } from '../handler.ts';

export interface ComparedCoder {
  id: number;
  name: string;
}

/** As many as one bit mask holds. */
const MOST_CODERS = 30;

/**
 * Who is compared, in the order asked for; without names everyone who coded, or gave a verdict, in the order they came.
 * @throws AppError CONFLICT while a blind round is open, NOT_FOUND for a name the project lacks, INVALID_INPUT for fewer than two
 */
export function comparedCoders(db: ReadableDb, { coders, unit }: AgreementQuestion): ComparedCoder[] {
  refuseWhileBlind(db, 'Agreement');
  const found = coders.length > 0 ? named(db, coders) : everyone(db, unit === 'verdict');
  if (found.length < 2) {
    const only = found[0]
      ? `only ${found[0].name} has ${unit === 'verdict' ? 'given verdicts' : 'coded'}`
      : 'nobody has coded yet';
    throw new AppError(
      'INVALID_INPUT',
      coders.length > 0
        ? 'Choose at least two coders: agreement is between two or more.'
        : `Agreement is between two or more coders, and ${only} in this project. Take another coder’s project file in with merge, or let someone else code the same articles.`,
      { reason: 'one coder' },
    );
  }
  if (found.length > MOST_CODERS) {
    throw new AppError('INVALID_INPUT', `Choose at most ${MOST_CODERS} coders; these are ${found.length}.`);
  }
  return found;
}

function named(db: ReadableDb, names: readonly string[]): ComparedCoder[] {
  const found = new Map<number, ComparedCoder>();
  for (const name of names) {
    // Case differs in scripts that SQLite does not fold, so an exact match comes first.
    const coder =
      db.get<ComparedCoder>('SELECT id, name FROM coder WHERE name = ? COLLATE BINARY', name) ??
      db.get<ComparedCoder>('SELECT id, name FROM coder WHERE name = ?', name);
    if (!coder) throw new AppError('NOT_FOUND', `This project has no coder “${name}”.`, { coder: name });
    found.set(coder.id, coder);
  }
  return [...found.values()];
}

function everyone(db: ReadableDb, verdicts: boolean): ComparedCoder[] {
  return db.all<ComparedCoder>(
    verdicts
      ? `SELECT id, name FROM coder p WHERE kind = 'person' AND EXISTS (SELECT 1 FROM claim_verdict v WHERE v.coder = p.id) ORDER BY id`
      : `SELECT id, name FROM coder p WHERE kind = 'person' AND EXISTS (SELECT 1 FROM annotation n WHERE n.coder = p.id) ORDER BY id`,
  );
}

/**
 * Which coders worked on which article: who has an annotation there, said that an assignment is done, or decided a case there.
 * Elsewhere a coder is missing, which is not the same as having found nothing.
 * @returns by article's row id a bit mask over `coders`, articles of the question alone, in the order of row ids
 */
export function workedOn(
  db: ReadableDb,
  coders: readonly ComparedCoder[],
  question: Pick<AgreementQuestion, 'query' | 'roundId'>,
  context: ReadContext,
): Map<number, number> {
  const selected = selectionOf(db, question, context);
  const bit = new Map(coders.map(({ id }, at) => [id, 1 << at]));
  const rows = db.iterate<{ article: number; coder: number }>(
    `SELECT article, coder FROM annotation WHERE coder IN (SELECT value FROM json_each(:coders))
     UNION SELECT article, coder FROM assignment WHERE done_at IS NOT NULL AND coder IN (SELECT value FROM json_each(:coders))
     UNION SELECT article, layer FROM adjudication WHERE article IS NOT NULL AND layer IN (SELECT value FROM json_each(:coders))
     ORDER BY 1`,
    { coders: JSON.stringify(coders.map(({ id }) => id)) },
  );
  const found = new Map<number, number>();
  for (const { article, coder } of rows) {
    if (selected && !selected.has(article)) continue;
    found.set(article, (found.get(article) ?? 0) | bit.get(coder)!);
  }
  return found;
}

/** Row ids of the question's articles; null for all. @throws AppError NOT_FOUND for a round that is gone */
export function selectionOf(
  db: ReadableDb,
  { query, roundId }: Pick<AgreementQuestion, 'query' | 'roundId'>,
  context: ReadContext,
): Set<number> | null {
  const selected = isEverything(query) ? null : selectedArticles(db, query, context);
  if (roundId === null) return selected;
  if (db.value('SELECT 1 FROM coding_round WHERE round_id = ?', roundId) === undefined) {
    throw new AppError('NOT_FOUND', 'This round of coding no longer exists. Choose other articles.', { roundId });
  }
  const assigned = db.column<number>('SELECT DISTINCT article FROM assignment WHERE round_id = ?', roundId);
  return new Set(selected === null ? assigned : assigned.filter((article) => selected.has(article)));
}

function isEverything({ sort: _sort, collapseCopies, ...filters }: AgreementQuestion['query']): boolean {
  return (
    !collapseCopies &&
    Object.values(filters).every(
      (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
    )
  );
}

export const bitsOf = (mask: number): number => {
  let bits = 0;
  for (let left = mask; left !== 0; left &= left - 1) bits++;
  return bits;
};
