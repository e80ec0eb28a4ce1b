import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import { ErrorState, languageName, say } from '../../ui/index.ts';
import { chooseClaim } from '../claims/claim-choice.ts';
import { openNewCode } from '../codebook/code-changes.tsx';
import { CodebookDialogs } from '../codebook/index.ts';
import {
  applyCode,
  beginMemo,
  ClaimTools,
  CodePicker,
  type CodingPlace,
  claimSelection,
  SpanTools,
  useAnnotations,
  useCodes,
  useCodingCommands,
} from '../coding/index.ts';
import { useTextCommands } from '../reader/useTextCommands.ts';
import { TextPane } from '../text/index.ts';
import { ActiveCard } from './ActiveCard.tsx';
import { ComparePane, PaneHead, type PaneOfArticle } from './ComparePane.tsx';
import styles from './CompareRoom.module.css';
import { CompareToolbar } from './CompareToolbar.tsx';
import { keyOf, swapColumns, takeOutColumn, useCompare } from './compare-state.ts';
import { paintNow, paintRelations } from './layers.ts';
import { PairInspector } from './PairInspector.tsx';
import { Ribbons } from './Ribbons.tsx';
import { mentionsOf, recordClaim, recordedClaim } from './record-claim.ts';
import type { Alignment } from './steps.ts';
import { TechniqueCard } from './TechniqueCard.tsx';
import { toggleTechniques, toggleTogether, useCompareCommands } from './useCompareCommands.ts';
import { useScrollTogether } from './useScrollTogether.ts';
import { useSentencePlaces } from './useSentencePlaces.ts';
import { useSteps } from './useSteps.ts';
import { useTechniques } from './useTechniques.ts';

const none: never[] = [];

const nothingAligned = (columns: number): Alignment => ({
  articles: [],
  pairs: [],
  statements: [],
  only: Array.from({ length: columns }, () => []),
  basis: { analyser: '', version: '', note: '' },
});

interface ComparisonProps {
  /** Two to four; another number, article or text is another comparison. */
  articles: readonly Article[];
  /** Absent while it is worked out. */
  alignment: Alignment | undefined;
  error: AppError | null;
  onRetry(): void;
  onChoose(column: number): void;
  onAdd(): void;
  onVersions(articleId: string): void;
}

