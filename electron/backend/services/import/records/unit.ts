import type { PrepareInput } from '../../../../analysis/reading.ts';
import type { Failure } from '../files/failures.ts';
import { withoutGz } from '../files/kinds.ts';
import type { WalkedFile } from '../files/walk.ts';

/** One record of a file, or the file itself, as found on disk. `record` is '' for a file that is one article. */
export type Unit = { record: string } & (
  | {
      originalSha256: string;
      input: PrepareInput;
      /** Bytes held in memory, about. */
      weight: number;
    }
  | { failure: Failure }
);

/** Told of what is left out by design and is no failure: "Picture in a web archive". */
export type LeftOut = (kind: string) => void;

/** Names that extraction may read as evidence. */
export function namesOf(file: WalkedFile) {
  const parts = file.path.split('/');
  return {
    fileName: withoutGz(parts.at(-1) ?? ''),
    folderName: (parts.at(-2) ?? '').replace(/(.)\.zip(?:\.gz)?$/i, '$1'),
  };
}
