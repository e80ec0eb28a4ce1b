import { createStore, type StoreApi, useStore } from 'zustand';
import type { Article } from '../../../shared/model/article.ts';
import { snapToGraphemes, trimSpan } from '../../../shared/text/segmentation.ts';
import type { Span } from '../../../shared/text/span.ts';
import { moveCaret, type Step, sentenceBeside, snapToWords, unitAround } from './caret-moves.ts';
import { type Mark, nextHit } from './marks.ts';
import { Painter } from './painter.ts';
import { ParagraphMap } from './paragraph-map.ts';
import { TextSurface } from './surface.ts';

const SENTENCE = 'background-color: var(--accent-bg);';

export interface PaneState {
  /** What a person selected, snapped to characters and without the spaces at its ends. */
  selection: Span | null;
  /** A selection is being drawn with the pointer. */
  isSelecting: boolean;
  /** Annotation or claim that has outline, handles and card. */
  active: string | null;
  /** Where the caret stands, once the text had the focus. */
  caret: number | null;
  /** Arrow keys move the caret instead of scrolling. */
  caretMode: boolean;
  /** The sentence in hand while the text is coded sentence by sentence; null otherwise. */
  sentence: Span | null;
  /** Selections end between words. */
  snapsToWords: boolean;
  /** Counts layouts of the text: what was measured before is old. */
  layout: number;
  /** A span to be shown in outline while it is being changed. */
  draft: Span | null;
}

const atRest: PaneState = {
  selection: null,
  isSelecting: false,
  active: null,
  caret: null,
  caretMode: false,
  sentence: null,
  snapsToWords: false,
  layout: 0,
  draft: null,
};

/**
 * One article's text on the screen: what is selected and active in it, and its marks. Lives outside React, one for each pane;
 * rooms that show two texts have two.
 */
export class TextPane {
  readonly state: StoreApi<PaneState> = createStore<PaneState>(() => atRest);
  article: Article | null = null;
  map: ParagraphMap = new ParagraphMap('');
  surface: TextSurface | null = null;
  painter: Painter | null = null;
  /** What scrolls the text. */
  scroller: HTMLElement | null = null;
  private marks: readonly Mark[] = [];
  private anchor: number | null = null;
  private column: number | null = null;

  /** The text stands in `root`. */
  attach(root: HTMLElement, scroller: HTMLElement, article: Article, map: ParagraphMap) {
    const isOther =
      this.article?.articleId !== article.articleId || this.article.textVersionId !== article.textVersionId;
    this.article = article;
    this.scroller = scroller;
    if (this.surface?.root === root && this.map === map && !isOther) return;
    this.map = map;
    this.surface = new TextSurface(root, map);
    if (this.painter) this.painter.setSurface(this.surface);
    else this.painter = new Painter(this.surface);
    this.anchor = null;
    const { caretMode, snapsToWords, sentence } = this.state.getState();
    this.state.setState({ ...atRest, caretMode, snapsToWords });
    // Who codes sentence by sentence goes on with the first one of the next article.
    if (sentence) this.inSentences(true);
    this.painter.setMarks(this.marks);
    this.laidOut();
  }

  detach() {
    this.painter?.dispose();
    this.painter = null;
    this.surface = null;
    this.article = null;
  }

  setMarks(marks: readonly Mark[]) {
    if (marks === this.marks) return;
    this.marks = marks;
    this.painter?.setMarks(marks);
  }

  /** Says that lines may have moved: paint and measure anew. */
  laidOut() {
    this.followScroll();
    this.state.setState((state) => ({ layout: state.layout + 1 }));
  }

  /** Paints what came near the window. */
  followScroll() {
    const near = this.near();
    if (near) this.painter?.setNear(near);
  }

