import { ArrowLeftRight, BookOpen, Columns2, Link2, Scale, ScissorsLineDashed } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import { ErrorState, languageName, say } from '../../ui/index.ts';
import { chooseClaim } from '../claims/claim-choice.ts';
import { openNewCode } from '../codebook/code-changes.tsx';
import {
  applyCode,
  beginMemo,
  ClaimTools,
  CodePicker,
  type CodingPlace,
  claimSelection,
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
import { pairKey, setCurrentStep, swapSides, useCompare } from './compare-state.ts';
import { paintNow, paintRelations } from './layers.ts';
import { PairInspector } from './PairInspector.tsx';
import { Ribbons } from './Ribbons.tsx';
import { mentionsOf, recordClaim, recordedClaim } from './record-claim.ts';
import {
  type AlignedPair,
  type Alignment,
  firstStep,
  nextStep,
  otherSide,
  type Relation,
  type Side,
  type Step,
  sentenceAt,
  sides,
  stepAt,
  stepsOf,
} from './steps.ts';
import { useScrollTogether } from './useScrollTogether.ts';
import { useSentencePlaces } from './useSentencePlaces.ts';

const none: never[] = [];
const nothingAligned: Alignment = {
  a: { articleId: '', textVersionId: '', sentences: [] },
  b: { articleId: '', textVersionId: '', sentences: [] },
  pairs: [],
  only: { a: [], b: [] },
  basis: { analyser: '', version: '', note: '' },
};

interface ComparisonProps {
  articles: Record<Side, Article>;
  /** Absent while it is worked out. */
  alignment: Alignment | undefined;
  error: AppError | null;
  onRetry(): void;
  onChoose(side: Side): void;
}

/** Both articles as they are now, and everything that is done with them. */
export function Comparison({ articles, alignment, error, onRetry, onChoose }: ComparisonProps) {
  const [panes] = useState<Record<Side, TextPane>>(() => ({ a: new TextPane(), b: new TextPane() }));
  const [active, setActive] = useState<Side>('a');
  const [picking, setPicking] = useState(false);
  const [showRemoved, setShowRemoved] = useState<Record<Side, boolean>>({ a: false, b: false });
  const [scrollerA, setScrollerA] = useState<HTMLDivElement | null>(null);
  const [scrollerB, setScrollerB] = useState<HTMLDivElement | null>(null);
  const refA = useRef<HTMLDivElement | null>(null);
  const refB = useRef<HTMLDivElement | null>(null);
  const scrollers = useMemo(() => ({ a: scrollerA, b: scrollerB }), [scrollerA, scrollerB]);
  const codebook = useCodes();
  const of: Record<Side, PaneOfArticle> = {
    a: usePaneOfArticle('a', panes.a, articles.a),
    b: usePaneOfArticle('b', panes.b, articles.b),
  };
  const together = useCompare((state) => state.together);
  const aligned = alignment ?? nothingAligned;
  const places = useSentencePlaces(panes, aligned);
  const anchors = useRef(places?.anchors ?? none);
  anchors.current = places?.anchors ?? none;
  const moveAlone = useScrollTogether(scrollers, anchors, together);
  const stepping = useSteps(articles, aligned, panes, moveAlone);
  const { steps, now } = stepping;
  // After the texts stand: their own layout effects come first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts stand once their scrollers do
  useEffect(() => {
    for (const side of sides) paintRelations(panes[side], side, aligned);
  }, [panes, scrollers, aligned]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  useEffect(() => {
    for (const side of sides) paintNow(panes[side], side, aligned, now);
  }, [panes, scrollers, aligned, now]);

  const activate = useCallback(
    (side: Side) => {
      setActive(side);
      // The document has one selection, so what was selected in the other text is no longer.
      panes[otherSide(side)].state.setState({ selection: null, isSelecting: false });
    },
    [panes],
  );
  const placeOf = (side: Side): CodingPlace => ({ pane: panes[side], annotations: of[side].annotations });
  const latest = useRef(placeOf(active));
  latest.current = placeOf(active);
  const deeds = {
    chooseCode: () => setPicking(true),
    claim: () => void claimSelection(latest.current.pane),
    memo: () => void beginMemo(latest.current.pane),
  };

  const mentions = now ? mentionsOf(now, aligned, articles) : [];
  const recorded = recordedClaim([...of.a.claims, ...of.b.claims], mentions);
  const openClaim = (claim: Claim) => {
    chooseClaim(claim.claimId);
    goTo('claims');
  };
  const record = () =>
    recorded
      ? say(`This pair is claim ${recorded.number} already`, { label: 'Open', run: () => openClaim(recorded) })
      : recordClaim(mentions, now?.relation === 'differs' ? 'quantity' : null, openClaim);
  const read = (side: Side) => {
    const { articleId } = articles[side];
    const { caret, selection } = panes[side].state.getState();
    const at = selection ?? (caret === null ? null : { start: caret, end: caret });
    if (at) selectPlace(articleId, at.start, at.end);
    else selectArticle(articleId);
    goTo('read');
  };
  useCompareCommands({
    active,
    isWritable: needsWriting(),
    hasSteps: steps.length > 0,
    step: stepping.step,
    record: now ? record : null,
    read,
    panes,
    toggleRemoved: (side) => setShowRemoved((shown) => ({ ...shown, [side]: !shown[side] })),
    goToPane: (side) => focusText(panes[side]),
  });
  useTextCommands(panes[active]);
  useCodingCommands(() => latest.current, deeds);

  const onTab = (event: KeyboardEvent) => {
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || event.metaKey) return;
    const here = sides.find((side) => panes[side].surface?.root === event.target);
    if (!here || (here === 'a') === event.shiftKey) return;
    event.preventDefault();
    focusText(panes[otherSide(here)]);
  };
  const columns = { a: { ref: refA, set: setScrollerA }, b: { ref: refB, set: setScrollerB } };
  const column = (side: Side) => (
    <ComparePane
      of={of[side]}
      isActive={active === side}
      isPicking={picking}
      codes={codebook.byId}
      scroller={columns[side].ref}
      setScroller={columns[side].set}
      isReady={scrollers[side] !== null}
      alignment={alignment}
      places={places}
      now={now}
      showRemoved={showRemoved[side]}
      onShowRemoved={(show) => setShowRemoved((shown) => ({ ...shown, [side]: show }))}
      place={placeOf(side)}
      deeds={deeds}
      onActive={() => activate(side)}
    />
  );
  const head = (side: Side) => (
    <PaneHead
      of={of[side]}
      isActive={active === side}
      onChoose={() => onChoose(side)}
      onRead={() => read(side)}
      onFocus={() => activate(side)}
    />
  );
  return (
    <div className={styles.room}>
      <CompareToolbar
        steps={steps}
        now={now}
        relation={stepping.relation}
        together={together}
        onRelation={stepping.chooseRelation}
        onStep={stepping.step}
        onTogether={toggleTogether}
        onSwap={swapSides}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Tab leads from one text to the other */}
      <div className={styles.columns} onKeyDown={onTab}>
        {head('a')}
        {head('b')}
        <Languages articles={articles} />
        {column('a')}
        {places ? (
          <Ribbons
            pairs={aligned.pairs}
            places={places}
            scrollers={scrollers}
            now={now}
            onChoose={stepping.choosePair}
          />
        ) : null}
        {column('b')}
        <ActiveCard key={active} of={of[active]} codes={codebook.byId} onAddCode={deeds.chooseCode} />
      </div>
      {error ? (
        <ErrorState error={error} onRetry={onRetry} inline />
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
          Comparing the sentences of both articles
        </p>
      )}
      <ClaimTools pane={panes[active]} claims={of[active].claims} />
      {picking ? (
        <CodePicker
          title={panes[active].state.getState().selection ? 'Code the selection' : 'Add a code'}
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
const toggleTogether = () => useCompare.setState(({ together }) => ({ together: !together }));

function usePaneOfArticle(side: Side, pane: TextPane, article: Article): PaneOfArticle {
  const { articleId } = article;
  const { annotations, isSaving } = useAnnotations(articleId);
  const claims = useBackend('claims.list', { articleId }).data ?? none;
  return { side, pane, article, annotations, claims, isSaving };
}

/** What is stepped to, and which step is looked at. */
function useSteps(
  articles: Record<Side, Article>,
  alignment: Alignment,
  panes: Record<Side, TextPane>,
  moveAlone: (side: Side, by: number) => void,
) {
  const key = pairKey(articles.a.articleId, articles.b.articleId);
  const steps = useMemo(() => stepsOf(alignment), [alignment]);
  const relation = useCompare((state) => state.relation);
  const remembered = useCompare((state) => state.current[key]);
  const now = useMemo(() => steps.find((step) => step.key === remembered) ?? firstStep(steps), [steps, remembered]);
  const show = (step: Step | null) => {
    if (!step) return;
    setCurrentStep(key, step.key);
    // The left text leads; the right one follows, or is brought along where they scroll apart.
    const isTogether = useCompare.getState().together;
    const lead: Side = step.a === null ? 'b' : 'a';
    for (const side of [lead, otherSide(lead)]) {
      const index = step[side];
      const span = index === null ? undefined : alignment[side].sentences[index];
      if (span && (side === lead || !isTogether)) panes[side].reveal(span, side === lead);
    }
    if (!isTogether) return;
    // Pairs that cross cannot be level: what is still out of sight is brought in by itself.
    afterFrames(3, () => {
      const other = otherSide(lead);
      const index = step[other];
      const span = index === null ? undefined : alignment[other].sentences[index];
      const by = span ? distanceToSight(panes[other], span) : 0;
      if (by !== 0) moveAlone(other, by);
    });
  };
  const chooseRelation = (one: Relation) => {
    const next = relation === one ? null : one;
    useCompare.setState({ relation: next });
    if (next && now?.relation !== next) show(nextStep(steps, now?.key ?? null, next, 1));
  };
  const nowKey = now?.key ?? null;
  // The sentence under the caret is the one that is looked at.
  useEffect(() => {
    const ends = sides.map((side) =>
      panes[side].state.subscribe(({ caret }, before) => {
        if (caret === null || caret === before.caret) return;
        const sentence = sentenceAt(alignment[side].sentences, caret);
        const found = sentence < 0 ? null : stepAt(steps, side, sentence, nowKey);
        if (found && found.key !== nowKey) setCurrentStep(key, found.key);
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [panes, alignment, steps, key, nowKey]);
  return {
    steps,
    now,
    relation,
    chooseRelation,
    step: (direction: 1 | -1) => show(nextStep(steps, nowKey, relation, direction)),
    choosePair: (pair: AlignedPair) => {
      const found = steps.find((step) => step.pair === pair);
      if (found) setCurrentStep(key, found.key);
    },
  };
}

/** How far a span is from being seen in its window, px; 0 when it is seen. */
function distanceToSight({ surface, scroller }: TextPane, span: { start: number; end: number }): number {
  const extent = surface?.extent(span);
  if (!surface || !scroller || !extent) return 0;
  const view = scroller.getBoundingClientRect();
  const top = surface.root.getBoundingClientRect().top + extent.top;
  return top >= view.top && top + 24 <= view.bottom ? 0 : top - view.top - view.height / 3;
}

/** Once scrolling has gone from one text to the other. */
function afterFrames(frames: number, deed: () => void) {
  if (frames === 0) deed();
  else requestAnimationFrame(() => afterFrames(frames - 1, deed));
}

/** Said once above both texts, since fewer links are found then. */
function Languages({ articles }: { articles: Record<Side, Article> }) {
  const [a, b] = sides.map((side) => articles[side].metadata.language.value);
  const base = (tag: string | null | undefined) => tag?.split('-')[0]?.toLowerCase() ?? null;
  if (!base(a) || !base(b) || base(a) === base(b)) return null;
  return (
    <p className={styles.languages}>
      {languageName(a!)} and {languageName(b!)}: across languages only names and figures are compared, so sentences that
      say the same may stand unlinked.
    </p>
  );
}

function useCompareCommands(parts: {
  active: Side;
  isWritable: string | null;
  hasSteps: boolean;
  step(direction: 1 | -1): void;
  record: (() => unknown) | null;
  read(side: Side): void;
  panes: Record<Side, TextPane>;
  toggleRemoved(side: Side): void;
  goToPane(side: Side): void;
}) {
  const { active, panes } = parts;
  const noSteps = parts.hasSteps ? null : 'nothing is linked';
  const list: Command[] = [
    {
      id: 'compare.next',
      label: 'Next pair',
      group: 'Move',
      keys: ['N', 'J'],
      disabled: noSteps,
      run: () => parts.step(1),
    },
    {
      id: 'compare.previous',
      label: 'Previous pair',
      group: 'Move',
      keys: ['Shift+N', 'K'],
      disabled: noSteps,
      run: () => parts.step(-1),
    },
    ...sides.map((side) => ({
      id: `compare.text.${side}`,
      label: side === 'a' ? 'Go to the left text' : 'Go to the right text',
      group: 'Move',
      keys: [side === 'a' ? 'Alt+1' : 'Alt+2'],
      icon: Columns2,
      run: () => parts.goToPane(side),
    })),
    {
      id: 'compare.together',
      label: 'Scroll together or apart',
      group: 'View',
      keys: ['T'],
      icon: Link2,
      run: toggleTogether,
    },
    {
      id: 'compare.removed',
      label: 'Show or hide removed passages',
      group: 'View',
      keys: ['V'],
      icon: ScissorsLineDashed,
      detail: active === 'a' ? 'left' : 'right',
      run: () => parts.toggleRemoved(active),
    },
    { id: 'compare.swap', label: 'Swap sides', group: 'View', keys: ['X'], icon: ArrowLeftRight, run: swapSides },
    {
      id: 'compare.read',
      label: 'Open in Read',
      group: 'Move',
      keys: ['O'],
      icon: BookOpen,
      detail: active === 'a' ? 'left' : 'right',
      run: () => parts.read(active),
    },
    {
      id: 'compare.record',
      label: 'Record the pair as a claim',
      group: 'Code',
      keys: ['Q'],
      icon: Scale,
      disabled: parts.isWritable ?? (parts.record ? null : 'no pair is chosen'),
      run: () => parts.record?.(),
    },
    {
      id: 'compare.back',
      label: 'Close what is open, then back to the table',
      group: 'Move',
      keys: ['Escape'],
      run: () => {
        const { selection, active: open } = panes[active].state.getState();
        if (selection) panes[active].clearSelection();
        else if (open) panes[active].activate(null);
        else goTo('triage');
      },
    },
  ];
  useCommands(list);
}
