import { ListFilter, RefreshCw, SlidersHorizontal } from 'lucide-react';
import { type MouseEvent, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ArticleRow, Decision } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery, selectArticle, setQuery, useSelection } from '../../state/selection.ts';
import { useRememberedLayout, useSettings } from '../../state/settings.ts';
import { Button, EmptyState, ErrorState, LinkButton, SkeletonRows, SplitPane, Tools } from '../../ui/index.ts';
import { CoderDialog } from '../coding/index.ts';
import { ArticleTable, type TableHandle } from './ArticleTable.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { Count, DecisionBar } from './DecisionBar.tsx';
import { Facets } from './Facets.tsx';
import { FilterTokens, filterCount } from './FilterTokens.tsx';
import { Preview } from './Preview.tsx';
import { RowMenu } from './RowMenu.tsx';
import { isSelected, nothingSelected, selectedCount, toggled } from './row-selection.ts';
import styles from './TriageRoom.module.css';
import { useDecide } from './useDecide.ts';
import { useRowSelection } from './useRowSelection.ts';
import { useShownArticle } from './useShownArticle.ts';
import { compare, pairOf, useTriageCommands } from './useTriageCommands.ts';
import { useRows, useView } from './useView.ts';

const defaultSort: ViewQueryInput['sort'] = { column: 'published', descending: true };

/** Milliseconds after which a list that nobody works in follows an import. */
const FOLLOW = 800;

/** Below this width the filters stand behind a button. */
const narrowWindow = matchMedia('(max-width: 1180px)');
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrowWindow.addEventListener('change', changed);
      return () => narrowWindow.removeEventListener('change', changed);
    },
    () => narrowWindow.matches,
  );
}