  /** The stretch of text within half a window's height of what is seen, in whole blocks. */
  near(): Span | null {
    const { surface, scroller } = this;
    if (!surface || !scroller) return null;
    const view = scroller.getBoundingClientRect();
    const blocks = [...surface.root.querySelectorAll<HTMLElement>(':scope > [data-from]')];
    if (blocks.length === 0) return { start: 0, end: this.map.text.length };
    const first = firstIndex(blocks, (block) => block.getBoundingClientRect().bottom >= view.top - view.height / 2);
    const after = firstIndex(blocks, (block) => block.getBoundingClientRect().top > view.bottom + view.height / 2);
    const from = blocks[Math.min(first, blocks.length - 1)]!;
    const to = blocks[Math.max(after - 1, 0)]!;
    return {
      start: this.map.spans[Number(from.dataset.from)]?.start ?? 0,
      end: this.map.spans[Number(to.dataset.to) - 1]?.end ?? this.map.text.length,
    };
  }

  /** The offset of the first line that is seen whole. */
  topOffset(): number | null {
    const { surface, scroller } = this;
    if (!surface || !scroller) return null;
    const view = scroller.getBoundingClientRect();
    const text = surface.root.getBoundingClientRect();
    if (text.top >= view.top) return 0;
    return surface.offsetAt(text.left + 4, view.top + 12);
  }

  activate(id: string | null) {
    this.state.setState({ active: id, draft: null });
  }

  /** A press on the text, without a selection. */
  press(x: number, y: number) {
    const offset = this.surface?.characterAt(x, y);
    const hits = offset === null || offset === undefined ? [] : (this.painter?.index.at(offset) ?? []);
    const inside = hits.filter((mark) => mark.start <= offset! && mark.end > offset!);
    this.activate(nextHit(inside, this.state.getState().active));
    if (this.state.getState().sentence && offset !== null && offset !== undefined) {
      this.holdSentence(unitAround(this.map, this.language(), offset, 'sentence'));
    }
  }

  /** Reads the document's selection. */
  takeSelection() {
    const read = this.surface?.selection();
    if (!read) return;
    this.anchor = read.focus === read.span.end ? read.span.start : read.span.end;
    this.state.setState({ selection: read.isCollapsed ? null : this.snapped(read.span), caret: read.focus });
  }

  clearSelection() {
    const { selection, caret } = this.state.getState();
    const { surface } = this;
    if (selection && surface?.selection()) {
      document.getSelection()?.removeAllRanges();
      // To place the document's caret takes a while in a long text: what was pressed is painted first.
      if (caret !== null) {
        requestAnimationFrame(() =>
          setTimeout(() => {
            const isFree = this.surface === surface && document.getSelection()?.type === 'None';
            if (isFree && this.state.getState().caret === caret) surface.select(caret, caret);
          }),
        );
      }
    }
    this.anchor = null;
    this.state.setState({ selection: null });
  }

  select(span: Span) {
    this.surface?.select(span.start, span.end);
    this.anchor = span.start;
    this.state.setState({ selection: this.snapped(span), caret: span.end });
  }

  /** Moves the caret, or with `extend` the moving end of the selection, in reading order. */
  move(step: Step, direction: 1 | -1, extend: boolean) {
    this.column = null;
    this.moveTo(
      moveCaret(this.map, this.article?.metadata.language.value ?? null, this.caret(), step, direction),
      extend,
    );
  }

  /** Left and right as they are on the screen. */
  moveVisually(step: Step, side: 'left' | 'right', extend: boolean) {
    const forward = (side === 'right') === (this.article?.direction !== 'rtl');
    this.move(step, forward ? 1 : -1, extend);
  }

  /** One line up or down, or to a line's end, by what the lines are on the screen. */
  moveByLine(where: 1 | -1 | 'start' | 'end', extend: boolean) {
    const { surface, map } = this;
    const at = this.caret();
    const line = surface?.lineAt(at);
    const span = line && map.spans[line.paragraph];
    if (!surface || !line || !span) return;
    if (where === 'start') return this.moveTo(line.start, extend);
    // A caret behind the space that a line is broken at would stand on the next line.
    if (where === 'end') return this.moveTo(line.end === span.end ? line.end : line.end - 1, extend);
    const column = this.column ?? surface.caretRect(at)?.left ?? 0;
    const isWithin = where === 1 ? line.end < span.end : line.start > span.start;
    const beside = map.spans[line.paragraph + where];
    const next = isWithin
      ? surface.lineAt(where === 1 ? line.end : line.start - 1)
      : beside && surface.lineAt(where === 1 ? beside.start : beside.end - 1);
    this.moveTo(next ? surface.nearestInLine(next, column) : moveCaret(map, null, at, 'text', where), extend);
    this.column = column;
  }

