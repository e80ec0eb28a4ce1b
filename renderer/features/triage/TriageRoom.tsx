import { ListFilter, RefreshCw, SlidersHorizontal } from 'lucide-react';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ArticleRow } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery, selectArticle, setQuery, useSelection } from '../../state/selection.ts';
import { useRememberedLayout, useSettings } from '../../state/settings.ts';
import { Button, EmptyState, ErrorState, SkeletonRows, SplitPane, Tools } from '../../ui/index.ts';
import { CoderDialog } from '../coding/coder.tsx';
import { ArticleTable, type TableHandle } from './ArticleTable.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { Count, DecisionBar } from './DecisionBar.tsx';
import { Facets } from './Facets.tsx';
import { FilterTokens, hasFilters } from './FilterTokens.tsx';
import { Preview } from './Preview.tsx';
import { nothingSelected, only, type RowSelection, toggled } from './row-selection.ts';
import styles from './TriageRoom.module.css';
import { useDecide } from './useDecide.ts';
import { useTriageCommands } from './useTriageCommands.ts';
import { useRows, useView } from './useView.ts';

const defaultSort: ViewQueryInput['sort'] = { column: 'published', descending: true };

export function TriageRoom() {
  const query = useSelection((selection) => selection.query);
  const index = useSelection((selection) => selection.index);
  const density = useSettings((settings) => settings.density);
  const state = useView(query);
  const { view } = state;
  useRows(view);
  const [selection, setSelection] = useState<RowSelection>(nothingSelected);
  const [anchor, setAnchor] = useState(0);
  const [reasonOpen, setReasonOpen] = useState(false);
  const [facetsOpen, setFacetsOpen] = useState(false);
  const [previewShown, setPreviewShown] = useRememberedLayout('triage.preview', true);
  const handle = useRef<TableHandle>(null);
  const status = useBackend('projects.status', {});
  const decide = useDecide(view);

  const total = view?.total ?? 0;
  const focused = Math.min(Math.max(0, index ?? 0), Math.max(0, total - 1));
  const focusedRow = view?.rows.get(focused) ?? null;
  const sort = query.sort ?? (query.text ? { column: 'relevance' as const, descending: true } : defaultSort);

  const moveTo = useCallback(
    (next: number, extend = false) => {
      if (!view || view.total === 0) return;
      const to = Math.min(view.total - 1, Math.max(0, next));
      handle.current?.show(to);
      selectArticle(view.rows.get(to)?.articleId ?? null, to);
      if (!extend) {
        setAnchor(to);
        return;
      }
      const [from, end] = to < anchor ? [to, anchor] : [anchor, to];
      const ids: string[] = [];
      for (let i = from; i <= end; i++) {
        const row = view.rows.get(i);
        if (row) ids.push(row.articleId);
      }
      setSelection(only(ids));
    },
    [view, anchor],
  );

  // The focused row may only arrive after the focus did.
  useEffect(() => {
    const { articleId } = useSelection.getState();
    if (focusedRow && focusedRow.articleId !== articleId) selectArticle(focusedRow.articleId, focused);
  }, [focusedRow, focused]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another list; what was selected in the old one is not meant.
  useEffect(() => {
    setSelection(nothingSelected);
    setAnchor(0);
    const { articleId, index: at } = useSelection.getState();
    if (at === null || (articleId && view && view.rows.get(at)?.articleId !== articleId)) selectArticle(null, 0);
    else handle.current?.show(at);
  }, [view?.viewId]);
  const opened = view !== null;
  useEffect(() => {
    if (opened) handle.current?.focus();
  }, [opened]);

  function press(at: number, row: ArticleRow, event: MouseEvent) {
    if (event.button !== 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      moveTo(at, true);
    } else if (event.ctrlKey || event.metaKey) {
      setSelection((before) => toggled(before, row.articleId));
      moveTo(at);
    } else {
      setSelection(nothingSelected);
      moveTo(at);
    }
  }
  function open(at: number, row: ArticleRow) {
    selectArticle(row.articleId, at);
    goTo('read');
  }

  useTriageCommands({
    view,
    focused,
    focusedRow,
    selection,
    setSelection,
    moveTo,
    decide,
    pageRows: () => handle.current?.pageRows() ?? 20,
    openReason: () => setReasonOpen(true),
    togglePreview: () => setPreviewShown(!previewShown),
    reopen: state.reopen,
    open,
  });

  const onSort = useCallback((next: ViewQueryInput['sort']) => changeQuery({ sort: next }), []);
  const panes = useMemo(() => ({ facets: !facetsOpen }), [facetsOpen]);

  if (status.data?.articles === 0) {
    return (
      <EmptyState
        icon={ListFilter}
        title="No articles yet"
        actions={
          <Button tone="primary" onPress={() => goTo('inbox')}>
            Import a folder…
          </Button>
        }
      >
        Import a folder of scraped articles; they appear here as they come in.
      </EmptyState>
    );
  }

  const middle = (
    <div className={styles.middle}>
      <Tools
        label="View"
        end={
          <>
            {state.stale ? (
              <Button tone="quiet" size="toolbar" icon={RefreshCw} keys="." onPress={state.reopen}>
                Changed since
              </Button>
            ) : null}
            <Count shown={total} of={status.data?.articles ?? null} filtered={hasFilters(query)} />
            <ColumnMenu />
          </>
        }
      >
        <span className="narrow">
          <Button
            size="toolbar"
            icon={SlidersHorizontal}
            pressed={facetsOpen}
            onPress={() => setFacetsOpen(!facetsOpen)}
          >
            Filters
          </Button>
        </span>
        <FilterTokens query={query} />
      </Tools>
      <div className={styles.body}>
        {state.error ? (
          <div className={styles.error}>
            <ErrorState
              inline
              error={state.error}
              {...(state.error.code === 'QUERY_INVALID' ? {} : { onRetry: state.reopen })}
            />
          </div>
        ) : null}
        {view && total > 0 ? (
          <ArticleTable
            view={view}
            rowHeight={density === 'comfortable' ? 36 : 28}
            focused={focused}
            selection={selection}
            sort={sort}
            onSort={onSort}
            onRowPress={press}
            onRowOpen={open}
            handle={handle}
          />
        ) : view ? (
          <EmptyState
            title="No article has all of these"
            actions={
              <Button onPress={() => setQuery(query.sort ? { sort: query.sort } : {})}>Drop every filter</Button>
            }
          >
            Drop a filter above, or search for fewer words.
          </EmptyState>
        ) : (
          <SkeletonRows rows={24} height={density === 'comfortable' ? 36 : 28} />
        )}
      </div>
      <DecisionBar
        selection={selection}
        total={total}
        focusedRow={focusedRow}
        reasonOpen={reasonOpen}
        onReasonOpen={setReasonOpen}
        onDecide={(decision, reason) =>
          void decide({ selection, focusedId: focusedRow?.articleId ?? null, decision, ...(reason ? { reason } : {}) })
        }
      />
    </div>
  );

  return (
    <div
      className={styles.room}
      data-facets={panes.facets ? undefined : 'open'}
      data-preview={previewShown || undefined}
    >
      <aside className={`${styles.facets} scroll`} aria-label="Filters">
        <Facets query={query} />
      </aside>
      <SplitPane
        id="triage"
        panes={[
          { id: 'table', children: middle },
          {
            id: 'preview',
            size: 340,
            min: 260,
            max: 560,
            panel: true,
            hidden: !previewShown,
            children: (
              <Preview
                row={focusedRow}
                query={query}
                onDecide={(decision) =>
                  void decide({ selection: nothingSelected, focusedId: focusedRow?.articleId ?? null, decision })
                }
              />
            ),
          },
        ]}
      />
      <CoderDialog />
    </div>
  );
}
