import { Merge } from 'lucide-react';
import { useState } from 'react';
import type { Claim, SimilarClaim } from '../../../shared/model/claim.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { useBackend } from '../../state/queries.ts';
import { Basis, Button, Head, Icon, Kbd } from '../../ui/index.ts';
import styles from './ClaimCard.module.css';
import { ClaimMerge } from './ClaimMerge.tsx';
import { verdictSigns } from './ClaimVerdict.tsx';
import { isFresh, likenessInWords } from './claim-words.ts';
import { mergeInto } from './claims.ts';

/** Most that have a key of their own. */
const MOST = 9;
const none: SimilarClaim[] = [];

/**
 * Recorded claims that say much the same. A span that was just marked is linked to one of them by a key: Enter for the first, its
 * number for any.
 */
export function ClaimAlike(props: {
  claim: Claim;
  locked: string | undefined;
  /** Why its keys do nothing now; null: they link. */
  noKeys: string | null;
  onBecome(claimId: string): void;
}) {
  const { claim, locked } = props;
  const [merging, setMerging] = useState<SimilarClaim | null>(null);
  const language = claim.mentions[0]?.language ?? null;
  const { data } = useBackend('claims.similar', {
    text: claim.statement,
    language,
    exceptClaimId: claim.claimId,
    limit: MOST,
  });
  const alike = data ?? none;
  const fresh = isFresh(claim);
  const link = (similar: SimilarClaim) => {
    if (!fresh) return setMerging(similar);
    void mergeInto(similar, [claim.claimId]).then((merged) => merged && props.onBecome(merged.claimId));
  };
  const blocked = locked ?? props.noKeys ?? (fresh ? null : 'more is recorded of this claim: merge it instead');
  const keyed: Command[] = alike.map((similar, index) => ({
    id: `claim.link.${index + 1}`,
    label: `Link to claim ${similar.number}`,
    group: 'Code',
    keys: index === 0 ? ['Enter', '1'] : [`${index + 1}`],
    detail: similar.statement,
    disabled: blocked,
    run: () => link(similar),
  }));
  useCommands(keyed);
  if (alike.length === 0) return null;
  return (
    <section aria-label="Claims that are alike" className={styles.part}>
      <Head level={3} className={styles.partHead!}>
        <Basis
          title="Why these claims are thought alike"
          rows={[
            ['Analyser', 'likeness of claims, version 1'],
            [
              'Rests on',
              'Words that the statement shares with theirs or with one of their mentions: the rarer among the recorded claims, the more they count, names and figures most.',
            ],
            ['How good', 'Not measured. Each row says what is shared.'],
          ]}
          note="Across languages only names, figures and mentions in the other language are found."
        >
          {alike.length === MOST ? `${MOST} or more alike` : `${alike.length} alike`}
        </Basis>
      </Head>
      <ol className={styles.alike}>
        {alike.map((similar, index) => (
          <li key={similar.claimId}>
            <span className="num t3">{similar.number}</span>
            <div>
              <p className={`${styles.passage} serif`} dir="auto">
                {similar.statement}
              </p>
              <span className={styles.source}>
                <Icon
                  of={verdictSigns[similar.verdict].icon}
                  size={14}
                  className={verdictSigns[similar.verdict].tone}
                />
                <span>{verdictSigns[similar.verdict].label}</span>
                <span>{likenessInWords(similar)}</span>
              </span>
            </div>
            <Button
              disabled={locked}
              {...(fresh ? {} : { icon: Merge })}
              aria-label={`${fresh ? 'Link to' : 'Merge with'} claim ${similar.number}`}
              onPress={() => link(similar)}
            >
              {fresh ? 'Link' : 'Merge…'}
              {fresh && !blocked ? <Kbd keys={index === 0 ? 'Enter' : `${index + 1}`} /> : null}
            </Button>
          </li>
        ))}
      </ol>
      {merging ? (
        <ClaimMerge
          claimIds={[claim.claimId, merging.claimId]}
          onClose={() => setMerging(null)}
          onMerged={(claimId) => {
            setMerging(null);
            props.onBecome(claimId);
          }}
        />
      ) : null}
    </section>
  );
}
