import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { backend, call } from '../../state/backend.ts';
import { warnOf } from '../../ui/index.ts';
import type { Copy } from '../duplicates/kinds.ts';
import { TableLines } from './table-lines.ts';
import type { OpenView } from './useView.ts';

/** A row whose copies are shown below it. */
export interface Unfolded {
  /** The article that the row shows. */
  articleId: string;
  index: number;
  copies: readonly Copy[];
}

/** Milliseconds without a change after which open groups are read again: an import changes articles many times a second. */
const REST = 200;

/** Rows that were open when the room was left; ids that a list lacks are dropped when it comes up. */
let left: readonly string[] = [];

/** The copies of an article, without itself. */
async function copiesOf(articleId: string): Promise<Copy[]> {
  const members = await call('duplicates.members', { articleId });
  return members.filter((member) => member.articleId !== articleId);
}

async function opened(view: OpenView, articleId: string): Promise<Unfolded | null> {
  const { index } = await call('articles.indexInView', { viewId: view.viewId, articleId });
  if (index < 0) return null;
  const copies = await copiesOf(articleId);
  return copies.length > 0 ? { articleId, index, copies } : null;
}

export interface Unfolding {
  /** By index of their rows. */
  groups: ReadonlyMap<number, Unfolded>;
  lines: TableLines;
  unfold(index: number, articleId: string): void;
  fold(index: number): void;
  /** Another article now stands for the group. */
  follow(from: string, to: string): void;
}

/** Which rows show their copies. They stay open when the list is opened again, and follow what changes. */
export function useUnfolded(view: OpenView | null, isFolding: boolean): Unfolding {
  const [state, setState] = useState<{ viewId: string; groups: readonly Unfolded[] }>({ viewId: '', groups: [] });
  const open = useRef<readonly string[]>(left);
  const asked = useRef(0);
  const remember = useCallback((ids: readonly string[]) => {
    open.current = ids;
    left = ids;
  }, []);

  const read = useCallback(async () => {
    const mine = ++asked.current;
    if (!view || !isFolding || open.current.length === 0) return;
    const ids = open.current;
    const found = await Promise.all(ids.map((articleId) => opened(view, articleId)));
    if (mine !== asked.current) return;
    const groups = found.filter((group) => group !== null);
    // Rows that were opened meanwhile stay open.
    const later = open.current.filter((articleId) => !ids.includes(articleId));
    remember([...groups.map(({ articleId }) => articleId), ...later]);
    setState((before) => {
      const kept = before.viewId === view.viewId ? before.groups : [];
      return { viewId: view.viewId, groups: [...groups, ...kept.filter((group) => later.includes(group.articleId))] };
    });
  }, [view, isFolding, remember]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = () => void read().catch(warnOf);
    again();
    const end = backend().subscribe('changed', (change) => {
      if (!change.rooms.includes('articles')) return;
      clearTimeout(timer);
      timer = setTimeout(again, REST);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [read]);

  const unfold = useCallback(
    (index: number, articleId: string) => {
      if (!view || open.current.includes(articleId)) return;
      remember([...open.current, articleId]);
      copiesOf(articleId).then((copies) => {
        if (!open.current.includes(articleId)) return;
        if (copies.length === 0) return remember(open.current.filter((one) => one !== articleId));
        setState((before) => {
          const others = before.viewId === view.viewId ? before.groups : [];
          return {
            viewId: view.viewId,
            groups: [...others.filter((group) => group.articleId !== articleId), { articleId, index, copies }],
          };
        });
      }, warnOf);
    },
    [view, remember],
  );
  const fold = useCallback(
    (index: number) => {
      setState((before) => {
        const groups = before.groups.filter((group) => group.index !== index);
        remember(groups.map(({ articleId }) => articleId));
        return { ...before, groups };
      });
    },
    [remember],
  );
  const follow = useCallback(
    (from: string, to: string) => remember(open.current.map((one) => (one === from ? to : one))),
    [remember],
  );

  const total = view?.total ?? 0;
  const viewId = view?.viewId;
  return useMemo(() => {
    const now = isFolding && state.viewId === viewId ? state.groups : [];
    return {
      groups: new Map(now.map((group) => [group.index, group])),
      lines: new TableLines(
        total,
        now.map(({ index, copies }) => ({ index, copies: copies.length })),
      ),
      unfold,
      fold,
      follow,
    };
  }, [state, viewId, total, isFolding, unfold, fold, follow]);
}
