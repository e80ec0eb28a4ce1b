import type { ImportCounts, ImportReport } from '../../../../shared/model/import.ts';

/** How far an import has come: written with each batch, so that it never says more or less than what is stored. */
export interface ImportCheckpoint {
  counts: ImportCounts;
  /** The last file that was dealt with, in the order of the walk; null before the first. */
  at: {
    root: number;
    path: string /** Records of it that are dealt with; null when all are. */;
    records: number | null;
  } | null;
  /** Files dealt with, for the progress bar. */
  files: number;
  /** Time spent so far, over all runs of the job. */
  seconds: number;
  /** Titles of what was chosen, for the report. */
  roots: string[];
  keptWords: number;
  removedWords: Record<string, number>;
  replacedCharacters: number;
  /** Files whose format is not read, by ending. */
  skipped: Record<string, number>;
  /** What files of many records held that is left out by design: a kind in words, and how many. */
  leftOut: Readonly<Record<string, number>>;
  /** What the import is at; each phase begins when the one before it has done all its work. */
  phase: ImportPhase;
  /** Articles that cleaning across sources has changed; counted by each of its writes. */
  recleaned: number;
  secondPass: ImportReport['secondPass'];
}

/** In their order: texts in, furniture out across each source, dates by their source's order, copies found. */
export type ImportPhase = 'reading' | 'cleaning' | 'dates' | 'copies' | 'done';

export function freshCheckpoint(roots: string[]): ImportCheckpoint {
  return {
    counts: { found: 0, imported: 0, updated: 0, unchanged: 0, duplicates: 0, failed: 0 },
    at: null,
    files: 0,
    seconds: 0,
    roots,
    keptWords: 0,
    removedWords: {},
    replacedCharacters: 0,
    skipped: {},
    leftOut: {},
    phase: 'reading',
    recleaned: 0,
    secondPass: null,
  };
}
