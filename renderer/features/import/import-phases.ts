import type { JobRow } from '../../../shared/model/job.ts';

/** What an import does, in its order: the phase as the job names it, and what it is for. */
export const importPhases: readonly { phase: string; name: string; what: string }[] = [
  { phase: 'reading', name: 'Reading', what: 'each file is read and cleaned of its menus and adverts' },
  {
    phase: 'cleaning',
    name: 'Cleaning across sources',
    what: 'lines that repeat in a source and look like furniture go',
  },
  { phase: 'dates', name: 'Dates', what: 'day and month in the order each source shows' },
  { phase: 'copies', name: 'Copies', what: 'the same article, or nearly the same, is found again' },
];

/** Which phase a running import is in, from 0; -1 while it waits for its turn. */
export function phaseOf(job: JobRow | null): number {
  if (!job || job.state === 'waiting') return -1;
  return Math.max(
    0,
    importPhases.findIndex(({ phase }) => phase === job.progress.phase),
  );
}
