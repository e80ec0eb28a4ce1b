import type { AnalysisResult } from '../../../shared/model/finding.ts';
import { exit, printJson, printTable, UsageError } from './output.ts';
import { type Flags, waitForJob, withProject } from './run.ts';

/** `parallax analyze`: runs the analysers that are due. */
export async function analyze(words: string[], flags: Flags): Promise<number> {
  if (words.length > 0) throw new UsageError('Usage: parallax analyze --project F [--only NAME,…]');
  const only =
    typeof flags.only === 'string'
      ? flags.only
          .split(',')
          .map((name) => name.trim())
          .filter(Boolean)
      : null;
  return withProject(flags, { write: true }, async (run) => {
    const { jobId } = await run.client.call('analysis.start', { only });
    const { ran } = (await waitForJob(run, jobId)).result as AnalysisResult;
    if (flags.json) printJson({ ran });
    else {
      printTable(
        ['analyser', 'version', 'articles', 'findings', 'seconds'],
        ran.map(({ analyser, version, articles, findings, seconds }) => [
          ...[analyser, version, String(articles), String(findings), seconds.toFixed(1)],
        ]),
      );
    }
    return exit.done;
  });
}
