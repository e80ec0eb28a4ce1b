import { randomUUID } from 'node:crypto';
import type { InputOf, OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { ArticleRow } from '../../shared/model/article.ts';
import type { ViewQuery } from '../../shared/model/view.ts';
import type { OpenedView } from './services/articles/view-reads.ts';
import type { Backend } from './services/backend.ts';

/** Older views than these are dropped; a page has one or two open at a time. */
const MOST_VIEWS = 20;

/** The newest view's vector is read ahead after this pause, in milliseconds: not while someone is still typing a search. */
const READ_AHEAD_AFTER = 300;

interface View {
  query: ViewQuery;
  total: number;
  maxId: number;
  headIds: Int32Array;
  ids: Int32Array | null;
  building: Promise<Int32Array> | null;
}

export interface Views {
  openView(
    input: ParsedInputOf<'articles.openView'>,
    options?: { signal?: AbortSignal },
  ): Promise<OutputOf<'articles.openView'>>;
  rows(input: InputOf<'articles.rows'>, options?: { signal?: AbortSignal }): Promise<OutputOf<'articles.rows'>>;
  indexInView(input: InputOf<'articles.indexInView'>): Promise<OutputOf<'articles.indexInView'>>;
  /** Row ids of all articles of a view, in order. STALE when the view is gone. */
  idsOf(viewId: string): Promise<Int32Array>;
  /** `triage.decide`, for articles by id or for a view less exceptions. */
  decide(input: ParsedInputOf<'triage.decide'>): Promise<OutputOf<'triage.decide'>>;
  /** Forgets every view: the project was closed or replaced. */
  clear(): void;
}

/**
 * The views that pages have open: snapshots of ids, in order. A view of the whole corpus starts with its first rows
 * only; the rest is read when rows further down are asked for, or a moment later.
 */
export function createViews(backend: Pick<Backend, 'read' | 'write'>): Views {
  const views = new Map<string, View>();
  let newest: View | undefined;

  function viewOf(viewId: string): View {
    const view = views.get(viewId);
    if (!view) throw new AppError('STALE', 'This list is out of date. Open it again.', { viewId });
    // The map keeps the order of use, so that the view in use is never the one dropped.
    views.delete(viewId);
    views.set(viewId, view);
    return view;
  }

  async function readVector(view: View): Promise<Int32Array> {
    try {
      const ids = await backend.read<Int32Array>('views/ids', { query: view.query, maxId: view.maxId });
      view.ids = behindHead(view.headIds, ids);
      return view.ids;
    } finally {
      view.building = null;
    }
  }

  async function vectorOf(view: View): Promise<Int32Array> {
    view.building ??= view.ids ? null : readVector(view);
    return view.ids ?? view.building!;
  }

  async function idsBetween(view: View, start: number, end: number): Promise<Int32Array> {
    const known = view.ids ?? (end <= view.headIds.length ? view.headIds : await vectorOf(view));
    return known.subarray(start, end);
  }

  return {
    async openView({ query, first }, options) {
      const opened = await backend.read<OpenedView>('views/open', { query, first }, options);
      const viewId = randomUUID();
      const { total, maxId, headIds, ids } = opened;
      const view: View = { query, total, maxId, headIds, ids, building: null };
      if (!ids && headIds.length >= total) view.ids = headIds;
      views.set(viewId, view);
      newest = view;
      for (const oldest of views.keys()) {
        if (views.size <= MOST_VIEWS) break;
        views.delete(oldest);
      }
      if (!view.ids) {
        const readAhead = () => {
          // Whoever asks for these rows later is told what went wrong; nobody asked yet.
          if (newest === view && views.has(viewId)) vectorOf(view).catch(() => {});
        };
        setTimeout(readAhead, READ_AHEAD_AFTER).unref();
      }
      const rows = opened.first.filter((row) => row !== null);
      return { viewId, total, revision: opened.revision, first: rows, terms: opened.terms };
    },

    async rows({ viewId, start, count }, options) {
      const view = viewOf(viewId);
      const end = Math.min(view.total, start + count);
      if (start >= end) return { start, rows: [] };
      const ids = Array.from(await idsBetween(view, start, end));
      const rows = await backend.read<(ArticleRow | null)[]>('views/rows', { ids, text: view.query.text }, options);
      while (rows.length < end - start) rows.push(null);
      return { start, rows };
    },

    async indexInView({ viewId, articleId }) {
      const view = viewOf(viewId);
      const rowId = await backend.read<number | null>('views/rowId', { articleId });
      if (rowId === null) return { index: -1 };
      const early = view.headIds.indexOf(rowId);
      return { index: early >= 0 ? early : (await vectorOf(view)).indexOf(rowId) };
    },

    async idsOf(viewId) {
      return vectorOf(viewOf(viewId));
    },

    async decide(input) {
      const { targets, decision, reason, copies } = input;
      if ('articleIds' in targets) return backend.write('triage.decide', input);
      const ids = await vectorOf(viewOf(targets.viewId));
      return backend.write('triage/decideRows', { ids, except: targets.except, decision, reason, copies });
    },

    clear() {
      views.clear();
    },
  };
}

/** Rows that were shown stay where they are, even if an edit since has moved them; every other row follows once. */
function behindHead(head: Int32Array, ids: Int32Array): Int32Array {
  if (head.every((id, index) => ids[index] === id)) return ids;
  const shown = new Set(head);
  const merged = new Int32Array(ids.length);
  merged.set(head);
  let at = head.length;
  for (const id of ids) if (!shown.has(id) && at < merged.length) merged[at++] = id;
  return merged.subarray(0, at);
}
