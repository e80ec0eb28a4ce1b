/** What analysers found: `jobs/analyze.ts` runs them, here it is kept and read. */
import type { RoomHandlers } from '../handler.ts';
import { readWholeCoverage } from './corpus.ts';
import { readCoverage, readDue } from './due.ts';
import { keepAnalysed } from './keep.ts';
import { figuresBySource, findingsOf } from './read.ts';
import { readSettings, setSettings } from './settings.ts';

export const handlers: RoomHandlers = {
  queries: { 'analysis.findings': findingsOf, 'analysis.figures': figuresBySource },
  commands: { 'analysis.setSettings': setSettings },
  reads: {
    'analysis/due': readDue,
    'analysis/coverage': readCoverage,
    'analysis/settings': readSettings,
    'analysis/wholeCoverage': readWholeCoverage,
  },
  writes: { 'analysis/keep': keepAnalysed },
};