export function TriageRoom() {
  const query = useSelection((selection) => selection.query);
  const index = useSelection((selection) => selection.index);
  const density = useSettings((settings) => settings.density);
  const rowHeight = density === 'comfortable' ? 36 : 28;
  const narrow = useNarrow();
  const state = useView(query);
  const invalid = state.error?.code === 'QUERY_INVALID';
  // What an earlier search found is not what this one finds.
  const view = invalid ? null : state.view;
  useRows(view);
  const selecting = useRowSelection(view);
  const { selection } = selecting;
  const anchor = useRef(0);
  // Until the cursor is moved from the top, nobody works in the list.
  const [isUntouched, setUntouched] = useState(() => (useSelection.getState().index ?? 0) === 0);
  const [reasonOpen, setReasonOpen] = useState(false);
  const [facetsOpen, setFacetsOpen] = useState(false);
  const [menu, setMenu] = useState<{ row: ArticleRow; index: number; at: { x: number; y: number } } | null>(null);
  const [previewWanted, setPreviewWanted] = useRememberedLayout('triage.preview', true);
  const handle = useRef<TableHandle>(null);
  const status = useBackend('projects.status', {});
  const decideOn = useDecide(view);

  const total = view?.total ?? 0;
  const focused = Math.min(Math.max(0, index ?? 0), Math.max(0, total - 1));
  const focusedRow = view?.rows.get(focused) ?? null;
  const chosen = selectedCount(selection, total);
  const sort = query.sort ?? (query.text ? { column: 'relevance' as const, descending: true } : defaultSort);
  // In a narrow window the table keeps its width: filters take the preview's place.
  const previewShown = previewWanted && !(narrow && facetsOpen);

  const moveTo = useCallback(
    (next: number, extend = false) => {
      if (!view || view.total === 0) return;
      const to = Math.min(view.total - 1, Math.max(0, next));
      handle.current?.show(to);
      setUntouched(to === 0 && !extend);
      selectArticle(view.rows.get(to)?.articleId ?? null, to);
      if (extend) selecting.selectRange(anchor.current, to);
      else anchor.current = to;
    },
    [view, selecting.selectRange],
  );

  // The focused row may only arrive after the focus did.
  useEffect(() => {
    const { articleId } = useSelection.getState();
    if (focusedRow && articleId === null) selectArticle(focusedRow.articleId, focused);
  }, [focusedRow, focused]);
  useShownArticle(view, handle, isUntouched, ({ isSame, isBack }) => {
    if (!isSame) setUntouched(true);
    // What was chosen in another list is not meant; all of this list was all of it as it was.
    selecting.set((before) => (isSame && before.kind === 'some' ? before : nothingSelected));
    anchor.current = 0;
    const active = document.activeElement;
    // Who comes into the room, or ends a search, goes on in the list; who types or sets filters stays where they are.
    if (isBack ? !active?.matches('input') : !active || active === document.body) handle.current?.focus();
  });
  const { stale, reopen } = state;
  const atRest = stale === 'articles' && chosen === 0 && isUntouched && !state.opening;
  useEffect(() => {
    if (!atRest) return;
    const timer = setTimeout(() => {
      if (handle.current?.isAtTop() === false) setUntouched(false);
      else reopen();
    }, FOLLOW);
    return () => clearTimeout(timer);
  }, [atRest, reopen]);

  function press(at: number, row: ArticleRow, event: MouseEvent) {
    if (event.shiftKey) event.preventDefault();
    if (event.button !== 0) return;
    if (event.shiftKey) return moveTo(at, true);
    selecting.set((before) => (event.ctrlKey || event.metaKey ? toggled(before, row.articleId) : nothingSelected));
    moveTo(at);
  }
  function open(at: number, row: ArticleRow) {
    selectArticle(row.articleId, at);
    goTo('read');
  }
  function showMenu(at: number, row: ArticleRow, point: { x: number; y: number }) {
    if (!isSelected(selection, row.articleId)) selecting.set(nothingSelected);
    moveTo(at);
    setMenu({ row, index: at, at: point });
  }
  /** On what is selected, or on the article under the cursor, and then on to the next one. */
  async function decide(decision: Decision, reason?: string) {
    const on = await selecting.whenKnown();
    const focusedId = focusedRow?.articleId ?? null;
    void decideOn({ selection: on, focusedId, decision, ...(reason ? { reason } : {}) });
    if (selectedCount(on, total) === 0) moveTo(focused + 1);
  }

  useTriageCommands({
    view,
    focused,
    focusedRow,
    selecting,
    moveTo,
    decide,
    pageRows: () => handle.current?.pageRows() ?? 20,
    openReason: () => setReasonOpen(true),
    togglePreview: () => {
      if (narrow && facetsOpen) setFacetsOpen(false);
      setPreviewWanted(!previewShown);
    },
    reopen,
    open,
  });

  const onSort = useCallback((next: ViewQueryInput['sort']) => changeQuery({ sort: next }), []);
  const filters = filterCount(query);

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
            {stale && !atRest ? (
              <Button tone="quiet" size="toolbar" icon={RefreshCw} keys="." onPress={reopen}>
                Changed since
              </Button>
            ) : null}
            <Count shown={view ? total : null} of={status.data?.articles ?? null} filtered={filters > 0} />
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
            {filters > 0 ? `Filters ${filters}` : 'Filters'}
          </Button>
        </span>
        <FilterTokens query={query} />
        {query.text && sort?.column !== 'relevance' ? (
          <LinkButton onPress={() => onSort({ column: 'relevance', descending: true })}>Best matches first</LinkButton>
        ) : null}
      </Tools>
      <div className={styles.body}>
        {state.error && !view ? (
          <ErrorState
            error={state.error}
            {...(invalid
              ? { actions: <Button onPress={() => changeQuery({ text: '', sort: undefined })}>Drop the search</Button> }
              : { onRetry: reopen })}
          />
        ) : view && total > 0 ? (
          <ArticleTable
            view={view}
            rowHeight={rowHeight}
            focused={focused}
            selection={selection}
            sort={sort}
            busy={state.opening}
            onSort={onSort}
            onRowPress={press}
            onRowOpen={open}
            onRowMenu={showMenu}
            handle={handle}
          />
        ) : view ? (
          <EmptyState
            title="No article has all of these"
            actions={
              <Button onPress={() => setQuery(query.sort && !query.text ? { sort: query.sort } : {})}>
                Drop every filter
              </Button>
            }
          >
            Drop a filter above, or search for fewer words.
          </EmptyState>
        ) : (
          <div className={styles.loading}>
            <SkeletonRows rows={40} height={rowHeight} />
          </div>
        )}
        {state.error && view ? (
          <div className={styles.error}>
            <ErrorState inline error={state.error} onRetry={reopen} />
          </div>
        ) : null}
      </div>
      <DecisionBar
        selection={selection}
        total={total}
        focusedRow={focusedRow}
        reasonOpen={reasonOpen}
        onReasonOpen={setReasonOpen}
        onDecide={decide}
      />
    </div>
  );

  return (
    <div className={styles.room} data-facets={facetsOpen ? 'open' : undefined}>
      <h1 className="vh">Triage</h1>
      <aside className={`${styles.facets} scroll`} aria-label="Filters">
        <h2 className="vh">Filters</h2>
        <Facets query={query} />
      </aside>
      <SplitPane
        id="triage"
        panes={[
          { id: 'table', children: middle },
          {
            id: 'preview',
            size: narrow ? 292 : 340,
            min: 260,
            max: 560,
            panel: true,
            hidden: !previewShown,
            children: (
              <Preview
                row={focusedRow}
                query={query}
                onDecide={(decision) =>
                  void decideOn({
                    selection: nothingSelected,
                    focusedId: focusedRow?.articleId ?? null,
                    decision,
                  })
                }
              />
            ),
          },
        ]}
      />
      {menu ? (
        <RowMenu
          row={menu.row}
          at={menu.at}
          chosen={chosen}
          pair={pairOf(view, selection)}
          onOpen={() => open(menu.index, menu.row)}
          onCompare={() => {
            const pair = pairOf(view, selection);
            if (pair) compare(pair);
          }}
          onDecide={(decision) => void decide(decision)}
          onClose={() => setMenu(null)}
        />
      ) : null}
      <CoderDialog />
    </div>
  );
}
