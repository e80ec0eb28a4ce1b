// What was found in the texts of JSON Lines: what `detect` and `detect codes` share.
import { codePointIndex } from '../../../shared/text/index.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { AnalysedText, Finding } from '../../analysis/analysers/index.ts';
import { type FailedLine, isFailed, noText, readRecords } from './json-lines.ts';

/** What is given for a line. Offsets are code points into the text as it was given. */
export interface FoundLine {
  id: unknown;
  findings: FoundSpan[];
}

export interface FoundSpan extends Span {
  label: string;
  score: number;
  reason: string;
  words?: Span[];
  speaker?: (Span & { text: string }) | null;
  cue?: Span | null;
  [detail: string]: unknown;
}

/**
 * What `find` finds in the texts of JSON Lines, `{id, text}`: one object out for each line that is not blank, in order. Each
 * line stands alone. A line may say its `language` and `title`.
 */
export async function* findInLines(
  lines: AsyncIterable<string>,
  find: (article: AnalysedText) => readonly Finding[],
): AsyncGenerator<FoundLine | FailedLine> {
  const { AnalysedText } = await import('../../analysis/analysers/analyser.ts');
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) yield record;
    else if (typeof record.text !== 'string') yield noText(number, record.id);
    else {
      const given = (field: unknown) => (typeof field === 'string' && field !== '' ? field : null);
      const article = new AnalysedText(record.text, { language: given(record.language), title: given(record.title) });
      yield { id: record.id, findings: inCodePoints(record.text, find(article)) };
    }
  }
}

/** Findings with their offsets, which are UTF-16, as code points into the same text. */
function inCodePoints(text: string, findings: readonly Finding[]): FoundSpan[] {
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
