import { type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';
import { snapToGraphemes, trimSpan } from '../../../shared/text/segmentation.ts';
import type { Span } from '../../../shared/text/span.ts';
import styles from './ArticleText.module.css';
import { moveCaret } from './caret-moves.ts';
import type { Mark } from './marks.ts';
import { type TextPane, usePane } from './pane.ts';
import type { TextRect } from './surface.ts';

/** Pause after the last key before a changed span is saved, ms. */
const KEYS_REST = 700;

interface Props {
  pane: TextPane;
  marks: readonly Mark[];
  onExtend?: ((id: string, span: Span) => void) | undefined;
  connections?: readonly Connection[] | undefined;
}

/** A relation of the active annotation to another place of the same text. */
export interface Connection extends Span {
  key: string;
  /** The active annotation is where it begins. */
  isFrom: boolean;
  isDirected: boolean;
  /** Palette slot 1 to 10. */
  color: number;
}

/** Outline and handles of the active annotation: the only mark that has elements of its own. */
export function ActiveMark({ pane, marks, onExtend, connections = none }: Props) {
  const active = usePane(pane, (state) => state.active);
  const draft = usePane(pane, (state) => state.draft);
  const layout = usePane(pane, (state) => state.layout);
  const mark = active === null ? undefined : marks.find((one) => one.ownerId === active);
  const [rects, setRects] = useState<TextRect[]>([]);
  const span = draft ?? mark ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the outline
  useEffect(() => {
    setRects(span ? (pane.surface?.rects(span) ?? []) : []);
  }, [pane, span?.start, span?.end, layout]);
  const further = usePieces(pane, marks, mark, layout);
  const first = rects[0];
  const last = rects.at(-1);
  if (!mark || !span || !first || !last) return null;
  const isRtl = pane.article?.direction === 'rtl';
  const canChange = onExtend && mark.kind !== 'claim';
  return (
    <div className={`c${mark.color}`} data-active-mark>
      {rects.map((rect) => (
        <div
          key={rect.top}
          className={styles.outline}
          style={{ left: rect.left - 1, top: rect.top - 1, width: rect.width + 2, height: rect.height + 2 }}
        />
      ))}
      {further.map((rect) => (
        <div
          key={`${rect.top} ${rect.left}`}
          className={`${styles.outline} ${styles.piece}`}
          style={{ left: rect.left - 1, top: rect.top - 1, width: rect.width + 2, height: rect.height + 2 }}
        />
      ))}
      {connections.length > 0 ? <Connectors {...{ pane, connections, layout }} from={first} /> : null}
      {canChange ? (
        <>
          <Handle
            side="start"
            x={isRtl ? first.left + first.width : first.left}
            rect={first}
            {...{ pane, mark, span, onExtend }}
          />
          <Handle
            side="end"
            x={isRtl ? last.left : last.left + last.width}
            rect={last}
            {...{ pane, mark, span, onExtend }}
          />
        </>
      ) : null}
    </div>
  );
}

const none: never[] = [];

/** Rectangles of what belongs to the active annotation beyond its first stretch. */
function usePieces(pane: TextPane, marks: readonly Mark[], mark: Mark | undefined, layout: number): TextRect[] {
  const [rects, setRects] = useState<TextRect[]>(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the outlines
  useEffect(() => {
    const { surface } = pane;
    if (!mark || !surface || mark.kind === 'claim') return setRects(none);
    const places = new Map<number, Mark>();
    for (const one of marks) {
      if (one.ownerId === mark.ownerId && one.start !== mark.start) places.set(one.start, one);
    }
    setRects(places.size === 0 ? none : [...places.values()].flatMap((one) => surface.rects(one)));
  }, [pane, marks, mark, layout]);
  return rects;
}

/** px left of the text where the lines of relations run. */
const GUTTER = 12;

/** A thin line to the other end of each relation, with a head where it points. */
function Connectors(props: { pane: TextPane; connections: readonly Connection[]; layout: number; from: TextRect }) {
  const { pane, connections, layout, from } = props;
  const [lines, setLines] = useState<{ key: string; color: number; path: string }[]>(none);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the lines
  useEffect(() => {
    setLines(
      connections.flatMap(({ key, start, end, isFrom, isDirected, color }, index) => {
        const to = pane.surface?.rects({ start, end })[0];
        if (!to) return [];
        const x = -GUTTER - (index % 4) * 4;
        // Above their lines, so that no words are struck through.
        const line = `M${from.left + 6} ${from.top}V${from.top - 4}H${x}V${to.top - 4}H${to.left + 6}V${to.top}`;
        const tip = isFrom ? to : from;
        const head = `M${tip.left + 2} ${tip.top - 5}L${tip.left + 6} ${tip.top}L${tip.left + 10} ${tip.top - 5}`;
        return [{ key, color, path: isDirected ? line + head : line }];
      }),
    );
  }, [pane, connections, layout, from]);
  return (
    <svg className={styles.connectors} aria-hidden="true">
      {lines.map(({ key, color, path }) => (
        <path key={key} className={`c${color}`} d={path} />
      ))}
    </svg>
  );
}

/** Draws one end of a span by pointer, or by arrow keys: a character, with Ctrl or Alt a word. */
function Handle(props: {
  side: 'start' | 'end';
  x: number;
  rect: TextRect;
  pane: TextPane;
  mark: Mark;
  span: Span;
  onExtend(id: string, span: Span): void;
}) {
  const { side, pane, mark, span, rect } = props;
  const set = (offset: number) => setEnd(pane, span, side, offset);
  const keep = () => commitDraft(pane, mark, props.onExtend);
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    pane.state.setState({ draft: { start: mark.start, end: mark.end } });
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    // The handle itself lies under the pointer.
    event.currentTarget.style.pointerEvents = 'none';
    const offset = pane.surface?.offsetAt(event.clientX, event.clientY);
    event.currentTarget.style.pointerEvents = '';
    if (offset !== null && offset !== undefined) set(offset);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Enter') {
      event.preventDefault();
      commitDraft(pane, mark, props.onExtend);
      pane.surface?.root.focus({ preventScroll: true });
      return;
    }
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const forward = (event.key === 'ArrowRight') === (pane.article?.direction !== 'rtl');
    const step = event.shiftKey ? 'sentence' : event.ctrlKey || event.altKey ? 'word' : 'character';
    moveEnd(pane, mark, side, step, forward ? 1 : -1, props.onExtend);
  };
  return (
    <button
      type="button"
      className={`${styles.handle} ${side === 'start' ? styles.first : styles.last}`}
      style={{ left: props.x, top: rect.top - 1, height: rect.height + 2 }}
      aria-label={side === 'start' ? 'Move the start of the annotation' : 'Move the end of the annotation'}
      title="Drag, or use the arrow keys; with Ctrl by word, with Shift by sentence"
      data-handle={side}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onLostPointerCapture={keep}
      onKeyDown={onKeyDown}
    />
  );
}

