import { importCounts } from '../../../shared/model/import.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { count, counted, duration } from '../../ui/index.ts';

/** From 0 to 1, null while the work is still being counted. */
export function shareDone({ progress }: JobRow): number | null {
  return progress.total ? Math.min(1, progress.done / progress.total) : null;
}

/** `4,712 of 12,400 files · 212 a second · 36 s left` */
export function progressInWords({ progress }: JobRow): string {
  const { done, total, unit, rate, secondsLeft } = progress;
  return [
    total === null ? `${count(done)} ${unit} so far` : `${count(done)} of ${count(total)} ${unit}`,
    rate === null ? null : `${rate >= 10 ? count(Math.round(rate)) : rate.toFixed(1)} a second`,
    secondsLeft === null ? null : `${duration(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What became of a job, in one line. */
export function outcomeInWords(job: JobRow): string {
  switch (job.state) {
    case 'waiting':
      return 'waiting';
    case 'running':
      return progressInWords(job);
    case 'interrupted':
      return `interrupted at ${count(job.progress.done)} ${job.progress.unit}`;
    case 'cancelled':
      return `cancelled at ${count(job.progress.done)} ${job.progress.unit}; what was done stays`;
    case 'failed':
      return job.error ? `failed: ${job.error.message}` : 'failed';
    case 'done':
      return job.kind === 'import' ? importInWords(job.result) : 'done';
  }
}

function importInWords(result: unknown): string {
  const counts = importCounts.safeParse(result).data;
  if (!counts) return 'done';
  const parts = [counted(counts.imported, 'new article')];
  if (counts.updated) parts.push(`${count(counts.updated)} updated`);
  if (counts.unchanged) parts.push(`${count(counts.unchanged)} unchanged`);
  if (counts.failed) parts.push(`${count(counts.failed)} not read`);
  return parts.join(', ');
}

const kinds: Record<JobRow['kind'], string> = {
  import: 'Import',
  export: 'Export',
  copy: 'Copy',
  clean: 'Cleaning',
  reextract: 'Re-extraction',
};

/** A job that has ended, in one line of its own: `Import done, 44 new articles`. */
export function endInWords(job: JobRow): string {
  const outcome = outcomeInWords(job);
  if (job.state !== 'done') return `${kinds[job.kind]} ${outcome}`;
  return outcome === 'done' ? `${kinds[job.kind]} done` : `${kinds[job.kind]} done, ${outcome}`;
}
