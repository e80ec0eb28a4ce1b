import { ArrowLeft, BookOpen, Search } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Article, RemovedPassage } from '../../../shared/model/article.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectPlace, useSelection } from '../../state/selection.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import {
  Button,
  count,
  EmptyState,
  ErrorState,
  Head,
  SkeletonRows,
  SplitPane,
  useIsNarrow,
  warnOf,
} from '../../ui/index.ts';
import { openNewCode } from '../codebook/code-changes.tsx';
import { CodebookPanel } from '../codebook/index.ts';
import {
  AnnotationCard,
  AnnotationList,
  addMention,
  addPassage,
  addPiece,
  annotationCalled,
  applyCode,
  beginMemo,
  ClaimCard,
  ClaimTools,
  CodePicker,
  type CodingPlace,
  claimEntries,
  claimSelection,
  editAnnotation,
  FilterMarks,
  restorePassages,
  SelectionToolbar,
  SentenceBar,
  SpanTools,
  toggleOnArticle,
  useCodes,
  useCodingCommands,
  useRelationsOf,
  useShown,
} from '../coding/index.ts';
import { DifferenceDialog } from '../duplicates/DifferenceDialog.tsx';
import {
  acceptSuggestion,
  activeSuggestion,
  beginQueue,
  changeSpan,
  isSuggestionId,
  SuggestionCard,
  SuggestionList,
  type SuggestionPlace,
  SuggestionSwitch,
  setCodeOf,
  useSuggestionCommands,
  useSuggestions,
  useWantedSuggestion,
} from '../suggestions/index.ts';
import { ArticleText, type Connection, Margin, Minimap, marksOf, TextPane, usePane } from '../text/index.ts';
import { FindBar } from './FindBar.tsx';
import { useFind } from './find-in-text.ts';
import { Headline } from './Headline.tsx';
import { useOpened } from './opened.ts';
import { QueueList } from './QueueList.tsx';
import { type Queue, useQueue } from './queue.ts';
import { ReaderToolbar } from './ReaderToolbar.tsx';
import styles from './ReadRoom.module.css';
import { decide, useReaderCommands } from './reader-commands.ts';
import { useReadingPosition } from './reading-position.ts';
import { useTextCommands } from './useTextCommands.ts';

const none: never[] = [];