/** All articles as they are now, and everything that is done with them. */
export function Comparison(props: ComparisonProps) {
  const { articles, alignment, error } = props;
  const columns = articles.length;
  const [panes] = useState(() => articles.map(() => new TextPane()));
  const [active, setActive] = useState(0);
  const [picking, setPicking] = useState(false);
  const [showRemoved, setShowRemoved] = useState<ReadonlySet<number>>(new Set());
  const { scrollers, refs, setters } = useScrollers(columns);
  const codebook = useCodes();
  const of = usePanes(articles, panes);
  const together = useCompare((state) => state.together);
  const empty = useMemo(() => nothingAligned(columns), [columns]);
  const aligned = alignment ?? empty;
  const places = useSentencePlaces(panes, alignment);
  const placesNow = useRef(places);
  placesNow.current = places;
  const moveAlone = useScrollTogether(scrollers, placesNow, together);
  const stepping = useSteps(keyOf(articles.map(({ articleId }) => articleId)), aligned, panes, moveAlone);
  const { steps, now } = stepping;
  const isReady = scrollers.every((scroller) => scroller !== null);
  const techniques = useTechniques(articles, panes, isReady);
  // After the texts stand: their own layout effects come first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand once their scrollers do
  useEffect(() => {
    for (const [column, pane] of panes.entries()) paintRelations(pane, column, aligned);
  }, [panes, scrollers, aligned]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    for (const [column, pane] of panes.entries()) paintNow(pane, column, aligned, now);
  }, [panes, scrollers, aligned, now]);

  const activate = useCallback(
    (column: number) => {
      setActive(column);
      // The document has one selection, so what was selected in another text is no longer.
      for (const [other, pane] of panes.entries()) {
        if (other !== column) pane.state.setState({ selection: null, isSelecting: false });
      }
    },
    [panes],
  );
  const placeOf = (column: number): CodingPlace => ({ pane: panes[column]!, annotations: of[column]!.annotations });
  const latest = useRef(placeOf(active));
  latest.current = placeOf(active);
  const deeds = {
    chooseCode: () => setPicking(true),
    claim: () => void claimSelection(latest.current.pane),
    memo: () => void beginMemo(latest.current.pane),
  };

  const mentions = now && alignment ? mentionsOf(now, alignment, articles) : [];
  const recorded = recordedClaim(
    of.flatMap(({ claims }) => claims),
    mentions,
  );
  const openClaim = (claim: Claim) => {
    chooseClaim(claim.claimId);
    goTo('claims');
  };
  const record = () =>
    recorded
      ? say(`This pair is claim ${recorded.number} already`, { label: 'Open', run: () => openClaim(recorded) })
      : recordClaim(mentions, now?.relation === 'differs' ? 'quantity' : null, openClaim);
  const read = (column: number) => {
    const { articleId } = articles[column]!;
    const { caret, selection } = panes[column]!.state.getState();
    const at = selection ?? (caret === null ? null : { start: caret, end: caret });
    if (at) selectPlace(articleId, at.start, at.end);
    else selectArticle(articleId);
    goTo('read');
  };
  const setRemoved = (column: number, show: boolean) =>
    setShowRemoved((shown) => new Set([...shown].filter((one) => one !== column).concat(show ? [column] : [])));
  useCompareCommands({
    active,
    columns,
    isWritable: needsWriting(),
    hasSteps: steps.length > 0,
    step: stepping.step,
    record: now ? record : null,
    read,
    panes,
    toggleRemoved: (column) => setRemoved(column, !showRemoved.has(column)),
    goToPane: (column) => focusText(panes[column]!),
    versions: articles[active]!.textVersions > 1 ? () => props.onVersions(articles[active]!.articleId) : null,
  });
  useTextCommands(panes[active]!);
  useCodingCommands(() => latest.current, deeds);

  const onTab = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    const here = panes.findIndex((pane) => pane.surface?.root === event.target);
    const next = panes[here + (event.shiftKey ? -1 : 1)];
    if (here < 0 || !next) return;
    event.preventDefault();
    focusText(next);
  };
  return (
    <div className={styles.room}>
      <CompareToolbar
        columns={columns}
        steps={steps}
        now={now}
        to={stepping.to}
        together={together}
        techniques={techniques.on}
        onTo={stepping.choose}
        onStep={stepping.step}
        onTogether={toggleTogether}
        onTechniques={toggleTechniques}
        onSwap={() => swapColumns(0, 1)}
        onAdd={props.onAdd}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Tab leads from one text to the next */}
      <div className={styles.columns} data-columns={columns} onKeyDown={onTab}>
        {of.map((one, column) => (
          <PaneHead
            key={one.article.articleId}
            of={one}
            columns={columns}
            isActive={active === column}
            onChoose={() => props.onChoose(column)}
            onRead={() => read(column)}
            onFocus={() => activate(column)}
            onTakeOut={() => takeOutColumn(column)}
            onMove={(by) => swapColumns(column, column + by)}
            onVersions={() => props.onVersions(one.article.articleId)}
          />
        ))}
        <Notes articles={articles} alignment={alignment} techniques={techniques.note} />
        {of.map((one, column) => (
          <ComparePane
            key={one.article.articleId}
            of={one}
            columns={columns}
            isActive={active === column}
            isPicking={picking}
            codes={codebook.byId}
            scroller={refs[column]!}
            setScroller={setters[column]!}
            isReady={scrollers[column] !== null}
            alignment={alignment}
            places={places}
            now={now}
            showRemoved={showRemoved.has(column)}
            onShowRemoved={(show) => setRemoved(column, show)}
            place={placeOf(column)}
            deeds={deeds}
            onActive={() => activate(column)}
          />
        ))}
        {places
          ? panes.slice(1).map((_, column) => (
              <Gutter
                // biome-ignore lint/suspicious/noArrayIndexKey: a gutter is its place
                key={column}
                {...{ column, places, scrollers, now }}
                alignment={aligned}
                onChoose={stepping.choosePair}
              />
            ))
          : null}
        <ActiveCard
          key={`card ${active}`}
          of={of[active]!}
          columns={columns}
          codes={codebook.byId}
          onAddCode={deeds.chooseCode}
        />
        <TechniqueCard
          key={`technique ${active}`}
          of={of[active]!}
          columns={columns}
          findings={techniques.of[active]!}
        />
      </div>
      {error ? (
        <ErrorState error={error} onRetry={props.onRetry} inline />
      ) : alignment ? (
        <PairInspector
          alignment={alignment}
          articles={articles}
          step={now}
          claim={recorded}
          locked={needsWriting() ?? undefined}
          onRecord={() => void record()}
          onOpenClaim={openClaim}
        />
      ) : (
        <p className={styles.aligning} role="status">
          Comparing the sentences of {columns === 2 ? 'both' : `all ${columns}`} articles
        </p>
      )}
      <ClaimTools pane={panes[active]!} claims={of[active]!.claims} />
      <SpanTools key={`tools ${active}`} place={placeOf(active)} />
      <CodebookDialogs codes={codebook.codes} />
      {picking ? (
        <CodePicker
          title={panes[active]!.state.getState().selection ? 'Code the selection' : 'Add a code'}
          codes={codebook.codes}
          onClose={() => setPicking(false)}
          onChoose={(code) => {
            setPicking(false);
            applyCode(latest.current, code.codeId);
          }}
          onCreate={(name) => {
            setPicking(false);
            openNewCode(null, name);
          }}
        />
      ) : null}
    </div>
  );
}

