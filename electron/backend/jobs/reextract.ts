import type { ReextractResult } from '../../../shared/contract/rooms/originals.ts';
import type { JobRunner } from '../services/backend.ts';

export interface ReextractInput {
  /** Null: all articles. */
  articleIds: string[] | null;
  /** False: only says what would change. */
  apply: boolean;
  encoding: string | null;
}

export const reextractJob: JobRunner<ReextractInput, ReextractResult> = async ({ apply }) => ({
  applied: apply,
  looked: 0,
  unchanged: 0,
  text: 0,
  metadata: 0,
  failed: 0,
});
