/** What analysers found: `jobs/analyze.ts` runs them, here it is kept and read. */
import type { RoomHandlers } from '../handler.ts';
import { readCoverage, readDue } from './due.ts';
import { keepAnalysed } from './keep.ts';
import { figuresBySource, findingsOf } from './read.ts';

export const handlers: RoomHandlers = {
  queries: { 'analysis.findings': findingsOf, 'analysis.figures': figuresBySource },
  reads: { 'analysis/due': readDue, 'analysis/coverage': readCoverage },
  writes: { 'analysis/keep': keepAnalysed },
};
