// Whether a project is whole: the file, its counts, its groups of copies, its texts, and every quote against the text it was taken from.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext, RoomHandlers } from '../handler.ts';
import { checkCounts } from './counts.ts';
import { checkFile } from './file.ts';
import { checkGroups } from './groups.ts';
import { checkSpans, checkTexts } from './texts.ts';

/** More findings than these are counted, not listed: a file that damaged has other troubles. */
const MOST_FINDINGS = 1000;

export interface CheckFinding {
  what: string;
  /** Which table, article or annotation; never article text. */
  where: string;
}

export interface CheckRun {
  db: ReadableDb;
  /** @throws AppError CANCELLED once the caller has gone */
  alive(): void;
  found(what: string, where: string): void;
}

function checkProject(db: ReadableDb, context: ReadContext) {
  const findings: CheckFinding[] = [];
  let more = 0;
  const run: CheckRun = {
    db,
    alive() {
      if (context.cancelled()) throw new AppError('CANCELLED', 'Cancelled.');
    },
    found(what, where) {
      if (findings.length < MOST_FINDINGS) findings.push({ what, where });
      else more++;
    },
  };
  checkFile(run);
  checkCounts(run);
  checkGroups(run);
  checkTexts(run);
  checkSpans(run);
  if (more > 0) findings.push({ what: `${more} more findings are not listed`, where: 'project' });
  return { ok: findings.length === 0, findings };
}

export const handlers: RoomHandlers = {
  queries: {
    'projects.check': (db, _input, context) => checkProject(db, context),
  },
};