/** Read and code one article: queue and annotations, the text with its margin, codebook and cards. */
export function ReadRoom() {
  const [pane] = useState(() => new TextPane());
  const articleId = useSelection((selection) => selection.articleId);
  const { article, annotations, total, error, refetch, isSaving } = useOpened(articleId);
  const codebook = useCodes();
  const claimsHere = useBackend('claims.list', { articleId: articleId ?? '' }, { enabled: articleId !== null }).data;
  const claims = claimsHere?.length ? claimsHere : none;
  const shown = useShown(annotations, claims);
  // A mark on the text comes first, lists follow when there is time; those of an article just opened come with its marks.
  const restful = useDeferredValue(shown.annotations);
  const listed = restful.length === 0 ? shown.annotations : restful;
  const ofClaims = articleId === null ? 0 : claimEntries(articleId, claims).length;
  const queue = useQueue();
  const isNarrow = useIsNarrow();
  const [picking, setPicking] = useState(false);
  const place: CodingPlace = { pane, annotations };
  const latest = useRef(place);
  latest.current = place;
  const deeds = {
    chooseCode: () => setPicking(true),
    claim: () => void claimSelection(pane),
    memo: () => void beginMemo(pane),
  };
  useReaderCommands(pane, article, queue);
  useTextCommands(pane);
  useCodingCommands(() => (article ? latest.current : null), deeds);
  const suggested = useSuggestions(articleId, article, codebook.byId);
  const [asking, setAsking] = useState<'accept' | 'map' | 'queue' | null>(null);
  const suggestions = useMemo<SuggestionPlace>(() => ({ pane, ...suggested.place }), [pane, suggested.place]);
  useSuggestionCommands(() => (article ? suggestions : null), suggested, setAsking);
  const apply = useCallback((code: { codeId: string }) => applyCode(latest.current, code.codeId), []);

  if (articleId === null && !queue.isPending && queue.total === 0) {
    return (
      <EmptyState
        icon={BookOpen}
        title="Nothing to read yet"
        actions={<Button onPress={() => goTo('triage')}>Go to Triage</Button>}
      >
        Triage shows no article. Import articles, or loosen what Triage asks for.
      </EmptyState>
    );
  }
  return (
    <>
      <SplitPane
        id="read"
        panes={[
          {
            id: 'queue',
            size: 232,
            min: 180,
            panel: true,
            hidden: isNarrow,
            children: (
              <div className={`${styles.left} ${suggested.isOn ? styles.suggesting : ''}`}>
                <Head
                  className={styles.head}
                  end={queue.index >= 0 ? `${count(queue.index + 1)} of ${count(queue.total)}` : count(queue.total)}
                >
                  Queue
                </Head>
                <QueueList queue={queue} />
                <Head
                  className={`${styles.head} ${styles.divided}`}
                  end={
                    shown.isFiltering
                      ? `${count(shown.annotations.length)} of ${count(total)} shown`
                      : ofClaims > 0
                        ? `${count(total)}, and ${count(ofClaims)} of claims`
                        : `${count(total)} in this article`
                  }
                >
                  Annotations
                </Head>
                {article ? (
                  <AnnotationList
                    pane={pane}
                    article={article}
                    annotations={listed}
                    claims={shown.claims}
                    codes={codebook.byId}
                  />
                ) : (
                  <SkeletonRows rows={6} height={42} />
                )}
                {suggested.isOn ? (
                  <>
                    <Head className={`${styles.head} ${styles.divided}`} end={`${count(suggested.marks.length)} open`}>
                      Suggestions
                    </Head>
                    {article ? (
                      <SuggestionList
                        pane={pane}
                        article={article}
                        suggestions={suggested.listed}
                        codes={codebook.byId}
                        none={
                          suggestions.suggestions.length > 0
                            ? 'All of them are decided.'
                            : 'None. Run the analysers in the Analysers room if they have not looked at it yet.'
                        }
                      />
                    ) : (
                      <SkeletonRows rows={4} height={42} />
                    )}
                  </>
                ) : null}
              </div>
            ),
          },
          {
            id: 'text',
            min: 520,
            children: error ? (
              <ErrorState
                error={error}
                onRetry={refetch}
                actions={<Button onPress={() => goTo('triage')}>Back to the table</Button>}
              />
            ) : (
              <Reader
                {...{ pane, article, queue, place, codebook, claims, shown, suggested, total, isSaving, deeds }}
                isPicking={picking}
                onCode={(codeId) => toggleOnArticle(latest.current, codeId)}
              />
            ),
          },
          {
            id: isNarrow ? 'codes-narrow' : 'codes',
            size: isNarrow ? 236 : 296,
            min: 200,
            panel: true,
            children: (
              <div className={styles.right}>
                <CodebookPanel onApply={apply} />
                <Cards
                  {...{ pane, article, place, claims, suggestions }}
                  codes={codebook.byId}
                  onAddCode={deeds.chooseCode}
                  onSuggestion={setAsking}
                />
              </div>
            ),
          },
        ]}
      />
      <ClaimTools pane={pane} claims={claims} />
      <SpanTools place={place} />
      {picking ? (
        <CodePicker
          title={pane.state.getState().selection ? 'Code the selection' : 'Add a code'}
          codes={codebook.codes}
          onClose={() => setPicking(false)}
          onChoose={(code) => {
            setPicking(false);
            apply(code);
          }}
          onCreate={(name) => {
            setPicking(false);
            openNewCode(null, name);
          }}
        />
      ) : null}
      {asking ? (
        <CodePicker
          title={askedFor[asking]}
          codes={codebook.codes}
          onClose={() => setAsking(null)}
          onChoose={({ codeId, name }) => {
            setAsking(null);
            if (asking === 'queue') return void beginQueue(codeId, name).catch(warnOf);
            const one = activeSuggestion(suggestions);
            if (!one) return;
            if (asking === 'map') void setCodeOf(one, codeId);
            else void acceptSuggestion(suggestions, one, codeId);
          }}
        />
      ) : null}
      <DifferenceDialog />
    </>
  );
}

const askedFor = {
  accept: 'Accept the suggestion as',
  map: 'Which code this label stands for',
  queue: 'Go through suggestions of',
};

type Codebook = ReturnType<typeof useCodes>;
type Claims = Parameters<typeof marksOf>[3];

