import { Scale, Search } from 'lucide-react';
import { type MouseEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectPlace } from '../../state/selection.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import {
  Button,
  count,
  EmptyState,
  ErrorState,
  Kbd,
  LinkButton,
  SkeletonRows,
  SplitPane,
  say,
  Tools,
  useIsNarrow,
} from '../../ui/index.ts';
import { ClaimCard, ClaimMerge, type Place, useCodes } from '../coding/index.ts';
import { ClaimBar } from './ClaimBar.tsx';
import styles from './ClaimsRoom.module.css';
import { ClaimTable } from './ClaimTable.tsx';
import { chooseClaim, selectClaims, showEveryClaim, toggleClaim, useClaimChoice } from './claim-choice.ts';
import { type ClaimSort, listClaims } from './claim-order.ts';
import { useColumnLayout } from './column-layout.ts';
import { ColumnMenu, FilterBar, FilterTokens } from './FilterBar.tsx';
import { useClaimCommands } from './useClaimCommands.ts';

const none: never[] = [];
/** How long a chosen claim may be missing from the table before another one is chosen, ms. */
const REST = 500;

/** Every claim of the project: what is claimed, by whom, where it is said, what speaks for and against it, what it came to. */
export function ClaimsRoom() {
  const { claimId: chosenId, selected, text, filter } = useClaimChoice();
  const [sort, setSort] = useRememberedLayout<ClaimSort>('claims.sort', { column: 'number', descending: false });
  const sought = useDeferredValue(text.trim());
  const { data, error, refetch, isPending } = useBackend('claims.table', { text: sought }, { keepPrevious: true });
  const all = data ?? none;
  const claims = useMemo(() => listClaims(all, filter, sort), [all, filter, sort]);
  const at = claims.findIndex((claim) => claim.claimId === chosenId);
  const row = claims[at];
  const detail = useBackend(
    'claims.get',
    { claimId: chosenId ?? '' },
    { enabled: row !== undefined, keepPrevious: true },
  );
  const chosen = row && detail.data?.claimId === row.claimId ? detail.data : undefined;
  const codebook = useCodes();
  const arrangement = useColumnLayout();
  const isNarrow = useIsNarrow();
  const [mentionAt, setMentionAt] = useState(0);
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  /** Where a range of rows begins. */
  const anchor = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another claim has other mentions
  useEffect(() => setMentionAt(0), [chosenId]);
  // The table takes the keys as soon as there is one.
  const hasTable = claims.length > 0;
  useEffect(() => {
    if (!hasTable || document.activeElement !== document.body) return;
    table.current?.focus({ preventScroll: true });
  }, [hasTable]);
  const first = claims[0]?.claimId ?? null;
  useEffect(() => {
    if (!first || at >= 0) return;
    if (chosenId === null) return chooseClaim(first);
    // One that was just made, or came back by undo, is in the table in a moment.
    const timer = setTimeout(() => chooseClaim(first), REST);
    return () => clearTimeout(timer);
  }, [first, at, chosenId]);

  // What is filtered away is not acted on.
  const targets = useMemo(() => {
    const inTable = claims.filter((claim) => selected.has(claim.claimId)).map((claim) => claim.claimId);
    return inTable.length > 0 ? inTable : row ? [row.claimId] : [];
  }, [claims, selected, row]);

  const range = (to: number) => {
    const from = claims.findIndex((claim) => claim.claimId === (anchor.current ?? chosenId));
    const [low, high] = from < to ? [Math.max(0, from), to] : [to, from];
    selectClaims(claims.slice(low, high + 1).map((claim) => claim.claimId));
  };
  const move = (by: number, extend = false) => {
    const to = Math.max(0, Math.min(claims.length - 1, at + by));
    const next = claims[to];
    if (!next) return;
    if (extend) {
      anchor.current ??= chosenId;
      range(to);
    } else anchor.current = null;
    chooseClaim(next.claimId);
  };
  const onPress = (index: number, event: MouseEvent) => {
    const claim = claims[index];
    if (!claim) return;
    if (event.shiftKey) {
      anchor.current ??= chosenId;
      range(index);
    } else {
      anchor.current = claim.claimId;
      if (event.ctrlKey || event.metaKey) toggleClaim(claim.claimId);
      else selectClaims([]);
    }
    chooseClaim(claim.claimId);
  };
  const read = (place: Place | undefined) => {
    if (!place) return;
    if (place.start === null || place.end === null) {
      return say('This passage was not found in the article’s present text.');
    }
    selectPlace(place.articleId, place.start, place.end);
    goTo('read');
  };
  const { open, remove } = useClaimCommands({
    claims,
    targets,
    chosen,
    mentionAt,
    setMentionAt,
    move,
    read,
    merge: () => setMerging(targets),
    find: () => field.current?.focus(),
  });

  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!isPending && all.length === 0 && sought === '') return <NoClaims />;
  return (
    <>
      <SplitPane
        id="claims"
        panes={[
          {
            id: 'table',
            min: 420,
            children: (
              <div className={styles.room}>
                <Tools
                  label="Claims"
                  end={
                    <>
                      <Count shown={claims.length} of={all.length} />
                      <ColumnMenu {...arrangement} />
                    </>
                  }
                >
                  <FilterBar rows={all} codes={codebook.codes} fieldRef={field} onDone={() => table.current?.focus()} />
                  <span className={styles.tokens}>
                    <FilterTokens codes={codebook.byId} />
                  </span>
                </Tools>
                {isPending ? (
                  <SkeletonRows rows={12} />
                ) : claims.length === 0 ? (
                  <EmptyState
                    icon={Search}
                    title="No claim fits"
                    actions={<LinkButton onPress={showEveryClaim}>Show all claims</LinkButton>}
                  >
                    No claim has these words and all that the filters ask for.
                  </EmptyState>
                ) : (
                  <ClaimTable
                    ref={table}
                    claims={claims}
                    chosen={chosenId}
                    selected={selected}
                    sort={sort}
                    codes={codebook.byId}
                    arrangement={arrangement}
                    isNarrow={isNarrow}
                    onSort={setSort}
                    onPress={onPress}
                    onOpen={(claim) => void open(claim)}
                  />
                )}
                <ClaimBar
                  targets={targets}
                  isSelection={selected.size > 0}
                  codes={codebook.codes}
                  rows={claims}
                  onMerge={() => setMerging(targets)}
                  onDelete={remove}
                />
              </div>
            ),
          },
          {
            id: isNarrow ? 'detail-narrow' : 'detail',
            size: isNarrow ? 312 : 360,
            min: 280,
            panel: true,
            children: chosen ? (
              <div className={`${styles.detail} scroll`} data-claim-detail>
                <ClaimCard
                  key={chosen.claimId}
                  claim={chosen}
                  mentionAt={mentionAt}
                  inContext
                  onMention={read}
                  onBecome={chooseClaim}
                />
                {chosen.mentions.length > 0 ? (
                  <p className={styles.hint}>
                    <Kbd keys="Enter" /> opens the marked mention in Read, <Kbd keys="N" /> marks the next.
                  </p>
                ) : null}
              </div>
            ) : row ? (
              <SkeletonRows rows={8} />
            ) : (
              <p className={styles.none}>Choose a claim to see where it is said.</p>
            ),
          },
        ]}
      />
      {merging ? (
        <ClaimMerge
          claimIds={merging}
          onClose={() => setMerging(null)}
          onMerged={(claimId) => {
            setMerging(null);
            selectClaims([]);
            chooseClaim(claimId);
          }}
        />
      ) : null}
    </>
  );
}

function Count({ shown, of }: { shown: number; of: number }) {
  return (
    <span className="num t2" role="status">
      <b className="strong">{count(shown)}</b>{' '}
      {shown === of ? (of === 1 ? 'claim' : 'claims') : `of ${count(of)} claims`}
    </span>
  );
}

function NoClaims() {
  return (
    <EmptyState
      icon={Scale}
      title="No claims yet"
      actions={
        <>
          <Button tone="primary" size="form" onPress={() => goTo('read')}>
            Go to Read
          </Button>
          <Button size="form" onPress={() => goTo('compare')}>
            Go to Compare
          </Button>
        </>
      }
    >
      A claim is a statement that can be checked. Select the passage that makes it in Read and press <Kbd keys="Q" />.
      In Compare the same key records a pair of sentences, with both as its mentions.
    </EmptyState>
  );
}
