import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleHelp, Users } from 'lucide-react';
import { type MouseEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { ClaimRow } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { useSettings } from '../../state/settings.ts';
import { CodeSwatch, clockTime, count, Icon } from '../../ui/index.ts';
import { stanceSigns, VerdictSign } from '../coding/index.ts';
import styles from './ClaimsRoom.module.css';
import { type ClaimColumn, type ClaimSort, isDisputed } from './claim-order.ts';
import { type ColumnArrangement, columnFacts, shownColumns } from './column-layout.ts';
import { HeadRow } from './HeadRow.tsx';

/** Claims as a grid of rows; the keys are commands of the room, so that they work wherever the focus is. */
export function ClaimTable(props: {
  ref: Ref<HTMLDivElement | null>;
  claims: readonly ClaimRow[];
  /** The one that is shown beside the table. */
  chosen: string | null;
  selected: ReadonlySet<string>;
  sort: ClaimSort;
  codes: ReadonlyMap<string, Code>;
  arrangement: ColumnArrangement;
  isNarrow: boolean;
  onSort(sort: ClaimSort): void;
  onPress(index: number, event: MouseEvent): void;
  onOpen(claim: ClaimRow): void;
}) {
  const { claims, chosen, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // px, as `--h-row`.
  const rowHeight = useSettings((settings) => settings.density) === 'comfortable' ? 36 : 28;
  useImperativeHandle<HTMLDivElement | null, HTMLDivElement | null>(props.ref, () => scroller.current);
  const virtual = useVirtualizer({
    count: claims.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The head stands over the first rows.
    scrollPaddingStart: 28,
  });
  useEffect(() => {
    if (rowHeight > 0) virtual.measure();
  }, [virtual, rowHeight]);
  const at = claims.findIndex((claim) => claim.claimId === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const { shown, template } = shownColumns(props.arrangement.layout, props.isNarrow);
  return (
    <div
      ref={scroller}
      className={`${styles.scroller} scroll`}
      role="grid"
      aria-label="Claims"
      aria-multiselectable
      aria-rowcount={claims.length + 1}
      aria-activedescendant={at >= 0 ? `claim-${chosen}` : undefined}
      tabIndex={0}
    >
      <HeadRow {...{ shown, template }} arrangement={props.arrangement} sort={props.sort} onSort={props.onSort} />
      <div className={styles.rows} style={{ height: virtual.getTotalSize() }} role="rowgroup">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const claim = claims[index]!;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the room's commands are the keyboard's way
            <div
              key={claim.claimId}
              id={`claim-${claim.claimId}`}
              className={styles.row}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={selected.size > 0 ? selected.has(claim.claimId) : claim.claimId === chosen}
              data-focus={claim.claimId === chosen || undefined}
              style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
              onClick={(event) => props.onPress(index, event)}
              onDoubleClick={() => props.onOpen(claim)}
            >
              {shown.map((column) => (
                <span
                  key={column}
                  role="gridcell"
                  className="ell"
                  data-column={column}
                  data-end={columnFacts[column].end || undefined}
                >
                  {cells[column](claim, props.codes)}
                </span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const time = (iso: string) => <time dateTime={iso}>{changed(iso)}</time>;

const cells: Record<ClaimColumn, (claim: ClaimRow, codes: ReadonlyMap<string, Code>) => ReactNode> = {
  number: (claim) => claim.number,
  statement: (claim) => (
    <>
      <bdi className={claim.statement ? 'serif' : 't3'}>{claim.statement || 'no statement'}</bdi>
      {claim.openQuestion.trim() ? (
        <span className={styles.sign} title={`Open: ${claim.openQuestion}`}>
          <Icon of={CircleHelp} size={14} />
          <span className="vh">open question</span>
        </span>
      ) : null}
    </>
  ),
  speaker: (claim) => <bdi>{claim.speaker}</bdi>,
  audience: (claim) => <bdi>{claim.audience}</bdi>,
  kind: (claim) => claim.kind ?? '',
  verdict: (claim) => (
    <span className={styles.withSign}>
      <VerdictSign verdict={claim.verdict} />
      {isDisputed(claim) ? (
        <span
          className={styles.sign}
          title={`Coders differ: ${claim.verdicts.map(({ coder, verdict }) => `${coder} ${verdict}`).join(', ')}`}
        >
          <Icon of={Users} size={14} />
          <span className="vh">coders differ</span>
        </span>
      ) : null}
    </span>
  ),
  evidence: ({ supports, refutes, context }) =>
    supports + refutes + context === 0 ? (
      ''
    ) : (
      <span className={styles.stances}>
        <Stance stance="supports" n={supports} />
        <Stance stance="refutes" n={refutes} />
        <Stance stance="context" n={context} />
      </span>
    ),
  mentions: (claim) => (
    <>
      {count(claim.mentions)} <span className="t3">in {count(claim.sources.length)}</span>
    </>
  ),
  sources: (claim) => <bdi title={claim.sources.join(', ')}>{claim.sources.join(', ')}</bdi>,
  question: (claim) => <bdi title={claim.openQuestion}>{claim.openQuestion}</bdi>,
  codes: (claim, codes) => (
    <span className={styles.stances}>
      {claim.codeIds.map((codeId) => (
        <span key={codeId} className={styles.withSign}>
          <CodeSwatch color={codes.get(codeId)?.color ?? 9} />
          <bdi>{codes.get(codeId)?.name ?? ''}</bdi>
        </span>
      ))}
    </span>
  ),
  coder: (claim) => <bdi>{claim.coder}</bdi>,
  recorded: (claim) => time(claim.createdAt),
  changed: (claim) => time(claim.updatedAt),
};

function Stance({ stance, n }: { stance: keyof typeof stanceSigns; n: number }) {
  if (n === 0) return null;
  const { icon, label, tone } = stanceSigns[stance];
  return (
    <span className={`${styles.withSign} ${tone}`} title={`${label}: ${n}`}>
      <Icon of={icon} size={14} />
      <span className="vh">{label}</span>
      {n}
    </span>
  );
}

/** Today the time, else the day. */
function changed(iso: string): string {
  const at = new Date(iso);
  if (at.toDateString() === new Date().toDateString()) return clockTime(iso, false);
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}
