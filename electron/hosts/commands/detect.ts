import { codePointIndex } from '../../../shared/text/index.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { Analyser, Finding } from '../../analysis/analysers/index.ts';
import { type FailedLine, isFailed, noText, readRecords, throughLines } from './json-lines.ts';
import { UsageError } from './output.ts';
import type { Flags } from './run.ts';

/** What the command `detect` gives for a line. Offsets are code points into the text as it was given. */
export interface DetectedLine {
  id: unknown;
  findings: DetectedFinding[];
}

export interface DetectedFinding extends Span {
  label: string;
  score: number;
  reason: string;
  words?: Span[];
  speaker?: (Span & { text: string }) | null;
  cue?: Span | null;
  [detail: string]: unknown;
}

/**
 * Runs an analyser over JSON Lines, `{id, text}`, one object out for each line that is not blank, in order. Each line stands
 * alone. A line may say its `language` and `title`.
 * @param all findings below the analyser's threshold too, and those it keeps for its own use
 */
export async function* detectLines(
  lines: AsyncIterable<string>,
  analyser: Analyser,
  all: boolean,
): AsyncGenerator<DetectedLine | FailedLine> {
  const { AnalysedText, knowsLanguage } = await import('../../analysis/analysers/index.ts');
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) yield record;
    else if (typeof record.text !== 'string') yield noText(number, record.id);
    else {
      const given = (field: unknown) => (typeof field === 'string' && field !== '' ? field : null);
      const article = new AnalysedText(record.text, { language: given(record.language), title: given(record.title) });
      const found = knowsLanguage(analyser, article.language) ? analyser.find(article) : [];
      const shown = all ? found : found.filter((finding) => finding.score >= analyser.threshold);
      yield { id: record.id, findings: inCodePoints(record.text, shown) };
    }
  }
}

function inCodePoints(text: string, findings: readonly Finding[]): DetectedFinding[] {
  const offsets = codePointIndex(text);
  const moved = ({ start, end }: Span): Span => ({
    start: offsets.toCodePoints(start),
    end: offsets.toCodePoints(end),
  });
  return findings.map(({ details, words, speaker, cue, ...finding }) => ({
    ...details,
    ...finding,
    ...moved(finding),
    ...(words && { words: words.map(moved) }),
    ...(speaker !== undefined && { speaker: speaker && { ...moved(speaker), text: speaker.name } }),
    ...(cue !== undefined && { cue: cue && moved(cue) }),
  }));
}

/** JSON Lines in on stdin, one object out per line, in order. */
export async function detect(words: string[], flags: Flags): Promise<number> {
  const { availableAnalysers, loadAnalyser } = await import('../../analysis/analysers/index.ts');
  const [name = '', ...more] = words;
  const analyser = await loadAnalyser(name);
  if (!analyser || more.length > 0) {
    const what = name === '' ? 'Say what to detect' : `There is nothing to detect by the name “${words.join(' ')}”`;
    throw new UsageError(`${what}: one of ${availableAnalysers.join(', ')}.`);
  }
  return throughLines((lines) => detectLines(lines, analyser, flags.all === true));
}
