import { MessageSquare, Scale, Tag } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { needsWriting } from '../../app/projects/projects.ts';
import { Button, CodeSwatch } from '../../ui/index.ts';
import { type TextPane, usePane } from '../text/index.ts';
import { useCodes } from './annotations.ts';
import { applyCode, type CodingPlace } from './code-actions.ts';
import { useOfferedCodes } from './recent-codes.ts';
import styles from './SelectionToolbar.module.css';

export interface SelectionDeeds {
  chooseCode(): void;
  claim(): void;
  memo(): void;
}

/** px: the bar with no code in it; a code's least width, the part of it that is not its name, and its longest name. */
const WITHOUT_CODES = 276;
const LEAST_CODE = 124;
const BESIDE_NAME = 62;
const LONGEST_NAME = 132;
/** px kept free at the left and the right end of the text's scroller. */
const ENDS = { left: 12, right: 12 };

/** Floats under a selection: the codes used last, any code, a claim, a memo. */
export function SelectionToolbar(props: { place: CodingPlace; deeds: SelectionDeeds; hidden?: boolean }) {
  const { pane } = props.place;
  const selection = usePane(pane, (state) => (state.isSelecting ? null : state.selection));
  const { codes } = useCodes();
  const room = useRoom(pane);
  const able = useOfferedCodes(codes);
  const offered = able.slice(0, Math.max(0, Math.floor((room - WITHOUT_CODES) / LEAST_CODE)));
  const name = Math.min(LONGEST_NAME, Math.floor((room - WITHOUT_CODES) / (offered.length || 1)) - BESIDE_NAME);
  const bar = useRef<HTMLDivElement>(null);
  const position = usePosition(pane, bar, props.hidden ? null : selection, room);
  if (!selection || props.hidden || needsWriting()) return null;
  return (
    <div
      ref={bar}
      className={styles.bar}
      style={position ?? { visibility: 'hidden', top: 0, left: 0 }}
      role="toolbar"
      aria-label="Code the selection"
      data-keeps-selection
      // A press on a button must not take the selection away.
      onMouseDown={(event) => event.preventDefault()}
    >
      {offered.map((code) => (
        <Button
          key={code.codeId}
          tone="quiet"
          keys={code.shortcut?.toUpperCase()}
          onPress={() => applyCode(props.place, code.codeId)}
        >
          <CodeSwatch color={code.color} />
          <bdi className="ell" style={{ maxWidth: name }} title={code.name}>
            {code.name}
          </bdi>
        </Button>
      ))}
      {offered.length > 0 ? <i className={styles.divider} /> : null}
      <Button tone="quiet" icon={Tag} keys="/" onPress={props.deeds.chooseCode}>
        Code…
      </Button>
      <Button tone="quiet" icon={Scale} keys="Q" onPress={props.deeds.claim}>
        Claim
      </Button>
      <Button tone="quiet" icon={MessageSquare} keys="M" onPress={props.deeds.memo}>
        Memo
      </Button>
    </div>
  );
}

/** How wide the bar may be, in px. */
function useRoom(pane: TextPane): number {
  const layout = usePane(pane, (state) => state.layout);
  const [room, setRoom] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout may have another width
  useLayoutEffect(() => {
    setRoom((pane.scroller?.clientWidth ?? 0) - ENDS.left - ENDS.right);
  }, [pane, layout]);
  return room;
}

/** Below the selection's last line and within the window, in px from the top left of the text. */
function usePosition(
  pane: TextPane,
  bar: React.RefObject<HTMLDivElement | null>,
  selection: { start: number; end: number } | null,
  room: number,
) {
  const layout = usePane(pane, (state) => state.layout);
  const [position, setPosition] = useState<{ top: number; left: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the selection
  useLayoutEffect(() => {
    const { surface, scroller } = pane;
    const lines = selection && surface ? surface.rects(selection) : [];
    const last = lines.at(-1);
    if (!last || !surface || !scroller || !bar.current) return setPosition(null);
    const text = surface.root.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = bar.current;
    const lowest = view.bottom - text.top - height - 8;
    const leftmost = view.left - text.left + ENDS.left;
    const rightmost = view.right - text.left - width - ENDS.right;
    const first = lines[0]!;
    const below = last.top + last.height + 8;
    setPosition({
      top: below <= lowest ? below : Math.max(first.top - height - 8, Math.min(below, lowest)),
      left: Math.max(leftmost, Math.min(last.left, rightmost)),
    });
  }, [pane, selection?.start, selection?.end, layout, room]);
  return position;
}