const focusText = (pane: TextPane) => pane.surface?.root.focus({ preventScroll: true });

/** The ribbons between a column and the next one. */
function Gutter(props: {
  column: number;
  alignment: Alignment;
  places: NonNullable<ReturnType<typeof useSentencePlaces>>;
  scrollers: readonly (HTMLElement | null)[];
  now: ReturnType<typeof useSteps>['now'];
  onChoose: ReturnType<typeof useSteps>['choosePair'];
}) {
  const { column, alignment, scrollers } = props;
  const pairs = useMemo(
    () => alignment.pairs.filter(({ left, right }) => left === column && right === column + 1),
    [alignment, column],
  );
  return (
    <Ribbons
      pairs={pairs}
      column={column}
      places={props.places}
      left={scrollers[column] ?? null}
      right={scrollers[column + 1] ?? null}
      now={props.now}
      onChoose={props.onChoose}
    />
  );
}

/** What scrolls each text, known once it stands. */
function useScrollers(columns: number) {
  const [scrollers, setScrollers] = useState<readonly (HTMLDivElement | null)[]>(() =>
    Array.from({ length: columns }, () => null),
  );
  const [refs] = useState(() => Array.from({ length: columns }, () => ({ current: null as HTMLDivElement | null })));
  const [setters] = useState(() =>
    refs.map((_, column) => (element: HTMLDivElement | null) => {
      setScrollers((before) => before.map((one, i) => (i === column ? element : one)));
    }),
  );
  return { scrollers, refs, setters };
}

/** What belongs to each article. Four at most, and always asked four times: hooks stand in one order. */
function usePanes(articles: readonly Article[], panes: readonly TextPane[]): PaneOfArticle[] {
  const work = [useWorkOn(articles[0]), useWorkOn(articles[1]), useWorkOn(articles[2]), useWorkOn(articles[3])];
  return articles.map((article, column) => ({ column, pane: panes[column]!, article, ...work[column]! }));
}

function useWorkOn(article: Article | undefined) {
  const { annotations, isSaving } = useAnnotations(article?.articleId ?? null);
  const claims =
    useBackend('claims.list', { articleId: article?.articleId ?? '' }, { enabled: article !== undefined }).data ?? none;
  return { annotations, isSaving, claims };
}

/** Said once above the texts: why fewer links are found than there may be. */
function Notes(props: { articles: readonly Article[]; alignment: Alignment | undefined; techniques: string | null }) {
  const base = (tag: string | null) => tag?.split('-')[0]?.toLowerCase() ?? null;
  const tags = props.articles.flatMap(({ metadata }) => metadata.language.value ?? []);
  const languages = [...new Map(tags.map((tag) => [base(tag), tag])).values()].map(languageName);
  const left = (props.alignment?.articles ?? []).reduce((sum, article) => sum + article.left, 0);
  if (languages.length < 2 && left === 0 && !props.techniques) return null;
  const named =
    languages.length === 2 ? languages.join(' and ') : `${languages.slice(0, -1).join(', ')} and ${languages.at(-1)}`;
  return (
    <p className={styles.languages}>
      {languages.length > 1
        ? `${named}: across languages only names and figures are compared, so sentences that say the same may stand unlinked. `
        : ''}
      {left > 0 ? `The last ${left.toLocaleString('en')} sentences of very long articles were not compared. ` : ''}
      {props.techniques ?? ''}
    </p>
  );
}
