import { type Failure, failures } from '../files/failures.ts';

/** A record's own text, or why there is none. `record` names it within its file: `L5000`, `12`. */
export type RawRecord = { record: string; raw: string } | { record: string; failure: Failure };

/**
 * The lines of a JSON Lines file that are not blank, named by line number from 1. Nothing is parsed here.
 * @param limit longest record in UTF-16 units; a longer one is a failure and is skipped without being held in memory.
 */
export async function* jsonLines(chunks: AsyncIterable<string>, limit: number): AsyncGenerator<RawRecord> {
  let line = 1;
  let pieces: string[] = [];
  let held = 0;
  let skipping = false;

  const finish = (): RawRecord | null => {
    const record = `L${line}`;
    const raw = pieces.join('').trim();
    const tooLong = skipping;
    pieces = [];
    held = 0;
    skipping = false;
    line++;
    if (tooLong) return { record, failure: failures.recordTooLarge(limit) };
    return raw === '' ? null : { record, raw };
  };
  const hold = (piece: string) => {
    held += piece.length;
    if (held > limit) {
      skipping = true;
      pieces = [];
    } else pieces.push(piece);
  };

  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', from)) {
      hold(chunk.slice(from, at));
      from = at + 1;
      const record = finish();
      if (record) yield record;
    }
    if (from < chunk.length) hold(chunk.slice(from));
  }
  const last = finish();
  if (last) yield last;
}
