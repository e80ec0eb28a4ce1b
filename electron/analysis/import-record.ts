import { type PackedOriginal, packOriginal } from './originals.ts';
import { type Prepared, type PrepareInput, prepare } from './prepare.ts';

/** A record on its way into a project, with what is kept of it. */
export interface RecordInput {
  input: PrepareInput;
  /** The record's own bytes, to be kept; null when only their place is. A sidecar is kept with them. */
  original: Uint8Array | string | null;
}

/** `original` and `sidecar` null: not kept, or none. */
export type ImportedRecord =
  | (Extract<Prepared, { article: unknown }> & { original: PackedOriginal | null; sidecar: PackedOriginal | null })
  | Extract<Prepared, { failure: unknown }>;

/** Everything an import does to one record that is worth a thread. */
export async function importRecord({ input, original }: RecordInput): Promise<ImportedRecord> {
  const prepared = await prepare(input);
  if ('failure' in prepared) return prepared;
  const sidecar = 'sidecar' in input ? input.sidecar : null;
  return {
    ...prepared,
    original: original === null ? null : packOriginal(original),
    sidecar: original === null || sidecar === null ? null : packOriginal(sidecar),
  };
}
