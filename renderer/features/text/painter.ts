import type { Span } from '../../../shared/text/span.ts';
import { IntervalIndex } from './interval-index.ts';
import type { Mark } from './marks.ts';
import type { TextSurface } from './surface.ts';

/** Underline offsets that keep overlapping marks apart. */
const UNDERLINE_LANES = 3;

interface Painted {
  highlight: string;
  range: StaticRange;
}

let panes = 0;

/**
 * Paints marks with CSS custom highlights. One `Highlight` for each look (palette slot and underline lane) and pane, however
 * many codes and marks there are. Ranges stand in it only while their paragraphs are near the window, so that one more mark costs
 * the same in a long text as in a short one.
 */
export class Painter {
  private readonly prefix = `parallax-${++panes}`;
  private readonly sheet = new CSSStyleSheet();
  private readonly highlights = new Map<string, Highlight>();
  private readonly painted = new Map<string, Painted>();
  private readonly layers = new Map<string, Highlight>();
  private lanes = new Map<string, number>();
  private marks = new Map<string, Mark>();
  private near: Span = { start: 0, end: 0 };
  index: IntervalIndex<Mark> = new IntervalIndex<Mark>([]);

  private surface: TextSurface;

  constructor(surface: TextSurface) {
    this.surface = surface;
    // All looks at once: a rule that comes later makes the browser look at every element again.
    const rules: string[] = [];
    for (let color = 0; color <= 10; color++) {
      for (let lane = 0; lane < UNDERLINE_LANES; lane++) rules.push(lookOf(this.nameOf(color, lane), color, lane));
      rules.push(lookOfSuggestion(this.suggestedName(color), color));
    }
    this.sheet.replaceSync(rules.join('\n'));
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
  }

  /** Takes over the marks of the text: paints what is new, removes what is gone, leaves the rest alone. */
  setMarks(marks: readonly Mark[]) {
    const next = new Map(marks.map((mark) => [mark.key, mark]));
    for (const key of [...this.painted.keys()]) if (!next.has(key)) this.erase(key);
    for (const key of this.lanes.keys()) if (!next.has(key)) this.lanes.delete(key);
    this.marks = next;
    this.index = new IntervalIndex(marks);
    for (const mark of this.index.overlapping(this.near.start, this.near.end)) this.paint(mark);
  }

  /** Paints one more mark before the lists know of it. `setMarks` then finds it painted, or takes it away. */
  showAtOnce(mark: Mark) {
    if (this.marks.has(mark.key)) return;
    this.marks.set(mark.key, mark);
    this.paint(mark);
  }

  /** The stretch of the text that is on the screen or near it. */
  setNear(near: Span) {
    if (near.start === this.near.start && near.end === this.near.end) return;
    this.near = near;
    for (const key of [...this.painted.keys()]) {
      const mark = this.marks.get(key);
      if (!mark || mark.end <= near.start || mark.start >= near.end) this.erase(key);
    }
    for (const mark of this.index.overlapping(near.start, near.end)) this.paint(mark);
  }

  /**
   * Paints spans of another kind above (`priority` > 0) or below the marks: search hits, relations of sentences. `style` is the
   * declarations of their look, the same for a name ever after.
   */
  setLayer(name: string, spans: readonly Span[], style: string, priority = 0) {
    let layer = this.layers.get(name);
    if (!layer) {
      if (spans.length === 0) return;
      layer = new Highlight();
      layer.priority = priority;
      this.layers.set(name, layer);
      this.sheet.insertRule(`::highlight(${this.prefix}-${name}) { ${style} }`);
      CSS.highlights.set(`${this.prefix}-${name}`, layer);
    }
    // A layer of one pane: its own ranges are all there is in it.
    layer.clear();
    for (const span of spans) {
      const range = this.surface.staticRange(span);
      if (range) layer.add(range);
    }
  }

  /** Another text: what was painted belongs to nodes that are gone. */
  setSurface(surface: TextSurface) {
    if (surface === this.surface) return;
    for (const key of [...this.painted.keys()]) this.erase(key);
    for (const layer of this.layers.values()) layer.clear();
    this.surface = surface;
    this.marks = new Map();
    this.lanes = new Map();
    this.near = { start: 0, end: 0 };
    this.index = new IntervalIndex<Mark>([]);
  }

  /** How many ranges are painted; for tests and measurements. */
  get size(): number {
    return this.painted.size;
  }

  dispose() {
    for (const name of this.highlights.keys()) CSS.highlights.delete(name);
    for (const name of this.layers.keys()) CSS.highlights.delete(`${this.prefix}-${name}`);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
  }

  private paint(mark: Mark) {
    // A claim is a sign in the margin alone: its passage is usually coded as well.
    if (mark.kind === 'claim' || this.painted.has(mark.key)) return;
    const range = this.surface.staticRange(mark);
    if (!range) return;
    const isSuggested = mark.kind === 'suggestion';
    const highlight = isSuggested ? this.suggestedName(mark.color) : this.nameOf(mark.color, this.laneOf(mark));
    this.highlightCalled(highlight).add(range);
    this.painted.set(mark.key, { highlight, range });
  }

  /** The least crowded lane among the marks here; a mark keeps its lane, so that nothing moves when one is added. */
  private laneOf(mark: Mark): number {
    const known = this.lanes.get(mark.key);
    if (known !== undefined) return known;
    const crowd = new Array<number>(UNDERLINE_LANES).fill(0);
    for (const other of this.index.overlapping(mark.start, mark.end)) {
      const lane = this.lanes.get(other.key);
      if (lane !== undefined) crowd[lane]!++;
    }
    const lane = crowd.indexOf(Math.min(...crowd));
    this.lanes.set(mark.key, lane);
    return lane;
  }

  private erase(key: string) {
    const painted = this.painted.get(key);
    if (!painted) return;
    this.highlights.get(painted.highlight)?.delete(painted.range);
    this.painted.delete(key);
  }

  private nameOf(color: number, lane: number): string {
    return `${this.prefix}-${color}-${lane}`;
  }

  private suggestedName(color: number): string {
    return `${this.prefix}-${color}-suggested`;
  }

  private highlightCalled(name: string): Highlight {
    const known = this.highlights.get(name);
    if (known) return known;
    const highlight = new Highlight();
    this.highlights.set(name, highlight);
    CSS.highlights.set(name, highlight);
    return highlight;
  }
}

/** Tint and underline of a palette slot, at the offset of a lane. */
function lookOf(name: string, color: number, lane: number): string {
  const look =
    color === 0
      ? 'background-color: var(--surface-hover); text-decoration: underline solid var(--line-ui);'
      : `background-color: var(--code-${color}-bg); text-decoration: underline var(--code-${color}-style) var(--code-${color});`;
  return `::highlight(${name}) { ${look} text-decoration-thickness: var(--mark-line); text-decoration-skip-ink: none; text-underline-offset: var(--mark-lane-${lane + 1}); }`;
}

/** A dotted underline without a tint: it must not look like coding. */
function lookOfSuggestion(name: string, color: number): string {
  const line = color === 0 ? 'var(--text-3)' : `var(--code-${color})`;
  return `::highlight(${name}) { text-decoration: underline dotted ${line}; text-decoration-thickness: var(--mark-line); text-decoration-skip-ink: none; text-underline-offset: var(--mark-lane-2); }`;
}
