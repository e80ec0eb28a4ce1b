import { memo, type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { Article, BlockKind, RemovedPassage } from '../../../shared/model/article.ts';
import { useSettings } from '../../state/settings.ts';
import { ActiveMark, type Connection } from './ActiveMark.tsx';
import styles from './ArticleText.module.css';
import { Caret } from './Caret.tsx';
import type { Cuts } from './Cut.tsx';
import { FoldRow } from './FoldRow.tsx';
import { type Fold, foldsOf } from './folds.ts';
import type { Mark } from './marks.ts';
import type { TextPane } from './pane.ts';
import { kindsOf } from './paragraph-kinds.ts';
import { type Block, blocksOf, ParagraphMap } from './paragraph-map.ts';

export interface ArticleTextProps {
  pane: TextPane;
  article: Article;
  marks: readonly Mark[];
  /** What scrolls; the text's window. */
  scroller: RefObject<HTMLElement | null>;
  /** Removed passages at their places; left out where only the text counts. */
  showRemoved?: boolean;
  onRestore?(passages: readonly RemovedPassage[]): void;
  /** A changed span of the active annotation, when the pointer lets go or the keys rest. */
  onExtend?(id: string, span: { start: number; end: number }): void;
  /** Relations of the active annotation within this text. */
  connections?: readonly Connection[];
  className?: string;
  /** What floats over the text, placed in px from its top left. */
  children?: ReactNode;
}

/**
 * The text of an article: a paragraph is one text node, put up once per text version and never touched again. Marks, caret and
 * the active annotation's outline lie over it.
 */
export function ArticleText(props: ArticleTextProps) {
  const { pane, article, marks, scroller } = props;
  const root = useRef<HTMLDivElement>(null);
  const { text, removed } = article;
  const map = useMemo(() => new ParagraphMap(text), [text]);
  const folds = useMemo(() => foldsOf(map.spans, removed), [map, removed]);
  const kinds = useMemo(() => kindsOf(map.spans, article.blocks), [map, article.blocks]);
  const { onRestore } = props;
  const { sourceId } = article;
  const source = article.metadata.source.value;
  const cuts = useMemo<Cuts>(() => ({ removed, sourceId, source, onRestore }), [removed, sourceId, source, onRestore]);
  const textSize = useSettings((settings) => settings.textSize);
  const measure = useSettings((settings) => settings.measure);

  const attach = () => {
    if (root.current && scroller.current) pane.attach(root.current, scroller.current, article, map);
  };
  useLayoutEffect(attach, [pane, article, map, scroller]);
  // A text that comes up together with what scrolls it, as one from the cache does, is laid out before that has its ref.
  useEffect(attach, [pane, article, map, scroller]);
  useLayoutEffect(() => pane.setMarks(marks), [pane, marks]);
  // Before another text takes the pane over in the same commit.
  useLayoutEffect(() => () => pane.detach(), [pane]);
  useLayout(pane, root, scroller);
  useSelectionOf(pane, root);

  return (
    <div
      className={[styles.frame, props.className].filter(Boolean).join(' ')}
      data-text-size={`${textSize} ${measure}`}
    >
      <div
        ref={root}
        className={`${styles.text} serif`}
        lang={article.metadata.language.value ?? undefined}
        dir={article.direction}
        data-show-removed={props.showRemoved ? '' : undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is read and selected by keyboard
        tabIndex={0}
        role="document"
        aria-label="Article text"
      >
        <Blocks map={map} kinds={kinds} folds={folds} cuts={cuts} />
      </div>
      <Caret pane={pane} />
      <ActiveMark pane={pane} marks={marks} onExtend={props.onExtend} connections={props.connections} />
      {props.children}
    </div>
  );
}

type Kinds = readonly (BlockKind | undefined)[];

const Blocks = memo(function Blocks(props: { map: ParagraphMap; kinds: Kinds; folds: Fold[]; cuts: Cuts }) {
  const { map, kinds, folds, cuts } = props;
  const blocks = useMemo(() => blocksOf(map.spans), [map]);
  const last = folds.find((fold) => fold.before === map.spans.length);
  return (
    <>
      {blocks.map((block) => (
        <TextBlock
          key={block.from}
          map={map}
          kinds={kinds}
          block={block}
          folds={folds.filter((fold) => fold.before >= block.from && fold.before < block.to)}
          cuts={cuts}
        />
      ))}
      {last ? <FoldRow fold={last} cuts={cuts} /> : null}
    </>
  );
});

// 17 px of serif hold about 75 characters on a line of 68 wide ones; a paragraph adds its distance.
const CHARACTERS_A_LINE = 75;

function TextBlock(props: { map: ParagraphMap; kinds: Kinds; block: Block; folds: Fold[]; cuts: Cuts }) {
  const { map, block, folds } = props;
  const lines = Math.ceil(block.length / CHARACTERS_A_LINE) + (block.to - block.from) * 0.5;
  return (
    <div
      className={styles.block}
      data-from={block.from}
      data-to={block.to}
      style={{ containIntrinsicBlockSize: `auto calc(${lines} * var(--lh-read))` }}
    >
      {map.spans.slice(block.from, block.to).map((span, index) => {
        const number = block.from + index;
        const fold = folds.find((one) => one.before === number);
        return (
          <FragmentOf
            key={span.start}
            fold={fold}
            cuts={fold ? props.cuts : undefined}
            text={map.text.slice(span.start, span.end)}
            number={number}
            kind={props.kinds[number]}
          />
        );
      })}
    </div>
  );
}

/** What a screen reader says of a paragraph: it stays the one element that it is, whatever the paragraph is. */
function rolesOf(kind: BlockKind | undefined) {
  if (kind === 'heading') return { role: 'heading', 'aria-level': 2 };
  return kind === 'quote' ? { role: 'blockquote' } : {};
}

const FragmentOf = memo(function FragmentOf(props: {
  text: string;
  number: number;
  kind: BlockKind | undefined;
  fold: Fold | undefined;
  /** Given where there is a fold: what has none is not drawn again when cuts change. */
  cuts: Cuts | undefined;
}) {
  return (
    <>
      {props.fold && props.cuts ? <FoldRow fold={props.fold} cuts={props.cuts} /> : null}
      <p data-p={props.number} data-kind={props.kind} {...rolesOf(props.kind)}>
        {props.text}
      </p>
    </>
  );
});

/** Keeps paint and measures in step with scrolling and with anything that moves lines. */
function useLayout(pane: TextPane, root: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const view = scroller.current;
    const text = root.current;
    if (!view || !text) return;
    let frame = 0;
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => pane.followScroll());
    };
    const observer = new ResizeObserver(() => pane.laidOut());
    observer.observe(text);
    observer.observe(view);
    view.addEventListener('scroll', onScroll, { passive: true });
    void document.fonts.ready.then(() => pane.laidOut());
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, [pane, root, scroller]);
}