function setEnd(pane: TextPane, span: Span, side: 'start' | 'end', offset: number) {
  const next =
    side === 'start'
      ? { start: Math.min(offset, span.end - 1), end: span.end }
      : { start: span.start, end: Math.max(offset, span.start + 1) };
  pane.state.setState({ draft: snapToGraphemes(pane.map.text, next.start, next.end) });
}

function commitDraft(pane: TextPane, mark: Mark, onExtend: Props['onExtend']) {
  const { draft, active } = pane.state.getState();
  if (!draft || active !== mark.ownerId) return;
  const { start, end } = trimSpan(pane.map.text, draft.start, draft.end);
  if (start < end && (start !== mark.start || end !== mark.end)) onExtend?.(mark.ownerId, { start, end });
  pane.state.setState({ draft: null });
}

let restTimer: ReturnType<typeof setTimeout> | undefined;

/** Moves one end of an annotation by key, and saves it once the keys rest. */
export function moveEnd(
  pane: TextPane,
  mark: Mark,
  side: 'start' | 'end',
  step: 'character' | 'word' | 'sentence',
  direction: 1 | -1,
  onExtend: Props['onExtend'],
) {
  const span = pane.state.getState().draft ?? mark;
  const from = side === 'start' ? span.start : span.end;
  const language = pane.article?.metadata.language.value ?? null;
  setEnd(pane, span, side, moveCaret(pane.map, language, from, step, direction));
  clearTimeout(restTimer);
  restTimer = setTimeout(() => commitDraft(pane, mark, onExtend), KEYS_REST);
}

/** Goes to one end of the active annotation, for the arrow keys to move it. False when it has none. */
export function focusHandle(pane: TextPane, side: 'start' | 'end'): boolean {
  const handle = pane.surface?.root.parentElement?.querySelector<HTMLElement>(`[data-handle="${side}"]`);
  handle?.focus({ preventScroll: true });
  return handle != null;
}
