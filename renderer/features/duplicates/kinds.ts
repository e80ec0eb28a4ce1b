import type { OutputOf } from '../../../shared/contract/contract.ts';
import { percent } from '../../ui/index.ts';

/** A member of a duplicate group. */
export type Copy = OutputOf<'duplicates.members'>[number];

/** Why an article is among the copies of its group's head. */
export function kindInWords({ isHead, kind, share }: Pick<Copy, 'isHead' | 'kind' | 'share'>): string {
  if (isHead) return 'head';
  if (kind === 'bytes') return 'same file';
  if (kind === 'text') return 'same text';
  if (share === null) return 'nearly the same';
  // The shorter text has it all, and the other has more.
  return share >= 0.995 ? 'one is part of the other' : `${percent(share)} the same`;
}
