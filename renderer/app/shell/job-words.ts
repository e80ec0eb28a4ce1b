import { mergeResult } from '../../../shared/contract/rooms/merge.ts';
import { reextractResult } from '../../../shared/contract/rooms/originals.ts';
import { cleaningResult } from '../../../shared/contract/rooms/sources.ts';
import { importCounts } from '../../../shared/model/import.ts';
import type { JobRow } from '../../../shared/model/job.ts';
import { count, counted, duration } from '../../ui/index.ts';

/** Whether a job counts what it does now: an import counts its files while it reads them, not what comes after. */
function counts({ progress }: JobRow): boolean {
  return progress.phase === undefined || progress.phase === 'reading' || progress.phase === 'done';
}

/** From 0 to 1, null while the work is still being counted, or is not. */
export function shareDone(job: JobRow): number | null {
  const { progress } = job;
  if (!counts(job)) return null;
  return progress.total ? Math.min(1, progress.done / progress.total) : null;
}

/** `4,712 of 12,400 files · 212 a second · 36 s left`; of work that is not counted, what it is. */
export function progressInWords(job: JobRow): string {
  if (!counts(job)) return job.progress.note;
  const { done, total, unit, rate, secondsLeft } = job.progress;
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
      return results[job.kind]?.(job.result) ?? 'done';
  }
}

/** What a job ended with, in words, by its kind; of the others it is enough to say that they are done. */
const results: Partial<Record<JobRow['kind'], (result: unknown) => string | undefined>> = {
  import: importInWords,
  clean: cleaningInWords,
  reextract: reextractInWords,
  merge: mergeInWords,
};

function mergeInWords(result: unknown): string | undefined {
  const reports = mergeResult.safeParse(result).data?.reports;
  if (!reports) return undefined;
  const taken = reports.reduce((sum, { annotations }) => sum + annotations.added + annotations.updated, 0);
  const conflicts = reports.reduce((sum, { conflictCount }) => sum + conflictCount, 0);
  const parts = [`${counted(taken, 'annotation')} taken in`];
  if (conflicts > 0) parts.push(counted(conflicts, 'conflict'));
  return parts.join(', ');
}

function cleaningInWords(result: unknown): string | undefined {
  const done = cleaningResult.safeParse(result).data;
  if (!done) return undefined;
  const sources = counted(done.sources, 'source');
  return done.changed === 0
    ? `nothing to change in ${sources}`
    : `${counted(done.changed, 'article')} of ${sources} changed`;
}

function reextractInWords(result: unknown): string | undefined {
  const done = reextractResult.safeParse(result).data;
  if (!done) return undefined;
  const touched = done.text + done.metadata;
  const parts = [
    `${counted(touched, 'article')} ${done.applied ? 'changed' : 'would change'}`,
    `${count(done.unchanged)} the same`,
  ];
  if (done.failed > 0) parts.push(`${count(done.failed)} not read`);
  return parts.join(', ');
}

function importInWords(result: unknown): string | undefined {
  const counts = importCounts.safeParse(result).data;
  if (!counts) return undefined;
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
  reextract: 'Reading again',
  merge: 'Merging',
  agreement: 'Comparison of coders',
  analyze: 'Analysis',
  learn: 'Learning from the coding',
};

/** A job that has ended, in one line of its own: `Import done, 44 new articles`. */
export function endInWords(job: JobRow): string {
  const outcome = outcomeInWords(job);
  if (job.state !== 'done') return `${kinds[job.kind]} ${outcome}`;
  return outcome === 'done' ? `${kinds[job.kind]} done` : `${kinds[job.kind]} done, ${outcome}`;
}