  /** Selects the unit around the caret; when it is selected already, the next one as well. */
  selectUnit(unit: 'word' | 'sentence' | 'paragraph') {
    const language = this.article?.metadata.language.value ?? null;
    const { selection } = this.state.getState();
    const found = unitAround(this.map, language, selection?.start ?? this.caret(), unit);
    if (!selection || found.start < selection.start || found.end > selection.end) return this.select(found);
    const after = moveCaret(this.map, language, selection.end, 'word', 1);
    this.select({
      start: selection.start,
      end: unitAround(this.map, language, Math.max(selection.end, after - 1), unit).end,
    });
  }

  /** Begins or ends coding sentence by sentence, at the caret or at what is seen. */
  inSentences(on: boolean) {
    if (!on) return this.holdSentence(null);
    const { active } = this.state.getState();
    const mark = this.painter?.index.items.find((one) => one.ownerId === active);
    const at = mark?.start ?? this.state.getState().selection?.start ?? this.caret();
    this.clearSelection();
    this.holdSentence(unitAround(this.map, this.language(), at, 'sentence'));
  }

  stepSentence(direction: 1 | -1) {
    const { sentence } = this.state.getState();
    if (sentence) this.holdSentence(sentenceBeside(this.map, this.language(), sentence, direction));
  }

  private holdSentence(sentence: Span | null) {
    this.state.setState(sentence ? { sentence, caret: sentence.start, active: null } : { sentence });
    this.painter?.setLayer('sentence', sentence ? [sentence] : [], SENTENCE, -1);
    if (sentence) this.reveal(sentence);
  }

  /** Scrolls a span into view when it is not; `far`: to a third of the height, as after a jump. */
  reveal(span: Span, far = false) {
    const { surface, scroller } = this;
    if (!surface || !scroller) return;
    const bring = () => {
      const extent = surface.extent(span) ?? surface.caretRect(span.start);
      if (!extent) return;
      const height = 'bottom' in extent ? extent.bottom - extent.top : extent.height;
      const view = scroller.getBoundingClientRect();
      const top = surface.root.getBoundingClientRect().top + extent.top;
      const isSeen = top >= view.top + 24 && top + Math.min(height, view.height / 2) <= view.bottom - 48;
      if (isSeen) return;
      const goal = far || top < view.top - view.height || top > view.bottom + view.height ? view.height / 3 : 64;
      const below = top > view.top + view.height / 2 && !far && goal === 64;
      scroller.scrollTop += below ? top + height - view.bottom + 96 : top - view.top - goal;
    };
    bring();
    // Heights of what was never laid out are guesses: correct once they are known.
    requestAnimationFrame(bring);
  }

  /** Moves by caret or selection from here on. */
  caret(): number {
    const { caret } = this.state.getState();
    return caret ?? this.topOffset() ?? 0;
  }

  private moveTo(offset: number, extend: boolean) {
    const { surface } = this;
    if (!surface) return;
    const anchor = extend ? (this.anchor ?? this.caret()) : offset;
    surface.select(anchor, offset);
    this.anchor = extend ? anchor : null;
    const span = { start: Math.min(anchor, offset), end: Math.max(anchor, offset) };
    this.state.setState({ caret: offset, selection: span.start === span.end ? null : this.snapped(span) });
    this.reveal({ start: offset, end: offset });
  }

  private snapped(span: Span): Span | null {
    const trimmed = trimSpan(this.map.text, span.start, span.end);
    if (trimmed.start === trimmed.end) return null;
    const snapped = snapToGraphemes(this.map.text, trimmed.start, trimmed.end);
    return this.state.getState().snapsToWords ? snapToWords(this.map, this.language(), snapped) : snapped;
  }

  private language(): string | null {
    return this.article?.metadata.language.value ?? null;
  }
}

function firstIndex<T>(sorted: readonly T[], fits: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (fits(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A part of a pane's state. */
export function usePane<T>(pane: TextPane, select: (state: PaneState) => T): T {
  return useStore(pane.state, select);
}
