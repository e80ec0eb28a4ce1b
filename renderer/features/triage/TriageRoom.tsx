import { Layers, ListFilter, RefreshCw, SlidersHorizontal } from 'lucide-react';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ArticleRow, Decision } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery, selectArticle, setQuery, useSelection } from '../../state/selection.ts';
import { useRememberedLayout, useSettings } from '../../state/settings.ts';
import {
  Button,
  EmptyState,
  ErrorState,
  IconButton,
  LinkButton,
  SkeletonRows,
  SplitPane,
  say,
  Tools,
  useIsNarrow,
} from '../../ui/index.ts';
import { DifferenceDialog } from '../duplicates/DifferenceDialog.tsx';
import type { Copy } from '../duplicates/kinds.ts';
import { ArticleTable, type TableHandle } from './ArticleTable.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { rowOfCopy } from './copy-row.ts';
import { Count, DecisionBar } from './DecisionBar.tsx';
import { Facets } from './Facets.tsx';
import { FilterTokens, filterCount } from './FilterTokens.tsx';
import { LikelyNotice } from './LikelyParts.tsx';
import { decisionsLearned } from './likely-words.ts';
import { Preview } from './Preview.tsx';
import { RowMenu } from './RowMenu.tsx';
import { isSelected, nothingSelected, selectedCount, toggled } from './row-selection.ts';
import styles from './TriageRoom.module.css';
import type { LinePlace } from './table-lines.ts';
import { useCopyDeeds } from './useCopyDeeds.ts';
import { useDecide } from './useDecide.ts';
import { useLikely } from './useLikely.ts';
import { useRowSelection } from './useRowSelection.ts';
import { useShownArticle } from './useShownArticle.ts';
import { compare, comparedOf, useTriageCommands } from './useTriageCommands.ts';
import { useUnfolded } from './useUnfolded.ts';
import { useRows, useView } from './useView.ts';

const defaultSort: ViewQueryInput['sort'] = { column: 'published', descending: true };

/** Milliseconds after which a list that nobody works in follows an import. */
const FOLLOW = 800;

