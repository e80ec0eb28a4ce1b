import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { CodeSwatch, count, Icon, Kbd } from '../../ui/index.ts';
import styles from './CodeTree.module.css';
import { type DropPlace, moveOnto, type TreeRow, type Way } from './tree.ts';

export interface CodeMove {
  codeId: string;
  parentId: string | null;
  position: number;
}

export interface CodeTreeProps {
  codes: readonly Code[];
  rows: readonly TreeRow[];
  selected: string | null;
  onSelect(codeId: string): void;
  onOpen(codeId: string, open: boolean): void;
  /** Enter, or a press on a code that can be given. */
  onApply?: ((code: Code) => void) | undefined;
  onMove?: ((move: CodeMove) => void) | undefined;
  /** Alt and an arrow: one place up or down, out of its group, or below the code above. */
  onStep?: ((codeId: string, way: Way) => void) | undefined;
  /** F2 or a double press. */
  onEdit?: ((code: Code) => void) | undefined;
  onDelete?: ((code: Code) => void) | undefined;
}

const moves = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' } as const;
const ROW = 24;

/**
 * The codebook as a tree that scrolls: arrows move and fold, Alt and arrows move the code, dragging too. Only rows in
 * sight stand in the page.
 */
export function CodeTree(props: CodeTreeProps) {
  const { codes, rows, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<{ codeId: string; place: DropPlace } | null>(null);
  const wanted = useRef<string | null>(null);
  const at = rows.findIndex((row) => row.code.codeId === selected);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    getItemKey: (index) => rows[index]!.code.codeId,
    // The row that has the focus stays, wherever the list is scrolled.
    rangeExtractor: ({ startIndex, endIndex, overscan, count: all }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(all - 1, endIndex + overscan);
      const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
      if (at >= 0 && at < first) shown.unshift(at);
      if (at > last) shown.push(at);
      return shown;
    },
  });

  const rowElement = (codeId: string) => scroller.current?.querySelector<HTMLElement>(`[data-code="${codeId}"]`);
  const focusRow = (index: number) => {
    const row = rows[index];
    if (!row) return;
    props.onSelect(row.code.codeId);
    virtual.scrollToIndex(index, { align: 'auto' });
    wanted.current = row.code.codeId;
    rowElement(row.code.codeId)?.focus({ preventScroll: true });
  };
  // A row far away stands in the page only once it has been scrolled to; a row that moved is still the one worked on.
  useEffect(() => {
    if (wanted.current === null || wanted.current !== selected) return;
    const element = rowElement(wanted.current);
    if (!element) return;
    if (document.activeElement !== element) element.focus({ preventScroll: true });
    wanted.current = null;
  });
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  const deedOf = (key: string, row: TreeRow, index: number): (() => unknown) | null => {
    const { code, hasChildren, isOpen } = row;
    switch (key) {
      case 'ArrowDown':
        return () => focusRow(index + 1);
      case 'ArrowUp':
        return () => focusRow(index - 1);
      case 'Home':
        return () => focusRow(0);
      case 'End':
        return () => focusRow(rows.length - 1);
      case 'PageDown':
        return () => focusRow(Math.min(rows.length - 1, index + 20));
      case 'PageUp':
        return () => focusRow(Math.max(0, index - 20));
      case 'ArrowRight':
        return () => hasChildren && (isOpen ? focusRow(index + 1) : props.onOpen(code.codeId, true));
      case 'ArrowLeft':
        return () =>
          hasChildren && isOpen
            ? props.onOpen(code.codeId, false)
            : focusRow(rows.findIndex((one) => one.code.codeId === code.parentId));
      case 'Enter':
        return () => {
          if (props.onApply) return code.isCodable && !code.archived && props.onApply(code);
          return props.onEdit?.(code);
        };
      case 'F2':
        return () => props.onEdit?.(code);
      case 'Delete':
        return props.onDelete ? () => props.onDelete?.(code) : null;
      default:
        return null;
    }
  };
  const onKeyDown = (event: KeyboardEvent, row: TreeRow, index: number) => {
    if (event.altKey && !event.shiftKey && event.key in moves && props.onStep) {
      event.preventDefault();
      wanted.current = row.code.codeId;
      props.onStep(row.code.codeId, moves[event.key as keyof typeof moves]);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const deed = deedOf(event.key, row, index);
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  const placeOf = (event: DragEvent<HTMLElement>): DropPlace => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    return share < 0.3 ? 'before' : share > 0.7 ? 'after' : 'inside';
  };

  return (
    <div ref={scroller} className={`${styles.tree} scroll`} role="tree" aria-label="Codes">
      <div role="none" className={styles.all} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!;
          const { code, level, hasChildren, isOpen } = row;
          const isSelected = code.codeId === selected;
          const isGroup = !code.isCodable;
          return (
            <div
              key={code.codeId}
              role="treeitem"
              aria-level={level + 1}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-expanded={hasChildren ? isOpen : undefined}
              aria-selected={isSelected}
              tabIndex={isSelected || (at < 0 && index === 0) ? 0 : -1}
              data-code={code.codeId}
              data-drop={over?.codeId === code.codeId ? over.place : undefined}
              className={[styles.row, isGroup && styles.group, code.archived && styles.archived]
                .filter(Boolean)
                .join(' ')}
              style={{ transform: `translateY(${start}px)`, paddingInlineStart: 8 + Math.min(level, 12) * 18 }}
              draggable={props.onMove !== undefined}
              onKeyDown={(event) => onKeyDown(event, row, index)}
              onFocus={() => !isSelected && props.onSelect(code.codeId)}
              onClick={() => {
                props.onSelect(code.codeId);
                if (!isGroup && !code.archived) props.onApply?.(code);
                else if (hasChildren && isGroup) props.onOpen(code.codeId, !isOpen);
              }}
              onDoubleClick={() => props.onEdit?.(code)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', code.name);
                setDragged(code.codeId);
              }}
              onDragEnd={() => {
                setDragged(null);
                setOver(null);
              }}
              onDragOver={(event) => {
                if (!dragged) return;
                const place = placeOf(event);
                if (!moveOnto(codes, dragged, code.codeId, place)) return;
                event.preventDefault();
                if (over?.codeId !== code.codeId || over.place !== place) setOver({ codeId: code.codeId, place });
              }}
              onDrop={(event) => {
                const move = dragged && moveOnto(codes, dragged, code.codeId, placeOf(event));
                setOver(null);
                if (!move) return;
                event.preventDefault();
                props.onMove?.({ codeId: dragged, ...move });
              }}
            >
              {hasChildren ? (
                <button
                  type="button"
                  tabIndex={-1}
                  className={styles.fold}
                  aria-label={isOpen ? `Fold ${code.name}` : `Unfold ${code.name}`}
                  onClick={(event) => {
                    event.stopPropagation();
                    props.onOpen(code.codeId, !isOpen);
                  }}
                >
                  <Icon of={ChevronRight} size={14} className={isOpen ? styles.open : undefined} />
                </button>
              ) : (
                <span className={styles.fold} />
              )}
              {isGroup ? null : <CodeSwatch color={code.color} />}
              <bdi className={`${styles.name} ell`}>{code.name}</bdi>
              {code.archived ? <span className={styles.note}>archived</span> : null}
              <span className={`${styles.count} num`}>{count(isGroup || !isOpen ? row.total : code.annotations)}</span>
              <span className={styles.key}>{code.shortcut ? <Kbd keys={code.shortcut.toUpperCase()} /> : null}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
