import { jobRow } from '../../model/job.ts';
import { host } from '../method.ts';
import { z } from '../schema.ts';

export const jobsRoom = {
  /** Newest first; those of the open project. */
  'jobs.list': host(z.object({}), z.array(jobRow)),
  'jobs.get': host(z.object({ jobId: z.string() }), jobRow),
  /** Asks the job to stop at its next safe point; what it finished stays. */
  'jobs.cancel': host(z.object({ jobId: z.string() }), z.object({})),
  /** Goes on with a job that a quit or a crash interrupted, that failed, or that was cancelled: behind the last thing it finished. */
  'jobs.resume': host(z.object({ jobId: z.string() }), z.object({})),
};
