import type { Client } from '../../shared/contract/client.ts';
import type { JobRow } from '../../shared/model/job.ts';

const LOOK_MS = 25;

/** @throws Error when the job does not end well */
export async function jobDone(client: Client, { jobId }: { jobId: string }): Promise<JobRow> {
  for (;;) {
    const job = await client.call('jobs.get', { jobId });
    if (job.state === 'done') return job;
    if (job.state !== 'running' && job.state !== 'waiting') {
      throw new Error(`The job ${job.kind} ended ${job.state}: ${job.error?.message}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
