import type { Code } from '../../../shared/model/codebook.ts';
import { fold } from '../../../shared/text/fold.ts';
import { grouped } from '../../state/grouped.ts';

/** A row of the tree as it is shown. */
export interface TreeRow {
  code: Code;
  level: number;
  hasChildren: boolean;
  isOpen: boolean;
  /** Annotations of the code and everything below it. */
  total: number;
  /** From 1. */
  position: number;
  siblings: number;
}

export interface TreeOptions {
  closed: ReadonlySet<string>;
  /** Only codes whose name holds this, with those above them; everything open. */
  filter?: string;
  showArchived: boolean;
}

export function childrenOf(codes: readonly Code[], parentId: string | null): Code[] {
  return codes.filter((code) => code.parentId === parentId).sort((a, b) => a.position - b.position);
}

/** Ids of a code and everything below it. */
export function subtreeOf(codes: readonly Code[], codeId: string): Set<string> {
  const byParent = codesByParent(codes);
  const found = new Set([codeId]);
  for (const id of found) for (const child of byParent.get(id) ?? []) found.add(child.codeId);
  return found;
}

/** Codes by parent, each list in order. */
export function codesByParent(codes: readonly Code[]): Map<string | null, Code[]> {
  const byParent = grouped(codes, ({ parentId }) => parentId);
  for (const siblings of byParent.values()) siblings.sort((a, b) => a.position - b.position);
  return byParent;
}

/** The rows of the tree from top to bottom. */
export function treeRows(codes: readonly Code[], options: TreeOptions): TreeRow[] {
  const byParent = codesByParent(codes);
  const sought = fold((options.filter ?? '').trim());
  const rows: TreeRow[] = [];
  const found = sought === '' ? null : withAncestors(codes, (code) => fold(code.name).includes(sought));
  const add = (parentId: string | null, level: number, isShown: boolean): number => {
    const siblings = (byParent.get(parentId) ?? []).filter(
      (code) => (options.showArchived || !code.archived) && (found === null || found.has(code.codeId)),
    );
    let total = 0;
    for (const [index, code] of siblings.entries()) {
      const hasChildren = (byParent.get(code.codeId) ?? []).some((one) => options.showArchived || !one.archived);
      const isOpen = found !== null || !options.closed.has(code.codeId);
      const row = { code, level, hasChildren, isOpen, total: 0, position: index + 1, siblings: siblings.length };
      if (isShown) rows.push(row);
      row.total = code.annotations + add(code.codeId, level + 1, isShown && isOpen);
      total += row.total;
    }
    return total;
  };
  add(null, 0, true);
  return rows;
}

/** Ids of the codes that match, and of everything above them. */
function withAncestors(codes: readonly Code[], matches: (code: Code) => boolean): Set<string> {
  const byId = new Map(codes.map((code) => [code.codeId, code]));
  const found = new Set<string>();
  for (const code of codes) {
    if (!matches(code)) continue;
    for (let at: Code | undefined = code; at && !found.has(at.codeId); ) {
      found.add(at.codeId);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
  }
  return found;
}

/** Ways a code goes by keyboard. */
export type Way = 'up' | 'down' | 'out' | 'in';

export type DropPlace = 'before' | 'inside' | 'after';

/** What `codebook.move` is told when a code is dropped on another; null where it cannot go: below itself. */
export function moveOnto(
  codes: readonly Code[],
  codeId: string,
  targetId: string,
  place: DropPlace,
): { parentId: string | null; position: number } | null {
  const target = codes.find((code) => code.codeId === targetId);
  if (!target || codeId === targetId || subtreeOf(codes, codeId).has(targetId)) return null;
  if (place === 'inside') return { parentId: targetId, position: childrenOf(codes, targetId).length };
  const siblings = childrenOf(codes, target.parentId);
  const at = siblings.findIndex((code) => code.codeId === targetId);
  return { parentId: target.parentId, position: place === 'before' ? at : at + 1 };
}

/** Where a code goes by keyboard: among its siblings, out to its parent's level, or into the sibling above. */
export function moveBy(
  codes: readonly Code[],
  codeId: string,
  way: Way,
): { parentId: string | null; position: number } | null {
  const code = codes.find((one) => one.codeId === codeId);
  if (!code) return null;
  const siblings = childrenOf(codes, code.parentId);
  const at = siblings.findIndex((one) => one.codeId === codeId);
  const above = siblings[at - 1];
  if (way === 'up') return above ? { parentId: code.parentId, position: at - 1 } : null;
  // A position names the sibling to stand before, in the order as it is.
  if (way === 'down') return siblings[at + 1] ? { parentId: code.parentId, position: at + 2 } : null;
  if (way === 'in') return above ? { parentId: above.codeId, position: childrenOf(codes, above.codeId).length } : null;
  if (code.parentId === null) return null;
  return moveOnto(codes, codeId, code.parentId, 'after');
}
