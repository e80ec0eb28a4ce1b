import { codePointIndex } from '../../../shared/text/index.ts';
import type * as Extraction from '../../analysis/extract/index.ts';
import { type FailedLine, isFailed, type RecordLine, readRecords, throughLines } from './json-lines.ts';

/** What the command `extract` gives for a line. Offsets are code points into `text`. */
export interface ExtractedLine {
  id: unknown;
  title: string | null;
  byline: string | null;
  published_at: string | null;
  source: string | null;
  language: string | null;
  text: string;
  removed: { text: string; start: number; reason: string }[];
}

/**
 * Reads documents from JSON Lines, `{id, html | text, url?}`, one object out for each line that is not blank, in order.
 * Each line stands alone. A line that is none becomes an error object, and the next one is read.
 */
export async function* extractLines(lines: AsyncIterable<string>): AsyncGenerator<ExtractedLine | FailedLine> {
  // Loaded when it is needed: other commands of the same program start without it.
  const extraction = await import('../../analysis/extract/index.ts');
  for await (const { number, record } of readRecords(lines)) {
    yield isFailed(record) ? record : extractRecord(record, number, extraction);
  }
}

function extractRecord(record: RecordLine, number: number, extraction: typeof Extraction): ExtractedLine | FailedLine {
  const { id } = record;
  const context = typeof record.url === 'string' ? { url: record.url } : {};
  const found =
    typeof record.html === 'string'
      ? extraction.extractHtml(record.html, context)
      : typeof record.text === 'string'
        ? extraction.extractPlainText(record.text, context)
        : null;
  if (!found) {
    const message = `Line ${number} has neither "html" nor "text". Each line is an object such as {"id": 1, "text": "…"}.`;
    return { id, error: { code: 'NO_TEXT_FIELD', message } };
  }
  const text = found.text.toWellFormed();
  const offsets = codePointIndex(text);
  return {
    id,
    title: found.title?.value ?? null,
    byline: found.byline?.value ?? null,
    published_at: found.publishedAt?.value ?? null,
    source: found.source?.value ?? found.domain,
    language: found.language?.value ?? null,
    text,
    removed: found.removed.map((passage) => ({ ...passage, start: offsets.toCodePoints(passage.start) })),
  };
}

/** JSON Lines in on stdin, one object out per line, in order. */
export const extract = (): Promise<number> => throughLines(extractLines);
