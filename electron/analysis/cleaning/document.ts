import { gluedIcon } from '../extract/text/icons.ts';
import { canonicalLine } from './canonical.ts';
import type { SourceDocument, StoredPassage } from './types.ts';

/** One line of a document as it stood before anything was cut. */
export interface StoredLine {
  /** Trimmed, never empty. */
  text: string;
  /** Line breaks between it and the line before: 1, or 2 for a blank line. */
  breaks: 1 | 2;
  /** Stands in the kept text now. */
  kept: boolean;
  /** The rule of the passage it was cut with. */
  rule: string | null;
  /** The reason of that passage. */
  reason: string | null;
  /** The form in which it is compared with other documents' lines. */
  canonical: string;
  /** What was cut from inside it: UTF-16 offsets in the line, ascending. */
  inline: readonly (StoredPassage & { at: number })[];
}

const NOTHING: StoredLine['inline'] = [];

/** Every line of the document in its order: kept text with the removed passages put back in their places. */
export function storedLines(document: SourceDocument): StoredLine[] {
  const { text } = document;
  const lines: StoredLine[] = [];
  const passages = document.removed
    .map((passage, order) => ({ passage, order, at: Math.min(Math.max(passage.start, 0), text.length) }))
    .sort((a, b) => a.at - b.at || a.order - b.order);
  const wide = text.includes('\n\n') || document.removed.some((passage) => passage.text.includes('\n\n'));
  let next = 0;
  let at = 0;
  let breaks: 1 | 2 = wide ? 2 : 1;
  while (at <= text.length) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const raw = text.slice(at, end);
    const line = raw.trim();
    const from = at + raw.length - raw.trimStart().length;
    const inline: (StoredPassage & { at: number })[] = [];
    let icon = '';
    const behind: StoredPassage[] = [];
    for (; next < passages.length && passages[next]!.at <= end; next++) {
      const { passage, at: place } = passages[next]!;
      const lastHere = passages[next + 1]?.at !== place;
      if (place <= at && line !== '' && lastHere && isGlued(passage, line)) icon = passage.text;
      else if (place <= at && !(place === end && line !== '')) pushPassage(lines, passage, breaks);
      else if (place > from && place < from + line.length) inline.push({ ...passage, at: place - from });
      else behind.push(passage);
    }
    if (line !== '') {
      lines.push({
        text: icon + line,
        breaks,
        kept: true,
        rule: null,
        reason: null,
        canonical: canonicalLine(icon + line),
        inline: inline.length > 0 ? inline : NOTHING,
      });
      breaks = text[end + 1] === '\n' ? 2 : end < text.length ? 1 : wide ? 2 : 1;
    }
    for (const passage of behind) pushPassage(lines, passage, breaks);
    at = end + 1;
  }
  return lines;
}

/** An icon's name that stood in front of the line's words. */
function isGlued({ text, reason }: StoredPassage, line: string): boolean {
  return reason === 'other' && text.length < 60 && gluedIcon(text + line) === text;
}

function pushPassage(lines: StoredLine[], passage: StoredPassage, breaks: 1 | 2): void {
  let own = breaks;
  for (const raw of passage.text.split('\n')) {
    const text = raw.trim();
    if (text === '') {
      own = 2;
      continue;
    }
    const { rule = null, reason } = passage;
    lines.push({ text, breaks: own, kept: false, rule, reason, canonical: canonicalLine(text), inline: NOTHING });
    own = 1;
  }
}

/** The lines as one text, blank lines where they stood. */
export function joinLines(lines: readonly StoredLine[]): string {
  let text = '';
  for (const line of lines) text += (text === '' ? '' : line.breaks === 2 ? '\n\n' : '\n') + line.text;
  return text;
}
