import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Claim } from '../../../shared/model/claim.ts';
import { useSettings } from '../../state/settings.ts';
import { clockTime, count, Icon } from '../../ui/index.ts';
import { VerdictSign } from '../coding/index.ts';
import styles from './ClaimsRoom.module.css';
import { type ClaimColumn, type ClaimSort, claimColumns, sourcesOf } from './claim-order.ts';

const names: Record<ClaimColumn, string> = {
  number: 'No',
  statement: 'Statement',
  speaker: 'Speaker',
  kind: 'Kind',
  verdict: 'Verdict',
  mentions: 'Mentions',
  coder: 'Coder',
  changed: 'Changed',
};

/** Claims as a grid of rows; the arrow keys are commands of the room, so that they work wherever the focus is. */
export function ClaimTable(props: {
  ref: Ref<HTMLDivElement | null>;
  claims: readonly Claim[];
  chosen: string | null;
  sort: ClaimSort;
  onSort(sort: ClaimSort): void;
  onChoose(claimId: string): void;
  onOpen(claim: Claim): void;
}) {
  const { claims, chosen, sort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // px, as `--h-row`.
  const rowHeight = useSettings((settings) => settings.density) === 'comfortable' ? 36 : 28;
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(props.ref, () => scroller.current);
  const virtual = useVirtualizer({
    count: claims.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [virtual, rowHeight]);
  const at = claims.findIndex((claim) => claim.claimId === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const sortBy = (column: ClaimColumn) =>
    props.onSort({
      column,
      descending: sort.column === column ? !sort.descending : column === 'mentions' || column === 'changed',
    });
  return (
    <div
      ref={scroller}
      className={`${styles.scroller} scroll`}
      role="grid"
      aria-label="Claims"
      aria-rowcount={claims.length + 1}
      aria-activedescendant={at >= 0 ? `claim-${chosen}` : undefined}
      tabIndex={0}
    >
      <div className={`${styles.row} ${styles.headRow}`} role="row" aria-rowindex={1}>
        {claimColumns.map((column) => (
          <span
            key={column}
            role="columnheader"
            data-column={column}
            aria-sort={sort.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button type="button" onClick={() => sortBy(column)}>
              {names[column]}
              {sort.column === column ? <Icon of={sort.descending ? ArrowDown : ArrowUp} size={14} /> : null}
            </button>
          </span>
        ))}
      </div>
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="rowgroup">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const claim = claims[index]!;
          return (
            <Row
              key={claim.claimId}
              {...{ claim, index, start }}
              isChosen={claim.claimId === chosen}
              onChoose={() => props.onChoose(claim.claimId)}
              onOpen={() => props.onOpen(claim)}
            />
          );
        })}
      </div>
    </div>
  );
}

function Row(props: {
  claim: Claim;
  index: number;
  start: number;
  isChosen: boolean;
  onChoose(): void;
  onOpen(): void;
}) {
  const { claim } = props;
  const sources = sourcesOf(claim);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the room's commands are the keyboard's way
    <div
      id={`claim-${claim.claimId}`}
      className={styles.row}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.isChosen}
      style={{ transform: `translateY(${props.start}px)` }}
      onClick={props.onChoose}
      onDoubleClick={props.onOpen}
    >
      <Cell column="number">{claim.number}</Cell>
      <Cell column="statement">
        <bdi className={claim.statement ? undefined : 't3'}>{claim.statement || 'no statement'}</bdi>
      </Cell>
      <Cell column="speaker">
        <bdi>{claim.speaker}</bdi>
      </Cell>
      <Cell column="kind">{claim.kind ?? ''}</Cell>
      <Cell column="verdict">
        <VerdictSign verdict={claim.verdict} />
      </Cell>
      <Cell column="mentions">
        {count(claim.mentions.length)} <span className="t3">in {count(sources)}</span>
      </Cell>
      <Cell column="coder">
        <bdi>{claim.coder}</bdi>
      </Cell>
      <Cell column="changed">
        <time dateTime={claim.updatedAt}>{changed(claim.updatedAt)}</time>
      </Cell>
    </div>
  );
}

function Cell({ column, children }: { column: ClaimColumn; children: React.ReactNode }) {
  return (
    <span role="gridcell" className="ell" data-column={column}>
      {children}
    </span>
  );
}

/** Today the time, else the day. */
function changed(iso: string): string {
  const at = new Date(iso);
  if (at.toDateString() === new Date().toDateString()) return clockTime(iso, false);
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