/** Below this width the filters stand behind a button. */
export function TriageRoom() {
  const query = useSelection((selection) => selection.query);
  const index = useSelection((selection) => selection.index);
  const articleId = useSelection((selection) => selection.articleId);
  const [foldCopies, setFoldCopies] = useRememberedLayout('triage.foldCopies', true);
  // What a report counts is articles: its lists have a row for each, unless they are about copies.
  const isFolding = query.collapseCopies ?? (foldCopies && (query.look == null || query.look === 'copies'));
  const asked = useMemo(() => ({ ...query, collapseCopies: isFolding }), [query, isFolding]);
  const density = useSettings((settings) => settings.density);
  const rowHeight = density === 'comfortable' ? 36 : 28;
  const narrow = useIsNarrow();
  const state = useView(asked);
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
  const [menu, setMenu] = useState<{ row: ArticleRow; place: LinePlace; at: { x: number; y: number } } | null>(null);
  const [previewWanted, setPreviewWanted] = useRememberedLayout('triage.preview', true);
  const handle = useRef<TableHandle>(null);
  const status = useBackend('projects.status', {});
  const decideOn = useDecide(view);
  const likely = useLikely(query.sort?.column === 'likely');

  const total = view?.total ?? 0;
  const focused = Math.min(Math.max(0, index ?? 0), Math.max(0, total - 1));
  const headRow = view?.rows.get(focused) ?? null;
  const unfolding = useUnfolded(view, isFolding);
  const { lines } = unfolding;
  const group = unfolding.groups.get(focused);
  const copy = group ? group.copies.findIndex((one) => one.articleId === articleId) : -1;
  const focusedCopy = group?.copies[copy];
  const copyRead = useBackend('articles.get', { articleId: articleId ?? '' }, { enabled: focusedCopy !== undefined });
  const focusedRow = useMemo(
    () => (focusedCopy ? rowOfCopy(focusedCopy, copyRead.data) : headRow),
    [focusedCopy, copyRead.data, headRow],
  );
  const line = lines.lineOf(focused, copy);
  const chosen = selectedCount(selection, total);
  const sort = query.sort ?? (query.text ? { column: 'relevance' as const, descending: true } : defaultSort);
  // In a narrow window the table keeps its width: filters take the preview's place.
  const previewShown = previewWanted && !(narrow && facetsOpen);

  const goToLine = useCallback(
    (to: LinePlace, extend = false) => {
      if (!view) return;
      handle.current?.show(to.index, to.copy);
      setUntouched(to.index === 0 && to.copy < 0 && !extend);
      const shown = to.copy < 0 ? view.rows.get(to.index) : unfolding.groups.get(to.index)?.copies[to.copy];
      selectArticle(shown?.articleId ?? null, to.index);
      if (extend) selecting.selectRange(anchor.current, to.index);
      else anchor.current = to.index;
    },
    [view, unfolding, selecting.selectRange],
  );
  const moveTo = useCallback(
    (next: number, extend = false) => {
      if (!view || view.total === 0) return;
      const to = lines.at(Math.min(lines.total - 1, Math.max(0, next)));
      // A range is one of rows: from a row it goes to the next row, not to the copies between.
      if (extend && to.copy >= 0) {
        const index = next > lines.lineOf(focused, copy) ? Math.min(view.total - 1, to.index + 1) : to.index;
        return goToLine({ index, copy: -1 }, true);
      }
      goToLine(to, extend);
    },
    [view, lines, focused, copy, goToLine],
  );

  // The focused row may only arrive after the focus did.
  useEffect(() => {
    if (headRow && useSelection.getState().articleId === null) selectArticle(headRow.articleId, focused);
  }, [headRow, focused]);
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

  /** Chooses or leaves one article. All of a list is all of its rows: copies cannot be left out of it one by one. */
  function toggleRow(id: string, isCopy: boolean) {
    if (isCopy && selection.kind === 'all') {
      say('The whole list is selected. Press Escape first to choose copies one by one.');
      return;
    }
    selecting.set((before) => toggled(before, id));
  }
  function press(place: LinePlace, row: ArticleRow | Copy, event: MouseEvent) {
    if (event.shiftKey) event.preventDefault();
    if (event.button !== 0) return;
    if (event.shiftKey) return goToLine({ index: place.index, copy: -1 }, true);
    if (event.ctrlKey || event.metaKey) toggleRow(row.articleId, place.copy >= 0);
    else selecting.set(nothingSelected);
    goToLine(place);
  }
  function open({ index: at }: LinePlace, row: ArticleRow | Copy) {
    selectArticle(row.articleId, at);
    goTo('read');
  }
  function showMenu(place: LinePlace, row: ArticleRow | Copy, point: { x: number; y: number }) {
    const isChosen = place.copy < 0 || selection.kind === 'some' ? isSelected(selection, row.articleId) : false;
    if (!isChosen) selecting.set(nothingSelected);
    goToLine(place);
    setMenu({ row: 'copies' in row ? row : rowOfCopy(row, undefined), place, at: point });
  }
  /** Shows the copies of a row below it, or hides them; a cursor on one of them goes to the row. */
  function toggleCopies(at: number, row: ArticleRow) {
    setUntouched(false);
    if (!unfolding.groups.has(at)) return unfolding.unfold(at, row.articleId);
    unfolding.fold(at);
    if (at === focused && copy >= 0) selectArticle(row.articleId, at);
  }
  const copyDeeds = useCopyDeeds({ view, focused, copy, headRow, focusedRow, selection, unfolding, reopen });
  /** On what is selected, or on the article under the cursor, and then on to the next one. */
  async function decide(decision: Decision, reason?: string) {
    const on = await selecting.whenKnown();
    const focusedId = focusedRow?.articleId ?? null;
    const folded = copy < 0 ? (focusedRow?.copies ?? 1) - 1 : 0;
    void decideOn({ selection: on, focusedId, decision, folded, ...(reason ? { reason } : {}) });
    if (selectedCount(on, total) === 0) moveTo(line + 1);
  }

  const setFolding = (on: boolean) => {
    setFoldCopies(on);
    changeQuery({ collapseCopies: query.look == null ? undefined : on });
  };

  useTriageCommands({
    view,
    line,
    lines: lines.total,
    focusedRow,
    selecting,
    moveTo,
    toggle: () => focusedRow && toggleRow(focusedRow.articleId, copy >= 0),
    copyDeeds,
    likely,
    isFolding,
    setFolding,
    unfold: () => {
      if (group) return moveTo(line + 1);
      if (headRow && headRow.copies > 1) toggleCopies(focused, headRow);
    },
    fold: () => headRow && group && toggleCopies(focused, headRow),
    canUnfold: isFolding && (headRow?.copies ?? 1) > 1,
    canFold: group !== undefined,
    decide,
    pageRows: () => handle.current?.pageRows() ?? 20,
    openReason: () => setReasonOpen(true),
    togglePreview: () => {
      if (narrow && facetsOpen) setFacetsOpen(false);
      setPreviewWanted(!previewShown);
    },
    reopen,
    open: (row) => open({ index: focused, copy }, row),
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
                {stale === 'order' && likely.state?.learned ? (
                  <>
                    <span className="wide">Order learned from {decisionsLearned(likely.state.learned)}</span>
                    <span className="narrow">New order</span>
                  </>
                ) : (
                  'Changed since'
                )}
              </Button>
            ) : null}
            <Count
              shown={view ? total : null}
              of={status.data?.articles ?? null}
              filtered={filters > 0}
              isFolding={view?.query.collapseCopies ?? false}
            />
            <IconButton
              icon={Layers}
              label={isFolding ? 'Give every copy its own row' : 'Fold copies into one row'}
              keys="Shift+C"
              pressed={isFolding}
              onPress={() => setFolding(!isFolding)}
            />
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
        <LikelyNotice likely={likely} />
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
            focused={{ index: focused, copy }}
            unfolding={unfolding}
            isFolding={view.query.collapseCopies ?? false}
            selection={selection}
            sort={sort}
            busy={state.opening}
            onSort={onSort}
            onRowPress={press}
            onRowOpen={open}
            onRowMenu={showMenu}
            onToggle={toggleCopies}
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
                onGroupChanged={reopen}
                onDecide={(decision) =>
                  void decideOn({
                    selection: nothingSelected,
                    focusedId: focusedRow?.articleId ?? null,
                    decision,
                    folded: copy < 0 ? (focusedRow?.copies ?? 1) - 1 : 0,
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
          compared={comparedOf(view, selection)}
          onOpen={() => open(menu.place, menu.row)}
          copies={copyDeeds}
          onCompare={() => {
            const compared = comparedOf(view, selection);
            if (compared) compare(compared);
          }}
          onDecide={(decision) => void decide(decision)}
          onClose={() => setMenu(null)}
        />
      ) : null}
      <DifferenceDialog />
    </div>
  );
}