/** The middle: toolbar, headline, text, margin, minimap. */
function Reader(props: {
  pane: TextPane;
  article: Article | undefined;
  queue: Queue;
  place: CodingPlace;
  codebook: Codebook;
  claims: Claims;
  /** What the filter of marks lets through. */
  shown: ReturnType<typeof useShown>;
  suggested: ReturnType<typeof useSuggestions>;
  /** Annotations of the article. */
  total: number;
  isSaving: boolean;
  isPicking: boolean;
  deeds: { chooseCode(): void; claim(): void; memo(): void };
  onCode(codeId: string): void;
}) {
  const { pane, article, queue, place, codebook, claims, shown, suggested } = props;
  const { annotations } = place;
  const scroller = useRef<HTMLDivElement>(null);
  const [showRemoved, setShowRemoved] = useRememberedLayout('read.removed', true);
  const find = useFind(pane, article?.text);
  const marks = useMemo(
    () =>
      article
        ? [...marksOf(article.articleId, shown.annotations, codebook.byId, shown.claims), ...suggested.marks]
        : none,
    [article, shown, codebook.byId, suggested.marks],
  );
  const deferred = useDeferredValue(marks);
  const restful = deferred.length === 0 ? marks : deferred;
  useReadingPosition(pane, article);
  useWantedSuggestion(pane, suggested.marks, article?.articleId);
  const active = usePane(pane, (state) => state.active);
  const relations = useRelationsOf(article?.articleId ?? null, active, annotations, codebook.byId);
  const connections = useMemo(
    () =>
      relations.flatMap(({ relation, kind, isFrom, span }): Connection[] =>
        span
          ? [
              {
                ...span,
                key: relation.relationId,
                isFrom,
                isDirected: kind?.isDirected ?? true,
                color: kind?.color ?? 9,
              },
            ]
          : [],
      ),
    [relations],
  );
  const closeFind = () => {
    find.setNeedle(null);
    pane.surface?.root.focus({ preventScroll: true });
  };
  const openFind = () => {
    const { selection } = pane.state.getState();
    const words = selection && article ? article.text.slice(selection.start, selection.end) : '';
    find.setNeedle(words.length < 80 && !words.includes('\n') ? words : '');
  };
  useCommands([
    {
      id: 'edit.find',
      label: 'Find in this article',
      group: 'Find',
      icon: Search,
      keys: ['Mod+F', '/'],
      inFields: true,
      run: openFind,
    },
    {
      id: 'read.findNext',
      label: 'Next place found',
      group: 'Find',
      keys: ['F3'],
      keyOnly: true,
      inFields: true,
      disabled: find.found.length === 0 ? 'nothing found' : null,
      run: () => find.step(1),
    },
    {
      id: 'read.findPrevious',
      label: 'Previous place found',
      group: 'Find',
      keys: ['Shift+F3'],
      keyOnly: true,
      inFields: true,
      disabled: find.found.length === 0 ? 'nothing found' : null,
      run: () => find.step(-1),
    },
    {
      id: 'read.back',
      label: 'Close what is open, then back to the table',
      group: 'Move',
      icon: ArrowLeft,
      keys: ['Escape'],
      run: () => {
        const { selection, active, sentence } = pane.state.getState();
        if (selection) pane.clearSelection();
        else if (sentence) pane.inSentences(false);
        else if (find.needle !== null) closeFind();
        else if (active) pane.activate(null);
        // What is being saved becomes active in a moment: that is what Escape then closes.
        else if (!props.isSaving) goTo('triage');
      },
    },
  ]);
  const onRestore = useCallback(
    (passages: readonly RemovedPassage[]) => {
      if (article) void restorePassages(article, passages);
    },
    [article],
  );
  const onExtend = useCallback(
    (id: string, span: { start: number; end: number }) => {
      if (isSuggestionId(id)) return changeSpan(id, span);
      const annotation = annotations.find((one) => one.annotationId === id);
      if (annotation && article) void editAnnotation(annotation, { span }, article.text);
    },
    [annotations, article],
  );
  return (
    <div className={styles.reader}>
      <ReaderToolbar
        {...{ article, queue, showRemoved }}
        marks={props.total}
        isSaving={props.isSaving}
        isFinding={find.needle !== null}
        onBack={() => goTo('triage')}
        onDecide={(decision) => article && decide(article, decision)}
        onShowRemoved={setShowRemoved}
        onFind={() => (find.needle === null ? openFind() : closeFind())}
        filter={
          <>
            <SuggestionSwitch
              suggestions={suggested.place.suggestions}
              codes={codebook.byId}
              isOn={suggested.isOn}
              setOn={suggested.setOn}
            />
            <FilterMarks annotations={annotations} claims={claims} codes={codebook.byId} />
          </>
        }
      />
      <SentenceBar place={place} onClose={() => pane.inSentences(false)} />
      <div className={styles.viewport}>
        {find.needle === null ? null : <FindBar find={find} onClose={closeFind} />}
        <div ref={scroller} className={`${styles.scroller} scroll`}>
          {article ? (
            <div className={styles.page}>
              <div className={styles.column}>
                <Headline article={article} annotations={annotations} codes={codebook.codes} onCode={props.onCode} />
                <ArticleText
                  key={`${article.articleId} ${article.textVersionId}`}
                  {...{ pane, article, marks, scroller, showRemoved, onRestore, onExtend, connections }}
                >
                  <SelectionToolbar place={place} deeds={props.deeds} hidden={props.isPicking} />
                </ArticleText>
              </div>
              <div className={styles.aside}>
                <MarginAtText pane={pane} marks={restful} />
              </div>
            </div>
          ) : (
            <div className={styles.loading}>
              <SkeletonRows rows={12} height={28} />
            </div>
          )}
        </div>
        {article ? <Minimap pane={pane} marks={restful} found={find.found} length={article.text.length} /> : null}
      </div>
    </div>
  );
}