/** What a person selects in the document becomes the pane's selection; a press without one activates what is under it. */
function useSelectionOf(pane: TextPane, root: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const text = root.current;
    if (!text) return;
    const { state } = pane;
    let pressed: { x: number; y: number } | null = null;
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || (event.target as Element).closest('button, a, [data-fold]')) return;
      pressed = { x: event.clientX, y: event.clientY };
      state.setState({ isSelecting: true });
    };
    const onUp = (event: PointerEvent) => {
      if (!state.getState().isSelecting) return;
      // The press that dissolves a selection does so only after this event.
      const from = pressed;
      pressed = null;
      setTimeout(() => {
        pane.takeSelection();
        state.setState({ isSelecting: false });
        const moved = from ? Math.hypot(event.clientX - from.x, event.clientY - from.y) > 3 : true;
        if (!moved && state.getState().selection === null) pane.press(event.clientX, event.clientY);
      });
    };
    // Selected words that are dragged: the press ends without its `pointerup`.
    const onCancel = () => {
      pressed = null;
      state.setState({ isSelecting: false });
    };
    const onSelection = () => {
      const focused = document.activeElement;
      if (focused?.closest('input, textarea, [data-overlay]')) return;
      if (pane.surface?.selection()) pane.takeSelection();
      else if (!focused?.closest('[data-keeps-selection]') && document.getSelection()?.type === 'Range') {
        state.setState({ selection: null });
      }
    };
    text.addEventListener('pointerdown', onDown);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    document.addEventListener('selectionchange', onSelection);
    return () => {
      text.removeEventListener('pointerdown', onDown);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      document.removeEventListener('selectionchange', onSelection);
    };
  }, [pane, root]);
}
