import type { PassageFilterInput, PassageSort } from '../../../shared/contract/rooms/results.ts';
import { call } from '../../state/backend.ts';
import { saveText } from '../../ui/index.ts';

/** Fetches the passages of a filter piece by piece and saves them as one file. Aborting saves nothing. */
export async function savePassages(options: {
  filter: PassageFilterInput;
  sort: PassageSort;
  format: 'csv' | 'markdown';
  signal: AbortSignal;
  onProgress(done: number): void;
}): Promise<void> {
  const { filter, sort, format, signal } = options;
  const pieces: string[] = [];
  for (let start: number | null = 0; start !== null; ) {
    const piece: { text: string; total: number; next: number | null } = await call(
      'results.passagesFile',
      { filter, sort, format, start },
      { signal },
    );
    pieces.push(piece.text);
    options.onProgress(piece.next ?? piece.total);
    start = piece.next;
  }
  const text = pieces.join('');
  if (format === 'csv') saveText('annotations.csv', 'text/csv', text);
  else saveText('quotations.md', 'text/markdown', text);
}
