// How findings are kept with a project: one text for each article and analyser, short, since there are very many.
import type { Span } from '../../../shared/text/span.ts';
import type { Finding } from './analyser.ts';

/** Start, length, number of the label, score in thousandths, number of the reason, and what only some findings have. */
type KeptRow = [number, number, number, number, number, More?];
type KeptSpan = [start: number, length: number];
interface More {
  w?: KeptSpan[];
  /** Speaker with name; null: nobody is named. */
  s?: [number, number, string] | null;
  c?: KeptSpan | null;
  d?: Finding['details'];
}
interface Kept {
  labels: string[];
  reasons: string[];
  rows: KeptRow[];
}

const keptSpan = ({ start, end }: Span): KeptSpan => [start, end - start];
const spanOf = ([start, length]: KeptSpan): Span => ({ start, end: start + length });

/** Null when there is nothing to keep. Scores lose what is beyond the third decimal. */
export function keepFindings(findings: readonly Finding[]): string | null {
  if (findings.length === 0) return null;
  const labels = new Map<string, number>();
  const reasons = new Map<string, number>();
  const number = (of: Map<string, number>, word: string) => {
    if (!of.has(word)) of.set(word, of.size);
    return of.get(word)!;
  };
  const rows = findings.map(({ start, end, label, score, reason, words, speaker, cue, details }): KeptRow => {
    const more: More = {
      ...(words && { w: words.map(keptSpan) }),
      ...(speaker !== undefined && { s: speaker && [...keptSpan(speaker), speaker.name] }),
      ...(cue !== undefined && { c: cue && keptSpan(cue) }),
      ...(details && { d: details }),
    };
    const place = [start, end - start, number(labels, label)] as const;
    const basis = [Math.round(score * 1000), number(reasons, reason)] as const;
    return Object.keys(more).length > 0 ? [...place, ...basis, more] : [...place, ...basis];
  });
  return JSON.stringify({ labels: [...labels.keys()], reasons: [...reasons.keys()], rows } satisfies Kept);
}

export function keptFindings(kept: string | null): Finding[] {
  if (kept === null) return [];
  const { labels, reasons, rows } = JSON.parse(kept) as Kept;
  return rows.map(([start, length, label, score, reason, more = {}]) => ({
    ...spanOf([start, length]),
    label: labels[label]!,
    score: score / 1000,
    reason: reasons[reason]!,
    ...(more.w && { words: more.w.map(spanOf) }),
    ...(more.s !== undefined && { speaker: more.s && { ...spanOf([more.s[0], more.s[1]]), name: more.s[2] } }),
    ...(more.c !== undefined && { cue: more.c && spanOf(more.c) }),
    ...(more.d && { details: more.d }),
  }));
}

/** How often each label was found. */
export function countLabels(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of findings) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
