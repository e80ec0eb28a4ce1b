import type { Span } from './span.ts';

/** The stretches of a discontinuous span in the order of the text; those that touch or overlap are one. */
export function joinStretches(stretches: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { start, end } of [...stretches].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** What is left of stretches without a part of the text. */
export function withoutStretch(stretches: readonly Span[], gone: Span): Span[] {
  return stretches.flatMap(({ start, end }) => [
    ...(start < gone.start ? [{ start, end: Math.min(end, gone.start) }] : []),
    ...(end > gone.end ? [{ start: Math.max(start, gone.end), end }] : []),
  ]);
}
