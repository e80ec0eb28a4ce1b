import type { JobContext } from '../services/backend.ts';

/**
 * Dates the articles whose order of day and month was open, where their source's other articles agree on one or a person
 * has set it; takes dates back where they agree no longer. Awaited by an import at its end. Idempotent.
 * @returns how many dates changed
 */
export async function settleDates(job: JobContext, { importJobId }: { importJobId: string }): Promise<number> {
  job.progress({ note: 'Looking at the order of day and month in dates' });
  let dated = 0;
  for (const sourceId of await job.read<number[]>('sources/openDates', { importJobId })) {
    job.signal.throwIfAborted();
    dated += await job.write<number>('sources/settleDates', { sourceId });
  }
  return dated;
}
