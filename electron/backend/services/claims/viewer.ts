import { visibleClaims, visibleCoders, visibleOnClaim } from '../blind/index.ts';
import type { Coder } from '../handler.ts';

/** Who reads; `seesAll` for what is done to a claim as a whole, whoever may see which part of it. */
export interface Viewer {
  coder: Coder | null;
  seesAll?: boolean;
}

/** Values of `:ids`, a JSON list, and of what the conditions below bind. */
export const asked = (ids: readonly string[], { coder, seesAll }: Viewer) => ({
  ids: JSON.stringify(ids),
  ...seeing({ coder, seesAll: seesAll ?? false }),
});
export const seeing = ({ coder, seesAll }: Viewer) => ({ me: coder?.id ?? null, all: seesAll ? 1 : 0 });

/** Conditions on a claim `c`, a mention `m`, and on rows of a claim with a coder. */
export const SEEN_CLAIM = `(:all OR ${visibleClaims('c')})`;
export const SEEN_MENTION = `(:all OR ${visibleCoders('m.article', 'm.coder')})`;
export const seenOnClaim = (alias: string) => `(:all OR ${visibleOnClaim(`${alias}.claim_id`, `${alias}.coder`)})`;
