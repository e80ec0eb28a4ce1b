/** A paragraph that is kept, or passages that were cut out at one place. Offsets are UTF-16 into the kept text. */
export type Strip =
  | { kind: 'kept'; start: number; text: string }
  | { kind: 'removed'; start: number; passages: { text: string; reason: string }[] };

/**
 * The kept text in paragraphs with the removed passages between them, in reading order. A passage that was cut out within a
 * paragraph stands before the one that follows.
 */
export function sideBySide(text: string, removed: readonly { text: string; start: number; reason: string }[]): Strip[] {
  const strips: Strip[] = [];
  const passages = removed.toSorted((a, b) => a.start - b.start);
  let next = 0;
  const takeUpTo = (offset: number) => {
    const taken: { text: string; reason: string }[] = [];
    const start = passages[next]?.start ?? 0;
    for (; next < passages.length && passages[next]!.start <= offset; next++) {
      const { text: words, reason } = passages[next]!;
      taken.push({ text: words, reason });
    }
    if (taken.length > 0) strips.push({ kind: 'removed', start, passages: taken });
  };
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') {
      takeUpTo(offset);
      strips.push({ kind: 'kept', start: offset, text: line });
    }
    offset += line.length + 1;
  }
  takeUpTo(Number.POSITIVE_INFINITY);
  return strips;
}

/** Lines of passages that hold anything. */
export function lineCount(passages: readonly { text: string }[]): number {
  return passages.reduce((sum, { text }) => sum + text.split('\n').filter((line) => line.trim() !== '').length, 0);
}

/** Runs of letters and digits with what joins them; for scripts without spaces a rough number. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}
