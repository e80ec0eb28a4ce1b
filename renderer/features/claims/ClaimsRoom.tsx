import { BookOpen, PanelRight, Scale, Search, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Claim, claimVerdicts } from '../../../shared/model/claim.ts';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectPlace } from '../../state/selection.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import {
  Button,
  count,
  EmptyState,
  ErrorState,
  Field,
  Icon,
  Kbd,
  LinkButton,
  Select,
  SkeletonRows,
  SplitPane,
  say,
  Tools,
} from '../../ui/index.ts';
import { ClaimCard, deleteClaim, verdictSigns } from '../coding/index.ts';
import styles from './ClaimsRoom.module.css';
import { ClaimTable } from './ClaimTable.tsx';
import { chooseClaim, useClaimChoice } from './claim-choice.ts';
import { type ClaimSort, listClaims } from './claim-order.ts';

type Mention = Claim['mentions'][number];
const none: never[] = [];

/** Every claim of the project: what is claimed, by whom, where it is said, and what it came to. */
export function ClaimsRoom() {
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<Claim['verdict'] | null>(null);
  const [sort, setSort] = useRememberedLayout<ClaimSort>('claims.sort', { column: 'number', descending: false });
  const chosenId = useClaimChoice((choice) => choice.claimId);
  const { data, error, refetch, isPending } = useBackend('claims.list', { text: text.trim() }, { keepPrevious: true });
  const all = data ?? none;
  const claims = useMemo(() => listClaims(all, verdict, sort), [all, verdict, sort]);
  const chosen = claims.find((claim) => claim.claimId === chosenId);
  const at = claims.findIndex((claim) => claim.claimId === chosenId);
  const [mentionAt, setMentionAt] = useState(0);
  const table = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
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
    if (first && at < 0) chooseClaim(first);
  }, [first, at]);

  const move = (by: number) => {
    const next = claims[Math.max(0, Math.min(claims.length - 1, at + by))];
    if (next) chooseClaim(next.claimId);
  };
  const read = (mention: Mention | undefined) => {
    if (!mention) return;
    if (mention.start === null || mention.end === null) {
      return say('This mention was not found in the article’s present text.');
    }
    selectPlace(mention.articleId, mention.start, mention.end);
    goTo('read');
  };
  const remove = (claim: Claim) => {
    const next = claims[at + 1] ?? claims[at - 1];
    chooseClaim(next?.claimId ?? null);
    deleteClaim(claim);
  };
  const noClaim = chosen ? null : 'choose a claim';
  useCommands([
    {
      id: 'claims.next',
      label: 'Next claim',
      group: 'Move',
      keys: ['J', 'ArrowDown'],
      keyOnly: true,
      disabled: hasTable ? null : 'no claims',
      run: () => move(1),
    },
    {
      id: 'claims.previous',
      label: 'Previous claim',
      group: 'Move',
      keys: ['K', 'ArrowUp'],
      keyOnly: true,
      disabled: hasTable ? null : 'no claims',
      run: () => move(-1),
    },
    {
      id: 'claims.first',
      label: 'First claim',
      group: 'Move',
      keys: ['Home'],
      keyOnly: true,
      run: () => move(-Infinity),
    },
    { id: 'claims.last', label: 'Last claim', group: 'Move', keys: ['End'], keyOnly: true, run: () => move(Infinity) },
    {
      id: 'claims.nextMention',
      label: 'Next mention',
      group: 'Move',
      keys: ['N'],
      disabled: noClaim,
      run: () => chosen && setMentionAt((mentionAt + 1) % Math.max(1, chosen.mentions.length)),
    },
    {
      id: 'claims.read',
      label: 'Open the mention in Read',
      group: 'Move',
      keys: ['Enter'],
      icon: BookOpen,
      disabled: noClaim ?? (chosen?.mentions.length === 0 ? 'this claim has no mentions' : null),
      run: () => read(chosen?.mentions[mentionAt]),
    },
    {
      id: 'claims.edit',
      label: 'Edit the claim',
      group: 'Code',
      keys: ['E'],
      icon: PanelRight,
      disabled: noClaim ?? needsWriting(),
      run: () => document.querySelector<HTMLElement>('[data-claim-detail] textarea')?.focus(),
    },
    {
      id: 'claims.delete',
      label: 'Delete the claim',
      group: 'Code',
      keys: ['Delete', 'Backspace'],
      icon: Trash2,
      disabled: noClaim ?? needsWriting(),
      run: () => chosen && remove(chosen),
    },
    {
      id: 'edit.find',
      label: 'Find in claims',
      group: 'Find',
      keys: ['/', 'Mod+F'],
      icon: Search,
      inFields: true,
      run: () => field.current?.focus(),
    },
  ]);

  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!isPending && all.length === 0 && text.trim() === '') return <NoClaims />;
  const counts = new Map(claimVerdicts.map((one) => [one, all.filter((claim) => claim.verdict === one).length]));
  return (
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
                  <span className="t3 num" role="status">
                    {claims.length === all.length
                      ? `${count(all.length)} ${all.length === 1 ? 'claim' : 'claims'}`
                      : `${count(claims.length)} of ${count(all.length)} claims`}
                  </span>
                }
              >
                <Field
                  className={styles.find!}
                  label="Find in claims"
                  labelHidden
                  icon={Search}
                  placeholder="Statement, speaker or note"
                  value={text}
                  onChange={setText}
                  onEscape={() => {
                    setText('');
                    table.current?.focus();
                  }}
                  onSubmit={() => table.current?.focus()}
                  inputRef={field}
                  end={<Kbd keys="/" />}
                />
                <Select
                  label="Verdict"
                  labelHidden
                  value={verdict ?? 'any'}
                  onChange={(value) => setVerdict(value === 'any' ? null : value)}
                  options={[
                    { value: 'any' as const, label: 'Any verdict' },
                    ...claimVerdicts.map((one) => ({
                      value: one,
                      label: `${verdictSigns[one].label} (${count(counts.get(one) ?? 0)})`,
                      sign: <Icon of={verdictSigns[one].icon} size={14} className={verdictSigns[one].tone} />,
                    })),
                  ]}
                />
              </Tools>
              {isPending ? (
                <SkeletonRows rows={12} />
              ) : claims.length === 0 ? (
                <EmptyState
                  icon={Search}
                  title="No claim fits"
                  actions={
                    <LinkButton
                      onPress={() => {
                        setText('');
                        setVerdict(null);
                      }}
                    >
                      Show all claims
                    </LinkButton>
                  }
                >
                  No statement, speaker or note has these words with this verdict.
                </EmptyState>
              ) : (
                <ClaimTable
                  ref={table}
                  claims={claims}
                  chosen={chosenId}
                  sort={sort}
                  onSort={setSort}
                  onChoose={chooseClaim}
                  onOpen={(claim) => read(claim.mentions[0])}
                />
              )}
            </div>
          ),
        },
        {
          id: 'detail',
          size: 340,
          min: 280,
          panel: true,
          children: chosen ? (
            <div className={`${styles.detail} scroll`} data-claim-detail>
              <ClaimCard key={chosen.claimId} claim={chosen} mentionAt={mentionAt} onMention={read} />
              {chosen.mentions.length > 0 ? (
                <p className={styles.hint}>
                  <Kbd keys="Enter" /> opens the marked mention in Read, <Kbd keys="N" /> marks the next.
                </p>
              ) : null}
            </div>
          ) : (
            <p className={styles.none}>Choose a claim to see where it is said.</p>
          ),
        },
      ]}
    />
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
