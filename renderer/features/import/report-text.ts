import type { ImportReport } from '../../../shared/model/import.ts';
import type { JobRow } from '../../../shared/model/job.ts';

/** The report as plain text, for a lab book or a mail. Holds paths and counts, no article text. */
export function reportAsText(report: ImportReport): string {
  const { counts } = report;
  const lines = [
    `Import of ${report.roots.join(', ')}`,
    `Started ${report.startedAt}, finished ${report.finishedAt ?? 'not yet'}, ${report.seconds.toFixed(1)} s`,
    `Found ${counts.found}, imported ${counts.imported} (${counts.duplicates} of them copies), updated ${counts.updated}, unchanged ${counts.unchanged}, failed ${counts.failed}`,
    `Words kept ${report.keptWords}, removed ${Object.values(report.removedWords).reduce((sum, words) => sum + words, 0)}`,
    ...Object.entries(report.removedWords).map(([reason, words]) => `  ${reason}: ${words}`),
  ];
  for (const { extension, kind, files } of report.skipped)
    lines.push(`Not read: ${files} of format ${extension || kind}`);
  if (report.secondPass)
    lines.push(
      `Second pass (${report.secondPass.analyser}): ${report.secondPass.articles} articles of ${report.secondPass.sources} sources changed, ${report.secondPass.rules} rules`,
    );
  if (report.failures.length > 0) {
    lines.push('Could not be read:');
    for (const failure of report.failures) lines.push(`  ${failure.path} (${failure.code}): ${failure.reason}`);
    if (report.failuresCut) lines.push('  … and more');
  }
  return `${lines.join('\n')}\n`;
}

/** `import of lectern-scrape 2026-03-19.csv`, without characters that a file system refuses. */
export function reportFileName({ title, createdAt }: Pick<JobRow, 'title' | 'createdAt'>): string {
  const name = title
    .replace(/^Importing /, '')
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return `import of ${name || 'files'} ${createdAt.slice(0, 10)}.csv`;
}