/** The margin begins where the text does, below a headline of any height. */
function MarginAtText({ pane, marks }: { pane: TextPane; marks: Parameters<typeof Margin>[0]['marks'] }) {
  const layout = usePane(pane, (state) => state.layout);
  const spacer = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the beginning of the text
  useEffect(() => {
    const text = pane.surface?.root;
    const box = spacer.current?.parentElement;
    if (!text || !box || !spacer.current) return;
    spacer.current.style.height = `${text.getBoundingClientRect().top - box.getBoundingClientRect().top}px`;
  }, [pane, layout]);
  return (
    <>
      <div ref={spacer} />
      <Margin pane={pane} marks={marks} />
    </>
  );
}

/** Below the codebook: what is active in the text. */
function Cards(props: {
  pane: TextPane;
  article: Article | undefined;
  place: CodingPlace;
  claims: Claims;
  suggestions: SuggestionPlace;
  codes: Codebook['byId'];
  onAddCode(): void;
  onSuggestion(ask: 'accept' | 'map'): void;
}) {
  const { pane, article, place, claims } = props;
  const active = usePane(pane, (state) => state.active);
  const hasSelection = usePane(pane, (state) => state.selection !== null && !state.isSelecting);
  const relations = useRelationsOf(article?.articleId ?? null, active, place.annotations, props.codes);
  if (!article || active === null) return null;
  const annotation = annotationCalled(place.annotations, active);
  const claim = claims.find((one) => one.claimId === active);
  const close = () => pane.activate(null);
  const suggestion = activeSuggestion(props.suggestions);
  return (
    <div className={`${styles.cards} scroll`}>
      {suggestion ? (
        <SuggestionCard
          place={props.suggestions}
          suggestion={suggestion}
          onChooseCode={() => props.onSuggestion('accept')}
          onMap={() => props.onSuggestion('map')}
          onClose={close}
        />
      ) : annotation ? (
        <AnnotationCard
          annotation={annotation}
          codes={props.codes}
          text={article.text}
          pane={pane}
          relations={relations}
          onPlace={hasSelection ? () => addPiece(place) : undefined}
          onClose={close}
          onAddCode={props.onAddCode}
        />
      ) : claim ? (
        <ClaimCard
          claim={claim}
          onAddMention={hasSelection ? () => void addMention(pane, claim) : undefined}
          onAddEvidence={hasSelection ? (stance) => void addPassage(pane, claim, stance) : undefined}
          onBecome={(claimId) => pane.activate(claimId)}
          linksByKey
          onClose={close}
          onMention={(mention) => {
            if (mention.start !== null && mention.end !== null)
              selectPlace(mention.articleId, mention.start, mention.end);
          }}
        />
      ) : null}
    </div>
  );
}
