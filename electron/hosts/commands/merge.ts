import { resolve } from 'node:path';
import type { MergeReport } from '../../../shared/contract/rooms/merge.ts';
import { exit, printJson, say, UsageError } from './output.ts';
import { type Flags, waitForJob, withProject } from './run.ts';

const sum = (reports: readonly MergeReport[], of: (report: MergeReport) => number) =>
  reports.reduce((total, report) => total + of(report), 0);

const taken = ({ added, updated }: { added: number; updated: number }) => added + updated;

/** What went in, for scripts; articles and conflicts over all files. */
const outside = (report: MergeReport) => ({
  path: report.path,
  articles: report.articles.common,
  coders: report.coders,
  ...{ annotations: report.annotations, codes: report.codes, claims: report.claims, decisions: report.decisions },
  ...{ relations: report.relations, rounds: report.rounds, unplaced: report.unplaced },
  conflicts: report.conflictCount,
  seconds: report.seconds,
});

export async function merge(words: string[], flags: Flags): Promise<number> {
  if (words.length === 0) throw new UsageError('Say what to merge: parallax merge OTHER… --project FILE');
  const paths = words.map((word) => resolve(word));
  return withProject(flags, { write: true }, async (run) => {
    const { jobId } = await run.client.call('merge.start', { paths });
    const { reports } = (await waitForJob(run, jobId)).result as { reports: MergeReport[] };
    const conflicts = reports.flatMap((report) =>
      report.conflicts.map(({ kind, what, articleId, id }) => ({
        from: report.path,
        kind,
        what,
        article_id: articleId,
        id,
      })),
    );
    if (flags.json) {
      printJson({
        articles: sum(reports, (report) => report.articles.common),
        annotations: sum(reports, (report) => taken(report.annotations)),
        unchanged: sum(reports, (report) => report.annotations.unchanged),
        conflicts,
        conflict_count: sum(reports, (report) => report.conflictCount),
        files: reports.map(outside),
      });
    } else {
      for (const { name, articles, annotations, claims, decisions, conflictCount, seconds } of reports) {
        process.stdout.write(
          `${name}: ${articles.common} of ${articles.there} articles are here; ${annotations.added} annotations added, ` +
            `${annotations.updated} updated, ${annotations.unchanged} unchanged; ${taken(claims)} claims, ` +
            `${taken(decisions)} decisions; ${conflictCount} conflicts, in ${seconds.toFixed(1)} s\n`,
        );
      }
    }
    if (!flags.json) for (const { what } of conflicts) say(what);
    const [first] = reports;
    if (first?.backup) say(`The project as it was before lies in ${first.backup}.`);
    return exit.done;
  });
}
