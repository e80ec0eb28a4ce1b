import type { ImportReport } from '../../../shared/model/import.ts';

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
  if (report.failures.length > 0) {
    lines.push('Could not be read:');
    for (const failure of report.failures) lines.push(`  ${failure.path} (${failure.code}): ${failure.reason}`);
    if (report.failuresCut) lines.push('  … and more');
  }
  return `${lines.join('\n')}\n`;
}
