import { RadioTower, Scale, Search } from 'lucide-react';
import { type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { compareProfiles, openProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import { useSettings } from '../../state/settings.ts';
import {
  ActionBar,
  Button,
  count,
  counted,
  EmptyState,
  ErrorState,
  Field,
  LinkButton,
  SkeletonRows,
  SplitPane,
  Tools,
} from '../../ui/index.ts';
import { chooseSource, extendTo, selectNoSources, setRatingsOpen, toggleSource, useSourceChoice } from './choice.ts';
import { columnsFor } from './columns.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { mergeHindered } from './merge-words.ts';
import { RatingLists } from './RatingLists.tsx';
import { SourcePane } from './SourcePane.tsx';
import styles from './SourcesRoom.module.css';
import { SourceTable, type SourceTableHandle } from './SourceTable.tsx';
import { showArticles } from './show-source.ts';
import { findSources, sortSources } from './source-order.ts';
import { useSourceCommands } from './useSourceCommands.ts';

/** The outlets of the corpus, or the lists of what raters say of them. */
export function SourcesRoom() {
  const ratingsOpen = useSourceChoice((choice) => choice.ratingsOpen);
  return (
    <>
      <h1 className="vh">Sources</h1>
      {ratingsOpen ? <RatingLists /> : <Sources />}
    </>
  );
}

const noSources: readonly SourceRow[] = [];

function Sources() {
  const { data, error, isPending, refetch } = useBackend('sources.list', {});
  const raters = useBackend('ratings.raters', {});
  const { sourceId: cursorId, selected, wanted, sort } = useSourceChoice();
  const density = useSettings((settings) => settings.density);
  const [merging, setMerging] = useState<readonly number[] | null>(null);
  const handle = useRef<SourceTableHandle>(null);
  const finder = useRef<HTMLInputElement>(null);
  const narrow = useMemo(() => matchMedia('(max-width: 1180px)').matches, []);

  // One without articles is a name that was given up; it stays in reach while somebody is at it.
  const known = useMemo(
    () => (data ?? noSources).filter(({ articles, sourceId }) => articles > 0 || sourceId === cursorId),
    [data, cursorId],
  );
  const shown = useMemo(() => sortSources(findSources(known, wanted), sort), [known, wanted, sort]);
  const columns = useMemo(() => columnsFor(raters.data ?? [], known), [raters.data, known]);
  const focused = Math.max(
    0,
    shown.findIndex(({ sourceId }) => sourceId === cursorId),
  );
  const source = shown[focused];
  const chosen = shown.filter(({ sourceId }) => selected.has(sourceId));
  const targets = chosen.length > 0 ? chosen : source ? [source] : [];
  const byId = (sourceId: number) => data?.find((one) => one.sourceId === sourceId);

  // Several are chosen for what is done with them now; the cursor stays where it was.
  useEffect(() => selectNoSources, []);
  const begun = data !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the sources are there
  useEffect(() => {
    if (!begun) return;
    handle.current?.show(focused);
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('nav')) handle.current?.focus();
  }, [begun]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another order moves the rows, and the cursor with them
  useEffect(() => handle.current?.show(focused), [sort]);

  useSourceCommands({
    shown,
    focused,
    selected,
    targets,
    show: (index) => handle.current?.show(index),
    pageRows: () => handle.current?.pageRows() ?? 20,
    find: () => {
      finder.current?.focus();
      finder.current?.select();
    },
    merge: () => setMerging(targets.map(({ sourceId }) => sourceId)),
  });

  function press(index: number, event: MouseEvent) {
    const pressed = shown[index];
    if (!pressed || event.button !== 0) return;
    if (event.shiftKey) {
      event.preventDefault();
      extendTo(
        pressed.sourceId,
        shown.map(({ sourceId }) => sourceId),
      );
    } else if (event.ctrlKey || event.metaKey) toggleSource(pressed.sourceId, source?.sourceId ?? null);
    else chooseSource(pressed.sourceId);
  }

  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data && known.length === 0) {
    return (
      <EmptyState
        icon={RadioTower}
        title="No sources yet"
        actions={<Button onPress={() => setRatingsOpen(true)}>Lists of ratings…</Button>}
      >
        They come with the articles: from their addresses, from what a file declares, or from the name of its folder.
      </EmptyState>
    );
  }
  const unrated = known.filter(({ ratings }) =>
    ratings.every(({ lean, reliability }) => lean === null && reliability === null),
  );
  const table = (
    <div className={styles.main}>
      <Tools
        label="Sources"
        end={
          <>
            <span className="t2 num">
              {data
                ? wanted.trim()
                  ? `${count(shown.length)} of ${counted(known.length, 'source')}`
                  : counted(known.length, 'source')
                : ''}
              {data && unrated.length > 0 ? (
                <span className="wide">{` · ${count(unrated.length)} unrated`}</span>
              ) : null}
            </span>
            <Button icon={Scale} keys="L" onPress={() => setRatingsOpen(true)}>
              Ratings
            </Button>
          </>
        }
      >
        <Field
          className={styles.find!}
          label="Find a source"
          labelHidden
          icon={Search}
          placeholder="Find a source"
          value={wanted}
          onChange={(value) => useSourceChoice.setState({ wanted: value })}
          onSubmit={() => handle.current?.focus()}
          onEscape={() => {
            useSourceChoice.setState({ wanted: '' });
            handle.current?.focus();
          }}
          inputRef={finder}
        />
      </Tools>
      <div className={styles.body}>
        {isPending ? (
          <SkeletonRows rows={24} height={density === 'comfortable' ? 36 : 28} />
        ) : shown.length === 0 ? (
          <EmptyState
            title={`No source has “${wanted.trim()}” in its name, domain or notes`}
            actions={<Button onPress={() => useSourceChoice.setState({ wanted: '' })}>Show all of them</Button>}
          />
        ) : (
          <SourceTable
            sources={shown}
            columns={columns}
            rowHeight={density === 'comfortable' ? 36 : 28}
            focused={focused}
            selected={selected}
            sort={sort}
            onSort={(next) => useSourceChoice.setState({ sort: next })}
            onPress={press}
            onOpen={(index) => {
              const opened = shown[index];
              if (opened) openProfile(opened.sourceId);
            }}
            handle={handle}
          />
        )}
        {error && data ? (
          <div className={styles.error}>
            <ErrorState inline error={error} onRetry={() => void refetch()} />
          </div>
        ) : null}
      </div>
      <ActionBar
        end={
          chosen.length > 0 ? (
            <LinkButton onPress={selectNoSources}>Select nothing</LinkButton>
          ) : (
            <span>Shift and arrows or X select several</span>
          )
        }
      >
        {chosen.length > 0 ? <b className="strong">{count(chosen.length)} selected</b> : null}
        <Button
          tone="quiet"
          keys="Enter"
          disabled={targets.length === 0}
          onPress={() => (chosen.length > 1 ? compareProfiles([...selected]) : source && openProfile(source.sourceId))}
        >
          {chosen.length > 1 ? `Compare ${count(chosen.length)} profiles` : 'Profile'}
        </Button>
        <Button tone="quiet" keys="P" disabled={known.length === 0} onPress={() => compareProfiles([])}>
          Compare all
        </Button>
        <Button
          tone="quiet"
          keys="O"
          disabled={targets.length === 0}
          onPress={() => showArticles(targets.map(({ sourceId }) => sourceId))}
        >
          {counted(
            targets.reduce((sum, { articles }) => sum + articles, 0),
            'article',
          )}
        </Button>
        <Button
          tone="quiet"
          keys="M"
          disabled={needsWriting() ?? mergeHindered(targets.length) ?? false}
          onPress={() => setMerging(targets.map(({ sourceId }) => sourceId))}
        >
          Merge…
        </Button>
      </ActionBar>
    </div>
  );
  const merged = merging?.map(byId).filter((one) => one !== undefined);
  return (
    <>
      <SplitPane
        id="sources"
        panes={[
          { id: 'table', children: table },
          {
            id: 'about',
            size: narrow ? 320 : 364,
            min: 292,
            max: 640,
            panel: true,
            children: source ? (
              <SourcePane
                source={source}
                nameOf={(sourceId) => byId(sourceId)?.name ?? 'the other source'}
                onMerge={setMerging}
              />
            ) : (
              <p className={`${styles.none} small t3`}>
                {isPending ? '' : 'Choose a source to see and change what is known about it.'}
              </p>
            ),
          },
        ]}
      />
      {merged && merged.length > 1 ? <MergeDialog sources={merged} onClose={() => setMerging(null)} /> : null}
    </>
  );
}
